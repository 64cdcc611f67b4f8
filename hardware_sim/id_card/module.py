"""The security module: one command in, one reply out. Knows no wire and no time.

A card is found once: the next FIND fails until it was lifted. SELECT needs a found card, READ a selected one.
"""

from dataclasses import dataclass

from hardware_sim.id_card.contents import photo, text_block
from hardware_sim.id_card.holders import Holder

HEAD = b"\xaa\xaa\xaa\x96\x69"
OK, FOUND, NONE, SELECT_NO, READ_NO, BAD_XOR, BAD_CMD = 0x90, 0x9F, 0x80, 0x81, 0x41, 0x10, 0x21
REFUSAL_DEFAULT = 0x31  # the card does not accept the module


@dataclass(slots=True)
class Module:
    """`lies`: the card on the reader. `refuses`: SW3 of the next READ, once."""

    lies: Holder | None = None
    refuses: int = 0
    _found: bool = False
    _selected: bool = False

    def lay(self, holder: Holder) -> None:
        self.lift()
        self.lies = holder

    def lift(self) -> None:
        self.lies = None
        self._found = self._selected = False

    def answer(self, cmd: int, para: int) -> bytes:
        match cmd, para:
            case 0x20, 0x01:
                return self._find()
            case 0x20, 0x02:
                return self._select()
            case 0x30, 0x01:
                return self._read()
            case 0x10 | 0x11, 0xFF:
                return reply(OK)
        return reply(BAD_CMD)

    def _find(self) -> bytes:
        if self.lies is None or self._found:
            return reply(NONE)
        self._found = True
        return reply(FOUND, bytes(4))

    def _select(self) -> bytes:
        if self.lies is None or not self._found or self._selected:
            return reply(SELECT_NO)
        self._selected = True
        return reply(OK, bytes(8))

    def _read(self) -> bytes:
        if self.lies is None or not self._selected:
            return reply(READ_NO)
        if self.refuses:
            status, self.refuses = self.refuses, 0
            return reply(status)
        text, picture = text_block(self.lies), photo(self.lies)
        return reply(OK, len(text).to_bytes(2, "big") + len(picture).to_bytes(2, "big") + text + picture)


def reply(status: int, data: bytes = b"") -> bytes:
    counted = (len(data) + 4).to_bytes(2, "big") + bytes((0, 0, status)) + data
    check = 0
    for byte in counted:
        check ^= byte
    return HEAD + counted + bytes((check,))


def commands_in(received: bytearray) -> list[tuple[int, int] | None]:
    """Whole commands, taken out of `received`; None for one whose check byte is wrong."""
    found: list[tuple[int, int] | None] = []
    while (at := received.find(HEAD)) >= 0 and len(received) - at >= 10:
        frame = bytes(received[at + 5 : at + 10])
        del received[: at + 10]
        good = frame[:2] == b"\x00\x03" and frame[0] ^ frame[1] ^ frame[2] ^ frame[3] == frame[4]
        found.append((frame[2], frame[3]) if good else None)
    return found
