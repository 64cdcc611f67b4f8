"""The real bench with a person before its camera, what the test knows of them, and a look at all of the terminal."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from hardware_sim.bench.bench import Bench
from hardware_sim.scenarios.command import bench_options
from hardware_sim.scenarios.load import Scenario, Step, load_scenario, shipped
from hardware_sim.scenarios.runner import ScenarioRun
from hardware_sim.scenarios.stage import BenchStage

LOOK_S_MAX = 300.0  # a result stays until the test has looked
IDLE_S_MAX = 20.0  # a turn that nobody ends is over soon
SHOT_EVERY_S = 0.3
SHOTS_KEPT = 6
RASTER = b"\x1dv0"


@dataclass
class Shots:
    """What the camera sent while it was looked at: some of the pictures, the last ones always."""

    bench: Bench
    kept: list[bytes] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> "Shots":
        self._thread = threading.Thread(target=self._watch, name="shots")
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(SHOT_EVERY_S):
            if (jpeg := self.bench.camera.last_jpeg) and jpeg not in self.kept:
                self.kept = [*self.kept, jpeg][-SHOTS_KEPT:]

    def secrets(self) -> dict[str, bytes]:
        newest_first = reversed(self.kept)
        return {f"shot {number}": jpeg[jpeg.rindex(b"\xff\xda") :] for number, jpeg in enumerate(newest_first)}


class LookingRun(ScenarioRun):
    """A shipped scenario that lets the test look whenever a screen has come."""

    def __init__(self, scenario: Scenario, bench: Bench, at: Callable[[str], None]) -> None:
        super().__init__(scenario, BenchStage(bench))
        self._at = at

    def _screen(self, step: Step) -> str:
        problem = super()._screen(step)
        if not problem:
            self._at(step.value)
        return problem


def named(name: str) -> Scenario:
    return load_scenario(next(path for path in shipped() if path.stem == name))


def new_bench(scenario: Scenario, run_dir: Path, shown_s_max: float) -> Bench:
    """`shown_s_max`: how long a result stays."""
    options = bench_options(scenario)
    limits = {"result_shown_s_max": shown_s_max, "idle_s_max": IDLE_S_MAX, "idle_warning_s_max": 2.0}
    return Bench(run_dir, replace(options, limits=options.limits | limits))


def printed_pictures(bench: Bench) -> bytes:
    """The rasters of all slips: the photo as dots, among them."""
    return b"".join(slip.raw[slip.raw.index(RASTER) :] for slip in bench.slips if RASTER in slip.raw)
