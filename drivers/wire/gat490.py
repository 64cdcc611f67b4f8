"""The text block of an identity card: 256 bytes UTF-16LE in fixed fields (GA/T 490), in three layouts.

The byte at offset 248 tells them apart: "I" a foreigner's permanent residence, "J" a residence permit of Hong Kong,
Macao or Taiwan, anything else a citizen's card.
"""

from collections.abc import Iterator
from datetime import date

from drivers.api.id_card_reader import IdCard, IdCardKind
from drivers.wire.gb11643 import is_identity_number

TEXT_BYTES = 256
KIND_AT = 248
FOR_EVER = "长期"
_CITIZEN = (
    ("name", 30),
    ("sex", 2),
    ("ethnic", 4),
    ("birth", 16),
    ("address", 70),
    ("number", 36),
    ("issuer", 30),
    ("from", 16),
    ("to", 16),
)
_PERMIT = (*_CITIZEN, ("pass_number", 18), ("issue_count", 4))
_FOREIGNER = (
    ("name_en", 120),
    ("sex", 2),
    ("number", 30),
    ("nationality", 6),
    ("name", 30),
    ("from", 16),
    ("to", 16),
    ("birth", 16),
    ("version", 4),
    ("issuer", 8),
)
_LAYOUTS = {
    IdCardKind.CITIZEN: _CITIZEN,
    IdCardKind.FOREIGN_RESIDENT: _FOREIGNER,
    IdCardKind.HMT_RESIDENT: _PERMIT,
}


def parse(text: bytes, photo: bytes = b"") -> IdCard:
    """Raises ValueError, which names the field and not what is in it."""
    if len(text) != TEXT_BYTES:
        raise ValueError(f"{len(text)} bytes of text, not {TEXT_BYTES}")
    kind = _kind(text)
    found = dict(_fields(text, kind))
    number = found["number"]
    if kind is not IdCardKind.FOREIGN_RESIDENT and not is_identity_number(number):
        raise ValueError("number: no GB 11643 number")
    if not number.isascii() or not number.isalnum():
        raise ValueError("number: neither letters nor digits")
    name = found["name"] or found.get("name_en", "")
    if not name:
        raise ValueError("name: empty")
    return IdCard(
        kind=kind,
        name=name,
        id_number=number,
        sex=found["sex"],
        birth_date=_day("birth", found["birth"]),
        valid_from=_day("from", found["from"]),
        valid_to=None if found["to"] == FOR_EVER else _day("to", found["to"]),
        issuer=found["issuer"],
        ethnic_code=found.get("ethnic", ""),
        address=found.get("address", ""),
        name_en=found.get("name_en", ""),
        nationality=found.get("nationality", ""),
        pass_number=found.get("pass_number", ""),
        photo=photo,
    )


def _kind(text: bytes) -> IdCardKind:
    match text[KIND_AT : KIND_AT + 2]:
        case b"I\x00":
            return IdCardKind.FOREIGN_RESIDENT
        case b"J\x00":
            return IdCardKind.HMT_RESIDENT
    return IdCardKind.CITIZEN


def _fields(text: bytes, kind: IdCardKind) -> Iterator[tuple[str, str]]:
    at = 0
    for name, size in _LAYOUTS[kind]:
        try:
            value = text[at : at + size].decode("utf-16-le").strip(" \x00\u3000")
        except UnicodeDecodeError:
            raise ValueError(f"{name}: no UTF-16") from None
        if not value.isprintable():
            raise ValueError(f"{name}: not printable")
        yield name, value
        at += size


def _day(name: str, text: str) -> date:
    if len(text) != 8 or not text.isascii() or not text.isdecimal():
        raise ValueError(f"{name}: no date")
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        raise ValueError(f"{name}: no date") from None
