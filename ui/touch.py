"""A finger on the panel, for a lab: touches that go the whole way through Qt's event system.

QtTest makes the device: a QTouchEvent sent to a device of one's own taps nothing. It is loaded at the first touch only.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, QObject, QPoint, QTimer
from PySide6.QtGui import QPointingDevice
from PySide6.QtQuick import QQuickWindow

from ui.accessible import Item, NoSuchItem, find_item, visible_items

PRESS_MS = 60  # a person's tap; shorter ones may be taken for a brush
LOOK_INTERVAL_MS = 30
TAP_WAIT_MS_MAX = 1000  # for the item to be there, enabled and still
TAPS_WAITING_MAX = 32
SECOND_TAP_MS_MIN = 550  # the screens take a second press at the same place within half a second for a tremble
SAME_PLACE_PX = 200
PHASES = ("down", "move", "up")
_FINGER, _TAPPING_FINGER = 0, 1

Done = Callable[[str], None]  # "" or the reason why not


@dataclass(slots=True)
class _Tap:
    name: str
    done: Done
    looks_left: int = TAP_WAIT_MS_MAX // LOOK_INTERVAL_MS
    seen: tuple[int, int, int, int] | None = None


class Finger(QObject):
    """Only in Qt's thread."""

    def __init__(self, window: QQuickWindow) -> None:
        super().__init__()
        self._window = window
        self._device: QPointingDevice | None = None
        self._taps: deque[_Tap] = deque()
        self._last_point, self._since_tap = QPoint(), QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_INTERVAL_MS)
        self._timer.timeout.connect(self._look)

    def touch(self, phase: str, x: float, y: float) -> str:
        """`x`, `y` in pixels of the window. Returns "" or the reason why not."""
        if phase not in PHASES:
            return "bad_phase"
        if not (0 <= x < self._window.width() and 0 <= y < self._window.height()):
            return "outside"
        self._send(_FINGER, phase, QPoint(int(x), int(y)))
        return ""

    def tap(self, name: str, done: Done) -> None:
        """Taps the middle of the item of that accessible name, once it is there, enabled and does not move."""
        if len(self._taps) >= TAPS_WAITING_MAX:
            done("busy")
            return
        self._taps.append(_Tap(name, done))
        if not self._timer.isActive():
            self._timer.start()
            self._look()

    def _look(self) -> None:
        if not self._taps:
            self._timer.stop()
            return
        tap = self._taps[0]
        tap.looks_left -= 1
        try:
            item = find_item(visible_items(self._window), tap.name)
        except NoSuchItem as error:
            if tap.looks_left <= 0:
                self._finish(error.reason)
            return
        if tap.seen == item.rect and not self._is_tremble(item):
            self._press(item)
        elif tap.looks_left <= 0:
            self._finish("moving")
        tap.seen = item.rect

    def _is_tremble(self, item: Item) -> bool:
        distance = (QPoint(*item.centre) - self._last_point).manhattanLength()
        too_soon = self._since_tap.isValid() and self._since_tap.elapsed() < SECOND_TAP_MS_MIN
        return too_soon and distance < SAME_PLACE_PX

    def _press(self, item: Item) -> None:
        self._timer.stop()
        point = QPoint(*item.centre)
        self._send(_TAPPING_FINGER, "down", point)
        QTimer.singleShot(PRESS_MS, self, lambda: self._release(point))

    def _release(self, point: QPoint) -> None:
        self._send(_TAPPING_FINGER, "up", point)
        self._last_point = point
        self._since_tap.start()
        self._timer.start()
        self._finish("")

    def _finish(self, reason: str) -> None:
        self._taps.popleft().done(reason)

    def _send(self, finger: int, phase: str, point: QPoint) -> None:
        from PySide6.QtTest import QTest

        if self._device is None:
            self._device = QTest.createTouchDevice()
        sequence = QTest.touchEvent(self._window, self._device)
        act = {"down": sequence.press, "move": sequence.move, "up": sequence.release}[phase]
        act(finger, point, self._window)
        sequence.commit(False)
