"""The shipped terminal as a subprocess: `kiosk run --profile …`, its processes, and what it says it believes."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

WARDEN = ("-m", "hardware_sim.bench.warden")
STOP_S_MAX = 10.0
EXPORT_S_MAX = 20.0
EXPORT_BYTES_MAX = 16 * 1024 * 1024
ACTOR = "bench"
PROCESSES_FILE = "processes.json"
ROLES = ("run", "turn", "spare", "keeper")
LOG_TAIL_BYTES = 2_000
CARD_SERVICE = "PCSCLITE_CSOCK_NAME"
HOSPITAL_TIME = "CST-8"  # tzset(3): China, eight hours ahead of UTC, on a machine without time zone files too


class TerminalError(Exception):
    """The shipped program did not do what the bench asked; the text has the end of its log."""


class Terminal:
    """One `kiosk run`. `window`: show it on this machine's display; otherwise it draws off screen."""

    def __init__(self, run_dir: Path, *, window: bool, remove_run_dir: bool) -> None:
        self._run_dir = run_dir
        self._window = window
        self._remove_run_dir = remove_run_dir
        self._warden: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        return self._run_dir / "terminal.log"

    @property
    def running(self) -> bool:
        return self._warden is not None and self._warden.poll() is None

    def start(self, profile: Path) -> None:
        remove = ["--remove", str(self._run_dir)] if self._remove_run_dir else []
        command = [sys.executable, *WARDEN, *remove, "--", str(kiosk_program()), "run", "--profile", str(profile)]
        with self.log.open("ab") as log:
            self._warden = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=log, stderr=log, env=self._environment(), start_new_session=True
            )

    def stop(self) -> None:
        """Every process of it has ended on return. May be called twice."""
        if self._warden is None:
            return
        assert self._warden.stdin is not None
        self._warden.stdin.close()
        try:
            self._warden.wait(STOP_S_MAX)
        except subprocess.TimeoutExpired:
            self._warden.kill()
            self._warden.wait()
        self._warden = None

    def processes(self) -> dict[str, int]:
        """Process ids by role, as `kiosk run` last wrote them."""
        try:
            found = json.loads((self._run_dir / "journal" / PROCESSES_FILE).read_bytes())
        except (OSError, ValueError):  # not written yet, or being written
            return {}
        return {role: found[role] for role in ROLES if isinstance(found.get(role), int)}

    def kill(self, role: str, within_s_max: float = 5.0) -> int:
        """SIGKILL to one process, once it is there. Returns its id."""
        deadline = time.monotonic() + within_s_max
        while not self._is_ours(pid := self.processes().get(role, 0)):
            if time.monotonic() > deadline:
                raise TerminalError(f"there is no {role} process")
            time.sleep(0.01)
        os.kill(pid, signal.SIGKILL)
        return pid

    def _is_ours(self, pid: int) -> bool:
        """Alive, and not a stranger who was given the number since."""
        try:
            return str(self._run_dir).encode() in Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            return False

    def belief(self, profile: Path) -> dict[str, object]:
        """`kiosk queue export`: the cases as the keeper's journal has them."""
        command = [str(kiosk_program()), "queue", "export", "--profile", str(profile), "--actor", ACTOR]
        try:
            done = subprocess.run(
                command, capture_output=True, timeout=EXPORT_S_MAX, env=self._environment(), check=True
            )
            found = json.loads(done.stdout[:EXPORT_BYTES_MAX])
        except (subprocess.SubprocessError, ValueError) as error:
            said = getattr(error, "stderr", b"") or b""
            raise TerminalError(
                f"kiosk queue export: {error}: {said.decode(errors='replace')[-LOG_TAIL_BYTES:]}"
            ) from error
        if not isinstance(found, dict) or "cases" not in found:  # refused: the keeper is just starting, say
            reason = found.get("error", "") if isinstance(found, dict) else "no JSON object"
            raise TerminalError(f"kiosk queue export: {reason}")
        return found

    def add_staff(self, profile: Path, badge: str, name: str, pin: str) -> None:
        """`kiosk staff add`: somebody who may sign in at the machine."""
        command = [str(kiosk_program()), "staff", "add", badge, "--name", name, "--profile", str(profile)]
        try:
            environment = self._environment() | {"YIZHAN_PIN": pin}
            subprocess.run(command, capture_output=True, timeout=EXPORT_S_MAX, env=environment, check=True)
        except subprocess.SubprocessError as error:
            raise TerminalError(f"kiosk staff add: {error}") from error

    def day_close(self, profile: Path) -> tuple[int, dict[str, object]]:
        """`kiosk reconcile` for today: its exit status and what it found."""
        command = [str(kiosk_program()), "reconcile", "--json", "--profile", str(profile), "--actor", ACTOR]
        try:
            done = subprocess.run(
                command, capture_output=True, timeout=EXPORT_S_MAX, env=self._environment(), check=False
            )
            found: dict[str, object] = json.loads(done.stdout[:EXPORT_BYTES_MAX])
        except (subprocess.SubprocessError, ValueError) as error:
            raise TerminalError(f"kiosk reconcile: {error}") from error
        return done.returncode, found

    def log_tail(self) -> str:
        try:
            return self.log.read_bytes()[-LOG_TAIL_BYTES:].decode(errors="replace")
        except OSError:
            return ""

    def _environment(self) -> dict[str, str]:
        environment = dict(os.environ, TZ=HOSPITAL_TIME)
        environment.pop(CARD_SERVICE, None)  # the profile names it; this process may have talked to another
        if not self._window:  # without a display the terminal draws into memory
            for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
                environment.pop(name, None)
        return environment


def kiosk_program() -> Path:
    """The console script beside this interpreter."""
    return Path(sys.executable).parent / "kiosk"
