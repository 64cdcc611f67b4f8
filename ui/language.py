"""The wording in QML is Chinese in the source; English comes from a translation file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTranslator

from kiosk.domain.wording import Language


def translation_file(language: Language, folder: Path) -> Path | None:
    return None if language is Language.ZH_CN else folder / f"yizhan_{language.value}.qm"


class Translation:
    """One language at a time. A missing file is written down, and the wording stays Chinese."""

    def __init__(self, app: QCoreApplication, on_missing: Callable[[Path], None], folder: Path) -> None:
        self._app, self._on_missing, self._folder = app, on_missing, folder
        self._translator: QTranslator | None = None

    def use(self, language: Language) -> None:
        if self._translator is not None:
            self._app.removeTranslator(self._translator)
            self._translator = None
        path = translation_file(language, self._folder)
        if path is None:
            return
        translator = QTranslator(self._app)
        if not translator.load(str(path)):
            self._on_missing(path)
            return
        self._app.installTranslator(translator)
        self._translator = translator
