import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from tests.ui.watcher import Terminal, Watcher
from ui.chrome import PanelSize
from ui.surface import gui_application

for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
    os.environ.pop(name, None)  # the tests draw into memory, also on a desk


@pytest.fixture(scope="session")
def gui() -> QGuiApplication:
    """The process's one QGuiApplication, of the lobby's size."""
    found = QGuiApplication.instance()
    return found if isinstance(found, QGuiApplication) else gui_application(PanelSize())


@pytest.fixture
def start() -> Iterator[Callable[..., Terminal]]:
    started: list[Terminal] = []

    def begin(**plan: object) -> Terminal:
        started.append(Terminal(**plan))
        return started[-1]

    yield begin
    for terminal in started:
        terminal.kill()


@pytest.fixture
def watcher(tmp_path: Path) -> Iterator[Watcher]:
    listening = Watcher(tmp_path / "mirror")
    yield listening
    listening.close()
