"""The social-security card, LD/T 32-2015: which commands read it, and what its records mean. No input or output.

Only EF05 (issuer) and EF06 (holder) can be read without a key. The official file-structure document V2.0
(人社信息函[2012]37号) was not obtained: tags, lengths and paddings in `LAYOUT` are those that published readers
of the card agree on, so a province with another layout passes its own. Records that no journey needs
(sex, ethnic group, birth place ...) are not read at all.
"""

import re
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from drivers.api.errors import DeviceError, ErrorCode
from drivers.wire.gb11643 import is_identity_number
from drivers.wire.iso7816 import SUCCESS, Command, Response, exchange

APPLICATION = bytes.fromhex("7378312E73682EC9E7BBE1B1A3D5CF")  # "sx1.sh." and 社会保障 in GBK
EF_ISSUER, EF_HOLDER = 0xEF05, 0xEF06

# SELECT by name: these mean "no such application here", all other failures "it will not open"
NOT_THERE = frozenset({0x6A81, 0x6A82, 0x6A86, 0x6A87, 0x6700, 0x6999, 0x6B00, 0x6D00, 0x6E00})
WRONG_P1_P2 = frozenset({0x6A86, 0x6B00})
RECORD_NOT_FOUND = 0x6A83
NAME_BYTES = 30
CHARACTER_BYTES_MAX = 4  # GB 18030


@dataclass(frozen=True, slots=True)
class Item:
    """One record: its file and tag, and the most value bytes it can have. `optional`: a card may lack it."""

    file: int
    tag: int
    length_max: int
    optional: bool = False


CARD_IDENTIFIER, CARD_NUMBER, STANDARD_VERSION = "card_identifier", "card_number", "standard_version"
ISSUED_ON, EXPIRES_ON = "issued_on", "expires_on"
HOLDER_ID_NUMBER, HOLDER_NAME = "holder_id_number", "holder_name"

# In the order in which they are read; items of one file stand together.
LAYOUT: Mapping[str, Item] = MappingProxyType(
    {
        CARD_IDENTIFIER: Item(EF_ISSUER, 0x01, 16),
        STANDARD_VERSION: Item(EF_ISSUER, 0x03, 4),
        ISSUED_ON: Item(EF_ISSUER, 0x05, 4, optional=True),
        EXPIRES_ON: Item(EF_ISSUER, 0x06, 4, optional=True),
        CARD_NUMBER: Item(EF_ISSUER, 0x07, 9),
        HOLDER_ID_NUMBER: Item(EF_HOLDER, 0x08, 18),
        HOLDER_NAME: Item(EF_HOLDER, 0x09, NAME_BYTES),
    }
)


@dataclass(frozen=True, slots=True, repr=False)
class CardContents:
    """What the card says. Personal data: has no repr."""

    card_identifier: str
    card_number: str
    standard_version: str
    issued_on: date | None
    expires_on: date | None
    holder_id_number: str
    holder_name: str


def read_card(layout: Mapping[str, Item] = LAYOUT) -> Generator[bytes, bytes, CardContents]:
    """Yields commands, is sent responses, returns the contents.

    Raises DeviceError: CARD_FOREIGN, CARD_UNREADABLE, CARD_DATA_INVALID, PROTOCOL_ERROR.
    """
    opened = yield from exchange(Command(0x00, 0xA4, 0x04, 0x00, APPLICATION))
    if opened.status in NOT_THERE:
        raise DeviceError(ErrorCode.CARD_FOREIGN, f"SELECT social security: {opened.status:04X}")
    _require_success(opened, "SELECT social security")
    values: dict[str, bytes] = {}
    selected = 0
    for name, item in layout.items():
        if item.file != selected:
            yield from _select_file(item.file)
            selected = item.file
        values[name] = yield from _read_item(item)
    return decode_contents(values)


def _select_file(identifier: int) -> Generator[bytes, bytes, None]:
    """P1 = 02, an EF below this DF; some cards know only P1 = 00."""
    body = identifier.to_bytes(2)
    selected = yield from exchange(Command(0x00, 0xA4, 0x02, 0x00, body))
    if selected.status in WRONG_P1_P2:
        selected = yield from exchange(Command(0x00, 0xA4, 0x00, 0x00, body))
    _require_success(selected, f"SELECT {identifier:04X}")


