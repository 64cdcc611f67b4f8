"""Tells apart the bytes an ESC/POS printer sends. Sans I/O.

Three kinds share one line and may meet in any order (Epson ESC/POS Command Reference, `DLE EOT`, `GS a`, `GS r`):

    DLE EOT n   0xx1xx10   one byte, at once, even while the printer is offline
    ASB         0xx1xx00   the first of four; the other three are 0xx0xxxx
    GS r n      0xx0xxxx   one byte, in its place among the print data
    XON, XOFF   11, 13     flow control, where the line uses it

A DLE EOT answer may fall between the four bytes of an ASB message: its fixed bits set it apart. A GS r answer
may not (it could not be told from the message's own bytes), and printers send the four without a gap.
"""

from dataclasses import dataclass

ASB_BYTES = 4


@dataclass(frozen=True, slots=True)
class RealTimeReply:
    """The answer to one DLE EOT n. Which n it answers, only the order of asking tells."""

    byte: int


@dataclass(frozen=True, slots=True)
class AsbReply:
    """Automatic status back: the whole state, told without being asked."""

    message: bytes


@dataclass(frozen=True, slots=True)
class PaperReply:
    """The answer to GS r 1: everything sent before it has been carried out."""

    byte: int


@dataclass(frozen=True, slots=True)
class Noise:
    """No printer sends this: a wrong baud rate, or no printer."""

    byte: int


Reply = RealTimeReply | AsbReply | PaperReply | Noise


class ReplyDecoder:
    """Any split of the bytes gives the same replies. Holds at most three bytes."""

    def __init__(self) -> None:
        self._asb = bytearray()

    def feed(self, data: bytes) -> list[Reply]:
        return [reply for byte in data for reply in self._take(byte)]

    def _take(self, byte: int) -> list[Reply]:
        if byte & 0x93 == 0x12:
            return [RealTimeReply(byte)]
        if byte & 0x93 == 0x10:
            return self._begin_asb(byte)
        if byte & 0x90 == 0x00:
            return self._go_on(byte)
        if byte in (0x11, 0x13):
            return []
        return [Noise(byte)]

    def _begin_asb(self, byte: int) -> list[Reply]:
        torn: list[Reply] = [Noise(lost) for lost in self._asb]  # its end got lost on the way
        self._asb = bytearray([byte])
        return torn

    def _go_on(self, byte: int) -> list[Reply]:
        if not self._asb:
            return [PaperReply(byte)]
        self._asb.append(byte)
        if len(self._asb) < ASB_BYTES:
            return []
        message, self._asb = bytes(self._asb), bytearray()
        return [AsbReply(message)]
