"""Where is looked: files of folders, the memory and the open files of a process."""

import mmap
import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np

from tests.privacy.residue import BLOCK_BYTES, RUN_BYTES, Found

PAGE = mmap.PAGESIZE
Look = Callable[[str, bytes], Iterable[Found]]
_MAPPING = re.compile(r"([0-9a-f]+)-([0-9a-f]+) (\S{4}) \S+ \S+ \S+ *(.*)")
_NO_MEMORY = ("[vvar]", "[vsyscall]", "[vvar_vclock]")


def in_files(folder: Path, look: Look, besides: frozenset[Path] = frozenset()) -> list[Found]:
    """`besides`: folders and files that are left out."""
    inside = (Path(inner, name) for inner, _, names in os.walk(folder) for name in names)
    found: list[Found] = []
    for path in inside:
        if not besides & {path, *path.parents} and not path.is_symlink():
            found += in_file(path, look)
    return found


def in_file(path: Path, look: Look) -> list[Found]:
    """One that was removed meanwhile holds nothing any more."""
    try:
        return list(look(str(path), path.read_bytes())) if path.is_file() else []
    except FileNotFoundError:
        return []


def in_memory(pid: int, look: Look) -> list[Found]:
    """Over every page that is there, of every mapping that can be read: more than a core dump has."""
    found: list[Found] = []
    with (
        Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory,
        Path(f"/proc/{pid}/pagemap").open("rb", buffering=0) as pages,
    ):
        for start, end, private, name in mappings(pid):
            for first, last in _there(pages.fileno(), start, end, private):
                for data in _blocks(memory.fileno(), first, last):
                    found += look(f"{pid} {start:x} {name}", data)
    return found


def _there(pagemap: int, start: int, end: int, private: bool) -> list[tuple[int, int]]:
    """Stretches of pages in memory or in swap (bits 63 and 62). A page that was never touched holds nothing; one of a
    private mapping that is still its file's (bit 61), a library's mostly, holds nothing of the process.
    """
    flags = np.frombuffer(os.pread(pagemap, (end - start) // PAGE * 8, start // PAGE * 8), np.uint64)
    there = (flags >> np.uint64(62)) > 0
    if private:
        there &= (flags >> np.uint64(61)) & np.uint64(1) == 0
    edges = np.flatnonzero(np.diff(there, prepend=False, append=False))
    return [(start + int(first) * PAGE, start + int(last) * PAGE) for first, last in edges.reshape(-1, 2)]


def mappings(pid: int) -> list[tuple[int, int, bool, str]]:
    """From, to, whether private, and of what."""
    parsed = (_MAPPING.fullmatch(line) for line in Path(f"/proc/{pid}/maps").read_text().splitlines())
    fields = [match.groups() for match in parsed if match is not None]
    return [
        (int(start, 16), int(end, 16), mode[3] == "p", name)
        for start, end, mode, name in fields
        if mode[0] == "r" and name not in _NO_MEMORY
    ]


def _blocks(memory: int, start: int, end: int) -> Iterable[bytes]:
    """Blocks overlap by a run, so that nothing falls between two. What was unmapped meanwhile is passed over."""
    while start < end:
        try:
            data = os.pread(memory, min(BLOCK_BYTES, end - start), start)
        except OSError:
            return
        if not data:
            return
        yield data
        start += len(data) if start + len(data) >= end else max(1, len(data) - RUN_BYTES)


def in_open_files(pid: int, look: Look) -> list[Found]:
    """Also those without a name: deleted ones, memory files."""
    found: list[Found] = []
    for link in Path(f"/proc/{pid}/fd").iterdir():
        try:
            if link.is_file():  # pipes and sockets are none
                found += look(f"{pid} {link.readlink()}", link.read_bytes())
        except OSError:
            continue
    return found
