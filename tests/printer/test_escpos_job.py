"""From a slip to bytes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.api.errors import DeviceError
from drivers.api.receipt_printer import Feed, PrintElement, PrintJob, QrCode, TextLine
from drivers.wire.escpos_job import JOB_ELEMENTS_MAX, QR_BYTES_MAX, RESYNC, TEXT_CHARS_MAX, JobEncoder
from drivers.wire.escpos_raster import COMMAND_BYTES_MAX, LineDrawer, without_real_time_commands
from drivers.wire.escpos_text import Line
from tests.printer.slips import SLIP


def encode(*elements: PrintElement, paper_mm: int = 80, font_path: str = "") -> bytes:
    return JobEncoder(paper_mm, LineDrawer(font_path)).encode(PrintJob("job", elements))


def test_a_slip_begins_clean_and_ends_with_the_cut_and_the_barrier() -> None:
    data = encode(TextLine("合计"))
    assert data.startswith(b"\x1b@\x1da\x0e\x1c&")
    assert "合计".encode("gbk") + b"\n" in data
    assert data.endswith(b"\x1dVB\x00\x1dr\x01")


def test_a_large_line_is_double_by_the_command_that_holds_for_chinese_too() -> None:
    data = encode(TextLine("医院", large=True, bold=True))
    assert b"\x1d!\x11" in data
    assert b"\x1bE\x01" in data


def test_a_qr_code_is_left_to_the_printer() -> None:
    data = encode(QrCode("https://yizhan.example/s/1"))
    assert b"\x1d(k\x1d\x001P0https://yizhan.example/s/1" in data
    assert data.index(b"1P0") < data.index(b"\x1d(k\x03\x001Q0")


def test_a_rare_character_makes_its_line_a_picture_and_no_other() -> None:
    data = encode(TextLine("姓名 张䶮"), TextLine("科室 内科"))
    assert b"\x1dv0" in data
    assert "科室".encode("gbk") in data
    assert "姓名".encode("gbk") not in data


def test_without_a_font_a_rare_character_becomes_the_missing_mark() -> None:
    encoder = JobEncoder(80, LineDrawer("/no/such/font.ttf"))
    data = encoder.encode(PrintJob("job", (TextLine("张䶮"),)))
    assert "张〓".encode("gbk") in data
    assert encoder.font_missing


def test_the_picture_is_as_wide_as_the_paper() -> None:
    narrow = LineDrawer().draw(Line("䶮"), 32)
    assert narrow[:8] == b"\x1dv0\x00" + bytes([48, 0, 8, 0])


def test_a_picture_never_holds_a_real_time_command() -> None:
    assert (
        without_real_time_commands(b"\x10\x04\x01\x10\x05\x10\x14\x10\x03") == b"\x18\x04\x01\x18\x05\x18\x14\x10\x03"
    )


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_get_a_real_time_command_past_the_guard(dots: bytes) -> None:
    safe = without_real_time_commands(dots)
    assert len(safe) == len(dots)
    assert not any(command in safe for command in (b"\x10\x04", b"\x10\x05", b"\x10\x14"))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.builds(TextLine, st.text(max_size=30), st.text(max_size=10), large=st.booleans()), max_size=4))
def test_no_text_can_smuggle_a_real_time_command_into_a_slip(lines: list[TextLine]) -> None:
    data = encode(*lines)
    assert not any(command in data for command in (b"\x10\x04", b"\x10\x05", b"\x10\x14"))


def test_the_longest_command_is_shorter_than_the_bytes_that_end_a_torn_one() -> None:
    assert len(RESYNC) >= COMMAND_BYTES_MAX
    assert COMMAND_BYTES_MAX >= 8 + 8 * 72
    assert QR_BYTES_MAX + 8 <= COMMAND_BYTES_MAX


@pytest.mark.parametrize(
    "element", [QrCode(""), QrCode("x" * (QR_BYTES_MAX + 1)), TextLine("长" * (TEXT_CHARS_MAX + 1))]
)
def test_a_slip_over_the_limits_is_refused_before_any_byte(element: PrintElement) -> None:
    with pytest.raises(DeviceError):
        encode(element)


def test_a_slip_of_too_many_elements_is_refused_before_any_byte() -> None:
    with pytest.raises(DeviceError):
        encode(*[Feed(0)] * (JOB_ELEMENTS_MAX + 1))


@pytest.mark.parametrize("lines", [-1, 0, 1000])
def test_a_feed_stays_within_bounds(lines: int) -> None:
    assert b"\x1bd" in encode(Feed(lines))


def test_personal_data_is_not_in_the_repr_of_a_job() -> None:
    assert "张" not in repr(SLIP)
