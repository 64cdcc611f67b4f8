"""What a window needs besides its picture: who touches it, its voice, its mirror.

Loaded after the first picture is out, since loading it takes longer than drawing: nobody touches what is not there yet.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPointerEvent

from ui.mirror import Mirror
from ui.stage import Stage
from ui.voice import Voice

Log = Callable[[Mapping[str, object]], None]


class Senses(QObject):
    """`voice`: the speech program and the folder of recordings. `on_press` is told of every finger that comes down,
    whether or not it answers anything.
    """

    def __init__(self, stage: Stage, voice: tuple[str, Path | None], log: Log, on_press: Callable[[], None]) -> None:
        super().__init__()
        self._stage, self._log, self._on_press = stage, log, on_press
        self._mirror: Mirror | None = None
        command, prompts = voice
        self._voice = Voice(stage.bridge, command, stage.spoken, prompts)
        self._voice.failed.connect(self._voice_failed)
        stage.window.installEventFilter(self)

    def mirror_to(self, path: Path, *, accept_touch: bool, terminal_id: str, first_frame: tuple[int, int, int]) -> None:
        """`first_frame`: milliseconds since load, since activation, and on the machine's monotonic clock."""
        self._mirror = Mirror(self._stage, path, accept_touch=accept_touch, terminal_id=terminal_id)
        self._mirror.tell_first_frame(*first_frame)
        self._voice.spoke.connect(self._mirror.tell_spoken)
        self._mirror.start()

    def close(self) -> None:
        self._voice.close()
        if self._mirror is not None:
            self._mirror.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPointerEvent) and event.isBeginEvent():
            self._voice.silence()
            self._on_press()
        return False

    def _voice_failed(self, program: str) -> None:
        self._log({"event": "voice_failed", "program": program})
