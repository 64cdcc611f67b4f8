"""The wording in QML is Chinese in the source; English comes from a translation file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTranslator

from kiosk.domain.wording import Language


def translation_files(language: Language, folder: Path) -> list[Path]:
    """One for each area of the machine."""
    return [] if language is Language.ZH_CN else sorted(folder.glob(f"*_{language.value}.qm"))


class Translation:
    """One language at a time. A missing file is written down, and the wording stays Chinese."""

    def __init__(self, app: QCoreApplication, on_missing: Callable[[Path], None], folder: Path) -> None:
        self._app, self._on_missing, self._folder = app, on_missing, folder
        self._translators: list[QTranslator] = []

    def use(self, language: Language) -> None:
        for translator in self._translators:
            self._app.removeTranslator(translator)
        self._translators = []
        paths = translation_files(language, self._folder)
        if language is not Language.ZH_CN and not paths:
            self._on_missing(self._folder / f"yizhan_{language.value}.qm")
        for path in paths:
            self._install(path)

    def _install(self, path: Path) -> None:
        translator = QTranslator(self._app)
        if not translator.load(str(path)):
            self._on_missing(path)
            return
        self._app.installTranslator(translator)
        self._translators.append(translator)
