"""`kiosk-bench measure live`: whether the screen is held up while the camera is looked through.

Qt's thread beats as fast as it can; a pause between two beats is what a finger would wait. The picture that is drawn is
the same with the camera off, so the rival is the screen itself without eyes.
"""

import json
import subprocess
import sys
from pathlib import Path
from statistics import median, quantiles

from hardware_sim.camera.camera import SimulatedCamera
from hardware_sim.camera.scenes import Told, scene
from hardware_sim.measure.figures import Figure

ROOT = Path(__file__).parents[2]
WORKER = "hardware_sim.measure.live_workers.ours"
WORKER_S_MAX = 120.0
PAUSE_MS_MAX = 16.0
NAMES = {
    "off": "camera off",
    "codes": "looking for codes, live picture",
    "photo": "taking a photo, live picture",
    "anybody": "looking for anybody",
}


def measure_live(runs: int) -> dict[str, object]:
    taken: dict[str, list[list[float]]] = {name: [] for name in NAMES}
    for _ in range(runs):
        for name, pauses in _pauses().items():
            taken[name].append(pauses)
    return {"figures": [figure.as_dict() for name in NAMES for figure in _figures(NAMES[name], taken[name])]}


def _figures(name: str, runs: list[list[float]]) -> list[Figure]:
    return [
        Figure.of(
            f"{name}: pause of Qt's thread, p99", "ms", [quantiles(run, n=100)[98] for run in runs], PAUSE_MS_MAX
        ),
        Figure.of(f"{name}: longest pause", "ms", [max(run) for run in runs]),
        Figure.of(f"{name}: pauses above {PAUSE_MS_MAX:.0f} ms, of 1,000", "", [_above(run) for run in runs]),
        Figure.of(f"{name}: median", "ms", [median(run) for run in runs]),
    ]


def _p99(run: list[float]) -> float:
    return quantiles(run, n=100)[98]


def _above(run: list[float]) -> float:
    return 1000 * sum(pause > PAUSE_MS_MAX for pause in run) / len(run)


def _pauses() -> dict[str, list[float]]:
    """By phase, milliseconds."""
    camera = SimulatedCamera(fps=30, scene=scene("far", Told()))  # found and judged in every picture, never taken
    camera.start()
    try:
        command = [sys.executable, "-m", WORKER, camera.address, str(ROOT / ".models")]
        done = subprocess.run(command, capture_output=True, text=True, timeout=WORKER_S_MAX, check=True, cwd=ROOT)
    finally:
        camera.stop()
    found: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    return found
