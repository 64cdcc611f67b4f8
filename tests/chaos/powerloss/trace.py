"""What strace saw of the keeper's files, as events in order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CALLS = "openat,write,pwrite64,fdatasync,fsync,ftruncate,unlink,unlinkat,rename,link,close"
STRING_BYTES_MAX = 1_000_000
_LINE = re.compile(r"^(\d+) +(\d+\.\d+) (.*)$")
_RESUMED = re.compile(r"^<\.\.\. (\w+) resumed>(.*)$")
_CALL = re.compile(r"^(\w+)\((.*)\) += (-?\d+)")
_FILE = re.compile(r"^\d+<([^>]*)>")
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True, slots=True)
class Write:
    at_s: float
    path: str
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Sync:
    """Of a file; a directory's makes its names durable."""

    at_s: float
    path: str


@dataclass(frozen=True, slots=True)
class Truncate:
    at_s: float
    path: str
    length: int


@dataclass(frozen=True, slots=True)
class Link:
    """A second name for a file: how a key gets its name."""

    at_s: float
    old: str
    path: str


@dataclass(frozen=True, slots=True)
class Unlink:
    at_s: float
    path: str


Event = Write | Sync | Truncate | Link | Unlink


def events(text: str, folder: str) -> list[Event]:
    """Those that touch files in `folder`."""
    found: list[Event] = []
    positions: dict[str, int] = {}
    for at_s, call, arguments, result in _calls(text):
        event = _event(at_s, call, arguments, result, positions)
        if event is not None and event.path.startswith(folder):
            found.append(event)
    return found


def _calls(text: str) -> Iterator[tuple[float, str, str, int]]:
    """Finished calls; one that another thread interrupted in the log is put together again."""
    begun: dict[str, tuple[float, str]] = {}
    for line in text.splitlines():
        matched = _LINE.match(line)
        if matched is None:
            continue
        thread, at, rest = matched.groups()
        at_s = float(at)
        if rest.endswith("<unfinished ...>"):
            begun[thread] = at_s, rest.removesuffix("<unfinished ...>")
            continue
        resumed = _RESUMED.match(rest)
        if resumed is not None and thread in begun:
            at_s, head = begun.pop(thread)
            rest = head + resumed[2]
        call = _CALL.match(rest)
        if call is not None and int(call[3]) >= 0:
            yield at_s, call[1], call[2], int(call[3])


def _event(at_s: float, call: str, arguments: str, result: int, positions: dict[str, int]) -> Event | None:
    file = _FILE.match(arguments)
    path = _plain(file[1]) if file else ""
    match call:
        case "pwrite64":
            offset = int(arguments.rsplit(",", 1)[1])
            return Write(at_s, path, offset, _bytes(arguments)[:result])
        case "write":
            offset = positions.get(path, 0)
            positions[path] = offset + result
            return Write(at_s, path, offset, _bytes(arguments)[:result])
        case "fdatasync" | "fsync":
            return Sync(at_s, path)
        case "ftruncate":
            return Truncate(at_s, path, int(arguments.rsplit(",", 1)[1]))
        case "unlink":
            return Unlink(at_s, _bytes(arguments).decode())
        case "link":
            old, new = (_plain(each) for each in _STRING.findall(arguments))
            return Link(at_s, old, new)
    return None


def _bytes(arguments: str) -> bytes:
    found = _STRING.search(arguments)
    return bytes.fromhex(found[1].replace("\\x", "")) if found else b""


def _plain(text: str) -> str:
    """A path, written in hex or not."""
    return bytes.fromhex(text.replace("\\x", "")).decode() if text.startswith("\\x") else text


def read(path: Path, folder: Path) -> list[Event]:
    return events(path.read_text(), str(folder))
