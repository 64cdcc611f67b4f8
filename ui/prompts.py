"""The sentences that are always the same: what somebody may record for the voice to play."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import get_args

from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication

from kiosk.domain.wording import Language, LocalText
from kiosk.screens.base import Screen
from kiosk.screens.leaving import Overlay
from ui.chrome import Chrome, PanelSize
from ui.stage import Stage
from ui.surface import gui_application

PUT_UP_MS_MAX = 5000
LOOK_MS = 5
VALUE_LETTERS_MIN = 2
_VARY = frozenset("0123456789¥*")


def fixed_sentences(samples: Mapping[str, Screen]) -> list[tuple[Language, str]]:
    """What the samples say in elder mode and have not from their fields, once each, in the order of a visit."""
    app = QGuiApplication.instance() or gui_application(PanelSize())
    chrome = Chrome(LocalText(" "), LocalText(" "), "", "lobby", still=True)
    stage = Stage(chrome, PanelSize(), lambda warning: None, lambda path: None)
    stage.load()
    stage.window.show()
    try:
        found = [
            (language, sentence)
            for language in Language
            for screen in samples.values()
            for sentence in _said(stage, screen, language)
            if is_fixed(sentence, screen)
        ]
    finally:
        stage.close()
    del app  # it had to outlive the window
    return list(dict.fromkeys(found))


def is_fixed(sentence: str, screen: Screen) -> bool:
    """It holds no number, no amount, no masked name and none of the screen's own texts."""
    if _VARY & set(sentence):
        return False
    return not any(len(value) >= VALUE_LETTERS_MIN and value in sentence for value in _texts(screen))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


def _said(stage: Stage, screen: Screen, language: Language) -> list[str]:
    bridge = stage.bridge
    bridge.setLanguage(language.value)
    bridge.setElder(True)
    is_overlay = isinstance(screen, get_args(Overlay))
    bridge.show_overlay(screen if is_overlay else None)
    if not is_overlay:
        bridge.show(screen)
    clock = QElapsedTimer()
    clock.start()
    _let_qt_work()
    while not stage.is_up() and clock.elapsed() < PUT_UP_MS_MAX:
        _let_qt_work()
    return stage.spoken().splitlines()


def _let_qt_work() -> None:
    loop = QEventLoop()
    QTimer.singleShot(LOOK_MS, loop.quit)
    loop.exec()
