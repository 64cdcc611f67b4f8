"""What counts as a touch (UX-2): a hand that drifts, one that trembles, one that only brushes."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QMouseEvent, QPointingDevice
from PySide6.QtTest import QTest

from kiosk.domain.wording import LocalText
from kiosk.screens.answers import Answer, BillsChosen, Help, Picked, Stay
from kiosk.screens.base import Screen
from kiosk.screens.samples import SAMPLES
from tests.ui_look.wall import PANELS, Wall
from ui.accessible import visible_items
from ui.chrome import Chrome
from ui.stage import Stage

HOLD_MS = 80
BRUSH_MS = 0
BUSY_AT_MS = 1_000_000
LOOKS_MAX, LOOK_MS = 150, 20
PITCH_MM = PANELS["lobby"].pitch_mm


class Hand:
    """A window with a finger, and what came out of it."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self._wall = Wall(PANELS["lobby"], "lobby")
        self._device: QPointingDevice = QTest.createTouchDevice()
        self._wall.stage.bridge.on_answer = lambda seq, answer: self.answers.append(answer)

    def look_at(self, screen: Screen, overlay: Screen | None = None) -> None:
        self._boxes = {t.name: t.box for t in self._wall.put_up(screen, overlay).targets}

    def look_again(self) -> tuple[str, ...]:
        """All that is said on it, now that the screen has changed by itself."""
        drawn = self._wall.look()
        self._boxes = {t.name: t.box for t in drawn.targets}
        return tuple(words.text for words in drawn.words)

    def touch(self, name: str, *, hold_ms: int = HOLD_MS, drift_mm: float = 0.0, at: float = 0.5) -> None:
        box: QRectF = self._boxes[name]
        begin = QPoint(int(box.left() + box.width() * at), int(box.center().y()))
        end = begin + QPoint(round(drift_mm / PITCH_MM), 0)
        window = self._wall.stage.window
        QTest.touchEvent(window, self._device).press(0, begin, window).commit()
        _wait(hold_ms)
        QTest.touchEvent(window, self._device).move(0, end, window).commit()
        QTest.touchEvent(window, self._device).release(0, end, window).commit()
        _wait(0)

    def touch_while_it_is_busy(self, name: str, hold_ms: int) -> None:
        """Both ends of the tap wait in the queue until the window has time. (QTest delivers a touch at once.)"""
        window, middle = self._wall.stage.window, self._boxes[name].center()
        for kind, at_ms in (
            (QEvent.Type.MouseButtonPress, BUSY_AT_MS),
            (QEvent.Type.MouseButtonRelease, BUSY_AT_MS + hold_ms),
        ):
            button = Qt.MouseButton.LeftButton
            event = QMouseEvent(kind, middle, middle, button, button, Qt.KeyboardModifier.NoModifier)
            event.setTimestamp(at_ms)
            QCoreApplication.postEvent(window, event)
        _wait(0)

    def colour_under(self, name: str) -> QColor:
        """A little inside the item's upper edge, where no words are."""
        box = self._boxes[name]
        picture = self._wall.stage.window.grabWindow()
        return picture.pixelColor(int(box.center().x()), int(box.top() + box.height() * 0.1))

    def press(self, name: str) -> None:
        """And stays."""
        window = self._wall.stage.window
        QTest.touchEvent(window, self._device).press(0, self._boxes[name].center().toPoint(), window).commit()
        _wait(0)

    def close(self) -> None:
        self._wall.close()


