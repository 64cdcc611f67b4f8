"""Status bytes of the manual, and every mixture of them on one line."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.api.errors import ErrorCode
from drivers.api.receipt_printer import Paper
from drivers.wire.escpos_dialogue import Dialogue
from drivers.wire.escpos_replies import AsbReply, Noise, PaperReply, RealTimeReply, Reply, ReplyDecoder
from drivers.wire.escpos_status import flags_from_answers, flags_from_asb, printer_status, why_not

ANSWERS = [  # DLE EOT 1 to 4, Epson ESC/POS Command Reference
    ("12121212", None, Paper.FULL),
    ("1212121e", None, Paper.LOW),
    ("1a32127e", ErrorCode.PAPER_OUT, Paper.OUT),
    ("1a161212", ErrorCode.COVER_OPEN, Paper.FULL),
    ("1a121212", ErrorCode.DEVICE_OFFLINE, Paper.FULL),
    ("1a521a12", ErrorCode.CUTTER_ERROR, Paper.FULL),
    ("1a521612", ErrorCode.PAPER_JAMMED, Paper.JAMMED),
    ("1a523212", ErrorCode.HARDWARE_ERROR, Paper.FULL),
    ("1a525212", ErrorCode.HARDWARE_ERROR, Paper.FULL),
    ("1a521212", ErrorCode.HARDWARE_ERROR, Paper.FULL),
    ("1a36127e", ErrorCode.COVER_OPEN, Paper.OUT),
]
ASB = [
    ("10000000", None, Paper.FULL),
    ("10000300", None, Paper.LOW),
    ("18000f00", ErrorCode.PAPER_OUT, Paper.OUT),
    ("38000000", ErrorCode.COVER_OPEN, Paper.FULL),
    ("18000000", ErrorCode.DEVICE_OFFLINE, Paper.FULL),
    ("18080000", ErrorCode.CUTTER_ERROR, Paper.FULL),
    ("18040000", ErrorCode.PAPER_JAMMED, Paper.JAMMED),
    ("18200000", ErrorCode.HARDWARE_ERROR, Paper.FULL),
]


@pytest.mark.parametrize(("answers", "code", "paper"), ANSWERS)
def test_four_answers_tell_the_state(answers: str, code: ErrorCode | None, paper: Paper) -> None:
    status = printer_status(flags_from_answers(bytes.fromhex(answers)))
    assert (status.error and status.error.code, status.paper) == (code, paper)


@pytest.mark.parametrize(("message", "code", "paper"), ASB)
def test_status_back_tells_the_same_state(message: str, code: ErrorCode | None, paper: Paper) -> None:
    status = printer_status(flags_from_asb(bytes.fromhex(message)))
    assert (status.error and status.error.code, status.paper) == (code, paper)


def test_low_paper_still_prints() -> None:
    assert why_not(flags_from_answers(bytes.fromhex("1212121e"))) is None


PIECES: list[tuple[bytes, Reply]] = [
    (b"\x12", RealTimeReply(0x12)),
    (b"\x7e", RealTimeReply(0x7E)),
    (b"\x10\x00\x00\x00", AsbReply(b"\x10\x00\x00\x00")),
    (b"\x38\x6f\x0f\x0f", AsbReply(b"\x38\x6f\x0f\x0f")),
    (b"\x00", PaperReply(0x00)),
    (b"\x0f", PaperReply(0x0F)),
    (b"\xff", Noise(0xFF)),
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12), st.lists(st.integers(0, 60), max_size=5))
def test_replies_are_told_apart_in_any_order_and_split(pieces: list[tuple[bytes, Reply]], cuts: list[int]) -> None:
    stream = b"".join(raw for raw, _ in pieces)
    places = [0, *sorted(cut for cut in cuts if cut < len(stream)), len(stream)]
    decoder = ReplyDecoder()
    replies = [reply for a, b in pairwise(places) for reply in decoder.feed(stream[a:b])]
    assert replies == [reply for _, reply in pieces]


@pytest.mark.parametrize("at", [1, 2, 3])
def test_an_answer_in_the_middle_of_status_back_is_found(at: int) -> None:
    message = b"\x18\x00\x0f\x00"
    replies = ReplyDecoder().feed(message[:at] + b"\x32" + message[at:])
    assert replies == [RealTimeReply(0x32), AsbReply(message)]


def test_flow_control_bytes_say_nothing() -> None:
    assert ReplyDecoder().feed(b"\x11\x13") == []


def test_a_torn_status_back_does_not_swallow_the_next() -> None:
    replies = ReplyDecoder().feed(b"\x18\x00" + b"\x10\x00\x00\x00")
    assert replies[-1] == AsbReply(b"\x10\x00\x00\x00")


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_leave_the_dialogue_standing(data: bytes) -> None:
    dialogue = Dialogue()
    dialogue.ask()
    dialogue.feed(data)
    assert dialogue.rounds_answered <= dialogue.rounds_asked
    assert dialogue.barriers_passed <= dialogue.barriers_sent


def test_a_completion_nobody_waits_for_counts_for_nothing() -> None:
    dialogue = Dialogue()
    dialogue.feed(b"\x00")
    dialogue.barriers_sent += 1
    assert dialogue.owes_barriers
    dialogue.feed(b"\x00")
    assert not dialogue.owes_barriers


def test_answers_left_open_by_a_cut_cable_are_not_awaited() -> None:
    dialogue = Dialogue()
    dialogue.ask()
    dialogue.feed(b"\x12\x12")
    dialogue.hang_up()
    dialogue.ask()
    dialogue.feed(bytes.fromhex("1a32127e"))
    assert dialogue.flags == flags_from_answers(bytes.fromhex("1a32127e"))
    assert dialogue.rounds_answered == dialogue.rounds_asked
