"""Kill points: the N-th call of one kind in a thread of the keeper, as strace sees and stops it."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# What leaves the process or reaches it: the database's writes and syncs, the sockets' sends and receives.
CALLS = ("pwrite64", "fdatasync", "fsync", "ftruncate", "unlink", "write", "sendto", "sendmsg", "read", "recvfrom")
ATTACH_S_MAX = 10.0
POLLED = ("read", "recvfrom")  # waiting repeats the same few of these
EACH_UP_TO = 24  # of each polled call; of all others every one is a point
LAST = 4
_CALL = re.compile(rb"^(\d+) +(?:<\.\.\. )?([a-z0-9_]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """`before`: the call is not made. Else it is made, and nothing after it."""

    journey: str
    call: str
    nth: int
    before: bool

    def __str__(self) -> str:
        return f"{self.journey}:{self.call}:{self.nth}:{'before' if self.before else 'after'}"

    @classmethod
    def parse(cls, text: str) -> "Point":
        journey, call, nth, when = text.split(":")
        return cls(journey, call, int(nth), when == "before")

    def injection(self) -> str:
        """A call that fails with an error is not made; the signal arrives when it returns."""
        error = "error=EIO:" if self.before else ""
        return f"{self.call}:{error}signal=KILL:when={self.nth}"


class Tracer:
    """strace on a running process, from now on."""

    def __init__(self, pid: int, *options: str) -> None:
        command = ["strace", "-f", "-p", str(pid), *options]
        self._process = subprocess.Popen(command, stderr=subprocess.PIPE)
        assert self._process.stderr is not None
        said = self._process.stderr.readline()  # "strace: Process N attached"
        if b"attached" not in said:
            raise NoTracing(said.decode(errors="replace").strip())

    def stop(self) -> None:
        self._process.terminate()
        self._process.communicate(timeout=ATTACH_S_MAX)


class NoTracing(Exception):
    """strace is not there, or may not trace."""


def require_strace() -> None:
    if shutil.which("strace") is None:
        raise NoTracing("strace is not installed: apt install strace")


def counted(log: Path) -> Counter[str]:
    """For each kind the most calls that one thread made: strace counts by thread."""
    by_thread: Counter[tuple[bytes, bytes]] = Counter()
    for thread, call in _CALL.findall(log.read_bytes()):
        by_thread[thread, call] += 1
    most: Counter[str] = Counter()
    for (_, call), times in by_thread.items():
        most[call.decode()] = max(most[call.decode()], times)
    return most


def points(journey: str, counts: Counter[str], each_up_to: int = EACH_UP_TO) -> Iterator[Point]:
    for call in CALLS:
        for nth in chosen(counts[call], each_up_to if call in POLLED else 0):
            for before in (True, False):
                yield Point(journey, call, nth, before)


def chosen(times: int, each_up_to: int) -> list[int]:
    """All of them, or the first ones, some between and the last ones."""
    if times <= each_up_to or not each_up_to:
        return list(range(1, times + 1))
    first = list(range(1, each_up_to - LAST + 1))
    between = times // 2
    last = list(range(times - LAST + 2, times + 1))
    return [*first, between, *last]
