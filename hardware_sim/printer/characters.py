"""From the bytes of a text run to characters, as a printer with a GBK font reads them."""

from collections.abc import Iterator
from dataclasses import dataclass

from hardware_sim.printer.glyphs import TOFU


@dataclass(frozen=True, slots=True)
class Character:
    char: str  # TOFU if the font has none
    cells: int
    raw: bytes


class CharacterReader:
    """In Chinese mode (FS &) two bytes make one character. A byte whose partner is still to come is kept."""

    def __init__(self) -> None:
        self._kept = b""

    def reset(self) -> None:
        self._kept = b""

    def read(self, raw: bytes, chinese: bool) -> Iterator[Character]:
        stream, self._kept = self._kept + raw, b""
        if not chinese:
            yield from (Character(bytes([byte]).decode("cp437"), 1, bytes([byte])) for byte in stream)
            return
        at = 0
        while at < len(stream):
            size = _size(stream, at)
            if at + size > len(stream):
                self._kept = stream[at:]
                return
            yield _character(stream[at : at + size])
            at += size


def _size(stream: bytes, at: int) -> int:
    """1, 2, or the 4 bytes of gb18030 whose second is a digit."""
    if stream[at] < 0x81:
        return 1
    if at + 1 < len(stream) and 0x30 <= stream[at + 1] <= 0x39:
        return 4
    return 2


def _character(raw: bytes) -> Character:
    try:
        char = raw.decode("gbk")
    except UnicodeDecodeError:
        char = TOFU
    return Character(char if len(char) == 1 else TOFU, len(raw), raw)
