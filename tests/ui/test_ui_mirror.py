"""Touches, pictures and events through a real mirror socket, on a real window in memory, in a process of its own."""

import struct
import threading
from collections.abc import Callable

import pytest
from PySide6.QtGui import QImage

from tests.ui.watcher import Terminal, Watcher
from ui.mirror_link import MirrorLink

Start = Callable[..., Terminal]


def up(start: Start, watcher: Watcher, **plan: object) -> Terminal:
    terminal = start(mirror=str(watcher.path), **plan)
    watcher.accept()
    watcher.wait("screen_shown")
    return terminal


def test_a_watcher_is_greeted_and_told_the_screen_with_all_that_can_be_touched(start: Start, watcher: Watcher) -> None:
    start(mirror=str(watcher.path))
    watcher.accept()
    hello = watcher.wait("hello")
    assert (hello["width"], hello["height"], hello["terminal_id"], hello["accept_touch"]) == (1080, 1920, "K-1", True)
    assert watcher.wait("first_frame")["since_activation_ms"] >= 0
    shown = watcher.wait("screen_shown")
    assert (shown["name"], shown["overlay"], shown["language"], shown["elder"]) == ("Attract", "", "zh_CN", False)
    assert shown["spoken"] == "您好 Attract"
    items = {item["name"]: item for item in shown["items"]}
    assert items["付款"]["rect"] == [0, 0, 400, 120]
    assert items["付款"]["role"] == "button"
    assert items["付款"]["enabled"]
    assert not items["返回上一步"]["enabled"]
    assert not {"看不见", "透明"} & items.keys()


def test_a_tap_by_name_is_a_touch_that_answers(start: Start, watcher: Watcher) -> None:
    terminal = up(start, watcher)
    assert watcher.ask("tap", name="付款")["ok"]
    terminal.line("touch")
    assert terminal.line("answer")["answer"] == "Continue()"
    assert watcher.wait("screen_shown", lambda event: event["name"] == "ShowPayQr")


def test_a_name_may_be_shortened_while_it_is_the_only_one(start: Start, watcher: Watcher) -> None:
    terminal = up(start, watcher)
    assert watcher.ask("tap", name="返回首")["ok"]
    assert terminal.line("answer")["answer"] == "Back()"


def test_what_cannot_be_tapped_is_refused_with_its_reason(start: Start, watcher: Watcher) -> None:
    up(start, watcher)
    asked = {"返回": "ambiguous", "返回上一步": "disabled", "看不见": "no_such_item", "": "no_such_item"}
    results = {name: watcher.ask("tap", name=name) for name in asked}
    assert {name: result["reason"] for name, result in results.items()} == asked
    assert not any(result["ok"] for result in results.values())


def test_a_tap_waits_for_an_item_that_moves_or_is_not_there_yet(start: Start, watcher: Watcher) -> None:
    terminal = up(start, watcher)
    assert watcher.ask("tap", name="叫来")["ok"]
    assert watcher.ask("tap", name="稍后")["ok"]
    assert terminal.line("answer")["answer"] == "Stay()"
    assert watcher.ask("tap", name="移动")["ok"]
    assert terminal.line("answer")["answer"] == "Cancel()"
    assert terminal.end()[0] == 0


def test_a_touch_by_place_is_felt(start: Start, watcher: Watcher) -> None:
    terminal = up(start, watcher)
    for phase in ("down", "move", "up"):
        assert watcher.ask("touch", phase=phase, x=200.5, y=60)["ok"]
    assert terminal.line("answer")["answer"] == "Continue()"
    assert watcher.ask("touch", phase="down", x=1080, y=0)["reason"] == "outside"
    assert watcher.ask("touch", phase="hover", x=1, y=1)["reason"] == "bad_phase"
    assert watcher.ask("touch", phase="down", x="1", y=True)["reason"] == "bad_fields"


def test_outside_a_lab_no_touch_is_accepted_but_pictures_are(start: Start, watcher: Watcher) -> None:
    up(start, watcher, accept_touch=False)
    assert watcher.ask("tap", name="付款")["reason"] == "not_accepted"
    assert watcher.ask("touch", phase="down", x=200, y=60)["reason"] == "not_accepted"
    watcher.send("grab")
    assert watcher.pngs.get(timeout=20)


def test_pictures_come_at_half_size_and_on_demand_in_full(start: Start, watcher: Watcher) -> None:
    up(start, watcher)
    live = QImage.fromData(watcher.jpegs.get(timeout=20))
    assert (live.width(), live.height()) == (540, 960)
    number = watcher.send("grab")
    answered, png = watcher.pngs.get(timeout=20)
    full = QImage.fromData(png)
    assert (answered, full.width(), full.height()) == (number, 1080, 1920)


def test_a_watcher_that_comes_back_is_told_everything_again(start: Start, watcher: Watcher) -> None:
    up(start, watcher)
    watcher.drop()
    watcher.accept()
    watcher.wait("hello")
    watcher.wait("first_frame")
    assert watcher.wait("screen_shown")["name"] == "Attract"


def test_frames_that_are_not_ours_end_the_connection_and_nothing_else(start: Start, watcher: Watcher) -> None:
    up(start, watcher)
    for kind, payload in ((9, b"{}"), (10, b"[]"), (10, b"\xff"), (10, b" " * 5000)):
        watcher.send_raw(kind, payload)
        watcher.accept()
        watcher.wait("hello")
        assert watcher.ask("items")["ok"]


def test_an_unknown_command_is_refused(start: Start, watcher: Watcher) -> None:
    up(start, watcher)
    assert watcher.ask("dance")["reason"] == "unknown_command"


def test_what_is_told_while_a_picture_is_encoded_still_goes_when_the_link_closes(
    watcher: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected = threading.Event()
    link = MirrorLink(watcher.path, connected.set, lambda command: None)

    def encoded(image: QImage, format_name: str, quality: int) -> bytes:
        link.post_event({"event": "last"})
        closer.start()
        closing.wait(5)
        return b"J"

    class Closing(threading.Event):
        def set(self) -> None:
            super().set()
            closing.set()

    closing = threading.Event()
    monkeypatch.setattr(link, "_closing", Closing())
    closer = threading.Thread(target=link.close)
    monkeypatch.setattr("ui.mirror_link.encoded", encoded)
    link.start()
    watcher.accept()
    assert connected.wait(5)
    link.post_picture(QImage(8, 8, QImage.Format.Format_RGB32))
    watcher.wait("last")
    closer.join()


def test_a_display_that_does_not_answer_does_not_stop_the_terminal(
    start: Start, watcher: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":9999")
    up(start, watcher)


def test_half_a_command_hangs_nothing(start: Start, watcher: Watcher) -> None:
    up(start, watcher)
    watcher._connection.sendall(struct.pack(">IB", 100, 10) + b"{")
    watcher.drop()
    watcher.accept()
    assert watcher.ask("items")["ok"]
