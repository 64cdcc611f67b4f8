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


def choose_surface(environment: MutableMapping[str, str], panel: PanelSize) -> int | None:
    """Sets Qt's variables where nobody has. Returns a file descriptor to close once QGuiApplication is there, or None.

    Offscreen's own screen is 800×800, so its size is told in a file, which lives in memory only.
    """
    environment.setdefault("QT_IM_MODULE", "none")  # own keypads: no input method
    environment.setdefault("QT_LINUX_ACCESSIBILITY_ALWAYS_ON", "0")
    if "QT_QPA_PLATFORM" in environment or has_display(environment):
        return None
    descriptor = os.memfd_create("yizhan-screen")
    os.write(descriptor, json.dumps(_screen_file(panel)).encode())
    environment["QT_QPA_PLATFORM"] = f"offscreen:configfile=/proc/self/fd/{descriptor}"
    environment.setdefault("QT_QUICK_BACKEND", "software")
    return descriptor


def has_display(environment: MutableMapping[str, str]) -> bool:
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


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
