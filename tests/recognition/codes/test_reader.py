"""Codes out of drawn pictures. zbar reads what we draw, too, so that drawing and reading cannot be wrong alike."""

import subprocess
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray
from zxingcpp import BarcodeFormat

from kiosk.recognition.codes import (
    KIOSK_FORMATS,
    PAPER_FORMATS,
    CodeFormat,
    CodeFound,
    CodeReader,
    NotAPicture,
    Spot,
    rungs,
)
from kiosk.recognition.codes.picture import turned, turned_back
from kiosk.recognition.codes.reader import AGAIN_PICTURES_MAX
from kiosk.recognition.codes.zxing import look
from tests.recognition.codes import drawn
from tests.recognition.codes.drawn import PAYER, SLIP, Grey

GOOD = {
    "qr": drawn.qr(PAYER),
    "bars": drawn.bars(PAYER),
    "bars upright": np.rot90(drawn.bars(PAYER)),
    "tilted": drawn.tilted(drawn.qr(PAYER), 31),
    "bars tilted": drawn.tilted(drawn.bars(PAYER), 12),
    "leaning": drawn.leaning(drawn.qr(PAYER), 0.12),
    "inverted": drawn.inverted(drawn.qr(PAYER)),
    "faint": drawn.faint(drawn.qr(PAYER)),
    "blurred": drawn.blurred(drawn.qr(PAYER), 2.0),
    "small": drawn.shrunk(drawn.qr(PAYER, 8), 2.5 / 8),
    "noisy": drawn.noisy(drawn.qr(PAYER), 30),
}
HARD = {  # each is read by one rung of the ladder only
    "small and blurred": (drawn.noisy(drawn.blurred(drawn.shrunk(drawn.qr(PAYER, 8), 2.2 / 8), 1.0), 3, 5), PAYER),
    "fine dots": (drawn.dots(PAYER, 6, 2), PAYER),
    "coarse dots": (drawn.dots(PAYER, 10, 3), PAYER),
    "bars, tilted": (drawn.tilted(drawn.bars(PAYER), 23), PAYER),
    "bars, tilted the other way": (drawn.tilted(drawn.bars(PAYER), -23), PAYER),
    "bars, on a corner": (drawn.tilted(drawn.bars(PAYER), 45), PAYER),
    "bars, light on dark": (drawn.inverted(drawn.bars(PAYER)), PAYER),
    "on a wristband": (drawn.bowed(drawn.qr(SLIP, 4), 0.12, across=False), SLIP),
    "on a wristband, upright": (drawn.bowed(drawn.qr(SLIP, 4), 0.12, across=True), SLIP),
}


def texts(found: tuple[CodeFound, ...]) -> list[str]:
    return [code.text for code in found]


@pytest.mark.parametrize("name", GOOD)
def test_a_code_as_people_hold_it_is_read_at_the_first_look(name: str) -> None:
    assert texts(CodeReader().read(GOOD[name])) == [PAYER]


@pytest.mark.parametrize("name", ["qr", "bars", "leaning", "noisy"])
def test_zbar_reads_what_we_draw(name: str, tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "code.png"), GOOD[name])
    command = ["zbarimg", "-q", "--raw", str(tmp_path / "code.png")]
    assert subprocess.run(command, capture_output=True, timeout=20, text=True).stdout.split() == [PAYER]


@pytest.mark.parametrize("name", HARD)
def test_what_a_first_look_misses_is_read_in_a_still_picture(name: str) -> None:
    picture, text = HARD[name]
    assert texts(CodeReader().read(picture)) == []
    assert texts(CodeReader().read_still(picture)) == [text]


@pytest.mark.parametrize("name", HARD)
def test_a_stream_that_shows_it_on_reads_it_within_a_second(name: str) -> None:
    picture, text = HARD[name]
    reader = CodeReader()
    assert [text] in [texts(reader.read(picture)) for _ in range(30)]


def _small(module_px: float, blur_px: float) -> Grey:
    return drawn.noisy(drawn.blurred(drawn.shrunk(drawn.qr(PAYER, 8), module_px / 8), blur_px), 3)


RUNGS = {
    "one threshold": (rungs._same, _small(1.9, 0.8)),
    "blurred": (rungs._blurred, drawn.dots(PAYER, 6, 2)),
    "smaller": (rungs._smaller, drawn.dots(PAYER, 10, 3)),
    "doubled": (rungs._doubled, _small(2.0, 0.8)),
    "sharpened": (rungs._sharpened, _small(1.5, 0.8)),
}


