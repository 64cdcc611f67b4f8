"""A photo on thermal paper: how it is drawn, by our simulator and by a parser that is not ours."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from drivers.api.errors import Action, DeviceError, ErrorCode
from drivers.api.receipt_printer import Picture, PrintJob
from drivers.wire.escpos_job import JobEncoder
from drivers.wire.escpos_photo import PICTURE_PIXELS_MAX, photo_dots
from drivers.wire.escpos_raster import COMMAND_BYTES_MAX, LineDrawer, raster_commands
from kiosk.composition.slip_picture import MARGIN_DOTS, draw
from tests.printer.bench import WAIT_S_MAX, Bench
from tests.printer.slips import PHOTO_SLIP, RAMP

DOTS = {80: 576, 58: 384}


def ink_share(picture: Image.Image, left: float, right: float) -> float:
    """How much of a vertical band is ink; 0 is ink."""
    band = picture.crop((round(left * picture.width), 0, round(right * picture.width), picture.height))
    return band.histogram()[0] / (band.width * band.height)


def printed(folder: Path, paper_mm: int) -> Image.Image:
    bench = Bench("tcp", folder, paper_mm=paper_mm)
    try:
        bench.driver.open()
        bench.begin_printing(PHOTO_SLIP).result(WAIT_S_MAX)
        [slip] = bench.simulator.wait_for_slips(1, WAIT_S_MAX)
    finally:
        bench.close()
    assert slip.text.splitlines()[-1] == "下面的字"
    return Image.open(io.BytesIO(slip.png)).convert("L")


def photo_in(paper: Image.Image, paper_mm: int) -> Image.Image:
    """Cut out where it must be: in the middle, under a line of text."""
    width, height = RAMP.width_mm * 8, RAMP.width_mm * 10
    left = MARGIN_DOTS + (DOTS[paper_mm] - width) // 2
    return paper.crop((left, MARGIN_DOTS + 30, left + width, MARGIN_DOTS + 30 + height))


@pytest.mark.parametrize("paper_mm", [80, 58])
def test_the_printer_draws_it_in_the_middle_dark_where_it_is_dark(tmp_path: Path, paper_mm: int) -> None:
    photo = photo_in(printed(tmp_path, paper_mm), paper_mm)
    shares = [ink_share(photo, at / 4, (at + 1) / 4) for at in range(4)]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 0.7
    assert shares[3] < 0.15


@pytest.mark.parametrize("paper_mm", [80, 58])
def test_the_preview_shows_the_dots_that_are_printed(tmp_path: Path, paper_mm: int) -> None:
    drawn, text = draw(PHOTO_SLIP, paper_mm)
    assert "[photo]" in text
    ours, printers = (photo_in(each.convert("L"), paper_mm) for each in (drawn, printed(tmp_path, paper_mm)))
    differing = sum(a != b for a, b in zip(ours.tobytes(), printers.tobytes(), strict=True))
    assert differing < 200  # of 54,080: the dots that hide what a printer would obey


def test_a_middle_grey_gets_fewer_dots_than_half_for_dots_grow_on_paper() -> None:
    dots = photo_dots(Picture(bytes([128]) * 2000, 40, 50), 576)
    assert 0.3 < sum(dots.convert("L").histogram()[128:]) / (dots.width * dots.height) < 0.45


def test_a_photo_of_any_tone_holds_no_command_and_no_long_one() -> None:
    noise = Picture(bytes((at * 7919) % 256 for at in range(208 * 260)), 208, 260)
    data = JobEncoder(80, LineDrawer()).encode(PrintJob("job", (noise,)))
    assert not any(command in data for command in (b"\x10\x04", b"\x10\x05", b"\x10\x14"))
    strips = data.split(b"\x1dv0\x00")[1:]
    assert len(strips) > 30
    assert all(len(strip) <= COMMAND_BYTES_MAX + 16 for strip in strips)


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 60), st.integers(1, 90), st.integers(8, 80), st.integers(200, 576), st.integers(1, 2))
def test_it_is_never_wider_than_the_paper_and_keeps_its_shape(
    width: int, height: int, width_mm: int, paper_dots: int, zoom: int
) -> None:
    try:
        dots = photo_dots(Picture(bytes(width * height), width, height, width_mm), paper_dots, zoom)
    except ValueError:
        return  # a shape that no paper is for
    assert dots.width <= paper_dots
    assert abs(dots.height - dots.width * height / width) <= 1
    assert raster_commands(dots)


@pytest.mark.parametrize(
    "changed",
    [
        {"grey": b""},
        {"grey": bytes(10)},
        {"width": 0, "height": 0, "grey": b""},
        {"width": -256, "height": -320},
        {"width_mm": 7},
        {"width_mm": 81},
        {"grey": bytes(256 * 20), "height": 20, "width_mm": 8},  # a strip
        {"grey": bytes(PICTURE_PIXELS_MAX + 256), "height": PICTURE_PIXELS_MAX // 256 + 1},
    ],
)
def test_a_picture_over_the_limits_is_refused_before_any_byte(changed: dict[str, object]) -> None:
    broken = replace(RAMP, **changed)  # type: ignore[arg-type]
    with pytest.raises(DeviceError) as caught:
        JobEncoder(80, LineDrawer()).encode(PrintJob("job", (broken,)))
    assert (caught.value.code, caught.value.action) == (ErrorCode.PROTOCOL_ERROR, Action.CONFIGURATION)


def test_a_picture_shows_nothing_of_itself_in_its_repr() -> None:
    assert "\\x" not in repr(RAMP)
    assert "\\x" not in repr(PHOTO_SLIP)
