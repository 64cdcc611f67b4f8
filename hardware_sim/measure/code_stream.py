"""`kiosk-bench measure codes --stream`: from a code's coming before the camera to the event in the terminal.

The camera is simulated (motion JPEG on loopback, 30 pictures a second), all behind it is shipped: driver, eyes, reader.
A code comes at any moment between two pictures, so up to 33 ms of each time are the wait for the next picture.
"""

import json
import queue
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hardware_sim.camera.camera import SimulatedCamera
from hardware_sim.camera.picture import Picture, Scene
from hardware_sim.camera.scenes import SCENES, Told
from hardware_sim.measure.figures import Figure
from hardware_sim.measure.unmeasured import MeasureFailed

ROOT = Path(__file__).parents[2]
WORKER = "hardware_sim.measure.code_workers.stream"
SIZES = ((640, 480), (1280, 720))
SCENES_SHOWN = ("phone_with_code", "paper_slip")
FPS = 30.0
EVENT_S_MAX = 5.0
FIRST_S_MAX = 30.0
AWAY_S = (0.2, 0.5)  # how long nothing is there between two codes
AIM_MS = 100.0


class Telling:
    """The worker's lines, as they come."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._told: queue.Queue[dict[str, object]] = queue.Queue()
        self._process = process
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._told.put(json.loads(line))

    def at_s(self, text: str, wait_s_max: float) -> float:
        """When that code was told. Raises MeasureFailed."""
        try:
            told = self._told.get(timeout=wait_s_max)
        except queue.Empty as cause:
            raise MeasureFailed(f"no event within {wait_s_max:.0f} s") from cause
        if told["text"] != text:
            raise MeasureFailed("another code than the one shown was told")
        return float(str(told["at_s"]))


def measure_stream(appearances: int, seed: int = 5) -> dict[str, object]:
    chance = random.Random(seed)
    figures = [
        figure
        for width, height in SIZES
        for name in SCENES_SHOWN
        for figure in _figures(name, width, height, _times(name, width, height, appearances, chance))
    ]
    return {"figures": [figure.as_dict() for figure in figures], "appearances": appearances, "fps": FPS}


def _figures(name: str, width: int, height: int, times: list[float]) -> list[Figure]:
    ordered = sorted(times)
    p95 = ordered[min(len(ordered) - 1, len(ordered) * 95 // 100)]
    where = f"{name.replace('_', ' ')}, {width} × {height}"
    return [
        Figure.of(f"{where}: in view to event, p50", "ms", times),
        Figure.of(f"{where}: in view to event, p95", "ms", [p95], AIM_MS),
    ]


def _times(name: str, width: int, height: int, appearances: int, chance: random.Random) -> list[float]:
    """Milliseconds."""
    nothing = _still(SCENES["empty"](Told(width, height)))
    camera = SimulatedCamera(width=width, height=height, fps=FPS, scene=nothing)
    camera.start()
    try:
        with _terminal(camera.address) as telling:
            times = []
            for number in range(appearances + 1):
                text = f"13{chance.randrange(10**16):016d}"
                shown = _still(SCENES[name](Told(width, height, text=text, tilt=chance.uniform(-8, 8))))
                came_s = time.monotonic()
                camera.show(shown)
                told_s = telling.at_s(text, EVENT_S_MAX if number else FIRST_S_MAX)
                times.append((told_s - came_s) * 1000)
                camera.show(nothing)
                time.sleep(chance.uniform(*AWAY_S))
            return times[1:]  # with the first, everything starts
    finally:
        camera.stop()


def _still(scene: Scene) -> Scene:
    """Drawn beforehand: the camera's own work must not take the terminal's processor."""
    picture: Picture = scene(0.0)
    return lambda t_s: picture


@contextmanager
def _terminal(address: str) -> Iterator[Telling]:
    command = [sys.executable, "-m", WORKER, address]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            yield Telling(process)
        finally:
            process.kill()
