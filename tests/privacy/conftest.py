"""Photos of people who gave theirs to a package's tests, and what a matcher makes of them: what must be nowhere."""

import io
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from hardware_sim.hospital.outpatient.face_records import seed_faces
from kiosk.recognition.faces.matching import Matcher
from kiosk.recognition.models import Models
from kiosk.recognition.reference_photo import read_reference

MODELS = Models(Path(__file__).parents[2] / ".models")


@pytest.fixture(scope="session")
def stored_photo() -> bytes:
    """Shen's, as the hospital has it on file."""
    photos = seed_faces().photos
    assert "shen" in photos, "packaging/fetch.py photos"
    return photos["shen"]


def secrets_of(name: str, photo: bytes) -> dict[str, bytes]:
    """The photo's bytes, its pixels in both orders, and its template."""
    with Image.open(io.BytesIO(photo)) as image:
        rgb = np.asarray(image.convert("RGB"), np.uint8)
    return {
        f"{name}'s photo": photo[
            photo.rindex(b"\xff\xda") :
        ],  # the tables before it are every JPEG's, and partly libc's
        f"{name}'s pixels": rgb.tobytes(),
        f"{name}'s pixels, blue first": np.ascontiguousarray(rgb[:, :, ::-1]).tobytes(),
        **templates_of(name, photo),
    }


def templates_of(name: str, photo: bytes) -> dict[str, bytes]:
    """As the turn computes it: the photo read with distrust, then SFace; and as other programs keep such."""
    cv2.setNumThreads(1)  # as in a turn: the last bits of the numbers hang on it
    unit: NDArray[np.float32] = Matcher(MODELS).reference(read_reference(photo))._numbers
    assert unit.shape == (128,)
    assert unit.dtype == np.float32
    return {
        f"{name}'s template": unit.tobytes(),
        f"{name}'s template, double": unit.astype(np.float64).tobytes(),
        f"{name}'s template, big endian": unit.astype(">f4").tobytes(),
        f"{name}'s template, in words": ", ".join(map(repr, map(float, unit))).encode(),
    }
