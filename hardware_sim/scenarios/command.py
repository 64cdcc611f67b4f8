"""`kiosk-bench scenario NAME|FILE --out DIR`: a bench of its own, the scenario on it, then the books compared."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hardware_sim.bench.agreement import compare, still_open
from hardware_sim.bench.bench import Bench, BenchOptions, new_run_dir
from hardware_sim.bench.terminal import TerminalError
from hardware_sim.scenarios.load import Scenario
from hardware_sim.scenarios.record import ScreenRecorder, write_records
from hardware_sim.scenarios.runner import Failure, ScenarioRun
from hardware_sim.scenarios.stage import BenchStage

QUIET_S_MAX = 25.0  # for cases under way to end once the scenario is over
ASK_AGAIN_S = 0.3


@dataclass(frozen=True, slots=True)
class Outcome:
    failures: tuple[Failure, ...]
    seconds: float

    @property
    def ok(self) -> bool:
        return not self.failures


def bench_options(scenario: Scenario) -> BenchOptions:
    return BenchOptions(
        panel=scenario.panel,
        paper_mm=scenario.paper_mm,
        printer=scenario.printer,
        report_printer=scenario.report_printer,
        waits=dict(scenario.waits),
        limits=dict(scenario.limits),
        on_a4=scenario.on_a4,
        camera=scenario.camera,
        face_check=scenario.face_check,
        presence=scenario.presence,
        scanner=scenario.scanner,
        face_pay=scenario.face_pay,
    )


def run_scenario(scenario: Scenario, out: Path) -> Outcome:
    """Raises Missing (pcsc) and OSError when the bench does not start."""
    began_s = time.monotonic()
    out.mkdir(parents=True, exist_ok=True)
    bench = Bench(new_run_dir(), bench_options(scenario), remove_run_dir=True)
    screens = ScreenRecorder(bench, out / "screens")
    with bench.events.listening(screens.hear), bench:
        screens.start()
        failures = ScenarioRun(scenario, BenchStage(bench)).play()
        screens.stop()
        belief, differences = _agreement(bench)
        write_records(bench, out, belief)
    failures += [Failure(0, f"truth and belief: {difference}") for difference in differences]
    return Outcome(tuple(failures), time.monotonic() - began_s)


def _agreement(bench: Bench) -> tuple[dict[str, Any] | None, list[str]]:
    """What the terminal believes once nothing is under way, and how it differs from the truth."""
    deadline = time.monotonic() + QUIET_S_MAX
    belief: dict[str, Any] | None = None
    while True:
        try:
            belief = bench.terminal.belief(bench.profile)
            differences = compare(bench.hospital.ledger.json(), belief)
            if not differences or (not still_open(belief) and time.monotonic() > deadline):
                return belief, differences
        except TerminalError as error:
            differences = [str(error)]
        if time.monotonic() > deadline:
            return belief, differences
        time.sleep(ASK_AGAIN_S)
