"""The terminal's start, memory, and how soon the public screen is back.

The start is held against the smallest QML program there is, run beside it in turns with the same interpreter and panel.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from hardware_sim.bench.bench import Bench, BenchOptions, new_run_dir
from hardware_sim.bench.events import Event
from hardware_sim.bench.terminal import ROLES
from hardware_sim.measure.figures import Figure
from hardware_sim.measure.unmeasured import MeasureFailed
from hardware_sim.scenarios.stage import BenchStage

RIVAL = """
import os
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow
app = QGuiApplication([])
engine = QQmlApplicationEngine()
engine.loadData(b'import QtQuick; Window { visible: true; width: 1080; height: 1920; \
Rectangle { anchors.fill: parent; color: "green" } }')
def shown():
    print("frame", flush=True)
    os._exit(0)
engine.rootObjects()[0].frameSwapped.connect(shown)
app.exec()
"""
EVENT_S_MAX = 30.0
REST_S = 1.0
SETTLE_S = 2.0  # memory is read when nothing moves any more
FIRST_FRAME_RATIO_MAX, TURN_MB_MAX, BACK_MS_MAX = 1.5, 200.0, 500.0


def measure_start(runs: int) -> dict[str, object]:
    starts = [(_rival_ms(), *_terminal_ms()) for _ in range(runs)]
    rivals, terminals, turns = ([run[i] for run in starts] for i in range(3))
    figures = [
        Figure.of("one-Rectangle QML program: start to first frame", "ms", rivals),
        Figure.of("kiosk run: start to first frame", "ms", terminals),
        Figure.of("turn process: start to first frame", "ms", turns),
        Figure.of("kiosk run, ratio to one Rectangle", "x", _ratios(terminals, rivals)),
        Figure.of("turn process, ratio to one Rectangle", "x", _ratios(turns, rivals), FIRST_FRAME_RATIO_MAX),
        *_living_figures(runs),
    ]
    return {"figures": [figure.as_dict() for figure in figures]}


def _ratios(ours: list[float], rivals: list[float]) -> list[float]:
    return [our / rival for our, rival in zip(ours, rivals, strict=True)]


def _rival_ms() -> float:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    began = time.monotonic()
    command = [sys.executable, "-c", RIVAL]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as rival:
        assert rival.stdout is not None
        line = rival.stdout.readline()
        took_ms = (time.monotonic() - began) * 1000
    if line != b"frame\n":
        raise MeasureFailed("the one-Rectangle program drew nothing")
    return took_ms


def _terminal_ms() -> tuple[float, float]:
    """From the start of `kiosk run`, and from that of its first turn, to the first frame."""
    with _bench() as bench:
        frame = _await(bench, lambda event: event.event == "first_frame", 0)
        now_ms = bench.events.since_began_ms(time.monotonic())
        processes = bench.terminal.processes()

        def since_start(role: str) -> float:
            return _frame_ms(bench, frame) - (now_ms - _age_ms(processes[role]))

        return since_start("run"), since_start("turn")


def _age_ms(pid: int) -> float:
    """From proc(5) `starttime`, in ticks since boot. psutil's create_time rests on a boot time in whole seconds."""
    started_ticks = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19])
    return time.clock_gettime(time.CLOCK_BOOTTIME) * 1000 - started_ticks * 1000 / os.sysconf("SC_CLK_TCK")


def _living_figures(runs: int) -> list[Figure]:
    """Of one terminal that lives on: memory, then ends and kills."""
    with _bench() as bench:
        stage = BenchStage(bench)
        _await(bench, _is_attract, 0)
        time.sleep(SETTLE_S)
        memory = {role: _pss_mb(pid) for role, pid in bench.terminal.processes().items()}
        ends = [_back_after_end(bench, stage) for _ in range(runs)]
        kills = [_back_after_kill(bench) for _ in range(runs)]
    aims = {"turn": TURN_MB_MAX}
    sizes = [Figure.of(f"PSS of {role}", "MB", [memory[role]], aims.get(role)) for role in ROLES if role in memory]
    return [
        *sizes,
        Figure.of("public screen back after a turn's end", "ms", ends, BACK_MS_MAX),
        Figure.of("public screen back after kill -9 of the turn", "ms", kills, BACK_MS_MAX),
    ]


def _back_after_end(bench: Bench, stage: BenchStage) -> float:
    """Begin, think better of it, cancel: from the finger's lifting to the next turn's public screen."""
    _await_spare(bench)
    number, pid = bench.events.last_number, bench.mirror.turn_pid
    for name in ("点这里开始", "取消"):
        if reason := stage.tap(name):
            raise MeasureFailed(reason)
    ended = _await(bench, lambda event: event.event == "ending", number)
    back = _await(bench, lambda event: _is_first_frame(event, pid), number)
    return _frame_ms(bench, back) - ended.t_ms


def _back_after_kill(bench: Bench) -> float:
    _await_spare(bench)
    number, pid = bench.events.last_number, bench.mirror.turn_pid
    bench.terminal.kill("turn")
    killed_ms = bench.events.since_began_ms(time.monotonic())
    return _frame_ms(bench, _await(bench, lambda event: _is_first_frame(event, pid), number)) - killed_ms


def _is_attract(event: Event) -> bool:
    return event.event == "screen_shown" and event.data.get("name") == "Attract"


def _is_first_frame(event: Event, not_of_pid: int) -> bool:
    """Of another turn: its public screen."""
    return event.event == "first_frame" and event.data.get("turn_pid") != not_of_pid


def _frame_ms(bench: Bench, frame: Event) -> float:
    """When the picture was out, by the terminal's own word: its mirror begins only after that."""
    return bench.events.since_began_ms(float(str(frame.data["at_monotonic_ms"])) / 1000)


def _await_spare(bench: Bench) -> None:
    """A spare that has loaded, so that it uses no processor any more: two ends in one second are not a patient's."""
    deadline = time.monotonic() + EVENT_S_MAX
    used_s, rested_since = -1.0, time.monotonic()
    while time.monotonic() - rested_since < REST_S:
        spare = bench.terminal.processes().get("spare")
        now_s = sum(psutil.Process(spare).cpu_times()[:2]) if spare else -1.0
        if spare is None or now_s != used_s:
            used_s, rested_since = now_s, time.monotonic()
        if time.monotonic() > deadline:
            raise MeasureFailed("no spare turn that has loaded")
        time.sleep(0.05)


def _await(bench: Bench, wanted: Callable[[Event], bool], after: int) -> Event:
    event = bench.events.wait(wanted, after=after, within_s_max=EVENT_S_MAX)
    if event is None:
        raise MeasureFailed(f"what was waited for did not come: {bench.terminal.log_tail()}")
    return event


def _bench() -> Bench:
    return Bench(new_run_dir(), BenchOptions(), remove_run_dir=True)


def _pss_mb(pid: int) -> float:
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as rollup:
        kilobytes = next(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
    return kilobytes / 1024
