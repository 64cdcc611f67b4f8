"""A disk that remembers what was synced: what a power cut may leave of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from tests.chaos.powerloss.trace import Event, Link, Sync, Truncate, Unlink, Write

SECTOR_BYTES = 512
MODELS = ("A", "B-none", "B-but-last", "B-some", "C")

Image = Mapping[str, bytes]
Pending = Write | Truncate


@dataclass
class File:
    synced: bytearray = field(default_factory=bytearray)
    pending: list[Pending] = field(default_factory=list)
    durable: bool = False  # its name survives: it, or its folder, was synced since it was made


@dataclass
class Disk:
    """`keeps` False: a disk that ignores every sync, for the control."""

    keeps: bool = True
    files: dict[str, File] = field(default_factory=dict)

    def apply(self, event: Event) -> None:
        match event:
            case Write() | Truncate():
                self.files.setdefault(event.path, File()).pending.append(event)
            case Sync(path=path) if self.keeps:
                self._sync(path)
            case Link(old=old, path=path):
                self.files[path] = self.files[old]
            case Unlink(path=path):
                self.files.pop(path, None)

    def _sync(self, path: str) -> None:
        file = self.files.get(path)
        if file is None:  # a folder: its names are durable now
            for name, each in self.files.items():
                each.durable |= name.rsplit("/", 1)[0] == path
            return
        for event in file.pending:
            write(file.synced, event)
        file.pending.clear()
        file.durable = True

    def image(self, model: str, random: Random) -> Image:
        """What is there after the power went, under a model of what a disk may do with unsynced writes."""
        if model == "A":
            return {path: after(file, file.pending) for path, file in self.files.items()}
        return {path: self._left(file, model, random) for path, file in self.files.items() if file.durable}

    def _left(self, file: File, model: str, random: Random) -> bytes:
        match model:
            case "B-none":
                return bytes(file.synced)
            case "B-but-last":
                return after(file, file.pending[:-1])
            case "B-some":
                return after(file, [event for event in file.pending if random.random() < 0.5])
        return after(file, [part for event in file.pending for part in torn(event, random)])


def after(file: File, events: list[Pending]) -> bytes:
    content = bytearray(file.synced)
    for event in events:
        write(content, event)
    return bytes(content)


def write(content: bytearray, event: Pending) -> None:
    if isinstance(event, Truncate):
        del content[event.length :]
        content.extend(bytes(event.length - len(content)))
        return
    content.extend(bytes(max(0, event.offset - len(content))))
    content[event.offset : event.offset + len(event.data)] = event.data


def torn(event: Pending, random: Random) -> list[Pending]:
    """The sectors of a write that reached the disk; a sector is whole or not there."""
    if isinstance(event, Truncate):
        return [event] if random.random() < 0.5 else []
    parts: list[Pending] = []
    start = 0
    while start < len(event.data):
        room = SECTOR_BYTES - (event.offset + start) % SECTOR_BYTES
        if random.random() < 0.5:
            parts.append(Write(event.at_s, event.path, event.offset + start, event.data[start : start + room]))
        start += room
    return parts
