"""Whose photo the hospital has, with a consent to be compared with it, and what terminals told of comparisons."""

import io
from dataclasses import dataclass, field

from PIL import Image, ImageOps

from hardware_sim.faces import photo_of
from hardware_sim.hospital.values import Json

CONSENTED = ("zeng", "shen", "guo", "zhou")  # and nobody else, photo or not
SIZE = (358, 441)
QUALITY = 80


@dataclass(slots=True)
class FaceRecords:
    """`photos` by person's key. `asked`: whose photo went out, in order."""

    photos: dict[str, bytes]
    asked: list[str] = field(default_factory=list)
    checks: dict[str, Json] = field(default_factory=dict)  # by key


def seed_faces() -> FaceRecords:
    found = {key: photo_of(key) for key in CONSENTED}
    return FaceRecords({key: _filed(photo) for key, photo in found.items() if photo is not None})


def _filed(photo: bytes) -> bytes:
    out = io.BytesIO()
    with Image.open(io.BytesIO(photo)) as image:
        ImageOps.fit(image.convert("RGB"), SIZE, centering=(0.5, 0.2)).save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
