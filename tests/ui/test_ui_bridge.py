"""Answers count only for what was shown last; screens reach QML whole."""

import threading
from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QJSEngine, QJSValue

from kiosk.domain.wording import Language
from kiosk.screens.answers import Answer, BadAnswer, BillsChosen, Continue, Stay
from kiosk.screens.leaving import StaffCalled, TimeoutWarning
from kiosk.screens.samples import SAMPLES
from kiosk.screens.welcome import Attract, OutOfService, Reading
from ui.bridge import Bridge

Answers = list[tuple[int, Answer]]


@pytest.fixture
def bridge(gui: QGuiApplication) -> Bridge:
    return Bridge({"kind": "lobby"})


@pytest.fixture
def answers(bridge: Bridge) -> Answers:
    got: Answers = []
    bridge.on_answer = lambda seq, answer: got.append((seq, answer))
    return got


def test_an_answer_reaches_the_core_with_the_number_of_its_screen(bridge: Bridge, answers: Answers) -> None:
    seq = bridge.show(Attract())
    bridge.answer(seq, "continue", [])
    bridge.answer(seq, "bills", ["a", "b"])
    assert answers == [(seq, Continue()), (seq, BillsChosen(("a", "b")))]


def test_what_is_answered_before_anybody_listens_is_handed_on_once(bridge: Bridge) -> None:
    early: Answers = []
    again: Answers = []
    seq = bridge.show(Attract())
    bridge.answer(seq, "continue", [])
    bridge.on_answer = lambda seq, answer: early.append((seq, answer))
    bridge.on_answer = lambda seq, answer: again.append((seq, answer))
    assert (early, again) == ([(seq, Continue())], [])


def test_a_language_chosen_before_anybody_listens_is_told(bridge: Bridge) -> None:
    modes: list[tuple[Language, bool]] = []
    bridge.setLanguage("en")
    bridge.on_mode = lambda language, elder: modes.append((language, elder))
    assert modes == [(Language.EN, False)]


def test_an_answer_to_an_older_screen_is_dropped_and_said(bridge: Bridge, answers: Answers) -> None:
    dropped: list[int] = []
    bridge.answerDropped.connect(dropped.append)
    old = bridge.show(Attract())
    bridge.show(Reading())
    bridge.answer(old, "continue", [])
    assert (answers, dropped) == ([], [old])


def in_a_thread(act: Callable[[], object]) -> None:
    thread = threading.Thread(target=act)
    thread.start()
    thread.join()


def test_a_touch_is_dropped_when_the_core_has_already_issued_the_next_screen(
    bridge: Bridge, answers: Answers, gui: QGuiApplication
) -> None:
    old = bridge.show(Attract())
    in_a_thread(lambda: bridge.show(Reading()))  # posted, not drawn yet
    assert bridge.property("screenName") == "Attract"
    bridge.answer(old, "continue", [])
    assert answers == []
    gui.processEvents()
    assert bridge.property("screenName") == "Reading"


def test_under_an_overlay_an_answer_is_the_overlays(bridge: Bridge, answers: Answers) -> None:
    screen = bridge.show(Attract())
    overlay = bridge.show_overlay(TimeoutWarning(seconds_left=20))
    assert overlay > screen
    bridge.answer(screen, "stay", [])
    bridge.answer(overlay, "stay", [])
    assert answers == [(overlay, Stay()), (overlay, Stay())]


def test_an_overlays_answer_never_counts_for_the_screen_below(
    bridge: Bridge, answers: Answers, gui: QGuiApplication
) -> None:
    screen = bridge.show(Attract())
    overlay = bridge.show_overlay(StaffCalled(queued=False, terminal_id="K"))
    in_a_thread(lambda: bridge.show_overlay(None))  # it is going, but still seen
    bridge.answer(screen, "continue", [])
    bridge.answer(overlay, "continue", [])
    gui.processEvents()
    bridge.answer(overlay, "continue", [])
    assert answers == []
    bridge.answer(screen, "continue", [])
    assert answers == [(screen, Continue())]


@pytest.mark.parametrize(
    ("name", "values"), [("pay", []), ("continue", ["x"]), ("bills", []), ("picked", ["a" * 65]), ("bills", [1])]
)
def test_what_is_no_answer_is_a_bug(bridge: Bridge, name: str, values: list[str]) -> None:
    seq = bridge.show(Attract())
    with pytest.raises(BadAnswer):
        bridge.answer(seq, name, values)


def test_the_number_is_told_last_and_the_name_first(bridge: Bridge) -> None:
    told: list[tuple[str, str, object]] = []
    for name in ("seq", "shown", "screenName"):
        getattr(bridge, name + "Changed").connect(
            lambda name=name: told.append((name, str(bridge.screenName), bridge.seq))
        )
    seq = bridge.show(Reading())
    assert told == [("screenName", "Reading", seq), ("shown", "Reading", seq), ("seq", "Reading", seq)]
    told.clear()
    bridge.show(Reading())
    assert [name for name, _, _ in told] == ["shown", "seq"]


def test_what_is_absent_is_null_in_qml(bridge: Bridge, gui: QGuiApplication) -> None:
    engine = QJSEngine()

    def evaluated(expression: str) -> str:
        return cast(QJSValue, engine.evaluate(expression)).toString()

    engine.globalObject().setProperty("bridge", engine.newQObject(bridge))
    bridge.show(OutOfService(reason_code="X"))
    assert evaluated("bridge.shown.nearest === null && bridge.overlayShown === null") == "true"
    bridge.show(SAMPLES["choose-bills-many"])
    assert evaluated("bridge.shown.bills.map(bill => bill.amount)[0]").startswith("¥")
    assert evaluated("typeof bridge.shown.bills[0].amount_fen") == "number"
    engine.deleteLater()


def test_the_mode_is_told_once_when_it_changes(bridge: Bridge) -> None:
    modes: list[tuple[Language, bool]] = []
    bridge.on_mode = lambda language, elder: modes.append((language, elder))
    bridge.setLanguage("en")
    bridge.setLanguage("en")
    bridge.setElder(True)
    assert modes == [(Language.EN, False), (Language.EN, True)]
    with pytest.raises(ValueError, match="fr"):
        bridge.setLanguage("fr")


def test_an_answer_to_the_same_screen_before_its_news_counts(bridge: Bridge, answers: Answers) -> None:
    first = bridge.show(SAMPLES["attract"])
    bridge.show(SAMPLES["attract-degraded"], goes_on=True)
    bridge.answer(first, "continue", [])
    bridge.show(SAMPLES["choose-service"])
    bridge.answer(first, "continue", [])
    assert answers == [(first, Continue())]
