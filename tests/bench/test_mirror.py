"""The watcher's end of the mirror: any bytes, any split, a turn that hangs up."""

import contextlib
import itertools
import json
import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware_sim.bench.events import EventLog
from hardware_sim.bench.mirror import MirrorWatch, NoMirror
from hardware_sim.bench.mirror_wire import FrameDecoder, Grabbed, MirrorBroken, Picture, Told, command_frame


def frame(kind: int, payload: bytes) -> bytes:
    return struct.pack(">IB", len(payload), kind) + payload


STREAM = frame(1, b"\xff\xd8jpeg") + frame(2, b'{"event": "hello"}') + frame(5, b"\x00\x00\x00\x07png")


@given(st.lists(st.integers(0, len(STREAM)), max_size=8))
def test_frames_come_whole_however_they_are_split(cuts: list[int]) -> None:
    decoder, found = FrameDecoder(), []
    places = [0, *sorted(cuts), len(STREAM)]
    for start, end in itertools.pairwise(places):
        found += decoder.feed(STREAM[start:end])
    assert found == [Picture(b"\xff\xd8jpeg"), Told({"event": "hello"}), Grabbed(7, b"png")]


@given(st.binary(max_size=200))
def test_any_bytes_give_frames_or_mirror_broken(data: bytes) -> None:
    with contextlib.suppress(MirrorBroken):
        FrameDecoder().feed(data)


@pytest.mark.parametrize("bad", [frame(9, b""), frame(2, b"[]"), frame(2, b"{"), frame(5, b"\x00"), b"\xff" * 5])
def test_what_is_no_frame_is_refused(bad: bytes) -> None:
    with pytest.raises(MirrorBroken):
        FrameDecoder().feed(bad)


class Turn:
    """The other end: what a turn would send."""

    def __init__(self, path: Path) -> None:
        self.line = socket.socket(socket.AF_UNIX)
        self.line.settimeout(30)
        self.line.connect(str(path))

    def tell(self, **event: object) -> None:
        self.line.sendall(frame(2, json.dumps(event).encode()))

    def command(self) -> dict[str, object]:
        length, kind = struct.unpack(">IB", self.line.recv(5, socket.MSG_WAITALL))
        assert kind == 10
        found: dict[str, object] = json.loads(self.line.recv(length, socket.MSG_WAITALL))
        return found


@pytest.fixture
def events() -> EventLog:
    return EventLog()


@pytest.fixture
def watch(tmp_path: Path, events: EventLog) -> Iterator[MirrorWatch]:
    watch = MirrorWatch(tmp_path / "m.sock", events, lambda jpeg: None)
    watch.start()
    yield watch
    watch.stop()


def await_screen(events: EventLog, name: str) -> None:
    assert events.wait(lambda event: event.data.get("name") == name, after=0, within_s_max=30), name


def test_a_screen_that_is_told_is_the_screen_that_is_up(watch: MirrorWatch, events: EventLog, tmp_path: Path) -> None:
    turn = Turn(tmp_path / "m.sock")
    turn.tell(event="hello", width=1080, height=1920, pid=7)
    items = [{"name": "去结算", "touchable": True, "enabled": True}, {"name": "¥1.00", "touchable": False}]
    turn.tell(event="screen_shown", name="ChooseBills", overlay="", language="en", elder=True, items=items)
    await_screen(events, "ChooseBills")
    assert watch.shown is not None
    assert (watch.shown.language, watch.shown.elder, watch.shown.touchable) == ("en", True, ("去结算",))
    assert (watch.size, watch.turn_pid) == ((1080, 1920), 7)
    turn.line.close()


def test_a_command_is_answered_by_its_number(watch: MirrorWatch, events: EventLog, tmp_path: Path) -> None:
    turn = Turn(tmp_path / "m.sock")
    turn.tell(event="screen_shown", name="Attract")
    await_screen(events, "Attract")

    def answer() -> None:
        asked = turn.command()
        turn.tell(event="tap_result", id=99, ok=False)  # somebody else's
        turn.tell(event="tap_result", id=asked["id"], ok=True, reason="")

    answering = threading.Thread(target=answer)
    answering.start()
    assert watch.ask("tap", name="x")["ok"] is True
    answering.join()
    turn.line.close()


def test_a_turn_that_hangs_up_leaves_nothing_up(watch: MirrorWatch, events: EventLog, tmp_path: Path) -> None:
    turn = Turn(tmp_path / "m.sock")
    turn.tell(event="screen_shown", name="Attract")
    await_screen(events, "Attract")

    def die() -> None:
        turn.command()
        turn.line.close()

    dying = threading.Thread(target=die)
    dying.start()
    assert watch.ask("tap", name="x")["reason"] == "gone"
    dying.join()
    with pytest.raises(NoMirror):
        watch.ask("tap", name="x")


def test_a_command_frame_is_what_the_terminal_reads() -> None:
    from ui.mirror_wire import Command, CommandDecoder

    assert CommandDecoder().feed(command_frame(3, "tap", {"name": "去结算"})) == [Command(3, "tap", {"name": "去结算"})]
