"""A walk through a scenario on the real bench, and a look at every process and file of the terminal on the way."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from resource import RLIMIT_CORE, prlimit

from hardware_sim.bench.bench import Bench
from tests.privacy.places import in_files, in_memory, in_open_files
from tests.privacy.residue import Found, Secrets, pictures

SHARED_MEMORY = Path("/dev/shm")
WAIT_S_MAX = 20.0
ELSEWHERE = ("keeper", "run", "spare")


@dataclass
class Looked:
    """What was found where: while the result was on the screen (`meanwhile`), and in the next turn (`afterwards`)."""

    problems: list[str] = field(default_factory=list)
    in_turn: list[Found] = field(default_factory=list)
    meanwhile: list[Found] = field(default_factory=list)
    afterwards: list[Found] = field(default_factory=list)
    core_limits: list[tuple[int, int]] = field(default_factory=list)  # of turn and keeper
    turn_pid: int = 0
    next_turn_pid: int = 0
    files: list[str] = field(default_factory=list)
    said: tuple[tuple[str, bytes], ...] = ()
    secrets: Secrets | None = None


class Inspector:
    """`folder` holds all that the terminal may write to."""

    def __init__(self, bench: Bench, folder: Path) -> None:
        self._bench, self._folder = bench, folder
        self._shared = set(SHARED_MEMORY.iterdir())
        self.looked = Looked()

    def look(self, secrets: Secrets) -> None:
        """While the turn goes on. The keeper first: it is the one that lasts."""
        looked, keeper = self.looked, self.running("keeper")
        assert keeper, "the keeper is to be looked at"
        looked.secrets, looked.turn_pid = secrets, self.running("turn")
        looked.core_limits = [prlimit(pid, RLIMIT_CORE) for pid in (looked.turn_pid, keeper)]
        looked.meanwhile = in_memory(keeper, pictures) + self._elsewhere(secrets)
        looked.in_turn = in_memory(looked.turn_pid, secrets.find)

    def look_again(self) -> None:
        """When the next person could come."""
        looked = self.looked
        assert looked.secrets is not None, looked.problems
        until(lambda: self.running("turn") not in (0, looked.turn_pid) and bool(self.running("spare")))
        looked.next_turn_pid = self.running("turn")
        looked.afterwards = self._elsewhere(looked.secrets) + in_memory(looked.next_turn_pid, looked.secrets.find)
        looked.files = [str(path.relative_to(self._folder)) for path in self._folder.rglob("*") if path.is_file()]

    def running(self, role: str) -> int:
        pid = self._bench.terminal.processes().get(role, 0)
        return pid if pid and Path(f"/proc/{pid}").exists() else 0

    def _elsewhere(self, secrets: Secrets) -> list[Found]:
        found = in_files(self._folder, secrets.find) + in_files(self._folder, pictures)
        for new in set(SHARED_MEMORY.iterdir()) - self._shared:
            found += in_files(new, secrets.find) if new.is_dir() else secrets.find(str(new), new.read_bytes())
        for pid in filter(None, map(self.running, ELSEWHERE)):
            found += in_memory(pid, secrets.find) + in_open_files(pid, secrets.find)
        return found


def until(holds: Callable[[], bool]) -> None:
    ends_s = time.monotonic() + WAIT_S_MAX
    while not holds():
        assert time.monotonic() < ends_s, "it did not come about"
        time.sleep(0.05)
