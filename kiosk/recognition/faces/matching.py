"""One face against one reference photo, by SFace. The answer is one of three words; the numbers stay here.

The thresholds and what supports them: docs/recognition.md, "Faces". Never more than a hint beside a second factor.
"""

import io

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from kiosk.domain.face import Likeness
from kiosk.domain.face_check import DIFFERENT_MAX, SAME_MIN, ReferenceUnusable
from kiosk.recognition.faces.align import align
from kiosk.recognition.faces.detector import Detector, Face
from kiosk.recognition.models import Model, Models

Picture = NDArray[np.uint8]

REFERENCE_BYTES_MAX = 8_000_000  # a chip's photo has 38,862 as BMP
REFERENCE_PIXELS_MAX = 4_000 * 4_000
REFERENCE_FORMATS = ("JPEG", "BMP", "PNG")
REFERENCE_SIDE_PX_MIN, REFERENCE_SIDE_PX = 40, 640  # larger ones are shrunk first
ENLARGED = (1, 2, 3)  # a chip's photo has 102 × 126 points: the detector finds more when it is larger
REFERENCE_SCORE_MIN = 0.7
MARGIN = 0.25  # many photos are cut close: YuNet wants to see what is around a face


class Embedding:
    """128 numbers of one face. Biometric: no repr, not copied, overwritten by `forget`."""

    __slots__ = ("_numbers",)

    def __init__(self, numbers: NDArray[np.float32]) -> None:
        self._numbers = numbers / max(float(np.linalg.norm(numbers)), 1e-9)

    def cosine(self, other: "Embedding") -> float:
        return float(np.dot(self._numbers, other._numbers))

    def forget(self) -> None:
        self._numbers.fill(0)


def likeness(one: Embedding, other: Embedding) -> Likeness:
    """A forgotten one is like nobody."""
    cosine = one.cosine(other)
    if cosine >= SAME_MIN:
        return Likeness.SAME
    return Likeness.UNSURE if cosine >= DIFFERENT_MAX else Likeness.DIFFERENT


class Matcher:
    """One thread uses one of these. Its model (38 MB) is loaded when the first face comes."""

    def __init__(self, models: Models) -> None:
        self._models = models
        self._detector = Detector(models, looked_at_px=REFERENCE_SIDE_PX)
        self._net: cv2.FaceRecognizerSF | None = None

    def embed(self, aligned: Picture) -> Embedding:
        """Of a cut by `align`."""
        if self._net is None:
            self._net = cv2.FaceRecognizerSF.create(self._models.path(Model.RECOGNIZER), "")
        return Embedding(np.array(self._net.feature(aligned), np.float32).ravel())

    def reference(self, photo: bytes) -> Embedding:
        """Of a JPEG, BMP or PNG from anywhere: the hospital, a card. Raises ReferenceUnusable."""
        picture = _decoded(photo)
        face_in = self._largest(picture)
        try:
            return self.embed(face_in)
        finally:
            picture.fill(0)
            face_in.fill(0)

    def _largest(self, picture: Picture) -> Picture:
        around = round(MARGIN * max(picture.shape[:2]))
        framed = np.asarray(cv2.copyMakeBorder(picture, around, around, around, around, cv2.BORDER_REPLICATE), np.uint8)
        for times in ENLARGED:
            seen = framed if times == 1 else _scaled(framed, float(times))
            faces = [face for face in self._detector.find(seen) if face.score >= REFERENCE_SCORE_MIN]
            if faces:
                return _cut(seen, faces)
            if max(seen.shape[:2]) >= REFERENCE_SIDE_PX:
                break
        raise ReferenceUnusable("no face on it")


def _cut(picture: Picture, faces: list[Face]) -> Picture:
    if len(faces) > 1 and faces[1].width > 0.5 * faces[0].width:
        raise ReferenceUnusable("more than one face on it")
    return align(picture, faces[0].points)


def _decoded(photo: bytes) -> Picture:
    if not 0 < len(photo) <= REFERENCE_BYTES_MAX:
        raise ReferenceUnusable(f"{len(photo)} bytes; from 1 to {REFERENCE_BYTES_MAX} can be read")
    try:
        picture = _opened(photo)
    except Exception as error:  # a decoder of bytes from anywhere may raise anything
        raise ReferenceUnusable(f"it cannot be decoded: {type(error).__name__}") from error
    if min(picture.shape[:2]) < REFERENCE_SIDE_PX_MIN:
        raise ReferenceUnusable("it is too small")
    return _scaled(picture, min(1.0, REFERENCE_SIDE_PX / max(picture.shape[:2])))


def _opened(photo: bytes) -> Picture:
    """By Pillow, which tells the size before it unpacks anything: a kilobyte may hold a picture of gigabytes."""
    with Image.open(io.BytesIO(photo), formats=REFERENCE_FORMATS) as opened:
        if opened.width * opened.height > REFERENCE_PIXELS_MAX:
            raise ValueError("too many pixels")
        upright = ImageOps.exif_transpose(opened).convert("RGB")
    return np.ascontiguousarray(np.asarray(upright, np.uint8)[:, :, ::-1])


def _scaled(picture: Picture, scale: float) -> Picture:
    if scale == 1.0:
        return picture
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=how), np.uint8)
