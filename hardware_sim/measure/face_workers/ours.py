"""The shipped kiosk.recognition, driven as a turn drives it. A job as JSON comes in, figures go out."""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from hardware_sim.measure import face_trials
from hardware_sim.measure.code_workers.loading import Picture, load
from hardware_sim.measure.face_folders import Pictures, spread_out
from hardware_sim.measure.face_scenes import Sitter, before_wall
from hardware_sim.measure.face_workers.pinned import Taken, memory_mib, milliseconds, pin, spread
from kiosk.domain.face_check import ReferenceUnusable
from kiosk.recognition.faces.align import align
from kiosk.recognition.faces.capture import FaceCapture
from kiosk.recognition.faces.detector import Detector
from kiosk.recognition.faces.gates import judge
from kiosk.recognition.faces.look import SURE_SCORE, Looker, Sight
from kiosk.recognition.faces.matching import Embedding, Matcher
from kiosk.recognition.faces.measures import measure
from kiosk.recognition.faces.portrait import portrait
from kiosk.recognition.models import Model, Models, find_models

FRAME_S = 1 / 15
WHOLE_PX = 640
JPEG_PX = 1280
SITTERS_MAX = 100
SITTER_EYES_PX_MAX = 400.0  # eye distance: more is never shown


class Ours:
    def __init__(self, folder: Path) -> None:
        self.models: Models = find_models(folder)
        self.looker, self.matcher = Looker(self.models), Matcher(self.models)
        self.whole = Detector(self.models, WHOLE_PX)

    def word(self, picture: Picture) -> str:
        """As the first picture of a turn is answered."""
        return str(FaceCapture(self.looker).take(picture, 0.0).guidance)

    def place(self, picture: Picture) -> str:
        """nothing, stream: where the camera's way finds a face, still: only with a closer look."""
        if FaceCapture(self.looker).take(picture, 0.0).box is not None:
            return "stream"
        return "still" if self.whole.find(picture) else "nothing"

    def sitter(self, picture: Picture) -> Sitter | None:
        faces = self.whole.find(picture)
        if not faces:
            return None
        believed = next((face for face in faces if face.score >= SURE_SCORE), faces[0])  # else a hand would sit
        sitter = Sitter(picture, believed.points[:2].copy())
        sight = self.looker.look(before_wall(sitter))
        pose = sight.mesh.pose if sight is not None and sight.mesh is not None else None
        return sitter if pose is None else Sitter(picture, sitter.eyes, pose.roll, pose.yaw)

    def embedding(self, picture: Picture) -> Embedding | None:
        try:
            return self.matcher.reference(_jpeg(picture))
        except ReferenceUnusable:
            return None


def _jpeg(picture: Picture) -> bytes:
    """As a hospital would send it: no larger than a screen."""
    scale = min(1.0, JPEG_PX / max(picture.shape[:2]))
    shrunk = picture if scale == 1.0 else cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return cv2.imencode(".jpg", shrunk, [cv2.IMWRITE_JPEG_QUALITY, 95])[1].tobytes()


def speed(ours: Ours, scenes: list[Picture], rounds: int) -> dict[str, Any]:
    """Each stage by itself, the whole loop, and OpenCV's plain call on the same pictures in turns."""
    detector, taken = Detector(ours.models), dict[str, list[Taken]]()
    plain = cv2.FaceDetectorYN.create(ours.models.path(Model.DETECTOR), "", (1, 1), 0.7)
    for number in range(rounds):
        scene = scenes[number % len(scenes)]
        plain.setInputSize((scene.shape[1], scene.shape[0]))
        sight = ours.looker.look(scene)
        assert sight is not None
        work: dict[str, Callable[[], object]] = {
            "the loop, whole": partial(FaceCapture(ours.looker).take, scene, 0.0),
            "- detect, on a small copy": partial(detector.find, scene),
            "- detect and landmarks": partial(ours.looker.look, scene),
            "- measures and gates": partial(_judged, sight),
            "- portrait and aligned face": partial(_cuts, sight),
            "embed (once, at the end)": partial(ours.matcher.embed, align(scene, sight.points)),
            "OpenCV's plain YuNet, whole picture": partial(plain.detect, scene),
        }
        for name, do in work.items():
            taken.setdefault(name, []).append(milliseconds(do))
    return {name: spread(times) for name, times in taken.items()}


def _judged(sight: Sight) -> None:
    judge(measure(sight))


def _cuts(sight: Sight) -> None:
    portrait(sight.picture, sight.face)
    align(sight.picture, sight.points)


def memory(folder: Path, scene: Picture) -> dict[str, float]:
    """All models loaded and used, some pictures held."""
    ours = Ours(folder)
    capture = FaceCapture(ours.looker)
    for number in range(10):
        capture.take(scene, number * FRAME_S)
    best = capture.best()
    ours.matcher.embed(np.zeros((112, 112, 3), np.uint8) if best is None else best.aligned)
    return memory_mib()


def everything(job: dict[str, Any]) -> dict[str, Any]:
    ours = Ours(Path(job["models"]))
    photos, none = Pictures(job["photos"]), Pictures(job["none"])
    sitters = _sitters(ours, photos, job["clean"])
    trials = face_trials.defects(ours.word, sitters)
    shown = [before_wall(sitters[name]) for name in trials["passed"]]
    of_people = Pictures(job["people"])
    return {
        "folder": face_trials.places(ours.place, photos) | {"unreadable": photos.unreadable},
        "none": face_trials.nobodies(ours.place, ours.word, none) | {"unreadable": none.unreadable},
        "as_they_are": face_trials.words(ours.word, photos),
        "trials": trials,
        "ms": speed(ours, shown, job["rounds"]) if shown else {},
        "pairs": face_trials.pairs(ours.embedding, of_people, job["people"]) if of_people else None,
    }


def _sitters(ours: Ours, photos: Pictures, clean: list[str]) -> dict[str, Sitter]:
    """Of our own photos those that a person calls clean; of others every one that is large enough, to a limit."""
    found: dict[str, Sitter] = {}
    for name in spread_out([name for name in photos if not clean or Path(name).stem in clean], SITTERS_MAX):
        if len(found) < SITTERS_MAX and (sitter := ours.sitter(photos[name])) is not None and sitter.fit:
            found[name] = _no_larger_than_shown(sitter)
    return dict(sorted(found.items()))


def _no_larger_than_shown(sitter: Sitter) -> Sitter:
    scale = SITTER_EYES_PX_MAX / sitter.eye_distance_px
    if scale >= 1:
        return sitter
    photo = np.asarray(cv2.resize(sitter.photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    return replace(sitter, photo=photo, eyes=np.asarray(sitter.eyes * scale, np.float32))


if __name__ == "__main__":
    pin()
    asked = json.load(sys.stdin)
    if asked["what"] == "memory":
        print(json.dumps(memory(Path(asked["models"]), load(Path(asked["photo"])))))
    else:
        print(json.dumps(everything(asked)))
