"""IPP messages (RFC 8010 §3), as a printer reads and writes them."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

OPERATION, JOB, END, PRINTER, UNSUPPORTED = 1, 2, 3, 4, 5
NO_VALUE, INTEGER, BOOLEAN, ENUM = 0x13, 0x21, 0x22, 0x23
TEXT, NAME, KEYWORD, URI, CHARSET, LANGUAGE, MIME = 0x41, 0x42, 0x44, 0x45, 0x47, 0x48, 0x49
Item = tuple[int, str, Sequence[object]]  # syntax, name, values


class NotIpp(Exception):
    """The bytes are no request."""


@dataclass(frozen=True, slots=True)
class IppRequest:
    version: tuple[int, int]
    operation: int
    request_id: int
    attributes: dict[str, list[object]]  # of all groups: no name is in two of them here
    document: bytes

    def text(self, name: str, default: str = "") -> str:
        return str(self.attributes.get(name, [default])[0])

    def number(self, name: str, default: int = 0) -> int:
        value = self.attributes.get(name, [default])[0]
        return value if isinstance(value, int) else default


def read_request(data: bytes) -> IppRequest:
    """Raises NotIpp."""
    try:
        major, minor, operation, request_id = struct.unpack_from(">BBHI", data)
        attributes: dict[str, list[object]] = {}
        at, name = 8, ""
        while (tag := data[at]) != END:
            at += 1
            if tag < 0x10:
                continue
            found, at = _chunk(data, at)
            value, at = _chunk(data, at)
            name = found.decode("ascii") or name
            attributes.setdefault(name, []).append(_read(tag, value))
        return IppRequest((major, minor), operation, request_id, attributes, data[at + 1 :])
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise NotIpp from error


def _chunk(data: bytes, at: int) -> tuple[bytes, int]:
    (length,) = struct.unpack_from(">H", data, at)
    end = at + 2 + length
    if end > len(data):
        raise IndexError
    return data[at + 2 : end], end


def _read(tag: int, value: bytes) -> object:
    if tag in (INTEGER, ENUM):
        return struct.unpack(">i", value)[0]
    if tag == BOOLEAN:
        return value == b"\x01"
    return value.decode("utf-8") if 0x40 <= tag < 0x60 else value


def write_answer(request: IppRequest, status: int, groups: list[tuple[int, list[Item]]]) -> bytes:
    head: list[Item] = [
        (CHARSET, "attributes-charset", ["utf-8"]),
        (LANGUAGE, "attributes-natural-language", ["en"]),
    ]
    body = struct.pack(">BBHI", *request.version, status, request.request_id)
    for group, items in [(OPERATION, head), *groups]:
        body += bytes([group]) + b"".join(_written(item) for item in items)
    return body + bytes([END])


def _written(item: Item) -> bytes:
    tag, name, values = item
    written = b""
    for index, value in enumerate(values):
        said = b"" if index else name.encode("ascii")
        data = _bytes_of(value)
        written += struct.pack(">BH", tag, len(said)) + said + struct.pack(">H", len(data)) + data
    return written


def _bytes_of(value: object) -> bytes:
    if isinstance(value, bool):
        return b"\x01" if value else b"\x00"
    if isinstance(value, int):
        return struct.pack(">i", value)
    return str(value).encode()
