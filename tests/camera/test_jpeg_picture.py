"""One picture of a stream: of two other programs, damaged, too large, and anything at all."""

import io
from contextlib import suppress
from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from drivers.transport.jpeg_picture import BadPicture, decode

GRADIENT = np.dstack([np.tile(np.linspace(0, 255, 96, dtype=np.uint8), (80, 1))] * 3)
GRADIENT[:, :, 0] //= 2


def by_pillow(mode: str = "RGB", **options: Any) -> bytes:
    made = io.BytesIO()
    Image.fromarray(GRADIENT[:, :, ::-1]).convert(mode).save(made, "JPEG", **options)
    return made.getvalue()


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"subsampling": 0}, {"comment": b"\xff\xd9" * 9}])
def test_pillows_pictures(options: dict[str, Any]) -> None:
    assert np.abs(decode(by_pillow(**options), 1920).astype(int) - GRADIENT).max() < 16


def test_opencvs_pictures() -> None:
    jpeg = cv2.imencode(".jpg", GRADIENT)[1]
    assert np.array_equal(decode(jpeg.tobytes(), 1920), np.asarray(cv2.imdecode(jpeg, cv2.IMREAD_COLOR)))


def test_a_grey_picture_has_three_colours_too() -> None:
    assert decode(by_pillow("L"), 1920).shape == (80, 96, 3)


@pytest.mark.parametrize("held", range(10))
def test_a_picture_is_turned_as_its_camera_was_held(held: int) -> None:
    """OpenCV, which turns as well, says how."""
    exif = Image.Exif()
    exif[0x0112] = held
    jpeg = by_pillow(exif=exif.tobytes())
    expected = np.asarray(cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)).astype(int)
    got = decode(jpeg, 1920)
    assert got.shape == expected.shape and np.abs(got - expected).max() < 16


def test_a_picture_is_no_worse_for_what_is_broken_beside_it() -> None:
    assert decode(by_pillow(exif=b"Exif\0\0MM\0*\xff\xff\xff\xff"), 1920).shape == (80, 96, 3)
    assert decode(by_pillow(exif=b"Exif\0\0nonsense"), 1920).shape == (80, 96, 3)


@pytest.mark.parametrize("side_px_max", [80, 95])
def test_a_picture_that_is_too_large(side_px_max: int) -> None:
    with pytest.raises(BadPicture, match="96x80"):
        decode(by_pillow(), side_px_max)


def test_a_picture_that_would_need_gigabytes_is_refused_by_its_head() -> None:
    head = by_pillow()
    at = head.index(b"\xff\xc0") + 5
    with pytest.raises(BadPicture, match="65535x65535"):
        decode(head[:at] + b"\xff\xff\xff\xff" + head[at + 4 :], 1920)


@given(st.floats(0, 0.98))
def test_a_picture_that_was_cut_short(part: float) -> None:
    whole = by_pillow()
    with pytest.raises(BadPicture):
        decode(whole[: int(len(whole) * part)], 1920)


@settings(max_examples=300)
@given(st.integers(0, 3000), st.binary(min_size=1, max_size=8))
def test_damage_anywhere(at: int, damage: bytes) -> None:
    whole = by_pillow()
    at %= len(whole)
    with suppress(BadPicture):
        assert decode(whole[:at] + damage + whole[at + len(damage) :], 1920).shape[2] == 3


@given(st.binary(max_size=400).map(lambda inner: b"\xff\xd8\xff" + inner) | st.binary(max_size=400))
def test_anything_at_all(data: bytes) -> None:
    with pytest.raises(BadPicture):
        decode(data, 1920)
