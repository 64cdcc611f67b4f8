"""One window with its QML and the bridge behind it: loaded hidden, shown later, taken down in the right order."""

from collections.abc import Callable
from pathlib import Path

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QUrl
from PySide6.QtQml import QQmlApplicationEngine, QQmlError
from PySide6.QtQuick import QQuickWindow  # before QML is loaded, else the window is a plain QWindow

from kiosk.domain.wording import Language
from ui.bridge import Bridge
from ui.chrome import Chrome, PanelSize
from ui.language import Translation
from ui.live_images import LiveImages
from ui.page_images import PageImages
from ui.qr_images import QrImages

MAIN_QML = Path(__file__).parent / "qml" / "Main.qml"
WORDING = Path(__file__).parent / "i18n"


class LoadFailed(Exception):
    """UI_LOAD_FAILED: Main.qml made no window. The warnings before it name the files and lines."""

    code = "UI_LOAD_FAILED"


class Stage(QObject):
    """Main.qml takes `bridge`, `width`, `height`, `still`; it has `seq` (what is put up), `overlayItem`, `spoken`."""

    def __init__(
        self,
        chrome: Chrome,
        panel: PanelSize,
        on_warning: Callable[[str], None],
        on_missing: Callable[[Path], None],
        main_qml: Path = MAIN_QML,
        wording: Path = WORDING,
    ) -> None:
        super().__init__()
        app = QCoreApplication.instance()
        assert app is not None, "QGuiApplication comes first"
        self._chrome, self._panel, self._main_qml, self._on_warning = chrome, panel, main_qml, on_warning
        self._engine: QQmlApplicationEngine | None = None
        self._translation = Translation(app, on_missing, wording)
        self.bridge = Bridge(chrome.to_qml(panel))
        self.bridge.languageChanged.connect(self._translate)  # before QML's own bindings to it

    def load(self) -> None:
        """Raises LoadFailed."""
        self._engine = engine = QQmlApplicationEngine()
        engine.setOutputWarningsToStandardError(False)  # they come through the signal
        engine.warnings.connect(self._warned)
        engine.addImageProvider("qr", QrImages())
        engine.addImageProvider("pages", PageImages(self.bridge.pages))
        engine.addImageProvider("live", LiveImages(self.bridge.live))
        engine.setInitialProperties(
            {
                "bridge": self.bridge,
                "width": self._panel.width_px,
                "height": self._panel.height_px,
                "still": self._chrome.still,
            }
        )
        engine.load(QUrl.fromLocalFile(str(self._main_qml)))
        roots = engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            raise LoadFailed(self._main_qml.name)
        self.window = roots[0]
        self.window.installEventFilter(self.bridge.pointer_time)

    def spoken(self) -> str:
        return str(self.window.property("spoken") or "")

    def is_up(self) -> bool:
        """QML puts a screen up a moment after the bridge has it."""
        screen, overlay = self.bridge.drawn
        has_overlay = self.window.property("overlayItem") is not None
        return self.window.property("seq") == screen.seq and has_overlay == bool(overlay.name)

    def close(self) -> None:
        """QML goes before the objects it shows."""
        if self._engine is not None:
            shiboken6.delete(self._engine)
            self._engine = None
        self._translation.use(Language.ZH_CN)  # the translator is the process's: the next window begins without it

    def _translate(self) -> None:
        language, _ = self.bridge.mode
        self._translation.use(language)
        if self._engine is not None:
            self._engine.retranslate()

    def _warned(self, warnings: list[QQmlError]) -> None:
        for warning in warnings:
            self._on_warning(warning.toString())
