"""`python -m tests.chaos powerloss`: the disk as a power cut would leave it, at every write of full settlements."""

import argparse
import os
import shutil
import sys
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from tests.chaos.kill.points import NoTracing
from tests.chaos.powerloss.recording import Recording, record
from tests.chaos.powerloss.replay import Name, images, judge, only

MEMORY = Path("/dev/shm")
NOT_POSSIBLE = 3
SPARE = 1.5  # not every point has as many different images as it is asked for
CONTROL_IMAGES = 300
PER_POINT_MIN = 4  # so that every model has its turn
NORMAL = "tests.chaos.powerloss.normal"


@dataclass
class Judged:
    digests: set[bytes] = field(default_factory=set)
    models: Counter[str] = field(default_factory=Counter)
    fault: tuple[str, str] | None = None  # the image's name, what does not hold


def judge_all(recording: Recording, seed: int, per_point: int, keeps: bool, job: int, jobs: int) -> Judged:
    """Until the first fault."""
    judged = Judged()
    folder = Path(tempfile.mkdtemp(prefix="yizhan-powerloss-", dir=MEMORY if MEMORY.is_dir() else None))
    try:
        for name, image, digest in images(recording, seed, per_point, keeps, job, jobs):
            judged.digests.add(digest)
            judged.models[name.model] += 1
            found = judge(recording, name, image, folder / "disk")
            if found:
                judged.fault = str(name), "; ".join(found[:4])
                break
    finally:
        shutil.rmtree(folder)
    return judged


def powerloss(recording: Recording, wanted: int, seed: int, jobs: int, keeps: bool = True) -> Judged:
    per_point = max(PER_POINT_MIN, round(SPARE * wanted / len(recording.events)))
    arguments = [(recording, seed, per_point, keeps, job, jobs) for job in range(jobs)]
    whole = Judged()
    with ProcessPoolExecutor(jobs, get_context("fork")) as pool:
        for part in pool.map(judge_all, *zip(*arguments, strict=True)):
            whole.digests |= part.digests
            whole.models += part.models
            whole.fault = whole.fault or part.fault
    return whole


def controls(folder: Path, recording: Recording, jobs: int) -> dict[str, bool]:
    """Two disks that lose what was promised; whether each was caught."""
    unsynced = record(_new(folder), NORMAL, ("qr", "payer_code"))
    return {
        "synchronous=NORMAL": powerloss(unsynced, CONTROL_IMAGES, 1, jobs).fault is not None,
        "fdatasync without effect": powerloss(recording, CONTROL_IMAGES, 1, jobs, keeps=False).fault is not None,
    }


def _new(folder: Path) -> Path:
    return Path(tempfile.mkdtemp(dir=folder))


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    folder = Path(tempfile.mkdtemp(prefix="yizhan-powerloss-"))
    try:
        recording = record(_new(folder))
        if options.only:
            return _only(recording, Name.parse(options.only), folder)
        return _all(recording, options, folder)
    except NoTracing as error:
        print(error, file=sys.stderr)
        return NOT_POSSIBLE
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _all(recording: Recording, options: argparse.Namespace, folder: Path) -> int:
    judged = powerloss(recording, options.images, options.seed, options.jobs)
    if judged.fault is not None:
        name, text = judged.fault
        print(f"{text}\nruns={len(judged.digests)} violations=1 image={name}")
        print(f"again (on a new recording): python -m tests.chaos powerloss --only {name}")
        return 1
    caught = controls(folder, recording, options.jobs)
    models = " ".join(f"{model}={times}" for model, times in sorted(judged.models.items()))
    print(f"events={len(recording.events)} promises={len(recording.promises)} {models}")
    for name, was_caught in caught.items():
        print(f"control {name}: {'caught' if was_caught else 'NOT CAUGHT'}")
    few = len(judged.digests) < options.images
    print(f"runs={len(judged.digests)} violations=0 controls_caught={sum(caught.values())}/{len(caught)}")
    return int(few or not all(caught.values()))


def _only(recording: Recording, name: Name, folder: Path) -> int:
    found = judge(recording, name, only(recording, name), folder / "disk")
    print("\n".join(found))
    print(f"runs=1 violations={len(found)} image={name}")
    return int(bool(found))


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos powerloss", description=__doc__)
    parser.add_argument("--images", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", metavar="IMAGE", help="one image, by the name that was printed")
    return parser.parse_args(arguments)
