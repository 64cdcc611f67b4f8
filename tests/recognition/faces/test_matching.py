"""Same and different people on the permitted photos, and reference photos from anywhere."""

import contextlib
import io
import zlib

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from kiosk.domain.face import Likeness
from kiosk.domain.face_check import ReferenceUnusable
from kiosk.recognition.faces.align import align
from kiosk.recognition.faces.detector import Detector
from kiosk.recognition.faces.matching import REFERENCE_BYTES_MAX, Embedding, Matcher, likeness
from tests.recognition.faces.photos import CLEAN, MODELS, OBAMA, before_the_wall, bytes_of, photo_of

OTHERS = [name for name in CLEAN if name not in OBAMA]


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(MODELS)


@pytest.fixture(scope="module")
def detector() -> Detector:
    return Detector(MODELS)


def before_the_camera(matcher: Matcher, detector: Detector, name: str) -> Embedding:
    picture = before_the_wall(name)
    return matcher.embed(align(picture, detector.find(picture)[0].points))


def chip_photo(name: str, kind: str = "BMP") -> bytes:
    """As an identity card's chip gives it: 102 × 126, cut close."""
    photo = photo_of(name)
    face = Detector(MODELS, 640).find(photo)[0]
    middle, half = face.left + face.width / 2, 0.75 * face.height
    top, left = int(max(0, face.top - 0.35 * face.height)), int(max(0, middle - half * 102 / 126))
    cut = photo[top : int(top + 2 * half), left : int(middle + half * 102 / 126)]
    small = cv2.resize(cut, (102, 126), interpolation=cv2.INTER_AREA)
    data = io.BytesIO()
    Image.fromarray(small[:, :, ::-1]).save(data, kind, quality=60)
    return data.getvalue()


@pytest.mark.parametrize("live", OBAMA)
@pytest.mark.parametrize("reference", OBAMA)
def test_one_man_is_the_same_against_photo_and_chip(
    matcher: Matcher, detector: Detector, live: str, reference: str
) -> None:
    seen = before_the_camera(matcher, detector, live)
    for photo in (bytes_of(reference), chip_photo(reference), chip_photo(reference, "JPEG")):
        assert likeness(seen, matcher.reference(photo)) is Likeness.SAME


def test_no_two_people_are_the_same(matcher: Matcher, detector: Detector) -> None:
    live = {name: before_the_camera(matcher, detector, name) for name in ("obama", *OTHERS)}
    chips = {name: matcher.reference(chip_photo(name)) for name in ("obama", *OTHERS)}
    alike = [
        (one, other)
        for one, seen in live.items()
        for other, chip in chips.items()
        if one != other and likeness(seen, chip) is not Likeness.DIFFERENT
    ]
    assert alike == []


def numbers(cosine: float) -> Embedding:
    return Embedding(np.array([cosine, (1 - cosine**2) ** 0.5], np.float32))


@pytest.mark.parametrize(
    ("cosine", "word"),
    [(0.46, Likeness.SAME), (0.44, Likeness.UNSURE), (0.37, Likeness.UNSURE), (0.35, Likeness.DIFFERENT)],
)
def test_in_between_is_said_to_be_unsure(cosine: float, word: Likeness) -> None:
    assert likeness(numbers(1.0), numbers(cosine)) is word


def test_a_forgotten_face_is_like_nobody_not_even_itself(matcher: Matcher) -> None:
    seen = matcher.reference(bytes_of("biden"))
    seen.forget()
    assert likeness(seen, seen) is Likeness.DIFFERENT and not seen._numbers.any()
    assert "array" not in repr(seen)


def picture_bytes(width: int, height: int, kind: str = "PNG") -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (width, height), (90, 120, 150)).save(data, kind)
    return data.getvalue()


def resized(name: str, width: int, height: int, kind: str = "PNG") -> bytes:
    data = io.BytesIO()
    Image.open(io.BytesIO(bytes_of(name))).resize((width, height)).save(data, kind)
    return data.getvalue()


def test_a_very_small_photo_is_enlarged_until_a_face_shows(matcher: Matcher) -> None:
    assert matcher.reference(resized("sample1-c", 60, 80)).cosine(matcher.reference(bytes_of("sample1-c"))) > 0.36


@pytest.mark.parametrize(
    ("photo", "why"),
    [
        (bytes_of("biden") + bytes(REFERENCE_BYTES_MAX), "bytes; from 1 to"),
        (resized("biden", 5_000, 5_000, "JPEG"), "ValueError"),
        (resized("biden", 300, 400, "GIF"), "UnidentifiedImageError"),
        (resized("biden", 30, 40), "too small"),
    ],
    ids=["too long", "too many pixels", "no kind that is read", "too small"],
)
def test_a_good_photo_beyond_a_limit_is_refused_by_that_limit(matcher: Matcher, photo: bytes, why: str) -> None:
    with pytest.raises(ReferenceUnusable, match=why):
        matcher.reference(photo)


@pytest.mark.parametrize(
    "photo",
    [
        b"",
        b"\xff\xd8\xff" + bytes(REFERENCE_BYTES_MAX),
        picture_bytes(300, 400),
        picture_bytes(20, 20),
        picture_bytes(300, 400, "GIF"),
        bytes(bytearray(picture_bytes(400, 400))[:300]),
    ],
    ids=["empty", "too long", "no face", "too small", "GIF", "cut short"],
)
def test_a_photo_that_is_of_no_use_is_a_code(matcher: Matcher, photo: bytes) -> None:
    with pytest.raises(ReferenceUnusable) as refused:
        matcher.reference(photo)
    assert refused.value.code == "REFERENCE_UNUSABLE"


def test_a_small_file_that_unpacks_to_gigabytes_is_not_unpacked(matcher: Matcher) -> None:
    bomb = bytearray(picture_bytes(64, 64))
    bomb[16:24] = (60_000).to_bytes(4, "big") * 2  # the size in a PNG's first chunk
    bomb[29:33] = zlib.crc32(bytes(bomb[12:29])).to_bytes(4, "big")
    with pytest.raises(ReferenceUnusable, match=r"DecompressionBomb|ValueError"):
        matcher.reference(bytes(bomb))


def test_two_people_on_a_reference_are_nobody(matcher: Matcher) -> None:
    both = np.hstack([cv2.resize(photo_of(name), (300, 400)) for name in ("obama", "biden")])
    with pytest.raises(ReferenceUnusable, match="more than one"):
        matcher.reference(cv2.imencode(".jpg", both)[1].tobytes())


@settings(max_examples=60, deadline=None)
@given(data=st.data(), kind=st.sampled_from(["JPEG", "PNG", "BMP"]))
def test_a_damaged_photo_is_an_answer_or_a_code(matcher: Matcher, data: st.DataObject, kind: str) -> None:
    photo = bytearray(SMALL[kind])
    for at in data.draw(st.lists(st.integers(0, len(photo) - 1), max_size=12)):
        photo[at] = data.draw(st.integers(0, 255))
    keep = data.draw(st.integers(0, len(photo)))
    with contextlib.suppress(ReferenceUnusable):
        matcher.reference(bytes(photo[:keep]))


@settings(max_examples=100, deadline=None)
@given(noise=st.binary(max_size=400), start=st.sampled_from([b"", b"\xff\xd8\xff\xe0", b"BM", b"\x89PNG\r\n\x1a\n"]))
def test_noise_is_a_code(matcher: Matcher, noise: bytes, start: bytes) -> None:
    with pytest.raises(ReferenceUnusable):
        matcher.reference(start + noise)


SMALL = {kind: chip_photo("biden", kind) for kind in ("JPEG", "PNG", "BMP")}
