import os
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QGuiApplication

from kiosk.domain.wording import Language
from tests.ui_look.wall import PANELS, Drawn, Wall
from ui.chrome import PanelSize
from ui.surface import gui_application

for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
    os.environ.pop(name, None)  # the tests draw into memory, also on a desk

Draw = Callable[[str, Language, bool], list[Drawn]]


@pytest.fixture(scope="session")
def gui() -> QGuiApplication:
    """The process's one QGuiApplication, of the lobby's size."""
    found = QGuiApplication.instance()
    return found if isinstance(found, QGuiApplication) else gui_application(PanelSize())


@pytest.fixture(scope="session")
def draw(gui: QGuiApplication) -> Iterator[Draw]:
    """Every sample on a panel, in a language and mode: drawn once, measured by many tests."""
    kept: dict[tuple[str, Language, bool], list[Drawn]] = {}
    walls: dict[str, Wall] = {}

    def drawn(panel: str, language: Language, elder: bool) -> list[Drawn]:
        if (panel, language, elder) not in kept:
            wall = walls.setdefault(panel, Wall(PANELS[panel], panel))
            kept[panel, language, elder] = wall.draw_all(language, elder=elder)
        return kept[panel, language, elder]

    yield drawn
    for wall in walls.values():
        wall.close()