def _wait(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


@pytest.fixture
def hand(gui: QGuiApplication) -> Iterator[Hand]:
    made = Hand()
    yield made
    made.close()


def test_a_choice_is_made_by_touching_its_card(hand: Hand) -> None:
    hand.look_at(SAMPLES["choose-service"])
    hand.touch("缴费")
    assert hand.answers == [Picked("pay_bills")]


def test_a_press_shows_at_once(hand: Hand) -> None:
    hand.look_at(SAMPLES["choose-service"])
    before = hand.colour_under("缴费")
    hand.press("缴费")
    assert hand.colour_under("缴费") != before


def test_a_hand_may_drift_by_ten_millimetres(hand: Hand) -> None:
    hand.look_at(SAMPLES["choose-service"])
    hand.touch("缴费", drift_mm=10)
    assert hand.answers == [Picked("pay_bills")]


def test_a_wipe_of_fifteen_millimetres_is_no_touch(hand: Hand) -> None:
    hand.look_at(SAMPLES["choose-service"])
    hand.touch("缴费", drift_mm=15)
    assert hand.answers == []


def test_a_finger_that_leaves_the_card_takes_it_back(hand: Hand) -> None:
    hand.look_at(SAMPLES["choose-service"])
    hand.touch("缴费", drift_mm=8, at=0.99)
    assert hand.answers == []


def test_a_brush_is_no_touch(hand: Hand) -> None:
    hand.look_at(SAMPLES["choose-service"])
    hand.touch("缴费", hold_ms=BRUSH_MS)
    assert hand.answers == []


def test_a_touch_while_the_window_is_busy_is_a_touch(hand: Hand) -> None:
    hand.look_at(SAMPLES["choose-service"])
    hand.touch_while_it_is_busy("缴费", HOLD_MS)
    assert hand.answers == [Picked("pay_bills")]


def test_a_brush_while_the_window_is_busy_is_none(hand: Hand) -> None:
    hand.look_at(SAMPLES["choose-service"])
    hand.touch_while_it_is_busy("缴费", BRUSH_MS)
    assert hand.answers == []


def test_a_trembling_hand_answers_once(hand: Hand) -> None:
    hand.look_at(SAMPLES["choose-service"])
    hand.touch("缴费")
    hand.touch("缴费")
    assert hand.answers == [Picked("pay_bills")]


def test_a_second_wish_at_another_place_counts_at_once(hand: Hand) -> None:
    hand.look_at(SAMPLES["choose-service"])
    hand.touch("缴费")
    hand.touch("呼叫工作人员")
    assert hand.answers == [Picked("pay_bills"), Help()]


def test_a_bill_left_out_is_not_paid(hand: Hand) -> None:
    hand.look_at(SAMPLES["choose-bills"])
    hand.touch("西药费")
    hand.touch("去结算")
    assert hand.answers == [BillsChosen(("B0001", "B0003"))]


def test_nothing_chosen_is_nothing_to_settle(hand: Hand) -> None:
    hand.look_at(SAMPLES["choose-bills"])
    hand.touch("全选")
    hand.touch("去结算")
    assert hand.answers == []


def test_under_a_warning_only_the_warning_can_be_touched(hand: Hand) -> None:
    hand.look_at(SAMPLES["choose-bills"])
    beneath = dict(hand._boxes)
    hand.look_at(SAMPLES["choose-bills"], SAMPLES["timeout-warning"])
    hand._boxes |= {"取消": beneath["取消"]}
    hand.touch("取消")
    assert hand.answers == []
    hand.touch("我还在")
    assert hand.answers == [Stay()]


@pytest.fixture
def moving(gui: QGuiApplication) -> Iterator[Callable[[], Stage]]:
    stages: list[Stage] = []

    def begin() -> Stage:
        chrome = Chrome(LocalText("医院"), LocalText("一楼"), "07", "lobby")
        warnings: list[str] = []
        stages.append(Stage(chrome, PANELS["lobby"], warnings.append, lambda path: None))
        stages[-1].load()
        stages[-1].window.show()
        return stages[-1]

    yield begin
    for stage in stages:
        stage.close()


def test_a_countdown_goes_down_by_itself(moving: Callable[[], Stage]) -> None:
    stage = moving()
    stage.bridge.show(SAMPLES["show-pay-qr-large"])
    seen: list[str] = []
    for _ in range(LOOKS_MAX):
        _wait(LOOK_MS)
        left = [item.name for item in visible_items(stage.window) if "0:0" in item.name]
        if left and left[0] not in seen:
            seen.append(left[0])
        if len(seen) > 1:
            break
    assert [text[-4:] for text in seen] == ["0:08", "0:07"]
