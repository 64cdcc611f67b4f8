"""Where Qt and the core meet. Values only pass here: screens in, answers out.

The core calls `show` and `show_overlay` from its own thread; QML reads the properties and calls the slots in Qt's
thread. Screens and overlays are numbered by one counter. An answer counts only if it is to what was issued last:
while an overlay is up, an answer given under the screen's number is the overlay's, since the overlay covers the
screen.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import cast

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QJSValue

from kiosk.domain.wording import Language
from kiosk.screens.answers import Answer, parse_answer
from kiosk.screens.base import Screen
from kiosk.screens.live import LivePicture
from ui.convert import to_qml
from ui.live_images import LiveStore
from ui.page_images import PageStore
from ui.pointer_time import PointerTime

LIVE_NUMBER_MAX = 1_000_000
EARLY_ANSWERS_MAX = 4
_VARIANT = cast(type, "QVariant")  # Qt's name for "anything"; the stub knows Python types only


@dataclass(frozen=True, slots=True)
class Drawn:
    """One screen or overlay, ready for QML. `seq` 0 with an empty name: none."""

    seq: int = 0
    name: str = ""
    fields: dict[str, object] | None = None
    goes_on: bool = False


class Bridge(QObject):
    """Notify signals have the property's name; `seqChanged` and `overlaySeqChanged` come last, when all are new."""

    screenNameChanged = Signal()
    shownChanged = Signal()
    seqChanged = Signal()
    overlayNameChanged = Signal()
    overlayShownChanged = Signal()
    overlaySeqChanged = Signal()
    languageChanged = Signal()
    elderChanged = Signal()
    speakAgainAsked = Signal()
    answerDropped = Signal(int)
    liveNumberChanged = Signal()
    _posted = Signal(object, bool)
    _live = Signal()

    def __init__(self, chrome: dict[str, object]) -> None:
        super().__init__()
        self._on_answer: Callable[[int, Answer], None] | None = None
        self._on_mode: Callable[[Language, bool], None] = lambda language, elder: None
        self._early: deque[tuple[int, Answer]] = deque(maxlen=EARLY_ANSWERS_MAX)
        self.pages = PageStore()  # what screens show as pictures
        self.live = LiveStore()
        self.pointer_time = PointerTime()
        self._live_number = 0
        self._live_waits = False  # one that QML has not taken yet: no other is announced
        self._chrome = chrome
        self._null = QJSValue(QJSValue.SpecialValue.NullValue)
        self._lock = Lock()
        self._count = self._issued = self._issued_overlay = self._since = 0
        self._screen = self._overlay = Drawn()
        self._language, self._elder = Language.ZH_CN, False
        self._posted.connect(self._take)  # queued when posted by another thread
        self._live.connect(self._take_live)

    @property
    def on_answer(self) -> Callable[[int, Answer], None] | None:
        """The picture is there before the core is: what was answered meanwhile is handed on when somebody listens."""
        return self._on_answer

    @on_answer.setter
    def on_answer(self, callback: Callable[[int, Answer], None]) -> None:
        with self._lock:
            self._on_answer = callback
            early = list(self._early)
            self._early.clear()
        for seq, answer in early:
            callback(seq, answer)

    @property
    def on_mode(self) -> Callable[[Language, bool], None]:
        """As `on_answer`: told at once what is no longer as it was at first."""
        return self._on_mode

    @on_mode.setter
    def on_mode(self, callback: Callable[[Language, bool], None]) -> None:
        self._on_mode = callback
        if self.mode != (Language.ZH_CN, False):
            callback(*self.mode)

    def show(self, screen: Screen, goes_on: bool = False) -> int:
        """Any thread. Returns the number that answers to this screen carry. Raises NotShowable.

        `goes_on`: the same screen with other news; an answer to the one before it counts, too.
        """
        fields = to_qml(screen, self._null)
        self.pages.keep(screen)
        with self._lock:
            self._count += 1
            self._issued = self._count
            self._since = self._since if goes_on else self._count
            drawn = Drawn(self._count, type(screen).__name__, fields, goes_on)
        self._posted.emit(drawn, False)
        return drawn.seq

    def show_overlay(self, overlay: Screen | None) -> int:
        """Any thread. Returns the number that answers to it carry; 0 for None, which takes the overlay away."""
        fields = to_qml(overlay, self._null) if overlay is not None else None
        with self._lock:
            self._count += overlay is not None
            self._issued_overlay = self._count if overlay is not None else 0
            drawn = Drawn(self._issued_overlay, type(overlay).__name__, fields) if overlay is not None else Drawn()
        self._posted.emit(drawn, True)
        return drawn.seq

    def show_live(self, picture: LivePicture | None) -> None:
        """Any thread. The camera's newest picture; None: it is off."""
        self.live.keep(picture)
        with self._lock:
            waits, self._live_waits = self._live_waits, True
        if not waits:
            self._live.emit()

    @Slot()
    def _take_live(self) -> None:
        """Only in Qt's thread. A new number is a new picture, 0 is none."""
        with self._lock:
            self._live_waits = False
        self._live_number = self._live_number % LIVE_NUMBER_MAX + 1 if self.live.newest else 0
        self.liveNumberChanged.emit()

    @Slot(object, bool)
    def _take(self, drawn: Drawn, is_overlay: bool) -> None:
        """Only in Qt's thread. The name is told first, so that a new item never sees the fields of another screen."""
        before = self._overlay if is_overlay else self._screen
        if is_overlay:
            self._overlay = drawn
            told = (self.overlayNameChanged, self.overlayShownChanged, self.overlaySeqChanged)
        else:
            self._screen = drawn
            told = (self.screenNameChanged, self.shownChanged, self.seqChanged)
        if drawn.name != before.name:
            told[0].emit()
        told[1].emit()
        told[2].emit()

    @Slot(int, str, list)
    def answer(self, seq: int, name: str, values: list[str]) -> None:
        """From QML. Raises BadAnswer if the answer is none at all (a bug: it ends the turn)."""
        answer = parse_answer(name, values)
        drawn_overlay = self._overlay.seq
        if drawn_overlay and seq == self._screen.seq:
            seq = drawn_overlay
        with self._lock:
            wanted = (self._issued_overlay,) * 2 if self._issued_overlay else (self._since, self._issued)
            fresh = drawn_overlay == self._issued_overlay and wanted[0] <= seq <= wanted[1]
            listener = self._on_answer
            if fresh and listener is None:
                self._early.append((seq, answer))
        if not fresh:
            self.answerDropped.emit(seq)
        elif listener is not None:
            listener(seq, answer)

    @Slot(str)
    def setLanguage(self, language: str) -> None:
        self._set_mode(Language(language), self._elder)

    @Slot(bool)
    def setElder(self, elder: bool) -> None:
        self._set_mode(self._language, elder)

    @Slot()
    def speakAgain(self) -> None:
        self.speakAgainAsked.emit()

    def _set_mode(self, language: Language, elder: bool) -> None:
        changed_language, changed_elder = language != self._language, elder != self._elder
        self._language, self._elder = language, elder
        if changed_language:
            self.languageChanged.emit()
        if changed_elder:
            self.elderChanged.emit()
        if changed_language or changed_elder:
            self.on_mode(language, elder)

    @property
    def drawn(self) -> tuple[Drawn, Drawn]:
        """The screen and the overlay that QML has now."""
        return self._screen, self._overlay

    @property
    def mode(self) -> tuple[Language, bool]:
        return self._language, self._elder

    def _get_overlay_shown(self) -> object:
        return self._null if self._overlay.fields is None else self._overlay.fields

    screenName = Property(str, lambda self: self._screen.name, notify=screenNameChanged)
    shown = Property(_VARIANT, lambda self: self._screen.fields or {}, notify=shownChanged)
    liveNumber = Property(int, lambda self: self._live_number, notify=liveNumberChanged)
    seq = Property(int, lambda self: self._screen.seq, notify=seqChanged)
    overlayName = Property(str, lambda self: self._overlay.name, notify=overlayNameChanged)
    overlayShown = Property(_VARIANT, _get_overlay_shown, notify=overlayShownChanged)
    overlaySeq = Property(int, lambda self: self._overlay.seq, notify=overlaySeqChanged)
    language = Property(str, lambda self: self._language.value, notify=languageChanged)
    elder = Property(bool, lambda self: self._elder, notify=elderChanged)
    pointerTime = Property(QObject, lambda self: self.pointer_time, constant=True)
    chrome = Property(_VARIANT, lambda self: self._chrome, constant=True)