@pytest.mark.parametrize("name", RUNGS)
def test_each_quick_rung_reads_what_a_first_look_does_not(name: str) -> None:
    change, picture = RUNGS[name]
    [rung] = [rung for rung in rungs.QUICK if rung.change is change]
    assert look(picture, KIOSK_FORMATS).found == ()
    assert texts(look(rung.change(picture), KIOSK_FORMATS, rung.binarizer).found) == [PAYER]


def test_colour_and_grey_and_a_view_of_an_array_are_pictures() -> None:
    colour = cv2.cvtColor(GOOD["qr"], cv2.COLOR_GRAY2BGR)
    assert texts(CodeReader().read(np.asarray(colour, np.uint8))) == [PAYER]
    assert texts(CodeReader().read(np.asarray(colour, np.uint8)[::-1, ::-1])) == [PAYER]
    assert texts(CodeReader().read(GOOD["qr"][:, ::-1].T)) == [PAYER]


def test_the_same_text_as_bars_and_as_qr_is_one_code_and_two_texts_are_two() -> None:
    both = drawn.on_frame(drawn.qr(PAYER), drawn.bars(PAYER))
    assert [(code.text, code.format) for code in CodeReader().read(both)] == [(PAYER, CodeFormat.QR)]
    two = drawn.on_frame(drawn.qr(PAYER), drawn.qr(SLIP, 4))
    assert sorted(texts(CodeReader().read(two))) == [PAYER, SLIP]


@pytest.mark.parametrize("still", [False, True])
def test_the_spot_is_where_the_code_was_drawn(still: bool) -> None:
    code = drawn.dots(PAYER, 6, 2) if still else drawn.qr(PAYER)
    frame = drawn.on_frame(np.full_like(code, 150), code)
    found = CodeReader().read_still(frame)[0] if still else CodeReader().read(frame)[0]
    middle = found.spot.left + found.spot.width / 2, found.spot.top + found.spot.height / 2
    assert middle[0] * 1280 == pytest.approx(60 + code.shape[1] * 1.5, abs=6)
    assert middle[1] * 720 == pytest.approx(40 + code.shape[0] / 2, abs=6)


def test_the_spot_of_a_code_found_in_a_part_is_in_the_whole() -> None:
    code = HARD["on a wristband"][0]
    frame = drawn.on_frame(np.full_like(code, 150), code)
    found = CodeReader().read_still(frame)[0]
    assert (found.spot.left + found.spot.width / 2) * 1280 == pytest.approx(60 + code.shape[1] * 1.5, abs=15)


@settings(deadline=None)
@given(st.floats(-60, 60), st.floats(0.2, 0.8), st.floats(0.2, 0.8))
def test_a_spot_is_turned_back_to_where_it_was(degrees: float, left: float, top: float) -> None:
    dot = np.zeros((200, 300), np.uint8)
    dot[int(top * 200) - 4 : int(top * 200) + 4, int(left * 300) - 4 : int(left * 300) + 4] = 255
    ys, xs = np.nonzero(turned(dot, degrees) > 128)
    height, width = turned(dot, degrees).shape
    there = Spot(xs.min() / width, ys.min() / height, np.ptp(xs) / width, np.ptp(ys) / height)
    back = turned_back(there, degrees, dot.shape)
    assert back.left + back.width / 2 == pytest.approx(left, abs=0.02)
    assert back.top + back.height / 2 == pytest.approx(top, abs=0.02)


@pytest.mark.parametrize("degrees", [23, -23, 45])
def test_the_spot_of_tilted_bars_is_where_they_are(degrees: float) -> None:
    code = drawn.tilted(drawn.bars(PAYER, 2), degrees)
    frame = np.full((720, 1280), 255, np.uint8)
    frame[300 : 300 + code.shape[0], 740 : 740 + code.shape[1]] = code
    [found] = CodeReader().read_still(frame)
    assert (found.spot.left + found.spot.width / 2) * 1280 == pytest.approx(740 + code.shape[1] / 2, abs=25)
    assert (found.spot.top + found.spot.height / 2) * 720 == pytest.approx(300 + code.shape[0] / 2, abs=25)


def test_the_text_is_the_code_s_own_and_not_what_is_printed_below_it() -> None:
    assert texts(CodeReader().read(drawn.bars("ab\x1dcd"))) == ["ab\x1dcd"]


def test_bars_too_short_to_be_trusted_are_no_code() -> None:
    assert CodeReader().read_still(drawn.bars("A1")) == ()
    assert texts(CodeReader().read_still(drawn.bars("A1B2"))) == ["A1B2"]


