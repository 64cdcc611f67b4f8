"""The simulated printer without a wire: what its paper shows and what it answers when."""

import io
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from hardware_sim.printer.faults import Fault
from hardware_sim.printer.glyphs import TOFU, Glyphs
from hardware_sim.printer.machine import PrinterMachine
from hardware_sim.printer.paper import Slip

GLYPHS = Glyphs()
CUT, BARRIER, ASB_ON = b"\x1dVB\x00", b"\x1dr\x01", b"\x1da\x0e"
ASK = b"\x10\x04\x01\x10\x04\x02\x10\x04\x03\x10\x04\x04"


def machine(dots_per_s: float | None = None) -> PrinterMachine:
    return PrinterMachine(576, GLYPHS, dots_per_s)


def printed(data: bytes) -> Slip:
    made = machine()
    made.receive(data + CUT, 0.0)
    (slip,) = made.slips
    return slip


def ink(slip: Slip) -> int:
    with Image.open(io.BytesIO(slip.png)) as image:
        return image.convert("1").tobytes().count(0) + sum(image.convert("L").histogram()[:128])


def test_chinese_needs_fs_and() -> None:
    raw = "门诊".encode("gbk") + b"\n"
    assert printed(b"\x1c&" + raw).text == "门诊"
    assert printed(raw).text != "门诊"
    assert printed(b"\x1c&\x1b@" + raw).text != "门诊"


@pytest.mark.parametrize("char", ["䶮", "㛃", "𬱖"])
def test_the_printers_font_lacks_what_gb18030_added(char: str) -> None:
    made = machine()
    made.receive(b"\x1c&" + char.encode("gb18030") + b"\n" + CUT, 0.0)
    assert TOFU in made.slips[0].text
    assert ("UNKNOWN_GLYPH", char.encode("gb18030").hex()) in made.events


def test_a_character_torn_between_two_reads_is_one_character() -> None:
    made = machine()
    for byte in b"\x1c&" + "门诊".encode("gbk") + b"\n" + CUT:
        made.receive(bytes([byte]), 0.0)
    assert made.slips[0].text == "门诊"


def test_double_size_and_bold_take_more_ink() -> None:
    plain = ink(printed(b"WWWW\n"))
    assert ink(printed(b"\x1bE\x01WWWW\n")) > plain
    assert ink(printed(b"\x1d!\x11WWWW\n")) > plain


def test_a_line_too_long_for_the_paper_goes_on_below() -> None:
    assert printed(b"x" * 50 + b"\n").text == "x" * 48 + "\nxx"


@pytest.mark.parametrize("module_dots", [3, 8])
def test_a_camera_reads_the_qr_code_off_the_paper(tmp_path: Path, module_dots: int) -> None:
    content = b"https://yizhan.example/s/20240101-1"
    store = b"\x1d(k" + (len(content) + 3).to_bytes(2, "little") + b"1P0" + content
    slip = printed(b"\x1ba\x01\x1d(k\x03\x001C" + bytes([module_dots]) + store + b"\x1d(k\x03\x001Q0")
    (tmp_path / "slip.png").write_bytes(slip.png)
    seen = subprocess.run(["zbarimg", "-q", "--raw", str(tmp_path / "slip.png")], capture_output=True, timeout=20)
    assert seen.stdout.strip() == content


def test_a_picture_lands_on_the_paper_dot_by_dot() -> None:
    slip = printed(b"\x1dv0\x00\x01\x00\x01\x00\xa5")
    with Image.open(io.BytesIO(slip.png)) as image:
        row = [image.convert("L").getpixel((24 + x, 24)) for x in range(8)]
    assert row == [0, 255, 0, 255, 255, 0, 255, 0]


def test_dle_eot_is_answered_while_offline_and_gs_r_is_not() -> None:
    made = machine()
    made.set_fault(Fault.PAPER_OUT, 0, 0.0)
    made.receive(BARRIER + ASK, 0.0)
    assert made.take_answers() == bytes.fromhex("1a32127e")
    made.load_paper(0.0)
    assert made.take_answers() == b"\x00"


