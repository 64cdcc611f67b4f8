"""When a finger came down and went up, by the system's own clock, not by when we came to look at it.

While the window is busy, both wait in its queue and come to QML in one go: a whole tap would look like a brush.
"""

from PySide6.QtCore import Property, QEvent, QObject, Signal
from PySide6.QtGui import QPointerEvent


class PointerTime(QObject):
    """Installed as event filter on a window. `eventMs`: of the touch or mouse event that is being handled."""

    eventMsChanged = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._event_ms = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPointerEvent):
            self._event_ms = event.timestamp()
        return False

    eventMs = Property(float, lambda self: float(self._event_ms), notify=eventMsChanged)
