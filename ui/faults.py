"""A fault of the ui ends the turn: a half-dead screen is worse than the spare's first frame 30 ms later.

Qt prints a slot's exception and lives on, and QML's warnings are only text; here each becomes a line in the log,
without personal data, and an exit status. Types and places are written, never `str(error)`: it may hold what a
person typed.
"""

import json
import re
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from enum import IntEnum
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

PLACES_MAX = 6
TEXT_CHARS_MAX = 300
_QML_PLACE = re.compile(r"(?:qrc:|file:)?/?[^\s:]*?([\w.]+\.(?:qml|js|mjs)):(\d+)")
_PICTURE = re.compile(r"image://\S+")  # holds the text of a code
_FROM_PYTHON = "Error"  # how QML names an exception of Python, with its text
_ERROR_NAME = re.compile(r"\b(\w*Error)\b")
# Messages about the display, not about our picture: written down, not deadly.
_PLATFORM_CATEGORIES = ("qt.qpa.", "qt.accessibility.", "qt.core.library", "qt.widgets")

Log = Callable[[Mapping[str, object]], None]


class ExitStatus(IntEnum):
    """What the process ends with; `docs/errors.md` has each."""

    OK = 0
    SLOT_FAILED = 80  # an exception in Python called by Qt
    QML_WARNED = 81  # QML or Qt warned: a binding, a missing file, a lost picture
    CORE_FAILED = 82  # the core's coroutine or its loop
    LOAD_FAILED = 83  # the QML did not load


_CODES = {
    ExitStatus.SLOT_FAILED: "UI_SLOT_FAILED",
    ExitStatus.QML_WARNED: "UI_QML_WARNED",
    ExitStatus.CORE_FAILED: "UI_CORE_FAILED",
    ExitStatus.LOAD_FAILED: "UI_LOAD_FAILED",
}


def log_to_stderr(line: Mapping[str, object]) -> None:
    print(json.dumps(line, ensure_ascii=False), file=sys.stderr, flush=True)


def places(trace: TracebackType | None) -> list[str]:
    """'bridge.py:88 answer', the innermost last."""
    frames = traceback.extract_tb(trace)[-PLACES_MAX:]
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]


class Faults:
    """Takes over every way in which a fault reaches the process. The first one decides how it ends."""

    def __init__(self, log: Log, end: Callable[[int], None], *, full_text: bool) -> None:
        """`end` is called from any thread, once. `full_text`: also write QML's own message (a lab machine only)."""
        self.first: ExitStatus | None = None
        self._log, self._end, self._full_text = log, end, full_text
        self._lock = threading.Lock()
        self._before = (sys.excepthook, sys.unraisablehook, threading.excepthook)

    def install(self) -> None:
        sys.excepthook = lambda kind, error, trace: self.exception(ExitStatus.SLOT_FAILED, error, trace)
        sys.unraisablehook = lambda args: self.exception(ExitStatus.SLOT_FAILED, args.exc_value, args.exc_traceback)
        threading.excepthook = lambda args: self.exception(ExitStatus.CORE_FAILED, args.exc_value, args.exc_traceback)
        self._handler_before = qInstallMessageHandler(self._qt_message)

    def uninstall(self) -> None:
        sys.excepthook, sys.unraisablehook, threading.excepthook = self._before
        qInstallMessageHandler(self._handler_before)

    def exception(self, status: ExitStatus, error: BaseException | None, trace: TracebackType | None) -> None:
        code = getattr(error, "code", None)
        self._happened(status, {"type": type(error).__name__, "error_code": code, "where": places(trace)})

    def qml(self, text: str) -> None:
        """A warning of QML or Qt."""
        self._happened(ExitStatus.QML_WARNED, self._described(text))

    def load_failed(self) -> None:
        self._happened(ExitStatus.LOAD_FAILED, {})

    def _happened(self, status: ExitStatus, details: dict[str, object]) -> None:
        with self._lock:
            is_first = self.first is None
            self.first = self.first or status
        self._log({"event": "ui_fault", "code": _CODES[status], **details})
        if is_first:
            self._end(int(status))

    def _described(self, text: str) -> dict[str, object]:
        place, name = _QML_PLACE.search(text), _ERROR_NAME.search(text)
        details: dict[str, object] = {
            "type": name.group(1) if name else "Warning",
            "where": [f"{place.group(1)}:{place.group(2)}"] if place else [],
        }
        if self._full_text and details["type"] != _FROM_PYTHON:
            details["text"] = _PICTURE.sub("image://…", text)[:TEXT_CHARS_MAX]
        return details

    def _qt_message(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        category = str(context.category or "default")
        if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
            return
        if category.startswith(_PLATFORM_CATEGORIES):
            self._log({"event": "ui_platform_message", "category": category})
        else:
            self.qml(text if category in ("qml", "js", "default") else f"{category}: {text}")
