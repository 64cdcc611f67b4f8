"""The frame on the socket: 4 bytes big-endian length, then one JSON message. Any bytes, any split."""

import struct

import msgspec

from kiosk.keeper.protocol import FRAME_BYTES_MAX

HEADER = struct.Struct(">I")


class FrameError(Exception):
    """BAD_FRAME: the other side does not speak the protocol. The connection ends."""

    code = "BAD_FRAME"


def frame(message: msgspec.Struct) -> bytes:
    """Raises FrameError if it is longer than the other side takes."""
    body = msgspec.json.encode(message)
    if len(body) > FRAME_BYTES_MAX:
        raise FrameError("the message is too long")
    return HEADER.pack(len(body)) + body


def length_of(header: bytes) -> int:
    """How many bytes follow. Raises FrameError beyond the limit."""
    (length,) = HEADER.unpack(header)
    if not 0 < length <= FRAME_BYTES_MAX:
        raise FrameError("a frame of no possible length")
    return int(length)


class FrameDecoder:
    """Bytes in, bodies out."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    @property
    def is_between_frames(self) -> bool:
        """Nothing of a next frame has come."""
        return not self._buffer

    def feed(self, data: bytes) -> list[bytes]:
        """The bodies that are complete now. Raises FrameError; nothing may be fed after it."""
        self._buffer += data
        bodies = []
        while len(self._buffer) >= HEADER.size:
            end = HEADER.size + length_of(bytes(self._buffer[: HEADER.size]))
            if len(self._buffer) < end:
                break
            bodies.append(bytes(self._buffer[HEADER.size : end]))
            del self._buffer[:end]
        return bodies
