"""A walk through a scenario on the real bench, and a look at every process and file of the terminal on the way."""

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from resource import RLIMIT_CORE, prlimit

from hardware_sim.bench.bench import Bench
from tests.privacy.looker import Looker
from tests.privacy.places import in_file, in_files
from tests.privacy.residue import Found, pictures

SHARED_MEMORY = Path("/dev/shm")
WAIT_S_MAX = 120.0
ELSEWHERE = ("keeper", "run", "spare")


@dataclass
class Looked:
    """What was found where: while the result was on the screen (`meanwhile`), and in the next turn (`afterwards`)."""

    problems: list[str] = field(default_factory=list)
    in_turn: set[str] = field(default_factory=set)
    meanwhile: list[Found] = field(default_factory=list)
    afterwards: list[Found] = field(default_factory=list)
    core_limits: list[tuple[int, int]] = field(default_factory=list)  # of turn and keeper
    turn_pid: int = 0
    next_turn_pid: int = 0
    files: list[str] = field(default_factory=list)
    said: tuple[tuple[str, bytes], ...] = ()


class Inspector:
    """`folder` holds all that the terminal may write to."""

    def __init__(self, bench: Bench, folder: Path) -> None:
        self._bench, self._folder = bench, folder
        self._shared = set(SHARED_MEMORY.iterdir())
        self._looker: Looker | None = None
        self.looked = Looked()

    def look_for(self, known: Mapping[str, bytes]) -> None:
        """From now on. Takes a while: not while somebody acts before the camera."""
        self.close()
        self._looker = Looker(known)

    def look(self, awaited: frozenset[str]) -> None:
        """While the turn goes on: the keeper, which lasts; the turn, which must have `awaited`, or nothing was looked
        for anywhere; the rest.
        """
        looked, looker, keeper = self.looked, self._looker, self.running("keeper")
        assert looker is not None
        assert keeper, "the keeper is to be looked at"
        looked.turn_pid = self.running("turn")
        looked.core_limits = [prlimit(pid, RLIMIT_CORE) for pid in (looked.turn_pid, keeper)]
        looked.meanwhile = looker.in_process(keeper) + looker.pictures_in(keeper)
        until(lambda: awaited <= self._found_in_turn(looker))
        looked.meanwhile += self._elsewhere(looker)

    def _found_in_turn(self, looker: Looker) -> set[str]:
        self.looked.in_turn |= {each.what for each in looker.in_process(self.looked.turn_pid)}
        return self.looked.in_turn

    def look_again(self) -> None:
        """When the next person could come."""
        looked, looker = self.looked, self._looker
        assert looker is not None, looked.problems
        until(lambda: self.running("turn") not in (0, looked.turn_pid) and bool(self.running("spare")))
        looked.next_turn_pid = self.running("turn")
        looked.afterwards = self._elsewhere(looker) + looker.in_process(looked.next_turn_pid)
        looked.files = [str(path.relative_to(self._folder)) for path in self._folder.rglob("*") if path.is_file()]

    def sent_to_the_hospital(self) -> list[Found]:
        assert self._looker is not None
        looks = (self._looker.secrets.find, pictures)
        return [found for path, body in self.looked.said for look in looks for found in look(path, body)]

    def close(self) -> None:
        if self._looker is not None:
            self._looker.close()

    def running(self, role: str) -> int:
        pid = self._bench.terminal.processes().get(role, 0)
        return pid if pid and Path(f"/proc/{pid}").exists() else 0

    def _elsewhere(self, looker: Looker) -> list[Found]:
        find = looker.secrets.find
        found = looker.in_folder(self._folder)
        for new in set(SHARED_MEMORY.iterdir()) - self._shared:
            found += in_files(new, find) + in_file(new, find)  # other tests' come and go
        for pid in filter(None, map(self.running, ELSEWHERE)):
            with suppress(FileNotFoundError, ProcessLookupError):  # it ended meanwhile, and all of it with it
                found += looker.in_process(pid)
        return found


def until(holds: Callable[[], bool]) -> None:
    ends_s = time.monotonic() + WAIT_S_MAX
    while not holds():
        assert time.monotonic() < ends_s, "it did not come about"
        time.sleep(0.05)
