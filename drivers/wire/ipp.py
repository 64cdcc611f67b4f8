"""IPP messages (RFC 8010): a request as bytes, an answer out of bytes. Knows no connection.

Values of every syntax are accepted; those nobody here needs stay bytes. Collections are stepped over.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from drivers.api.errors import DeviceError, ErrorCode

MESSAGE_BYTES_MAX = 1 << 20
ATTRIBUTES_MAX = 5_000
COLLECTION_DEPTH_MAX = 16
_HEADER = struct.Struct(">BBHI")
_LENGTH = struct.Struct(">H")
_INTEGER = struct.Struct(">i")


class Tag(IntEnum):
    """Those that are written here; others are read just as well."""

    OPERATION = 0x01
    JOB = 0x02
    END = 0x03
    PRINTER = 0x04
    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    BEGIN_COLLECTION = 0x34
    END_COLLECTION = 0x37
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME_TYPE = 0x49


_DELIMITERS = range(0x10)
_OUT_OF_BAND = range(0x10, 0x20)
_TEXTS = range(0x40, 0x60)
_INTEGERS = (Tag.INTEGER, Tag.ENUM)

Value = int | bool | str | bytes | None
Attributes = dict[str, tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class Attribute:
    """One to send; several values make a set."""

    tag: Tag
    name: str
    values: tuple[int | bool | str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """`groups`: (delimiter tag, attributes), in their order."""

    version: tuple[int, int]
    status: int
    request_id: int
    groups: tuple[tuple[int, Attributes], ...] = field(repr=False)

    def all(self, tag: Tag) -> tuple[Attributes, ...]:
        """Every group of that kind: one for each job, say."""
        return tuple(attributes for delimiter, attributes in self.groups if delimiter == tag)

    def first(self, tag: Tag) -> Attributes:
        return next(iter(self.all(tag)), {})


def encode(
    version: tuple[int, int],
    operation: int,
    request_id: int,
    groups: Sequence[tuple[Tag, Sequence[Attribute]]],
) -> bytes:
    """The request; a document is simply put after it."""
    parts = [_HEADER.pack(*version, operation, request_id)]
    for delimiter, attributes in groups:
        parts.append(bytes([delimiter]))
        parts += [_encoded(attribute) for attribute in attributes]
    return b"".join([*parts, bytes([Tag.END])])


def _encoded(attribute: Attribute) -> bytes:
    names = (attribute.name.encode("ascii"), *(b"" for _ in attribute.values[1:]))
    return b"".join(
        bytes([attribute.tag]) + _sized(name) + _sized(_value_bytes(value))
        for name, value in zip(names, attribute.values, strict=True)
    )


def _value_bytes(value: int | bool | str) -> bytes:
    match value:
        case bool():
            return b"\x01" if value else b"\x00"
        case int():
            return _INTEGER.pack(value)
    return value.encode()


def _sized(data: bytes) -> bytes:
    return _LENGTH.pack(len(data)) + data


def decode(data: bytes) -> Answer:
    """Raises DeviceError PROTOCOL_ERROR for what is no whole answer, and beyond the limits."""
    if not _HEADER.size < len(data) <= MESSAGE_BYTES_MAX:
        raise _garbled("no answer of any possible length")
    major, minor, status, request_id = _HEADER.unpack_from(data)
    return Answer((major, minor), status, request_id, _Reader(data, _HEADER.size).groups())


class _Reader:
    """Walks over the attributes once. `_depth`: how many collections are open; what is in them is stepped over."""

    def __init__(self, data: bytes, at: int) -> None:
        self._data, self._at = data, at
        self._groups: list[tuple[int, dict[str, list[Value]]]] = []
        self._name = ""
        self._depth = self._count = 0

    def groups(self) -> tuple[tuple[int, Attributes], ...]:
        while (tag := self._take(1)[0]) != Tag.END or self._depth:
            if tag in _DELIMITERS:
                self._begin(tag)
            else:
                self._attribute(tag)
        return tuple((tag, {name: tuple(values) for name, values in group.items()}) for tag, group in self._groups)

    def _begin(self, tag: int) -> None:
        if self._depth:
            raise _garbled("a group within a collection")
        self._groups.append((tag, {}))
        self._name = ""

    def _attribute(self, tag: int) -> None:
        self._count += 1
        name, value = self._sized(), self._sized()
        if self._count > ATTRIBUTES_MAX or not self._groups:
            raise _garbled("attributes beyond any need, or before any group")
        if tag == Tag.END_COLLECTION:
            self._depth -= 1
        if self._depth == 0 and tag != Tag.END_COLLECTION:
            self._keep(name, _value(tag, value))
        if tag == Tag.BEGIN_COLLECTION:
            self._depth += 1
        if not 0 <= self._depth <= COLLECTION_DEPTH_MAX:
            raise _garbled("collections that do not nest")

    def _keep(self, name: bytes, value: Value) -> None:
        """No name: one more value of the last attribute."""
        self._name = name.decode("ascii", "replace") or self._name
        if not self._name:
            raise _garbled("a value of no attribute")
        self._groups[-1][1].setdefault(self._name, []).append(value)

    def _sized(self) -> bytes:
        (length,) = _LENGTH.unpack(self._take(_LENGTH.size))
        return self._take(length)

    def _take(self, count: int) -> bytes:
        taken = self._data[self._at : self._at + count]
        if len(taken) < count:
            raise _garbled("it ends in the middle")
        self._at += count
        return taken


def _value(tag: int, value: bytes) -> Value:
    if tag in _OUT_OF_BAND:
        return None
    if tag in _INTEGERS and len(value) == _INTEGER.size:
        number: int = _INTEGER.unpack(value)[0]
        return number
    if tag == Tag.BOOLEAN and len(value) == 1:
        return value != b"\x00"
    return value.decode("utf-8", "replace") if tag in _TEXTS else value


def _garbled(detail: str) -> DeviceError:
    return DeviceError(ErrorCode.PROTOCOL_ERROR, f"IPP: {detail}")
