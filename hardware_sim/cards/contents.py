"""What is written on a virtual card, as data: a file anybody can write, and the bytes it becomes.

Lengths and paddings as published for LD/T 32-2015: `cn` digits are packed and filled with F on the right,
`an` text is filled with 00 on the right. The official file-structure document V2.0 was not obtained, so
`raw_records` lets a card file write any bytes into any record.
"""

from pathlib import Path
from typing import Literal

import msgspec

NAME_LENGTH = 30
CARD_FILE_BYTES_MAX = 65_536

EF05_TAGS = range(0x01, 0x08)
EF06_TAGS = range(0x08, 0x0E)


class CardContents(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One card. Dates are `YYYYMMDD`, everything hexadecimal is a string of hex digits."""

    kind: Literal["social_security", "bank"] = "social_security"
    protocol: Literal["T=0", "T=1"] = "T=0"
    atr: str = ""  # "" = a plain one for the protocol
    # EF05, about the issuer
    card_identifier: str = "0" * 32
    card_class: str = "3"
    standard_version: str = "3.00"
    issuing_institution: str = "330299000000"
    issued_on: str = "20190601"
    expires_on: str = "20390531"
    card_number: str = ""
    # EF06, about the holder
    id_number: str = ""
    name: str = ""
    sex: str = "1"
    ethnic_group: str = "01"
    birth_place: str = "330299"
    birth_date: str = "19700101"
    # what the fields above cannot say
    raw_records: dict[str, str] = {}  # tag "09" -> value in hex, instead of the field
    missing_records: tuple[str, ...] = ()  # tags the card does not have

    def record_values(self) -> dict[int, bytes]:
        """Every record of EF05 and EF06: tag -> value. Raises ValueError when a field cannot be written."""
        values = {
            0x01: _cn(self.card_identifier, 16),
            0x02: _an(self.card_class, 1),
            0x03: _an(self.standard_version, 4),
            0x04: _an(self.issuing_institution, 12),
            0x05: _cn(self.issued_on, 4),
            0x06: _cn(self.expires_on, 4),
            0x07: _an(self.card_number, 9),
            0x08: _an(self.id_number, 18),
            0x09: _an(self.name, NAME_LENGTH),
            0x0A: _an(self.sex, 1),
            0x0B: _cn(self.ethnic_group, 1),
            0x0C: _cn(self.birth_place, 3),
            0x0D: _cn(self.birth_date, 4),
        }
        values |= {int(tag, 16): bytes.fromhex(value) for tag, value in self.raw_records.items()}
        missing = {int(tag, 16) for tag in self.missing_records}
        return {tag: value for tag, value in sorted(values.items()) if tag not in missing}


def load_card(path: Path) -> CardContents:
    """A card from a JSON file. Raises ValueError naming the field that is wrong."""
    if path.stat().st_size > CARD_FILE_BYTES_MAX:
        raise ValueError(f"{path}: larger than {CARD_FILE_BYTES_MAX} bytes")
    return decode_card(path.read_bytes())


def decode_card(data: bytes) -> CardContents:
    """Raises ValueError (msgspec.ValidationError, or a field that cannot be written)."""
    contents = msgspec.json.decode(data, type=CardContents)
    contents.record_values()
    bytes.fromhex(contents.atr)
    return contents


def _cn(digits: str, length: int) -> bytes:
    if len(digits) > 2 * length:
        raise ValueError(f"{len(digits)} digits do not fit into {length} bytes")
    return bytes.fromhex(digits.ljust(2 * length, "F"))


def _an(text: str, length: int) -> bytes:
    encoded = text.encode("gb18030")
    if len(encoded) > length:
        raise ValueError(f"a text of {len(encoded)} bytes does not fit into {length}")
    return encoded.ljust(length, b"\x00")
