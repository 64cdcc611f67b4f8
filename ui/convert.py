"""Screens as what QML can hold: dicts, lists, text, doubles, true and false.

Money becomes text, and a double of fen beside it (`amount`, `amount_fen`) for sums on the screen: a QML int is
32-bit and wraps silently. A tuple becomes a list, since a tuple is no JS array. Names stay snake_case. A
picture becomes the address under which QML gets it (`ui/page_images.py`): its bytes never pass through QML.
"""

from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum

from kiosk.domain.money import Money
from kiosk.domain.pdf import Picture
from kiosk.domain.wording import LocalText

INT_MAX = 2**31 - 1
DEPTH_MAX = 8
FEN_SUFFIX = "_fen"
PICTURE_ADDRESS = "image://pages/"


class NotShowable(TypeError):
    """UI_NOT_SHOWABLE: a screen holds a value that QML cannot hold. A bug; names the type, never the value."""

    code = "UI_NOT_SHOWABLE"


def to_qml(screen: object, null: object = None) -> dict[str, object]:
    """All fields of a frozen dataclass. `null` stands for None (QML reads a Python None inside a dict as undefined)."""
    if isinstance(screen, type) or not is_dataclass(screen):
        raise NotShowable(type(screen).__name__)
    return _fields(screen, null, DEPTH_MAX)


def _fields(value: object, null: object, depth: int) -> dict[str, object]:
    shown: dict[str, object] = {}
    for field in fields(value):  # type: ignore[arg-type]
        inner = getattr(value, field.name)
        shown[field.name] = _plain(inner, null, depth - 1)
        if isinstance(inner, Money):
            shown[field.name + FEN_SUFFIX] = float(inner.fen)
        elif inner is None and "Money" in str(field.type):
            shown[field.name + FEN_SUFFIX] = null
    return shown


def _plain(value: object, null: object, depth: int) -> object:
    if depth <= 0:
        raise NotShowable("nested too deep")
    match value:
        case None:
            return null
        case Enum():
            return _plain(value.value, null, depth)
        case bool() | str() | float():
            return value
        case int() if -INT_MAX - 1 <= value <= INT_MAX:
            return value
        case Money():
            return str(value)
        case LocalText():
            return {"zh": value.zh, "en": value.en}
        case datetime() | date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M}"
        case Picture():
            return PICTURE_ADDRESS + value.digest
        case tuple():
            return [_plain(inner, null, depth - 1) for inner in value]
    if isinstance(value, type) or not is_dataclass(value):
        raise NotShowable(type(value).__name__)
    return _fields(value, null, depth)