@pytest.mark.parametrize(
    ("form", "ours"),
    [
        (BarcodeFormat.DataMatrix, CodeFormat.DATA_MATRIX),
        (BarcodeFormat.PDF417, CodeFormat.PDF_417),
        (BarcodeFormat.Code39, CodeFormat.CODE_39),
    ],
)
def test_other_papers_codes_are_read_when_asked_for(form: BarcodeFormat, ours: CodeFormat) -> None:
    picture = drawn.any_code("H00012345", form, 4)
    assert CodeReader().read_still(picture) == ()
    found = CodeReader(PAPER_FORMATS).read_still(picture)
    assert [(code.text, code.format) for code in found] == [("H00012345", ours)]


def test_a_micro_qr_is_not_asked_for() -> None:
    assert CodeReader().read_still(drawn.any_code("12345", BarcodeFormat.MicroQRCode, 6)) == ()


def test_a_text_is_sure_when_its_bytes_say_what_it_is() -> None:
    [chinese] = CodeReader().read(drawn.qr("医站 7"))
    assert (chinese.text, chinese.sure) == ("医站 7", True)
    [guessed] = CodeReader().read(drawn.any_code("café".encode("latin-1"), BarcodeFormat.QRCode))
    assert (guessed.data, guessed.sure) == (b"caf\xe9", False)


def test_a_code_has_no_repr_of_its_text() -> None:
    [found] = CodeReader().read(GOOD["qr"])
    assert PAYER not in repr(found)
    assert PAYER not in str((found,))


@pytest.mark.parametrize(
    "other",
    [
        np.zeros((4, 4), np.uint16),
        np.zeros((4, 4), np.float64),
        np.zeros(9, np.uint8),
        np.zeros((4, 4, 4), np.uint8),
        np.zeros((2, 2, 2, 2), np.uint8),
        np.zeros((20_000, 2), np.uint8),
    ],
)
def test_what_is_no_picture_is_refused(other: NDArray[np.generic]) -> None:
    with pytest.raises(NotAPicture):
        CodeReader().read(other)


def _pictures() -> st.SearchStrategy[Grey]:
    side = st.integers(0, 90)
    shapes = st.tuples(side, side) | st.tuples(side, side, st.just(3))
    return shapes.flatmap(lambda shape: arrays.arrays(np.uint8, shape))


@settings(deadline=None, max_examples=60)
@given(_pictures(), st.integers(1, 6))
def test_any_picture_is_read_without_a_fuss(picture: Grey, times: int) -> None:
    reader = CodeReader(PAPER_FORMATS)
    for _ in range(times):
        reader.read(picture)
    reader.read_still(picture)


@settings(deadline=None, max_examples=40)
@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=4, max_size=40))
def test_bars_give_back_the_very_text(text: str) -> None:
    assert texts(CodeReader().read(drawn.bars(text, 2))) in ([text], [])
    assert texts(CodeReader().read(drawn.qr(text))) == [text]


@pytest.mark.parametrize("seed", range(12))
def test_a_frame_without_a_code_gives_none(seed: int) -> None:
    """Noise, stripes like bars, blocks like modules, lines of text."""
    chance = np.random.default_rng(seed)
    blocks = np.kron(chance.integers(0, 2, (48, 64)), np.ones((7, 7))) * 255
    stripes = np.kron(chance.integers(0, 2, (1, 220)), np.ones((336, 2))) * 255
    page = np.full((336, 448), 240, np.uint8)
    for line in range(12):
        words = "".join(chance.choice(list("HIl|1 (){}WM#"), 30))
        cv2.putText(page, words, (5, 25 + 27 * line), cv2.FONT_HERSHEY_SIMPLEX, 0.6, (20,), 2)
    for picture in (blocks, stripes, page, chance.integers(0, 256, (336, 448))):
        assert CodeReader().read_still(np.asarray(picture, np.uint8)) == ()


@pytest.mark.parametrize("name", HARD)
def test_what_a_rung_has_read_is_read_in_the_next_pictures_too(name: str) -> None:
    """Bars are believed when two pictures within half a second agree; the ladder comes round in more than one."""
    picture, text = HARD[name]
    reader = CodeReader()
    seen = [texts(reader.read(drawn.noisy(picture, 2, number))) for number in range(100)]
    first = seen.index([text])
    assert seen[first + 1] == [text]


def test_a_rung_that_reads_no_more_is_given_up() -> None:
    reader, empty = CodeReader(), drawn.on_frame(height=200, width=200)
    picture, text = HARD["bars, on a corner"]
    while texts(reader.read(picture)) != [text]:
        pass
    for _ in range(AGAIN_PICTURES_MAX):
        reader.read(empty)
    assert texts(reader.read(picture)) == []
