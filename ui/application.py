"""The ui's front door: makes the window, keeps Qt in the main thread and the core beside it, ends with a status.

application = Application(chrome, panel, mirror_socket=…, accept_touch=…, voice_command=…, full_screen=…)
application.load(Attract())     # the spare: QML loaded, nothing shown, no device, no mirror
application.activate(Attract()) # any thread: the window is shown and drawn
sys.exit(application.run(core)) # core(ui) runs on an asyncio loop in a background thread
"""

import importlib
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

# neither Qt nor QEvent here, or in what this imports: their enums cost 50 ms before the first picture
from PySide6.QtCore import QElapsedTimer, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from kiosk.domain.wording import Language
from kiosk.screens.answers import Answer
from kiosk.screens.base import Screen
from kiosk.screens.live import LivePicture
from ui.bridge import Bridge
from ui.chrome import Chrome, PanelSize
from ui.core_thread import CoreThread
from ui.faults import ExitStatus, Faults, Log, log_to_stderr
from ui.stage import MAIN_QML, LoadFailed, Stage
from ui.surface import gui_application, is_in_memory

if TYPE_CHECKING:
    from ui.senses import Senses

CORE_END_S_MAX = 2.0
FIRST_FRAME_MS_MAX = 500  # the core begins after the first picture, or then: its imports would slow the picture down
SWITCH_S_MAX = 0.001  # how long QML waits to read a value while the core computes; Python's own limit is 5 ms
_LATER = "ui.senses"  # what is loaded only when the first picture is out


class Ui:
    """What the core holds. Callable from any thread; the callbacks are called in Qt's thread."""

    def __init__(self, bridge: Bridge, activate: Callable[[Screen], int]) -> None:
        self._bridge, self._activate = bridge, activate
        self.on_touch: Callable[[], None] = lambda: None

    def show(self, screen: Screen, goes_on: bool = False) -> int:
        """Returns the number that answers to this screen carry. Raises NotShowable."""
        return self._bridge.show(screen, goes_on)

    def show_overlay(self, overlay: Screen | None) -> int:
        """Returns the number that answers to it carry; None takes it away. Raises NotShowable."""
        return self._bridge.show_overlay(overlay)

    def show_live(self, picture: LivePicture | None) -> None:
        """What the camera sees now; None: it is off."""
        self._bridge.show_live(picture)

    def activate(self, first_screen: Screen) -> int:
        """A spare becomes the picture."""
        return self._activate(first_screen)

    @property
    def on_answer(self) -> Callable[[int, Answer], None] | None:
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
        voice_prompts: Path | None = None,
        full_screen: bool = True,
        log: Log = log_to_stderr,
        main_qml: Path = MAIN_QML,
    ) -> None:
        """Sets Qt's environment variables that nobody has set, and makes the QGuiApplication."""
        self._app = gui_application(panel)
        super().__init__()
        self._log, self._chrome, self._full_screen = log, chrome, full_screen
        self._mirror_socket, self._accept_touch = mirror_socket, accept_touch
        self._voice_command, self._voice_prompts = voice_command, voice_prompts
        self.on_first_frame: Callable[[], None] = lambda: None
        self._since_load, self._since_activation = QElapsedTimer(), QElapsedTimer()
        self._faults = Faults(log, self.quit, full_text=chrome.lab)
        self._faults.install()
        self._stage = Stage(
            chrome, self._fitting(panel), self._faults.qml, self._translation_missing, main_qml=main_qml
        )
        self.ui = Ui(self._stage.bridge, self.activate)
        self._senses: Senses | None = None
        self._core: CoreThread | None = None
        self._activation.connect(self._show_window)
        self._quitting.connect(self._app.exit)

    def load(self, expected: Screen | None = None) -> None:
        """Loads QML without showing it. Raises LoadFailed.

        `expected`: a spare has time to put up the screen that will probably be the first, and to load the rest.
        """
        self._since_load.start()
        try:
            self._stage.load()
        except LoadFailed:
            self._faults.load_failed()
            raise
        if expected is not None:
            self._stage.bridge.show(expected)
            self._app.processEvents()
            importlib.import_module(_LATER)

    def activate(self, first_screen: Screen) -> int:
        """Any thread, once. Shows the window with this screen; returns the screen's number."""
        seq = self._stage.bridge.show(first_screen)
        self._activation.emit()
        return seq

    def run(self, core: Callable[[Ui], Awaitable[None]]) -> int:
        """Returns the exit status once the core has ended, `quit` was called or a fault happened; then the core is
        cancelled, and has CORE_END_S_MAX to close what it holds."""
        sys.setswitchinterval(SWITCH_S_MAX)
        self._core = CoreThread(lambda: core(self.ui), self._core_ended)
        status = int(ExitStatus.OK)
        if self._faults.first is None:
            QTimer.singleShot(FIRST_FRAME_MS_MAX if self._since_activation.isValid() else 0, self._core.start)
            status = self._app.exec()
            if not self._core.stop(CORE_END_S_MAX):
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
        if self._senses is not None:
            self._senses.close()
        self._stage.close()
        self._faults.uninstall()

    def _fitting(self, panel: PanelSize) -> PanelSize:
        """On a desk's display the panel is drawn as large as it fits; on its own display as it is."""
        if self._full_screen or is_in_memory():
            return panel
        room = QGuiApplication.primaryScreen().availableSize()
        return panel.fitted(room.width(), room.height())

    def _show_window(self) -> None:
        self._since_activation.start()
        window = self._stage.window
        window.frameSwapped.connect(self._first_frame_out)
        if self._full_screen:
            window.showFullScreen()
        else:
            window.setPosition(QPoint(0, 0))
            window.show()

    def _first_frame_out(self) -> None:
        if self._senses is not None:  # a render thread may have told of a second frame before we heard of the first
            return
        self._stage.window.frameSwapped.disconnect(self._first_frame_out)
        since_load_ms, since_activation_ms = self._since_load.elapsed(), self._since_activation.elapsed()
        at_monotonic_ms = self._since_load.msecsSinceReference() + since_load_ms
        self.on_first_frame()
        if self._core is not None:
            self._core.start()
        self._senses = self._awake((since_load_ms, since_activation_ms, at_monotonic_ms))

    def _awake(self, first_frame: tuple[int, int, int]) -> "Senses":
        from ui.senses import Senses

        voice = (self._voice_command, self._voice_prompts)
        senses = Senses(self._stage, voice, self._log, lambda: self.ui.on_touch())
        if self._mirror_socket is not None:
            senses.mirror_to(
                self._mirror_socket,
                accept_touch=self._accept_touch,
                terminal_id=self._chrome.terminal_id,
                first_frame=first_frame,
            )
        return senses

    def _translation_missing(self, path: Path) -> None:
        self._log({"event": "ui_translation_missing", "file": path.name})

    def _core_ended(self, error: BaseException | None) -> None:
        if error is None:
            self.quit(int(ExitStatus.OK))
        else:
            self._faults.exception(ExitStatus.CORE_FAILED, error, error.__traceback__)
