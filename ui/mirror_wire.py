"""The bytes between the terminal's mirror and whoever looks into it (a bench; later, staff help).

The terminal dials a Unix stream socket that the other side listens on. Both ways the stream is a row of frames:

    u32 length of the payload, big-endian | u8 kind | payload

To the watcher:
    1  JPEG        the live screen at half size, after it changed; at most `frames_per_s_max` a second, the newest wins
    2  JSON        one event, an object with "event" (UTF-8), see `ui/mirror.py`
    5  u32 id, PNG the answer to `grab`: the screen at full size
From the watcher:
    10 JSON        one command, an object with "command" and "id" (a number below 2**31)

A frame of another kind, or longer than its limit, ends the connection; the terminal dials again.
"""

import json
import struct
from dataclasses import dataclass
from enum import IntEnum

COMMAND_BYTES_MAX = 4096
FRAME_BYTES_MAX = 16 * 1024 * 1024
ID_MAX = 2**31 - 1
_HEADER = struct.Struct(">IB")
_ID = struct.Struct(">I")


class Kind(IntEnum):
    JPEG = 1
    EVENT = 2
    PNG = 5
    COMMAND = 10


class WireBroken(Exception):
    """MIRROR_WIRE_BROKEN: not our frames. The connection is dropped."""

    code = "MIRROR_WIRE_BROKEN"


@dataclass(frozen=True, slots=True)
class Command:
    id: int
    name: str
    fields: dict[str, object]


def jpeg_frame(jpeg: bytes) -> bytes:
    return _frame(Kind.JPEG, jpeg)


def event_frame(event: dict[str, object]) -> bytes:
    return _frame(Kind.EVENT, json.dumps(event, ensure_ascii=False).encode())


def png_frame(grab_id: int, png: bytes) -> bytes:
    return _frame(Kind.PNG, _ID.pack(grab_id) + png)


def _frame(kind: Kind, payload: bytes) -> bytes:
    return _HEADER.pack(len(payload), kind) + payload


class CommandDecoder:
    """Bytes in, in any pieces; commands out. Raises WireBroken, and is of no use afterwards."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[Command]:
        self._buffer += data
        commands = []
        while (command := self._next()) is not None:
            commands.append(command)
        return commands

    def _next(self) -> Command | None:
        if len(self._buffer) < _HEADER.size:
            return None
        length, kind = _HEADER.unpack_from(self._buffer)
        if kind != Kind.COMMAND or length > COMMAND_BYTES_MAX:
            raise WireBroken(f"kind {kind}, {length} bytes")
        if len(self._buffer) < _HEADER.size + length:
            return None
        payload = bytes(self._buffer[_HEADER.size : _HEADER.size + length])
        del self._buffer[: _HEADER.size + length]
        return _command(payload)


def _command(payload: bytes) -> Command:
    try:
        fields = json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise WireBroken("no JSON") from error
    if not isinstance(fields, dict):
        raise WireBroken("no object")
    number, name = fields.pop("id", None), fields.pop("command", None)
    if type(number) is not int or not 0 <= number <= ID_MAX or not isinstance(name, str):
        raise WireBroken("no id or command")
    return Command(number, name, fields)
