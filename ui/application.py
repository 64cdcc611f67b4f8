"""The ui's front door: makes the window, keeps Qt in the main thread and the core beside it, ends with a status.

application = Application(chrome, panel, mirror_socket=…, accept_touch=…, voice_command=…, full_screen=…)
application.load(Attract())     # the spare: QML loaded, nothing shown, no device, no mirror
application.activate(Attract()) # any thread: the window is shown and drawn
sys.exit(application.run(core)) # core(ui) runs on an asyncio loop in a background thread
"""

import os
from collections.abc import Awaitable, Callable
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from kiosk.domain.wording import Language
from kiosk.screens.answers import Answer
from kiosk.screens.base import Screen
from ui.bridge import Bridge
from ui.chrome import Chrome, PanelSize
from ui.core_thread import CoreThread
from ui.faults import ExitStatus, Faults, Log, log_to_stderr
from ui.mirror import Mirror
from ui.stage import MAIN_QML, LoadFailed, Stage
from ui.surface import gui_application, has_display
from ui.voice import Voice

CORE_END_S_MAX = 2.0
_PRESSES = frozenset({QEvent.Type.TouchBegin, QEvent.Type.MouseButtonPress})


class _Presses(QObject):
    """Tells of every finger that comes down, whether or not it answers anything."""

    def __init__(self, on_press: Callable[[], None]) -> None:
        super().__init__()
        self._on_press = on_press

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _PRESSES:
            self._on_press()
        return False


class Ui:
    """What the core holds. Callable from any thread; the callbacks are called in Qt's thread."""

    def __init__(self, bridge: Bridge, activate: Callable[[Screen], int]) -> None:
        self._bridge, self._activate = bridge, activate
        self.on_touch: Callable[[], None] = lambda: None

    def show(self, screen: Screen) -> int:
        """Returns the number that answers to this screen carry. Raises NotShowable."""
        return self._bridge.show(screen)

    def show_overlay(self, overlay: Screen | None) -> int:
        """Returns the number that answers to it carry; None takes it away. Raises NotShowable."""
        return self._bridge.show_overlay(overlay)

    def activate(self, first_screen: Screen) -> int:
        """A spare becomes the picture."""
        return self._activate(first_screen)

    @property
    def on_answer(self) -> Callable[[int, Answer], None]:
        return self._bridge.on_answer

    @on_answer.setter
    def on_answer(self, callback: Callable[[int, Answer], None]) -> None:
        self._bridge.on_answer = callback

    @property
    def on_mode(self) -> Callable[[Language, bool], None]:
        """Told the language and whether elder mode is on, when one of them changes."""
        return self._bridge.on_mode

    @on_mode.setter
    def on_mode(self, callback: Callable[[Language, bool], None]) -> None:
        self._bridge.on_mode = callback


