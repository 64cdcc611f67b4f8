"""`kiosk run`: spawns the active turn and the spare, and the keeper where no unit of its own does.

It holds no state that matters: whatever dies is started again. Starting a turn takes a third of a second, so a spare
waits, loaded and hidden, and is told to take over the moment the active turn is gone. The watchdog of systemd is fed
only while the active turn's GUI thread beats; a turn or a keeper that no longer beats is killed.
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

from kiosk.composition.notify import notify_watchdog
from kiosk.profile import Profile, load_profile

TURN, KEEPER = "kiosk.composition.turn", "kiosk.composition.keeper"
EXIT_ALREADY_RUNNING = 4
RESTART_PAUSE_S_MIN, RESTART_PAUSE_S_MAX = 0.2, 5.0
PAUSE_DOUBLINGS_MAX = 5
QUICK_END_S = 1.0  # a process that ends sooner than this, however it ends, is restarted with a pause
STOP_S_MAX = 3.0
TICK_S = 1.0
BEAT_S_MAX = 15.0  # a GUI thread silent for longer hangs
KEEPER_BEAT_S_MAX = 40.0  # longer than a keeper may wait for one commit
PICTURE_FIRST_S_MAX = 2.0  # the keeper starts then, picture or not
KEEPER_LOAD_S_MAX = 180.0  # it checks its whole file first
LOAD_S_MAX = 30.0  # a turn that has not loaded by then never will
MESSAGE_BYTES_MAX = 16 * 1024
ACTIVATE = b"A"


@dataclass
class Child:
    """`began_s`: when it was started, or took over."""

    process: "subprocess.Popen[bytes]"
    control: socket.socket | None
    began_s: float
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
        self._pause_until_s = {"turn": 0.0, "spare": 0.0, "keeper": 0.0}
        self._quick_ends = {"turn": 0, "spare": 0, "keeper": 0}
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
        paused, spare = now_s < self._pause_until_s["turn"], self._spare
        if self._turn is None and spare is not None and (not paused or self._may_take_over_now(spare)):
            self._turn, self._spare = spare, None  # one that still loads becomes the active one as soon as it has
            self._activate(spare)
        if self._turn is None and not paused:
            self._turn = self._spawn_turn("--active")
        if self._keeper is None and self._profile.keeper.managed and self._keeper_is_due(now_s):
            self._keeper = self._spawn_with_line(KEEPER, [])
        loaded = self._turn is not None and self._turn.loaded
        if self._spare is None and loaded and now_s >= self._pause_until_s["spare"]:
            self._spare = self._spawn_turn()
        if self._pids() != before:
            self._write_state()

    def _keeper_is_due(self, now_s: float) -> bool:
        """The picture comes first: what the keeper loads would take the core that it is drawn on."""
        turn = self._turn
        drawn = turn is None or turn.loaded or now_s - turn.began_s >= PICTURE_FIRST_S_MAX
        return drawn and now_s >= self._pause_until_s["keeper"]

    def _may_take_over_now(self, spare: Child) -> bool:
        """A turn that died at once is followed at once, but not a row of them."""
        return spare.loaded and self._quick_ends["turn"] <= 1

    def _activate(self, child: Child) -> None:
        child.began_s = child.beat_s = time.monotonic()
        if child.control is not None:
            with suppress(OSError):  # it just died: the next reap sees it
                child.control.send(ACTIVATE)

    def _spawn_turn(self, *arguments: str) -> Child:
        return self._spawn_with_line(TURN, [*arguments])

    def _spawn_with_line(self, module: str, arguments: list[str]) -> Child:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            line = ["--control-fd", str(theirs.fileno())]
            child = self._spawn(module, [*line, *arguments], (theirs.fileno(),))
        child.control = ours
        self._selector.register(ours, selectors.EVENT_READ, child)
        return child

    def _spawn(self, module: str, arguments: list[str], pass_fds: tuple[int, ...] = ()) -> Child:
        command = [sys.executable, "-m", module, "--profile", str(self._profile.path), "--parent-pid", str(os.getpid())]
        process = subprocess.Popen([*command, *arguments], pass_fds=pass_fds, stdin=subprocess.DEVNULL)
        now_s = time.monotonic()
        return Child(process, None, began_s=now_s, beat_s=now_s)

    def _reap(self) -> None:
        for role in ("turn", "spare", "keeper"):
            child: Child | None = getattr(self, f"_{role}")
            if child is not None and child.process.poll() is not None:
                self._forget(role, child)
                setattr(self, f"_{role}", None)

    def _forget(self, role: str, child: Child) -> None:
        self._hang_up(child)
        now_s = time.monotonic()
        quick = now_s - child.began_s < QUICK_END_S
        doublings = min(self._quick_ends[role], PAUSE_DOUBLINGS_MAX)
        pause_s = min(RESTART_PAUSE_S_MAX, RESTART_PAUSE_S_MIN * 2**doublings) if quick else 0.0
        self._quick_ends[role] = self._quick_ends[role] + 1 if quick else 0
        self._pause_until_s[role] = now_s + pause_s

    def _hang_up(self, child: Child) -> None:
        if child.control is not None:
            self._selector.unregister(child.control)
            child.control.close()
            child.control = None

    def _wait(self, wake_fd: int) -> None:
        for key, _ in self._selector.select(TICK_S):
            if key.data is None:
                os.read(wake_fd, 4096)
            else:
                self._hear(key.data)

    def _hear(self, child: Child) -> None:
        """A child's own word: {"loaded": true}, {"beat": true} or {"devices": [...]}. One that hung up is of no use any
        more.
        """
        data = _received(child)
        if not data:
            self._hang_up(child)
            child.process.kill()
            return
        try:
            word = json.loads(data)
        except ValueError:  # longer than a message may be, and cut off
            return
        child.loaded = child.loaded or "loaded" in word
        if "beat" in word or "loaded" in word:  # devices have threads of their own: they say nothing of the picture
            child.beat_s = time.monotonic()
            if child is self._turn:
                notify_watchdog()
        if "devices" in word and child is self._turn:
            self._devices = word["devices"]
            self._write_state()

    def _kill_silent(self) -> None:
        """A turn or a keeper that hangs, and whatever takes too long to load. A loaded spare has nothing to say."""
        watched = (
            (self._turn, BEAT_S_MAX, LOAD_S_MAX),
            (self._spare, None, LOAD_S_MAX),
            (self._keeper, KEEPER_BEAT_S_MAX, KEEPER_LOAD_S_MAX),
        )
        for child, beat_s_max, load_s_max in watched:
            silent_s_max = beat_s_max if child is not None and child.loaded else load_s_max
            if child is not None and silent_s_max is not None and time.monotonic() - child.beat_s > silent_s_max:
                child.process.kill()

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
        """Only to be looked at: a full disk must not take the picture away."""
        with suppress(OSError):
            _write_json(self._profile.keeper.data / "run.json", {"processes": self._pids(), "devices": self._devices})
            if self._profile.journal_dir is not None:
                self._profile.journal_dir.mkdir(parents=True, exist_ok=True)
                _write_json(self._profile.journal_dir / "processes.json", self._pids())


def _received(child: Child) -> bytes:
    """One message; b"" if the other end is gone."""
    if child.control is None:
        return b""
    try:
        return child.control.recv(MESSAGE_BYTES_MAX)
    except ConnectionError:
        return b""


def _write_json(path: Path, content: object) -> None:
    path.with_suffix(".new").write_text(json.dumps(content))
    path.with_suffix(".new").replace(path)
