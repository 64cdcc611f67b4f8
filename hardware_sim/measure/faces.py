"""`kiosk-bench measure faces`: the shipped face recognition over any folder of photos, pinned to one thread."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hardware_sim.measure.face_folders import PHOTOS, first_readable, person_of, pictures_in
from hardware_sim.measure.unmeasured import MeasureFailed, ModelsAway, NothingToMeasure

ROOT = Path(__file__).parents[2]
MODELS = ROOT / ".models"
OURS = [sys.executable, "-m", "hardware_sim.measure.face_workers.ours"]
MEDIAPIPE = "hardware_sim.measure.face_workers.mediapipe_landmarks"
MEDIAPIPE_TASK = ROOT / ".rivals" / "face_landmarker.task"
RIVALS_PYTHON = ROOT / ".venv-rivals" / "bin" / "python"
ROUNDS = 200
WORKER_S_MAX = 3600.0
QUIET = {"OPENCV_LOG_LEVEL": "SILENT", "GLOG_minloglevel": "3", "OMP_NUM_THREADS": "1"}
# of our own photos: obama, obama2 and obama3 are one man
ONE_PERSON = {"obama2": "obama", "obama3": "obama"}
NOBODY_KNOWS = {"sample1-c"}  # maybe the woman of sample3-b: in no pair
# upright, lit, sharp, looking here, eyes open, as a person sees it
CLEAN_BY_EYE = [
    *("obama", "obama2", "obama3", "biden", "astronaut", "sample3-a", "sample3-b", "sample3-c", "sample5-c"),
    *("sample6-a", "sample6-b", "sample6-d", "faces-a", "faces-b", "faces-c"),
]
AIMS = {
    "the loop, whole: median ms": 12.0,
    "the loop, whole: p95 ms": 20.0,
    "memory MiB": 200.0,
    "clean scenes passed": 0.90,
    "defects refused with the right reason": 0.95,
}


def measure_faces(folders: Sequence[Path], none: Sequence[Path], pairs: bool, rounds: int = ROUNDS) -> dict[str, Any]:
    ours = [folder.absolute() for folder in folders] or [PHOTOS / "people"]  # the worker works in another folder
    empty = pictures_in([folder.absolute() for folder in none] or ([] if folders else [PHOTOS / "no_face"]))
    photos = pictures_in(ours)
    _check_folders(folders or ours, none)
    one = first_readable(sorted(photos, key=lambda path: path.stem != "biden"))
    if one is None:
        raise NothingToMeasure(f"none of {len(photos)} pictures in {_named(folders or ours)} can be read")
    models = str(models_folder())
    job = {
        "what": "everything",
        "models": models,
        "photos": [str(path) for path in photos],
        "none": [str(path) for path in empty],
        "clean": [] if folders else CLEAN_BY_EYE,
        "people": _people(ours, photos) if pairs or not folders else {},
        "rounds": rounds,
    }
    figures = _run(OURS, job)
    figures["memory_mib"] = _run(OURS, {"what": "memory", "models": models, "photo": str(one)})
    figures["mediapipe"] = _mediapipe(one)
    figures["aims"] = _aims(figures)
    return figures


def models_folder() -> Path:
    """Raises ModelsAway."""
    if not (MODELS / "face_detection_yunet_2023mar.onnx").exists():
        raise ModelsAway(f"no models in {MODELS}: packaging/fetch.py models")
    return MODELS


def _check_folders(folders: Sequence[Path], none: Sequence[Path]) -> None:
    """Each is to hold something: one that was mistyped would only make the figures smaller."""
    if empty := [folder for folder in (*folders, *none) if not pictures_in([folder])]:
        how = ": packaging/fetch.py photos" if PHOTOS / "people" in empty else ""
        raise NothingToMeasure(f"no pictures in {_named(empty)}{how}")


def _named(folders: Sequence[Path]) -> str:
    return ", ".join(map(str, folders))


def _people(folders: Sequence[Path], photos: list[Path]) -> dict[str, str]:
    """Whose each photo is."""
    people = {}
    for path in photos:
        folder = next(folder for folder in folders if path.is_relative_to(folder))
        ours = folder == PHOTOS / "people"
        if ours and path.stem in NOBODY_KNOWS:
            continue
        people[str(path)] = ONE_PERSON.get(path.stem, path.stem) if ours else person_of(path, folder)
    return people


def _run(command: list[str], job: dict[str, Any]) -> dict[str, Any]:
    told = json.dumps(job).encode()
    try:
        done = subprocess.run(
            command, input=told, cwd=ROOT, env={**os.environ, **QUIET}, capture_output=True, timeout=WORKER_S_MAX
        )
    except subprocess.TimeoutExpired as late:
        raise MeasureFailed(f"not done in {WORKER_S_MAX:.0f} s: give it fewer pictures") from late
    if done.returncode:
        raise MeasureFailed(f"the worker failed: {done.stderr.decode(errors='replace').strip()[-400:]}")
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return said


def _mediapipe(photo: Path) -> dict[str, Any] | str:
    """Its own landmarker, where one is installed; never installed by us."""
    for python in (sys.executable, str(RIVALS_PYTHON)):
        if (
            not Path(python).exists()
            or subprocess.run([python, "-c", "import mediapipe"], capture_output=True).returncode
        ):
            continue
        if subprocess.run([sys.executable, str(ROOT / "packaging/fetch.py"), "rivals"], capture_output=True).returncode:
            return "installed, but its model could not be fetched: packaging/fetch.py rivals"
        return _run([python, "-m", MEDIAPIPE], {"photo": str(photo), "task": str(MEDIAPIPE_TASK)})
    return "not installed"


def _aims(figures: dict[str, Any]) -> list[dict[str, Any]]:
    trials, loop = figures["trials"], figures["ms"].get("the loop, whole", {})
    passed, scenes = trials["clean_scenes"]
    rows = trials["defects"].values()
    right, tried = sum(row["said_right"] for row in rows), sum(row["of"] for row in rows)
    seen = {
        "the loop, whole: median ms": loop.get("median"),
        "the loop, whole: p95 ms": loop.get("p95"),
        "memory MiB": figures["memory_mib"]["rss"],
        "clean scenes passed": passed / scenes if scenes else None,
        "defects refused with the right reason": right / tried if tried else None,
    }
    return [_judged(what, value) for what, value in seen.items() if value is not None]


def _judged(what: str, value: float) -> dict[str, Any]:
    limit = AIMS[what]
    at_most = limit > 1
    met = value <= limit if at_most else value >= limit
    return {"what": what, "seen": round(value, 3), "limit": limit, "at_most": at_most, "met": met}