class Application(QObject):
    """One per process: Qt allows one QGuiApplication."""

    _activation = Signal()
    _quitting = Signal(int)

    def __init__(
        self,
        chrome: Chrome,
        panel: PanelSize,
        *,
        mirror_socket: Path | None = None,
        accept_touch: bool = False,
        voice_command: str = "",
        full_screen: bool = True,
        log: Log = log_to_stderr,
        main_qml: Path = MAIN_QML,
    ) -> None:
        """Sets Qt's environment variables that nobody has set, and makes the QGuiApplication."""
        self._app = gui_application(panel)
        super().__init__()
        self._log, self._chrome, self._full_screen = log, chrome, full_screen
        self._mirror_socket, self._accept_touch, self._voice_command = mirror_socket, accept_touch, voice_command
        self.on_first_frame: Callable[[], None] = lambda: None
        self._since_load, self._since_activation = QElapsedTimer(), QElapsedTimer()
        self._faults = Faults(log, self.quit, full_text=chrome.lab)
        self._faults.install()
        self._stage = Stage(
            chrome, self._fitting(panel), self._faults.qml, self._translation_missing, main_qml=main_qml
        )
        self.ui = Ui(self._stage.bridge, self.activate)
        self._presses = _Presses(self._pressed)
        self._mirror: Mirror | None = None
        self._voice: Voice | None = None
        self._activation.connect(self._show_window, Qt.ConnectionType.AutoConnection)
        self._quitting.connect(self._app.exit, Qt.ConnectionType.QueuedConnection)

    def load(self, expected: Screen | None = None) -> None:
        """Loads QML without showing it, and puts up the screen that will probably be the first. Raises LoadFailed."""
        self._since_load.start()
        try:
            self._stage.load()
        except LoadFailed:
            self._faults.load_failed()
            raise
        self._stage.window.installEventFilter(self._presses)
        self._voice = Voice(self._stage.bridge, self._voice_command, self._stage.spoken)
        self._voice.failed.connect(lambda program: self._log({"event": "voice_failed", "program": program}))
        if expected is not None:
            self._stage.bridge.show(expected)
            self._app.processEvents()

    def activate(self, first_screen: Screen) -> int:
        """Any thread, once. Shows the window with this screen; returns the screen's number."""
        seq = self._stage.bridge.show(first_screen)
        self._activation.emit()
        return seq

    def run(self, core: Callable[[Ui], Awaitable[None]]) -> int:
        """Returns the exit status once the core has ended, `quit` was called or a fault happened; then the core is
        cancelled, and has CORE_END_S_MAX to close what it holds."""
        thread = CoreThread(lambda: core(self.ui), self._core_ended)
        status = int(ExitStatus.OK)
        if self._faults.first is None:
            thread.start()
            status = self._app.exec()
            if not thread.stop(CORE_END_S_MAX):
                self._log({"event": "core_did_not_end"})
        self.close()
        return int(self._faults.first or status)

    def every(self, interval_s: float, callback: Callable[[], None]) -> None:
        """Call back from Qt's thread, as long as it turns."""
        timer = QTimer(self)
        timer.timeout.connect(callback)
        timer.start(int(interval_s * 1000))

    def quit(self, code: int = 0) -> None:
        """Any thread."""
        self._quitting.emit(code)

    def close(self) -> None:
        for part in (self._voice, self._mirror, self._stage):
            if part is not None:
                part.close()
        self._faults.uninstall()

    def _fitting(self, panel: PanelSize) -> PanelSize:
        """On a desk's display the panel is drawn as large as it fits; on its own display as it is."""
        if self._full_screen or not has_display(os.environ):
            return panel
        room = QGuiApplication.primaryScreen().availableSize()
        return panel.fitted(room.width(), room.height())

    def _show_window(self) -> None:
        self._since_activation.start()
        window = self._stage.window
        window.frameSwapped.connect(self._first_frame_out, Qt.ConnectionType.SingleShotConnection)
        self._start_mirror()
        if self._full_screen:
            window.showFullScreen()
        else:
            window.setPosition(QPoint(0, 0))
            window.show()

    def _start_mirror(self) -> None:
        if self._mirror_socket is None:
            return
        self._mirror = Mirror(
            self._stage,
            self._mirror_socket,
            accept_touch=self._accept_touch,
            terminal_id=self._chrome.terminal_id,
        )
        if self._voice is not None:
            self._voice.spoke.connect(self._mirror.tell_spoken)
        self._mirror.start()

    def _first_frame_out(self) -> None:
        self.on_first_frame()
        if self._mirror is not None:
            self._mirror.tell_first_frame(self._since_load.elapsed(), self._since_activation.elapsed())

    def _pressed(self) -> None:
        if self._voice is not None:
            self._voice.silence()
        self.ui.on_touch()

    def _translation_missing(self, path: Path) -> None:
        self._log({"event": "ui_translation_missing", "file": path.name})

    def _core_ended(self, error: BaseException | None) -> None:
        if error is None:
            self.quit(int(ExitStatus.OK))
        else:
            self._faults.exception(ExitStatus.CORE_FAILED, error, error.__traceback__)
