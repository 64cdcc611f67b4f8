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
from hardware_sim.camera.performances import Performance, performed
from hardware_sim.camera.picture import Picture
from hardware_sim.camera.portraits import NoFace, portrait
from hardware_sim.measure.code_workers.loading import Unusable, load
from kiosk.domain.liveness import LivenessStep, Verdict
from kiosk.recognition.faces import portrait as cut
from kiosk.recognition.faces.detector import Detector
from kiosk.recognition.faces.liveness_watch import LivenessWatch
from kiosk.recognition.faces.matching import Matcher
from kiosk.recognition.models import Models, find_models

SIZE = WIDTH, HEIGHT = 640, 480
FPS = 15
RUN_S_MAX = 40
JPEG_QUALITY = 85
LOOKED_AT_PX, SCORE_MIN = 640, 0.7


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


def main() -> None:
    """The job comes as JSON: a person is the name of a photo of ours, or the path of any."""
    cv2.setNumThreads(1)
    job = json.load(sys.stdin)
    models = find_models(Path(job["models"]))
    matcher = Matcher(models)
    for species, person in job["wanted"]:
        for number in range(job["runs"]):
            print(json.dumps(_one(models, matcher, species, person, number)), flush=True)


def _photo(models: Models, person: str) -> Picture:
    """Of any photo the head and shoulders of the largest face. Raises NoFace, Unusable."""
    if "/" not in person:
        return portrait(person)
    picture = load(Path(person))
    faces = [face for face in Detector(models, LOOKED_AT_PX).find(picture) if face.score >= SCORE_MIN]
    if not faces:
        raise NoFace("no face on this photo")
    return cut.portrait(picture, faces[0])


def _one(models: Models, matcher: Matcher, species: str, person: str, number: int) -> dict[str, object]:
    seed = f"{species} {person} {number}"
    row: dict[str, object] = {"species": species, "person": person}
    try:
        scene = performed(species, _photo(models, person), WIDTH, HEIGHT, Random(seed))
    except (NoFace, Unusable) as cause:
        return {**row, "begun": False, "code": str(cause), "ms": [], "took_s": 0.0}
    ran = run(LivenessWatch(models, matcher, Random(f"lot {seed}")), scene)
    code = "LIVE" if ran.step.verdict is Verdict.LIVE else ran.step.code
    return {**row, "begun": ran.begun, "code": code, "ms": ran.ms, "took_s": ran.took_s}


if __name__ == "__main__":
    main()
