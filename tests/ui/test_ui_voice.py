"""The voice, with a speech program that writes down what it hears."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from kiosk.domain.wording import Language
from kiosk.screens.faces import LookHere
from tests.ui.watcher import Terminal, Watcher
from ui.bridge import Bridge
from ui.voice import PUT_UP_MS, Voice, recording

LOOKS_MAX, LOOK_MS = 400, 10
Start = Callable[..., Terminal]

SPEECH = """#!/bin/sh
echo "$$ $*" >> {folder}/calls
cat > {folder}/heard.$$
{then}
"""


def speech(folder: Path, then: str = "") -> str:
    """A program that keeps its arguments and its standard input."""
    program = folder / "speech"
    program.write_text(SPEECH.format(folder=folder, then=then))
    program.chmod(0o755)
    return str(program)


def calls(folder: Path) -> list[list[str]]:
    path = folder / "calls"
    return [line.split() for line in path.read_text().splitlines()] if path.exists() else []


@pytest.fixture
def up(start: Start, watcher: Watcher) -> Callable[..., Terminal]:
    def begin(**plan: object) -> Terminal:
        terminal = start(mirror=str(watcher.path), **plan)
        watcher.accept()
        watcher.wait("screen_shown")
        return terminal

    return begin


def test_in_elder_mode_every_screen_is_spoken_in_its_language(
    up: Callable[..., Terminal], watcher: Watcher, tmp_path: Path
) -> None:
    terminal = up(voice=speech(tmp_path))
    watcher.send("tap", name="长辈版")
    assert watcher.wait("spoken")["text"] == "您好 Attract"
    watcher.send("tap", name="付款")
    assert watcher.wait("spoken") == {
        "event": "spoken", "name": "ShowPayQr", "text": "您好 ShowPayQr", "by": "speech"
    }  # fmt: skip
    watcher.send("tap", name="移动")
    terminal.end()
    assert [call[1:] for call in calls(tmp_path)] == [["-v", "cmn-latn-pinyin", "-m", "--stdin"]] * 2


def test_the_same_sentence_is_not_repeated_unless_asked(
    up: Callable[..., Terminal], watcher: Watcher, tmp_path: Path
) -> None:
    terminal = up(voice=speech(tmp_path))
    for name in ("长辈版", "付款", "返回首页", "再说"):
        assert watcher.ask("tap", name=name)["ok"]
        if name in ("付款", "返回首页"):
            terminal.line("shown")
        if name != "返回首页":
            watcher.wait("spoken")
    assert watcher.ask("tap", name="移动")["ok"]
    terminal.end()
    assert len(calls(tmp_path)) == 3


def test_without_elder_mode_only_warnings_are_spoken(
    up: Callable[..., Terminal], watcher: Watcher, tmp_path: Path
) -> None:
    up(voice=speech(tmp_path))
    assert watcher.ask("tap", name="付款")["ok"]
    watcher.send("tap", name="两个")
    assert watcher.wait("spoken")["name"] == "TimeoutWarning"


def test_the_text_is_on_standard_input_and_not_on_the_command_line(
    up: Callable[..., Terminal], watcher: Watcher, tmp_path: Path
) -> None:
    fifo = tmp_path / "done"
    os.mkfifo(fifo)
    up(voice=speech(tmp_path, f"echo done > {fifo}"))
    watcher.send("tap", name="长辈版")
    assert fifo.read_text() == "done\n"
    ((pid, *arguments),) = calls(tmp_path)
    heard = (tmp_path / f"heard.{pid}").read_text()
    assert heard.startswith('<voice name="cmn-latn-pinyin">您好 </voice><voice name="en">Attract</voice>')
    assert "您好" not in " ".join(arguments)


def test_a_touch_silences_the_voice(up: Callable[..., Terminal], watcher: Watcher, tmp_path: Path) -> None:
    fifo = tmp_path / "talking"
    os.mkfifo(fifo)
    up(voice=speech(tmp_path, f"exec cat > {fifo} < /dev/zero"))
    watcher.send("tap", name="长辈版")
    with fifo.open("rb") as talking:
        assert talking.read(1) == b"\0"
        assert watcher.ask("touch", phase="down", x=1000, y=1900)["ok"]
        while talking.read(65536):
            pass  # its end comes with the end of the program
    assert watcher.ask("items")["ok"]  # and not with the end of the terminal


def test_a_speech_program_that_is_missing_leaves_the_terminal_silent_and_says_so(
    up: Callable[..., Terminal], watcher: Watcher
) -> None:
    terminal = up(voice="/nowhere/speech")
    assert watcher.ask("tap", name="再说")["ok"]
    assert watcher.ask("tap", name="移动")["ok"]
    status, log = terminal.end()
    assert status == 0
    assert "voice_failed" in log


def test_what_was_said_is_said_again_when_asked(up: Callable[..., Terminal], watcher: Watcher, tmp_path: Path) -> None:
    up(voice=speech(tmp_path))
    watcher.send("tap", name="再说")
    assert watcher.wait("spoken")["text"] == "您好 Attract"


PLAYER = """#!/bin/sh
echo "$$ $*" >> {folder}/calls
"""


def test_a_recorded_sentence_is_played_and_the_others_are_read(
    up: Callable[..., Terminal], watcher: Watcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    player = tmp_path / "aplay"
    player.write_text(PLAYER.format(folder=tmp_path))
    player.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    wav = recording(tmp_path / "prompts", "您好 Attract", Language.ZH_CN)
    wav.parent.mkdir(parents=True)
    wav.touch()
    terminal = up(voice=speech(tmp_path), prompts=str(tmp_path / "prompts"))
    assert watcher.ask("tap", name="再说")["ok"]
    assert watcher.wait("spoken")["by"] == "recorded"
    assert watcher.ask("tap", name="付款")["ok"]
    watcher.wait("screen_shown", lambda event: event["name"] == "ShowPayQr")  # later than its being told
    assert watcher.ask("tap", name="再说")["ok"]
    assert watcher.wait("spoken")["by"] == "speech"
    assert watcher.ask("tap", name="移动")["ok"]
    terminal.end()
    assert calls(tmp_path)[0][1:] == ["-q", str(wav)]


def test_a_touch_silences_all_that_was_still_to_be_said(
    gui: QGuiApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A recorded sentence, and one that the program would read after it."""
    player = tmp_path / "aplay"
    player.write_text(f"#!/bin/sh\necho playing > {tmp_path}/playing\nexec sleep 20\n")
    player.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    wav = recording(tmp_path / "prompts", "一", Language.ZH_CN)
    wav.parent.mkdir(parents=True)
    wav.touch()
    voice = Voice(Bridge({}), speech(tmp_path), lambda: "一\n二", tmp_path / "prompts")
    ways: list[str] = []
    voice.spoke.connect(lambda name, text, by: ways.append(by))
    voice.speak_again()
    _qt_until(lambda: (tmp_path / "playing").exists())
    voice.silence()
    _qt_until(lambda: not voice._processes)
    voice.close()
    assert ways == ["both"]
    assert calls(tmp_path) == []


