import json
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.mirror_wire import COMMAND_BYTES_MAX, Command, CommandDecoder, WireBroken, event_frame, jpeg_frame, png_frame

FIELDS = st.dictionaries(st.sampled_from(["name", "x", "phase"]), st.text(max_size=5) | st.integers())


def frame(payload: bytes, kind: int = 10) -> bytes:
    return struct.pack(">IB", len(payload), kind) + payload


@given(st.binary(max_size=200), st.integers(1, 50))
def test_any_bytes_are_commands_or_a_broken_wire(data: bytes, piece: int) -> None:
    decoder = CommandDecoder()
    try:
        for start in range(0, len(data), piece):
            decoder.feed(data[start : start + piece])
    except WireBroken:
        pass


@given(st.lists(st.tuples(st.integers(0, 2**31 - 1), st.text(max_size=9), FIELDS), max_size=4), st.integers(1, 30))
def test_commands_survive_any_split(sent: list[tuple[int, str, dict[str, object]]], piece: int) -> None:
    data = b"".join(frame(json.dumps({"id": n, "command": name, **fields}).encode()) for n, name, fields in sent)
    decoder, got = CommandDecoder(), []
    for start in range(0, len(data), piece):
        got += decoder.feed(data[start : start + piece])
    assert got == [Command(n, name, fields) for n, name, fields in sent]


@pytest.mark.parametrize(
    "payload",
    [b"", b"1", b'{"id": 1}', b'{"command": "x"}', b'{"id": true, "command": "x"}', b'{"id": -1, "command": "x"}',
     b'{"id": 1, "command": 2}', b"[" * 4000],
)  # fmt: skip
def test_what_is_no_command_breaks_the_wire(payload: bytes) -> None:
    with pytest.raises(WireBroken):
        CommandDecoder().feed(frame(payload))


def test_a_command_that_is_too_long_is_refused_by_its_header() -> None:
    with pytest.raises(WireBroken):
        CommandDecoder().feed(struct.pack(">IB", COMMAND_BYTES_MAX + 1, 10))


def test_frames_to_the_watcher_are_as_described() -> None:
    assert jpeg_frame(b"JJ") == b"\x00\x00\x00\x02\x01JJ"
    assert png_frame(7, b"P") == b"\x00\x00\x00\x05\x05\x00\x00\x00\x07P"
    assert event_frame({"event": "血"}) == b"\x00\x00\x00\x10\x02" + '{"event": "血"}'.encode()
