"""The frame: any split, any bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.keeper.frames import FrameDecoder, FrameError, frame
from kiosk.keeper.protocol import FRAME_BYTES_MAX, VERSION, Call, CallStaff, GetHealth


def call(number: int) -> Call:
    return Call(VERSION, number, 1.0, GetHealth())


@given(st.integers(1, 5), st.lists(st.integers(1, 40)))
def test_any_split_gives_the_same_messages(count: int, cuts: list[int]) -> None:
    wire = b"".join(frame(call(number)) for number in range(count))
    decoder, bodies = FrameDecoder(), []
    for cut in cuts:
        bodies += decoder.feed(wire[:cut])
        wire = wire[cut:]
    bodies += decoder.feed(wire)
    assert len(bodies) == count


@given(st.lists(st.binary(max_size=64), max_size=8))
def test_any_bytes_are_messages_or_a_frame_error(pieces: list[bytes]) -> None:
    decoder = FrameDecoder()
    try:
        for piece in pieces:
            decoder.feed(piece)
    except FrameError:
        pass  # and nothing else


@pytest.mark.parametrize("length", [0, FRAME_BYTES_MAX + 1, 2**32 - 1])
def test_an_impossible_length_is_refused_before_its_bytes_come(length: int) -> None:
    with pytest.raises(FrameError):
        FrameDecoder().feed(length.to_bytes(4, "big"))


def test_a_message_that_is_too_long_is_not_sent() -> None:
    with pytest.raises(FrameError):
        frame(Call(VERSION, 1, 1.0, CallStaff("v", "x" * FRAME_BYTES_MAX)))
