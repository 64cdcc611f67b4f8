"""The watcher's end of the terminal's mirror, as bytes: frames in, commands out.

    u32 length of the payload, big-endian | u8 kind | payload

In: 1 JPEG (the live screen at half size), 2 JSON event, 5 u32 id + PNG (answer to a grab). Out: 10 JSON command.
"""

import json
import struct
from dataclasses import dataclass

FRAME_BYTES_MAX = 16 * 1024 * 1024
_HEADER = struct.Struct(">IB")
_ID = struct.Struct(">I")
_JPEG, _EVENT, _PNG, _COMMAND = 1, 2, 5, 10


@dataclass(frozen=True, slots=True)
class Picture:
    jpeg: bytes


@dataclass(frozen=True, slots=True)
class Told:
    """One event of the terminal's screen."""

    fields: dict[str, object]


@dataclass(frozen=True, slots=True)
class Grabbed:
    id: int
    png: bytes


Frame = Picture | Told | Grabbed


class MirrorBroken(Exception):
    """What came is no frame of the mirror."""


class FrameDecoder:
    """Bytes in, in any pieces; frames out. Raises MirrorBroken, and is of no use afterwards."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[Frame]:
        self._buffer += data
        frames = []
        while (frame := self._next()) is not None:
            frames.append(frame)
        return frames

    def _next(self) -> Frame | None:
        if len(self._buffer) < _HEADER.size:
            return None
        length, kind = _HEADER.unpack_from(self._buffer)
        if length > FRAME_BYTES_MAX or kind not in (_JPEG, _EVENT, _PNG):
            raise MirrorBroken(f"a frame of kind {kind} and {length} bytes")
        end = _HEADER.size + length
        if len(self._buffer) < end:
            return None
        payload = bytes(self._buffer[_HEADER.size : end])
        del self._buffer[:end]
        return _frame(kind, payload)


def _frame(kind: int, payload: bytes) -> Frame:
    if kind == _JPEG:
        return Picture(payload)
    if kind == _PNG:
        if len(payload) < _ID.size:
            raise MirrorBroken("a picture without a number")
        return Grabbed(_ID.unpack_from(payload)[0], payload[_ID.size :])
    try:
        fields = json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise MirrorBroken("an event that is no JSON") from error
    if not isinstance(fields, dict):
        raise MirrorBroken("an event that is no object")
    return Told(fields)


def command_frame(number: int, command: str, fields: dict[str, object]) -> bytes:
    payload = json.dumps({"id": number, "command": command, **fields}, ensure_ascii=False).encode()
    return _HEADER.pack(len(payload), _COMMAND) + payload
