"""`kiosk run`: spawns the active turn and the spare, and the keeper where no unit of its own does.

It holds no state that matters: whatever dies is started again. Starting a turn takes a third of a second, so a spare
waits, loaded and hidden, and is told to take over the moment the active turn is gone. The watchdog of systemd is fed
only while the active turn's GUI thread beats; a turn that no longer beats is killed.
"""

import fcntl
import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kiosk.profile import Profile, load_profile

EXIT_ALREADY_RUNNING = 4
RESTART_PAUSE_S_MAX = 5.0
QUICK_END_S = 1.0  # a process that lives shorter than this is restarted with a pause
STOP_S_MAX = 3.0
TICK_S = 1.0
BEAT_S_MAX = 15.0  # a GUI thread silent for longer hangs
MESSAGE_BYTES_MAX = 16 * 1024
ACTIVATE = b"A"


@dataclass
class Child:
    process: "subprocess.Popen[bytes]"
    control: socket.socket | None
    started_s: float
    beat_s: float
    loaded: bool = False


def run(profile_path: Path) -> int:
    """Until SIGTERM or SIGINT. Returns the exit status."""
    profile = load_profile(profile_path)
    profile.keeper.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (profile.keeper.data / "run.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(f"kiosk run: this terminal ({profile.terminal.id}) is running already", file=sys.stderr)
            return EXIT_ALREADY_RUNNING
        return Run(profile).until_stopped()


class Run:
    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._selector = selectors.DefaultSelector()
        self._turn: Child | None = None
        self._spare: Child | None = None
        self._keeper: Child | None = None
        self._pause_until_s = {"turn": 0.0, "keeper": 0.0}
        self._quick_ends = {"turn": 0, "keeper": 0}
        self._devices: list[object] = []
        self._stopping = False

    def until_stopped(self) -> int:
        wake_read, wake_write = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        signal.set_wakeup_fd(wake_write, warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self._selector.register(wake_read, selectors.EVENT_READ)
        try:
            while not self._stopping:
                self._reap()
                self._kill_silent()
                self._start_missing()
                self._wait(wake_read)
        finally:
            self._end_children()
        return 0

    def _stop(self, *_: object) -> None:
        self._stopping = True

    # --- children ------------------------------------------------------------------------------------------------

    def _start_missing(self) -> None:
        now_s = time.monotonic()
        before = self._pids()
        if self._turn is None and self._spare is not None and self._spare.loaded:
            self._turn, self._spare = self._spare, None
            self._activate(self._turn)
        if self._turn is None and now_s >= self._pause_until_s["turn"]:
            if self._spare is not None:  # it was still loading: it becomes the active one as soon as it has
                self._turn, self._spare = self._spare, None
                self._activate(self._turn)
            else:
                self._turn = self._spawn_turn("--active")
        if self._keeper is None and self._profile.keeper.managed and now_s >= self._pause_until_s["keeper"]:
            self._keeper = self._spawn("kiosk.composition.keeper", [])
        if self._spare is None and self._turn is not None and self._turn.loaded:
            self._spare = self._spawn_turn()
        if self._pids() != before:
            self._write_state()

    def _activate(self, child: Child) -> None:
        child.beat_s = time.monotonic()
        if child.control is not None:
            with suppress(OSError):  # it just died: the next reap sees it
                child.control.send(ACTIVATE)

    def _spawn_turn(self, *arguments: str) -> Child:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            line = ["--control-fd", str(theirs.fileno())]
            child = self._spawn("kiosk.composition.turn", [*line, *arguments], (theirs.fileno(),))
        child.control = ours
        self._selector.register(ours, selectors.EVENT_READ, child)
        return child

    def _spawn(self, module: str, arguments: list[str], pass_fds: tuple[int, ...] = ()) -> Child:
        command = [sys.executable, "-m", module, "--profile", str(self._profile.path), "--parent-pid", str(os.getpid())]
        process = subprocess.Popen([*command, *arguments], pass_fds=pass_fds, stdin=subprocess.DEVNULL)
        now_s = time.monotonic()
        return Child(process, None, now_s, now_s)

    def _reap(self) -> None:
        for role in ("turn", "spare", "keeper"):
            child: Child | None = getattr(self, f"_{role}")
            if child is not None and child.process.poll() is not None:
                self._forget(role, child)
                setattr(self, f"_{role}", None)

    def _forget(self, role: str, child: Child) -> None:
        if child.control is not None:
            self._selector.unregister(child.control)
            child.control.close()
        role = "turn" if role == "spare" else role
        lived_s = time.monotonic() - child.started_s
        quick = child.process.returncode != 0 and lived_s < QUICK_END_S
        self._quick_ends[role] = self._quick_ends[role] + 1 if quick else 0
        pause_s = min(RESTART_PAUSE_S_MAX, 0.1 * 2 ** self._quick_ends[role]) if quick else 0.0
        self._pause_until_s[role] = time.monotonic() + pause_s

    def _wait(self, wake_fd: int) -> None:
        for key, _ in self._selector.select(TICK_S):
            if key.data is None:
                os.read(wake_fd, 4096)
            else:
                self._hear(key.data)

    def _hear(self, child: Child) -> None:
        """A turn's own word: {"loaded": true}, {"beat": true} or {"devices": [...]}."""
        assert child.control is not None
        try:
            word = json.loads(child.control.recv(MESSAGE_BYTES_MAX) or b"{}")
        except (OSError, ValueError):
            return
        child.beat_s = time.monotonic()
        child.loaded = child.loaded or "loaded" in word
        if child is self._turn:
            notify_watchdog()
            if "devices" in word:
                self._devices = word["devices"]
                self._write_state()

    def _kill_silent(self) -> None:
        turn = self._turn
        if turn is not None and turn.loaded and time.monotonic() - turn.beat_s > BEAT_S_MAX:
            turn.process.kill()

    def _end_children(self) -> None:
        children = [child for child in (self._turn, self._spare, self._keeper) if child is not None]
        for child in children:
            child.process.terminate()
        deadline_s = time.monotonic() + STOP_S_MAX
        for child in children:
            try:
                child.process.wait(max(0.0, deadline_s - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.process.kill()
                child.process.wait()

    # --- what `kiosk doctor` and a lab read ------------------------------------------------------------------------

    def _pids(self) -> dict[str, int]:
        children = {"turn": self._turn, "spare": self._spare, "keeper": self._keeper}
        return {"run": os.getpid()} | {role: child.process.pid for role, child in children.items() if child}

    def _write_state(self) -> None:
        _write_json(self._profile.keeper.data / "run.json", {"processes": self._pids(), "devices": self._devices})
        if self._profile.journal_dir is not None:
            self._profile.journal_dir.mkdir(parents=True, exist_ok=True)
            _write_json(self._profile.journal_dir / "processes.json", self._pids())


def _write_json(path: Path, content: object) -> None:
    path.with_suffix(".new").write_text(json.dumps(content))
    path.with_suffix(".new").replace(path)


def notify_watchdog() -> None:
    """sd_notify(3), where systemd asks for it."""
    address = os.environ.get("NOTIFY_SOCKET")
    if address:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notify:
            notify.connect("\0" + address[1:] if address.startswith("@") else address)
            notify.send(b"READY=1\nWATCHDOG=1")