def test_dle_eot_is_obeyed_even_inside_a_picture() -> None:
    made = machine()
    made.receive(b"\x1dv0\x00\x03\x00\x01\x00\x10\x04\x01", 0.0)
    assert made.take_answers() == b"\x12"


@pytest.mark.parametrize(
    ("fault", "answers", "status_back"),
    [
        (Fault.PAPER_LOW, "1212121e", "10000300"),
        (Fault.PAPER_OUT, "1a32127e", "18000f00"),
        (Fault.COVER_OPEN, "1a161212", "38000000"),
        (Fault.CUTTER_ERROR, "1a521a12", "18080000"),
        (Fault.JAM, "1a521612", "18040000"),
        (Fault.OVERHEATED, "1a525212", "18400000"),
        (Fault.BROKEN, "1a523212", "18200000"),
        (Fault.OFFLINE, "1a121212", "18000000"),
    ],
)
def test_every_fault_shows_in_both_kinds_of_status(fault: Fault, answers: str, status_back: str) -> None:
    made = machine()
    made.receive(ASB_ON, 0.0)
    assert made.take_answers() == bytes.fromhex("10000000")
    made.set_fault(fault, 0, 0.0)
    assert made.take_answers() == bytes.fromhex(status_back)
    made.receive(ASK, 0.0)
    assert made.take_answers() == bytes.fromhex(answers)


def test_initialising_ends_status_back() -> None:
    made = machine()
    made.receive(ASB_ON + b"\x1b@", 0.0)
    made.take_answers()
    made.set_fault(Fault.PAPER_OUT, 0, 0.0)
    assert made.take_answers() == b""


def test_paper_that_runs_out_in_the_middle_keeps_the_rest_for_the_new_roll() -> None:
    made = machine()
    made.set_fault(Fault.PAPER_OUT_AFTER_LINES, 1, 0.0)
    made.receive(b"one\ntwo\n" + CUT + BARRIER, 0.0)
    assert (made.slips, made.take_answers()) == ([], b"")
    made.load_paper(0.0)
    assert made.slips[0].text == "one\ntwo"
    assert made.take_answers() == b"\x00"


def test_paper_out_after_the_cut_withholds_the_answer_of_a_slip_that_is_whole() -> None:
    made = machine()
    made.set_fault(Fault.PAPER_OUT_AFTER_CUT, 0, 0.0)
    made.receive(b"one\n" + CUT + BARRIER, 0.0)
    assert made.slips[0].text == "one"
    assert made.take_answers() == b""


def test_a_cutter_that_fails_cuts_once_it_is_mended() -> None:
    made = machine()
    made.set_fault(Fault.CUTTER_ERROR_AT_CUT, 0, 0.0)
    made.receive(b"one\n" + CUT + BARRIER, 0.0)
    assert made.slips == []
    made.clear(0.0)
    assert made.slips[0].raw == b"one\n" + CUT
    assert made.take_answers() == b"\x00"


def test_slow_printing_takes_its_time_and_the_answer_comes_last() -> None:
    made = machine(dots_per_s=30.0)
    made.receive(b"one\ntwo\n" + CUT + BARRIER, 0.0)
    assert (made.take_answers(), made.next_due()) == (b"", 1.0)
    made.tick(1.0)
    assert (made.take_answers(), made.next_due()) == (b"", 2.0)
    made.tick(2.0)
    assert made.take_answers() == b"\x00"


def test_a_full_buffer_takes_no_more() -> None:
    made = machine()
    made.set_fault(Fault.PAPER_OUT, 0, 0.0)
    made.receive(b"line of text, up to the margin of the paper\n" * 1500, 0.0)
    assert not made.has_room
    made.load_paper(0.0)
    assert made.has_room


def test_what_hangs_out_can_be_torn_off() -> None:
    made = machine()
    made.receive(b"half a slip\n", 0.0)
    torn = made.tear()
    assert torn is not None
    assert torn.text == "half a slip"
    assert made.tear() is None


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_break_the_machine(data: bytes) -> None:
    made = machine()
    made.receive(data, 0.0)
    made.receive(b"\x00" * 300 + CUT, 0.0)
    made.tear()