def _qt_until(holds: Callable[[], bool]) -> None:
    for _ in range(LOOKS_MAX):
        if holds():
            return
        loop = QEventLoop()
        QTimer.singleShot(LOOK_MS, loop.quit)
        loop.exec()
    raise AssertionError("it never came about")


def test_what_changes_on_a_screen_is_said_after_the_sentence_before_and_nothing_twice(
    gui: QGuiApplication, tmp_path: Path
) -> None:
    """What a camera tells changes several times a second: no sentence is cut, and only the last of them follows."""
    bridge, up, spoken = Bridge({}), ["走近一点\n照片不留"], list[str]()
    wait = f"while [ ! -e {tmp_path}/go ]; do sleep 0.02; done; echo >> {tmp_path}/whole"
    voice = Voice(bridge, speech(tmp_path, wait), lambda: up[0])
    voice.spoke.connect(lambda name, text, by: spoken.append(text))
    bridge.setElder(True)
    bridge.show(LookHere())
    _qt_until(lambda: len(spoken) == 1)
    for told in ("退后一点\n照片不留", "别动\n照片不留"):
        up[0] = told
        bridge.show(LookHere(), goes_on=True)
        QTest.qWait(3 * PUT_UP_MS)
    (tmp_path / "go").touch()
    _qt_until(lambda: len(spoken) == 2)
    bridge.show(LookHere(held=1), goes_on=True)
    _qt_until(lambda: (tmp_path / "whole").exists() and (tmp_path / "whole").stat().st_size == 2)
    bridge.show(LookHere())
    up[0] = "走近一点\n照片不留"
    _qt_until(lambda: len(spoken) == 3)
    voice.close()
    assert spoken == ["走近一点\n照片不留", "别动", "走近一点\n照片不留"]
