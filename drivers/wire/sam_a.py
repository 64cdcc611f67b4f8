"""The serial protocol of the ID-card security module (SAM_A). Sans I/O.

Frame: AA AA AA 96 69 | length, 2 bytes | body | xor. The length counts body and xor; the xor covers length and body. A
command's body is CMD PARA; a reply's body is SW1 SW2 SW3 and data.
"""

from dataclasses import dataclass, field
from enum import IntEnum
from functools import reduce
from operator import xor

PREAMBLE = bytes.fromhex("AAAAAA9669")
LEAD_BYTES_MAX = len(PREAMBLE)  # more bytes AA than that are noise
_SYNC = PREAMBLE[2:]
_LENGTH_BYTES = 2
BODY_BYTES_MIN = 4  # SW1 SW2 SW3 and the xor
BODY_BYTES_MAX = 2_400  # text, photo and fingerprints are 2,314


class Status(IntEnum):
    """SW3."""

    OK = 0x90
    NOTHING_MORE = 0x91
    FOUND = 0x9F
    BAD_CHECKSUM = 0x10
    BAD_LENGTH = 0x11
    BAD_COMMAND = 0x21
    NOT_PERMITTED = 0x23
    UNKNOWN_ERROR = 0x24
    CARD_REJECTS_SAM = 0x31
    SAM_REJECTS_CARD = 0x32
    VERIFY_FAILED = 0x33
    UNKNOWN_CARD = 0x40
    READ_FAILED = 0x41
    RANDOM_FAILED = 0x47
    SELF_TEST_FAILED = 0x60
    NOT_AUTHORISED = 0x66
    FIND_FAILED = 0x80
    SELECT_FAILED = 0x81


@dataclass(frozen=True, slots=True)
class Reply:
    """`status` is SW3; one that the manual does not know is kept as its number."""

    status: int
    data: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Garbled:
    """Bytes that were no frame were dropped, to begin anew at the next preamble."""

    dropped: int


Received = Reply | Garbled


def command(cmd: int, para: int) -> bytes:
    length = (3).to_bytes(_LENGTH_BYTES, "big")
    body = length + bytes((cmd, para))
    return PREAMBLE + body + bytes((checksum(body),))


def checksum(data: bytes) -> int:
    return reduce(xor, data, 0)


FIND = command(0x20, 0x01)
SELECT = command(0x20, 0x02)
READ_TEXT_AND_PHOTO = command(0x30, 0x01)
SAM_STATUS = command(0x11, 0xFF)


class Decoder:
    """Feed it what came, in any pieces. Holds at most one frame.

    Real readers were seen to garble the first bytes of a reply ("AA 00 AA AA 96 69"): the last three of the preamble
    are enough to begin at, and the checksum says whether it was a frame.
    """

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[Received]:
        self._buffer += data
        received: list[Received] = []
        while (step := self._step()) is not None:
            received.append(step)
        return received

    def reset(self) -> None:
        self._buffer.clear()

    def _step(self) -> Received | None:
        """The next frame or the next thing to drop; None while more bytes are needed."""
        if noise := self._noise():
            return self._drop(noise)
        begins = self._buffer.find(_SYNC) + len(_SYNC)
        head = begins + _LENGTH_BYTES
        if begins < len(_SYNC) or len(self._buffer) < head:
            return None
        length = int.from_bytes(self._buffer[begins:head], "big")
        if not BODY_BYTES_MIN <= length <= BODY_BYTES_MAX:
            return self._drop(begins)
        if len(self._buffer) < head + length:
            return None
        checked = bytes(self._buffer[begins : head + length])
        if checksum(checked) != 0:  # xor with its own xor
            return self._drop(begins)
        del self._buffer[: head + length]
        return Reply(checked[_LENGTH_BYTES + 2], checked[_LENGTH_BYTES + 3 : -1])

    def _noise(self) -> int:
        """How many bytes in front are not, and cannot become, the beginning of a frame."""
        at = self._buffer.find(_SYNC)
        end = len(self._buffer) if at < 0 else at
        lead = bytes(self._buffer[:end])
        if at < 0 and lead.endswith(_SYNC[:2]):
            lead = lead[:-1]
        return max(len(lead.rstrip(b"\xaa")), len(lead) - LEAD_BYTES_MAX)

    def _drop(self, count: int) -> Garbled:
        del self._buffer[:count]
        return Garbled(count)


def read_reply(data: bytes) -> tuple[bytes, bytes]:
    """Text and photo of a reply to READ_TEXT_AND_PHOTO. Raises ValueError."""
    if len(data) < 4:
        raise ValueError("no lengths")
    text_bytes, photo_bytes = int.from_bytes(data[:2], "big"), int.from_bytes(data[2:4], "big")
    if len(data) != 4 + text_bytes + photo_bytes:
        raise ValueError(f"{len(data) - 4} bytes, not {text_bytes} + {photo_bytes}")
    return data[4 : 4 + text_bytes], data[4 + text_bytes :]
