"""The grammar of ESC/POS: which bytes belong together. What a command does is not known here.

One table row for each command: its first bytes, how many parameter bytes follow, and how many data bytes the
parameters announce. Source: Epson ESC/POS Command Reference; `FS &` and its kin from the Chinese models.
"""

from collections.abc import Callable
from dataclasses import dataclass

DATA_BYTES_MAX = 1 << 20
TEXT_RUN_BYTES_MAX = 1024
NUL_ENDED_BYTES_MAX = 256


@dataclass(frozen=True, slots=True)
class Text:
    """Characters up to the next command or control code, at most TEXT_RUN_BYTES_MAX."""

    raw: bytes


@dataclass(frozen=True, slots=True)
class Command:
    name: str
    params: bytes
    data: bytes
    raw: bytes


@dataclass(frozen=True, slots=True)
class Unknown:
    """No command begins like this."""

    raw: bytes


Token = Text | Command | Unknown


@dataclass(frozen=True, slots=True)
class Shape:
    name: str
    params: int = 0
    length: Callable[[bytes], int] | None = None  # data bytes, from the parameters
    nul_ended: bool = False


def _low_high(at: int) -> Callable[[bytes], int]:
    return lambda params: params[at] | params[at + 1] << 8


def _four(params: bytes) -> int:
    return int.from_bytes(params[0:4], "little")


def _raster(params: bytes) -> int:
    return (params[1] | params[2] << 8) * (params[3] | params[4] << 8)


def _columns(params: bytes) -> int:
    return (params[1] | params[2] << 8) * (3 if params[0] in (32, 33) else 1)


def _pulse_or_clear(params: bytes) -> int:
    """DLE DC4: what follows depends on the function number."""
    return {1: 2, 2: 2, 3: 5, 7: 1, 8: 7}.get(params[0], 0)


def _cut(params: bytes) -> int:
    return 1 if params[0] in (65, 66, 97, 98, 103, 104) else 0


def _barcode(params: bytes) -> int:
    return params[1] if params[0] >= 65 else 0


def _esc(char: str, params: int = 0) -> tuple[bytes, Shape]:
    return b"\x1b" + char.encode(), Shape(f"ESC {char}", params)


def _gs(char: str, params: int = 0) -> tuple[bytes, Shape]:
    return b"\x1d" + char.encode(), Shape(f"GS {char}", params)


def _fs(char: str, params: int = 0) -> tuple[bytes, Shape]:
    return b"\x1c" + char.encode(), Shape(f"FS {char}", params)


COMMANDS: dict[bytes, Shape] = dict(
    [
        (b"\n", Shape("LF")),
        (b"\r", Shape("CR")),
        (b"\t", Shape("HT")),
        (b"\x0c", Shape("FF")),
        (b"\x18", Shape("CAN")),
        (b"\x00", Shape("NUL")),
        (b"\x10\x04", Shape("DLE EOT", 1)),
        (b"\x10\x05", Shape("DLE ENQ", 1)),
        (b"\x10\x14", Shape("DLE DC4", 1, _pulse_or_clear)),
        *(_esc(char) for char in "@2imv<"),
        *(_esc(char, 1) for char in " !%-3=?ERGJKMRSTVadertu{"),
        *(_esc(char, 2) for char in "$\\"),
        (b"\x1bp", Shape("ESC p", 3)),
        (b"\x1bc3", Shape("ESC c 3", 1)),
        (b"\x1bc4", Shape("ESC c 4", 1)),
        (b"\x1bc5", Shape("ESC c 5", 1)),
        (b"\x1b*", Shape("ESC *", 3, _columns)),
        (b"\x1bD", Shape("ESC D", nul_ended=True)),
        (b"\x1bW", Shape("ESC W", 8)),
        (b"\x1b(A", Shape("ESC ( A", 2, _low_high(0))),
        *(_gs(char, 1) for char in "!BEHITabfhrw/"),
        *(_gs(char, 2) for char in "LPW$\\"),
        (b"\x1d:", Shape("GS :")),
        (b"\x1d^", Shape("GS ^", 3)),
        (b"\x1dV", Shape("GS V", 1, _cut)),
        (b"\x1dv0", Shape("GS v 0", 5, _raster)),
        (b"\x1d*", Shape("GS *", 2, lambda params: params[0] * params[1] * 8)),
        *((b"\x1d(" + char.encode(), Shape(f"GS ( {char}", 2, _low_high(0))) for char in "ACDEHKLMNPk"),
        (b"\x1d8L", Shape("GS 8 L", 4, _four)),
        *(_fs(char) for char in "&."),
        *(_fs(char, 1) for char in "!-CW"),
        (b"\x1cS", Shape("FS S", 2)),
        (b"\x1c2", Shape("FS 2", 2, lambda _: 72)),
        (b"\x1cp", Shape("FS p", 2)),
        (b"\x1c(A", Shape("FS ( A", 2, _low_high(0))),
        (b"\x1c(C", Shape("FS ( C", 2, _low_high(0))),
    ]
)
BARCODE_OLD = Shape("GS k", 1, nul_ended=True)  # type 0 to 6: the data ends with NUL
BARCODE = Shape("GS k", 2, _barcode)  # type 65 and up: the data's length comes first
PREFIX_BYTES_MAX = max(map(len, COMMANDS))
