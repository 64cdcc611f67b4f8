"""The models of the cameras' eyes: which files, where, and whether they are what they should be.

They are fetched at set-up (packaging/fetch.py) and are no part of the program: without them nothing that needs a face
is offered.
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

READ_BYTES = 1 << 20


class Model(StrEnum):
    """Each by its file's name."""

    DETECTOR = "face_detection_yunet_2023mar.onnx"
    RECOGNIZER = "face_recognition_sface_2021dec.onnx"
    LANDMARKS = "face_landmarks_detector.tflite"
    BLENDSHAPES = "face_blendshapes.tflite"


SHA256 = {
    Model.DETECTOR: "8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4",
    Model.RECOGNIZER: "0ba9fbfa01b5270c96627c4ef784da859931e02f04419c829e83484087c34e79",
    Model.LANDMARKS: "c7d54204ce0448474c7f3fa9af494787c0965cbdd6f20fc72867e43046bd43d5",
    Model.BLENDSHAPES: "4f36dded049db18d76048567439b2a7f58f1daabc00d78bfe8f3ad396a2d2082",
}


class ModelsUnusable(Exception):
    """Faces cannot be looked at here; the text names the file."""

    code = "FACE_MODELS_UNUSABLE"


class ModelsMissing(ModelsUnusable):
    code = "FACE_MODELS_MISSING"


class ModelsWrong(ModelsUnusable):
    """A file is there and is not the one that was measured: it may see anything in a picture."""

    code = "FACE_MODELS_WRONG"


@dataclass(frozen=True, slots=True)
class Models:
    """A folder whose models have been checked."""

    folder: Path

    def path(self, model: Model) -> str:
        return str(self.folder / model)


def find_models(folder: Path, wanted: Collection[Model] = tuple(Model)) -> Models:
    """Every file is read through (all four: 50 ms). Raises ModelsMissing, ModelsWrong."""
    for model in wanted:
        path = folder / model
        try:
            found = _sha256(path)
        except OSError as error:
            raise ModelsMissing(f"{path}: {error.strerror}") from error
        if found != SHA256[model]:
            raise ModelsWrong(f"{path}: not the file it should be (its checksum is {found})")
    return Models(folder)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(READ_BYTES):
            digest.update(part)
    return digest.hexdigest()
