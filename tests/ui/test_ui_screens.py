"""The real QML: every sample is put up without a warning, and every touch is an answer or stays on the screen."""

from collections.abc import Callable, Iterator
from typing import get_args

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication

from kiosk.domain.wording import Language, LocalText
from kiosk.screens.answers import Answer
from kiosk.screens.base import Screen
from kiosk.screens.leaving import Overlay
from kiosk.screens.samples import SAMPLES
from kiosk.screens.welcome import Attract
from tests.ui.watcher import Terminal, Watcher
from ui.accessible import visible_items
from ui.chrome import Chrome, PanelSize
from ui.stage import MAIN_QML, Stage
from ui.touch import Finger

WAIT_MS_MAX = 5000
ONE_OF_EACH = {type(screen): name for name, screen in SAMPLES.items()}


class Shop:
    """A stage in a window, with what QML complained of."""

    def __init__(self, kind: str = "lobby", size: PanelSize | None = None) -> None:
        self.warnings: list[str] = []
        self.pitch_mm = (size or PanelSize()).pitch_mm
        chrome = Chrome(LocalText("医院", "Hospital"), LocalText("大厅", "Hall"), "K-07", kind, still=True)
        self.stage = Stage(
            chrome, size or PanelSize(), self.warnings.append, lambda path: self.warnings.append(path.name)
        )
        self.stage.load()
        self.stage.window.show()

    def put_up(self, screen: Screen) -> None:
        is_overlay = isinstance(screen, get_args(Overlay))
        self.stage.bridge.show(Attract() if is_overlay else screen)
        self.stage.bridge.show_overlay(screen if is_overlay else None)
        self.until(self.stage.is_up)

    def until(self, condition: Callable[[], bool]) -> None:
        loop, ended = QEventLoop(), QTimer()
        ended.setSingleShot(True)
        ended.start(WAIT_MS_MAX)
        look = QTimer()
        look.timeout.connect(lambda: loop.quit() if condition() or not ended.isActive() else None)
        look.start(2)
        loop.exec()
        assert condition()


@pytest.fixture(scope="module")
def shop(gui: QGuiApplication) -> Iterator[Shop]:
    shop = Shop()
    yield shop
    shop.stage.close()


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_is_put_up_and_spoken_without_a_warning(shop: Shop, name: str) -> None:
    shop.put_up(SAMPLES[name])
    for language in (Language.EN, Language.ZH_CN):
        for elder in (True, False):
            shop.stage.bridge.setElder(elder)
            shop.stage.bridge.setLanguage(language.value)
            shop.stage.window.grabWindow()
    assert shop.warnings == []
    assert shop.stage.spoken()


@pytest.mark.parametrize("name", ONE_OF_EACH.values())
def test_every_touch_is_an_answer_or_stays_on_the_screen(shop: Shop, name: str) -> None:
    bridge, finger = shop.stage.bridge, Finger(shop.stage.window)
    answers: list[Answer] = []
    bridge.on_answer = lambda seq, answer: answers.append(answer)
    shop.put_up(SAMPLES[name])
    names = {item.name for item in visible_items(shop.stage.window) if item.touchable and item.enabled}
    keys = sorted(name for name in names if len(name) == 1)[1:-1]  # of a pad: the first and the last stand for all
    for touched in sorted(names - set(keys)):
        shop.put_up(SAMPLES[name])
        bridge.setElder(False)
        bridge.setLanguage("zh_CN")
        done: list[str] = []
        finger.tap(touched, done.append)
        shop.until(lambda done=done: bool(done))  # type: ignore[misc]
    bridge.on_answer = lambda seq, answer: None
    bridge.setElder(False)
    bridge.setLanguage("zh_CN")
    assert shop.warnings == []


def test_the_real_screens_are_tapped_through_the_mirror(start: Callable[..., Terminal], watcher: Watcher) -> None:
    terminal = start(mirror=str(watcher.path), qml=str(MAIN_QML))
    watcher.accept()
    items = watcher.wait("screen_shown")["items"]
    assert {"呼叫工作人员", "English"} <= {item["name"] for item in items if item["touchable"]}
    watcher.send("tap", name="English")
    assert terminal.line("mode")["language"] == "en"
    assert watcher.wait("screen_shown", lambda event: event["language"] == "en")
    assert watcher.ask("tap", name="Call staff")["ok"]
    assert terminal.line("answer")["answer"] == "Help()"
