"""Pictures are found in whatever a camera writes around them, and however the network cuts it."""

import io
from itertools import pairwise
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from drivers.transport.jpeg_finder import JpegFinder

NOISE = np.random.default_rng(5).integers(0, 255, (96, 112, 3), dtype=np.uint8)


def picture(mode: str = "RGB", **options: Any) -> bytes:
    made = io.BytesIO()
    Image.fromarray(NOISE).convert(mode).save(made, "JPEG", **options)
    return made.getvalue()


PLAIN = picture()
EXIF = b"Exif\0\0" + PLAIN[:9000]  # a picture within the picture
KINDS = [
    *(PLAIN, picture("L"), picture(progressive=True), picture(subsampling=0), picture(restart_marker_blocks=1)),
    *(picture(comment=b"\xff\xd9\xff\xd8\xff" * 9), picture(exif=EXIF), b"\xff\xd8\xff\xff" + PLAIN[3:]),
]
BETWEEN = [
    b"--b\r\nContent-Type: image/jpeg\r\nContent-Length: 4711\r\n\r\n",
    *(b"", b"\n", b"b\nContent-type:image/jpg\n\n", b"a line of text\r\n", b"\0" * 700, b"\xff\xd8 ", b"\xff" * 3),
]
streams = st.lists(st.tuples(st.sampled_from(BETWEEN), st.sampled_from(KINDS)), min_size=1, max_size=5)


@settings(max_examples=150, deadline=None)
@given(streams, st.lists(st.integers(1, 9000), max_size=30))
def test_every_picture_comes_out_as_it_went_in(parts: list[tuple[bytes, bytes]], cuts: list[int]) -> None:
    sent = b"".join(between + jpeg for between, jpeg in parts)
    at = [0, *sorted({cut % len(sent) for cut in cuts}), len(sent)]
    finder = JpegFinder()
    found = [jpeg for start, end in pairwise(at) for jpeg in finder.feed(sent[start:end])]
    assert found == [jpeg for _, jpeg in parts]


def test_byte_by_byte() -> None:
    finder = JpegFinder()
    sent = b"".join(KINDS)
    assert [jpeg for at in range(len(sent)) for jpeg in finder.feed(sent[at : at + 1])] == KINDS


def test_a_picture_is_there_with_its_last_byte() -> None:
    finder = JpegFinder()
    assert finder.feed(PLAIN[:-1]) == [] and finder.inside
    assert finder.feed(PLAIN[-1:]) == [PLAIN] and not finder.inside


@given(st.integers(3, len(PLAIN) - 3))
def test_one_that_broke_off_costs_one_other_at_most(length: int) -> None:
    sent = b"--b\r\n\r\n" + PLAIN[:length] + (b"\r\n--b\r\n\r\n" + PLAIN) * 3
    found = JpegFinder().feed(sent)
    assert found[0] != PLAIN and found[-2:] == [PLAIN, PLAIN]


def test_one_that_broke_off_in_its_scan_is_told() -> None:
    assert JpegFinder().feed(PLAIN[:-9] + PLAIN) == [b"", PLAIN]


def test_one_without_an_end_is_given_up_and_takes_no_room() -> None:
    finder = JpegFinder(bytes_max=100_000)
    found = [*finder.feed(PLAIN[:5000]), *(jpeg for _ in range(1000) for jpeg in finder.feed(b"\x55" * 1000))]
    assert found == [b""]
    assert len(finder._buffer) < 100_000
    assert finder.feed(PLAIN) == [PLAIN]


def test_what_is_no_picture_takes_no_room() -> None:
    finder = JpegFinder()
    assert finder.feed(b"\x55" * 1_000_000 + b"\xff\xd8") == []
    assert len(finder._buffer) == 2 and not finder.inside


@settings(max_examples=200, deadline=None)
@given(st.lists(st.binary(max_size=300) | st.just(b"\xff\xd8\xff") | st.just(PLAIN[:800]), max_size=20))
def test_anything_at_all(chunks: list[bytes]) -> None:
    finder = JpegFinder(bytes_max=4000)
    for chunk in chunks:
        assert all(jpeg[:3] == b"\xff\xd8\xff" or not jpeg for jpeg in finder.feed(chunk))
        assert len(finder._buffer) <= 4000
