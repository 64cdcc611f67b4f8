"""The shipped liveness check before one performance after another, at 15 pictures a second of its own clock.

Each picture goes through the sensor's noise and through JPEG, as on the camera's wire. Prints one JSON object a run.
"""

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

import cv2
import numpy as np

from hardware_sim.camera.lens import Sensor
from hardware_sim.camera.performances import Performance, performance
from hardware_sim.camera.picture import Picture
from hardware_sim.camera.portraits import NoFace
from kiosk.domain.liveness import LivenessStep, Verdict
from kiosk.recognition.faces.liveness_watch import LivenessWatch
from kiosk.recognition.faces.matching import Matcher
from kiosk.recognition.models import Models, find_models

SIZE = WIDTH, HEIGHT = 640, 480
FPS = 15
RUN_S_MAX = 40
JPEG_QUALITY = 85


class Ran(NamedTuple):
    step: LivenessStep
    begun: bool  # it looked ahead, and something was asked
    took_s: float  # of the clock of the pictures
    ms: list[float]  # this thread's own time, one a picture: whoever else works on the machine is left out


def pictures(scene: Performance, seed: int = 1) -> Iterator[tuple[float, Picture]]:
    sensor = Sensor(WIDTH, HEIGHT, seed)
    for number in range(RUN_S_MAX * FPS):
        _, jpeg = cv2.imencode(".jpg", sensor.see(scene(number / FPS)), [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
        yield number / FPS, np.asarray(cv2.imdecode(jpeg, cv2.IMREAD_COLOR), np.uint8)


def run(watch: LivenessWatch, scene: Performance) -> Ran:
    """Whoever is there is told each act when the screen asks for it."""
    step, asked, begun, ms = LivenessStep(0, 0), None, False, []
    for taken_s, picture in pictures(scene):
        before = time.thread_time()
        step = watch.see(picture, taken_s)
        ms.append(1000 * (time.thread_time() - before))
        if step.verdict is not None:
            break
        if step.asked is not None and step.asked is not asked:
            scene.told(step.asked)
        asked, begun = step.asked, begun or step.asked is not None
    watch.forget()
    return Ran(step, begun, taken_s, ms)


def main(folder: str, runs: str, *wanted: str) -> None:
    cv2.setNumThreads(1)
    models = find_models(Path(folder))
    matcher = Matcher(models)
    for each in wanted:
        species, person = each.split(":")
        for number in range(int(runs)):
            print(json.dumps(_one(models, matcher, species, person, number)), flush=True)


def _one(models: Models, matcher: Matcher, species: str, person: str, number: int) -> dict[str, object]:
    seed = f"{species} {person} {number}"
    row: dict[str, object] = {"species": species, "person": person}
    try:
        scene = performance(species, person, WIDTH, HEIGHT, Random(seed))
    except NoFace as cause:
        return {**row, "begun": False, "code": str(cause), "ms": [], "took_s": 0.0}
    ran = run(LivenessWatch(models, matcher, Random(f"lot {seed}")), scene)
    code = "LIVE" if ran.step.verdict is Verdict.LIVE else ran.step.code
    return {**row, "begun": ran.begun, "code": code, "ms": ran.ms, "took_s": ran.took_s}


if __name__ == "__main__":
    main(*sys.argv[1:])
