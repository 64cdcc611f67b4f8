"""The simulated printer's own reading of ESC/POS."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hardware_sim.printer.grammar import COMMANDS, Command, Text, Token, Unknown
from hardware_sim.printer.parser import Parser
from hardware_sim.printer.real_time import RealTimeListener

PIECES = [
    b"\x1b@",
    b"\x1ba\x01",
    b"\x1d!\x11",
    b"\x1c&",
    "门诊".encode("gbk"),
    b"total 12.00\n",
    b"\x10\x04\x01",
    b"\x1dv0\x00\x01\x00\x02\x00\x10\x04",
    b"\x1d(k\x03\x001C\x06",
    b"\x1dVB\x00",
    b"\x1dV\x00",
    b"\x1dr\x01",
    b"\x1dk\x04123\x00",
    b"\x1dkI\x03{B1",
    b"\x1b*!\x01\x00\x01\x02\x03",
    b"\x00",
    b"\x7f",
    b"\x1b\xff",
    b"\x1d(",
]


def parts(stream: bytes, cuts: list[int]) -> list[bytes]:
    return [stream[a:b] for a, b in pairwise([0, *sorted(cut for cut in cuts if cut < len(stream)), len(stream)])]


def parse(chunks: list[bytes]) -> list[Token]:
    parser = Parser()
    return [token for chunk in chunks for token in parser.feed(chunk)]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=10), st.lists(st.integers(0, 90), max_size=6))
def test_any_split_of_commands_gives_the_same_tokens(pieces: list[bytes], cuts: list[int]) -> None:
    stream = b"".join(pieces)
    assert parse(parts(stream, cuts)) == parse([stream])


@settings(deadline=None)
@given(st.binary(max_size=300), st.lists(st.integers(0, 300), max_size=6))
@example(b"\x1dk", [])
def test_any_bytes_in_any_split_give_the_same_tokens_and_none_are_lost(stream: bytes, cuts: list[int]) -> None:
    tokens = parse(parts(stream, cuts))
    assert tokens == parse([stream])
    assert stream.startswith(b"".join(token.raw for token in tokens))


@settings(deadline=None)
@given(st.binary(max_size=60), st.lists(st.integers(0, 60), max_size=6))
@example(b"\x10\x04\x10\x04\x01", [3])
def test_real_time_requests_are_found_in_any_split(stream: bytes, cuts: list[int]) -> None:
    split, whole = RealTimeListener(), RealTimeListener()
    assert [n for part in parts(stream, cuts) for n in split.feed(part)] == whole.feed(stream)


def test_a_picture_may_hold_what_looks_like_commands() -> None:
    (picture,) = parse([b"\x1dv0\x00\x02\x00\x01\x00\x1b@"])
    assert picture == Command("GS v 0", b"\x00\x02\x00\x01\x00", b"\x1b@", b"\x1dv0\x00\x02\x00\x01\x00\x1b@")


def test_chinese_text_is_one_run_up_to_the_line_end() -> None:
    raw = "门诊收费".encode("gbk")
    assert parse([raw + b"\n"]) == [Text(raw), Command("LF", b"", b"", b"\n")]


@pytest.mark.parametrize("raw", [b"\x1b\xff", b"\x01", b"\x1d(Z"])
def test_what_no_command_begins_with_is_unknown(raw: bytes) -> None:
    assert isinstance(parse([raw + b"\n"])[0], Unknown)


def test_a_picture_larger_than_any_paper_is_refused() -> None:
    assert isinstance(parse([b"\x1dv0\x00\xff\xff\xff\xff" + b"x"])[0], Unknown)


def test_no_command_is_the_beginning_of_another() -> None:
    prefixes = sorted(COMMANDS)
    assert not [(a, b) for a, b in pairwise(prefixes) if b.startswith(a)]
