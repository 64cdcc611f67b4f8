"""`kiosk run` as a process of its own, with stand-ins for the turn and the keeper."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
ROOT = Path(__file__).parents[2]
WAIT_S_MAX = 60.0
LOOK_S = 0.01
PROGRAM = """
import sys
from pathlib import Path
from kiosk.composition import run
run.TURN, run.KEEPER = "tests.composition.stand_in_turn", "tests.composition.stand_in_keeper"
for limit in sys.argv[2:]:
    name, _, value = limit.partition("=")
    assert hasattr(run, name)
    setattr(run, name, float(value))
sys.exit(run.run(Path(sys.argv[1])))
"""


class Supervised:
    """Everything it started is gone after `close`."""

    def __init__(self, profile: Path, *limits: str, program: tuple[str, ...] = ("-c", PROGRAM)) -> None:
        self._folder = profile.parent
        command = [sys.executable, *program, str(profile), *limits]
        self.process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, env=_environment())

    def said(self, event: str = "") -> list[dict[str, float]]:
        """What the stand-ins wrote down, the oldest first."""
        try:
            lines = (self._folder / "said.jsonl").read_text().splitlines()
        except FileNotFoundError:
            return []
        said = [json.loads(line) for line in lines if line.endswith("}")]
        return [line for line in said if not event or line["event"] == event]

    def hears(self, event: str, count: int = 1) -> dict[str, float]:
        """Wait until `event` was said `count` times."""
        return wait_for(lambda: self.said(event)[count - 1] if len(self.said(event)) >= count else None)

    def pids(self) -> dict[str, int]:
        """As `kiosk doctor` reads them."""
        try:
            found: dict[str, int] = json.loads((self._folder / "keeper/run.json").read_text())["processes"]
        except FileNotFoundError:
            return {}
        return found

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(WAIT_S_MAX)
        if self.process.stderr is not None:
            self.process.stderr.close()
        for line in self.said():
            wait_for(partial(_is_gone, int(line["pid"])))


def wait_for(look: Callable[[], T | None]) -> T:
    """The first thing that is neither None nor False."""
    ends_s = time.monotonic() + WAIT_S_MAX
    while not (found := look()):
        assert time.monotonic() < ends_s, "it did not come"
        time.sleep(LOOK_S)
    return found


def alive(pid: int) -> bool:
    """A process that nobody has waited for yet counts as gone, unless `kiosk run` should have."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in ("Z", "X")


def is_zombie(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists() and not alive(pid)


def kill(pid: float) -> None:
    os.kill(int(pid), signal.SIGKILL)


def _environment() -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONWARNINGS": "default"}


def _is_gone(pid: int) -> bool:
    return not alive(pid)
