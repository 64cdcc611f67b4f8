"""Which display Qt draws on. Decided before QGuiApplication is made; without a display it draws into memory."""

import json
import os
from collections.abc import MutableMapping

from PySide6.QtGui import QGuiApplication

from ui.chrome import PanelSize

_LOGICAL_DPI = 96


def gui_application(panel: PanelSize) -> QGuiApplication:
    """The one QGuiApplication of the process."""
    in_memory = choose_surface(os.environ, panel)
    app = QGuiApplication(["yizhan"])
    if in_memory is not None:
        os.close(in_memory)
        del os.environ["QT_QPA_PLATFORM"]  # a child process would look for the file that is gone
    return app


def is_in_memory() -> bool:
    return QGuiApplication.platformName() == "offscreen"


def choose_surface(environment: MutableMapping[str, str], panel: PanelSize) -> int | None:
    """Sets Qt's variables where nobody has. Returns a file descriptor to close once QGuiApplication is there, or None.

    A display that does not answer must not stop the terminal: memory is always the last choice. Offscreen's own screen
    is 800×800, so its size is told in a file, which lives in memory only. Qt draws by the processor: half the memory of
    OpenGL, and frameSwapped comes in the main thread; a panel with a good GPU may set QT_QUICK_BACKEND itself.
    """
    environment.setdefault("QT_IM_MODULE", "none")  # own keypads: no input method
    environment.setdefault("QT_QUICK_BACKEND", "software")
    if "QT_QPA_PLATFORM" in environment:
        return None
    descriptor = os.memfd_create("yizhan-screen")
    os.write(descriptor, json.dumps(_screen_file(panel)).encode())
    in_memory = f"offscreen:configfile=/proc/self/fd/{descriptor}"
    environment["QT_QPA_PLATFORM"] = ";".join([*_displays(environment), in_memory])
    return descriptor


def _displays(environment: MutableMapping[str, str]) -> list[str]:
    """Qt's plug-ins for the displays that the environment names, best first."""
    named = {"wayland": "WAYLAND_DISPLAY", "xcb": "DISPLAY"}
    return [plugin for plugin, variable in named.items() if environment.get(variable)]


def _screen_file(panel: PanelSize) -> dict[str, object]:
    screen = {
        "name": "panel",
        "x": 0,
        "y": 0,
        "width": panel.width_px,
        "height": panel.height_px,
        "logicalDpi": _LOGICAL_DPI,
        "logicalBaseDpi": _LOGICAL_DPI,
        "dpr": 1,
    }
    return {"screens": [screen]}