def _read_item(item: Item) -> Generator[bytes, bytes, bytes]:
    """READ RECORD by tag: P1 the tag, P2 = 00. Le = 00, all there is: a T=0 card answers 6Cxx first."""
    record = yield from exchange(Command(0x00, 0xB2, item.tag, 0x00, le=256))
    if item.optional and record.status == RECORD_NOT_FOUND:
        return b""
    _require_success(record, f"READ RECORD {item.tag:02X}")
    return decode_record(item, record.data)


def _require_success(response: Response, what: str) -> None:
    if response.status != SUCCESS:
        raise DeviceError(ErrorCode.CARD_UNREADABLE, f"{what}: {response.status:04X}")


def decode_record(item: Item, record: bytes) -> bytes:
    """The value out of tag(1) length(1) value. Raises DeviceError(CARD_DATA_INVALID)."""
    well_formed = len(record) >= 2 and record[0] == item.tag and record[1] == len(record) - 2 <= item.length_max
    if not well_formed:
        raise _invalid(f"record {item.tag:02X} of {len(record)} bytes")
    return record[2:]


def decode_contents(values: Mapping[str, bytes]) -> CardContents:
    """Raises DeviceError(CARD_DATA_INVALID), naming the item but never its value."""
    return CardContents(
        card_identifier=_card_identifier(values[CARD_IDENTIFIER]),
        card_number=_matching(CARD_NUMBER, values[CARD_NUMBER], r"[0-9A-Z]{1,9}"),
        standard_version=_matching(STANDARD_VERSION, values[STANDARD_VERSION], r"[0-9]\.[0-9]{2}"),
        issued_on=_date(ISSUED_ON, values[ISSUED_ON]),
        expires_on=_date(EXPIRES_ON, values[EXPIRES_ON]),
        holder_id_number=_identity_number(values[HOLDER_ID_NUMBER]),
        holder_name=_name(values[HOLDER_NAME]),
    )


def _card_identifier(value: bytes) -> str:
    text = value.hex().upper()
    if not re.fullmatch(r"[0-9]{6}[0-9A-F]{26}", text):
        raise _invalid(CARD_IDENTIFIER)
    return text


def _matching(name: str, value: bytes, form: str) -> str:
    """`an`: ASCII, filled with 00 on the right; blanks are found there too."""
    text = value.rstrip(b"\x00 ").decode("latin-1")
    if not re.fullmatch(form, text):
        raise _invalid(name)
    return text


def _identity_number(value: bytes) -> str:
    text = _matching(HOLDER_ID_NUMBER, value, r"[0-9X]{18}")
    if not is_identity_number(text):
        raise _invalid(HOLDER_ID_NUMBER)
    return text


def _name(value: bytes) -> str:
    """GB 18030, which holds GBK: the rare characters 㛃 and 𬱖 have four bytes there and none in GBK. A long name that
    fills its item may be cut in the middle of its last character, which is then left out.
    """
    cuts = range(CHARACTER_BYTES_MAX) if len(value) == NAME_BYTES else range(1)
    for cut in cuts:
        try:
            text = value[: len(value) - cut].rstrip(b"\x00 ").decode("gb18030")
            break
        except UnicodeDecodeError:
            continue
    else:
        raise _invalid(HOLDER_NAME)  # no cause: it would carry the name's bytes into a log
    if not text.strip() or not text.isprintable():
        raise _invalid(HOLDER_NAME)
    return text


def _date(name: str, value: bytes) -> date | None:
    """`cn`: packed YYYYMMDD. Nothing, all F or all 0: the card does not say."""
    digits = value.hex()
    if set(digits) <= {"f"} or set(digits) <= {"0"}:
        return None
    if not re.fullmatch(r"[0-9]{8}", digits):
        raise _invalid(name)
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise _invalid(name) from None


def _invalid(what: str) -> DeviceError:
    return DeviceError(ErrorCode.CARD_DATA_INVALID, what)
