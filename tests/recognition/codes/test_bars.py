"""Bars hardly more than a pixel a module wide, as a phone's are on a camera of 640 pixels.

A first look reads these with other digits and a check character that is right, in most pictures: a payer code of
somebody else's.
"""

from collections import Counter
from collections.abc import Iterator
from random import Random

import numpy as np
import pytest
from zxingcpp import BarcodeFormat, BarcodeFormats, read_barcodes

from hardware_sim.camera.codes import Symbol, phone_screen
from hardware_sim.camera.hand import Held, holding
from hardware_sim.camera.lens import Sensor
from hardware_sim.camera.lobby import backdrop
from hardware_sim.camera.picture import Picture
from kiosk.recognition.codes import CodeReader
from kiosk.recognition.codes.bars import look_twice
from kiosk.recognition.codes.picture import as_grey
from kiosk.recognition.codes.reader import KIOSK_FORMATS
from tests.recognition.codes import drawn

SIZE = 640, 480
STRAIGHT = Held(1.0)
MISREAD = ("133860836225318822", "136277890939776452")
PICTURES = 15
PHONES, PICTURES_EACH = 1_000, 6
FORMATS = BarcodeFormats([BarcodeFormat.Code128])


def held(text: str, symbol: Symbol, how: Held = STRAIGHT) -> Iterator[Picture]:
    sensor = Sensor(*SIZE)
    scene = holding(backdrop(*SIZE), phone_screen(text, symbol), how)
    yield from (sensor.see(scene(number / 15)) for number in range(PICTURES))


@pytest.mark.parametrize("text", MISREAD)
def test_zxing_alone_misreads_them(text: str) -> None:
    """Else the next test proves nothing."""
    pictures = (read_barcodes(as_grey(each), FORMATS) for each in held(text, "code128"))
    assert any(code.text != text for found in pictures for code in found)


@pytest.mark.parametrize("symbol", ["code128", "both"])
@pytest.mark.parametrize("text", MISREAD)
def test_they_are_read_right_or_not_at_all(text: str, symbol: Symbol) -> None:
    reader = CodeReader()
    found = [[code.text for code in reader.read(picture)] for picture in held(text, symbol)]
    assert found.count([text]) > PICTURES * 0.8
    assert all(each in ([], [text]) for each in found)


def test_what_one_enlargement_misreads_is_not_read() -> None:
    """Digits are left out, at four times the size, and the check character is right."""
    how = Held(0.7288, -8.488, 6.296)
    assert {code.text for each in held("120761092584251644", "code128", how) for code in CodeReader().read(each)} == {
        "120761092584251644"
    }


def test_a_very_large_picture_is_not_enlarged_and_read_all_the_same() -> None:
    scene = holding(backdrop(2560, 1920), phone_screen(MISREAD[0], "code128"), Held(1.0))
    assert [code.text for code in look_twice(as_grey(scene(0.0)), KIOSK_FORMATS).found] == [MISREAD[0]]


def test_two_close_above_each_other_are_two() -> None:
    low, high = drawn.bars("SLIP-0001", 2, 0.06)[:-22], drawn.bars("SLIP-0002", 2, 0.2)[22:]
    sheet = np.vstack([low, high])
    assert {code.text for code in CodeReader().read(sheet)} == {"SLIP-0001", "SLIP-0002"}


@pytest.mark.nightly
@pytest.mark.timeout(600)
def test_bars_of_many_phones_near_and_far_and_held_askew() -> None:
    """What zxing alone makes of the same pictures is in docs/recognition.md; print `told` to see it."""
    random, sensor, behind = Random(1), Sensor(*SIZE), backdrop(*SIZE)
    told: Counter[str] = Counter()
    for _ in range(PHONES):
        text = str(random.randrange(10**17, 16 * 10**16))
        as_held = Held(random.uniform(0.7, 1.05), random.uniform(-20, 20), random.uniform(-10, 10))
        scene, reader = holding(behind, phone_screen(text, "code128"), as_held), CodeReader()
        for number in range(PICTURES_EACH):
            picture = sensor.see(scene(number / 15))
            told["zxing " + _verdict([code.text for code in read_barcodes(as_grey(picture), FORMATS)], text)] += 1
            told["ours " + _verdict([code.text for code in reader.read(picture)], text)] += 1
    print(dict(told))
    assert told["ours wrong"] == 0
    assert told["ours right"] > 2 * told["zxing right"]


def _verdict(texts: list[str], text: str) -> str:
    if not texts:
        return "nothing"
    return "right" if set(texts) == {text} else "wrong"
