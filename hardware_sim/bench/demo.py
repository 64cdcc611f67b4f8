"""`kiosk-bench demo`: one bench with its panel, until Ctrl-C."""

import os
import shutil
import signal
import threading
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass

from hardware_sim.bench.bench import Bench, BenchOptions, new_run_dir
from hardware_sim.bench.demo_lock import DemoLock
from hardware_sim.panel.app import make_app
from hardware_sim.panel.server import PanelServer, listen
from hardware_sim.panel.streams import Hub, Message

FIRST_SCREEN_S_MAX = 60.0


@dataclass(frozen=True, slots=True)
class DemoOptions:
    panel: str = "lobby"
    port: int = 8600
    browser: bool = True


class NoFirstScreen(Exception):
    """The terminal showed nothing in time; the text is the end of its log."""


def run_demo(options: DemoOptions, say: Callable[[str], None]) -> None:
    """Until SIGINT or SIGTERM. Raises AlreadyRunning, NoFirstScreen, Missing (pcsc), OSError (no port)."""
    lock = DemoLock()
    lock.take()
    try:
        _run(options, say, lock)
    finally:
        lock.release()


def _run(options: DemoOptions, say: Callable[[str], None], lock: DemoLock) -> None:
    stop = _stop_event()
    hub = Hub()
    bench = Bench(
        new_run_dir(),
        BenchOptions(
            panel=options.panel,
            window=has_display(),
            voice_command=_voice(),
            camera=True,
            face_check="offered",
            face_pay="3d",
        ),
        remove_run_dir=True,
        on_chunk=lambda chunk: hub.publish(Message("bytes", chunk.as_dict())),
        on_picture=hub.publish_picture,
    )
    server = PanelServer(make_app(bench, hub), listen(options.port))
    try:
        lock.tell(server.url)
        bench.start()
        server.start()
        _await_first_screen(bench, stop)
        if not stop.is_set():
            say(f"Yizhan bench: open {server.url}")
            if options.browser and has_display():
                webbrowser.open(server.url)
        stop.wait()
    finally:
        bench.stop()
        server.stop()


def _stop_event() -> threading.Event:
    """Set by the first SIGINT or SIGTERM; a second one changes nothing: the end is under way."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    return stop


def _await_first_screen(bench: Bench, stop: threading.Event) -> None:
    waited_s = 0.0
    while bench.mirror.shown is None and not stop.wait(0.05):
        waited_s += 0.05
        if waited_s > FIRST_SCREEN_S_MAX or not bench.terminal.running:
            raise NoFirstScreen(bench.terminal.log_tail())


def has_display() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _voice() -> str:
    """Only beside a display: a server in a rack has nobody to speak to."""
    return "espeak-ng" if has_display() and shutil.which("espeak-ng") else ""
