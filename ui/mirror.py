"""The mirror: a bench sees the live screen and, in a lab, touches it. The frames are described in `ui/mirror_wire.py`.

Events (kind 2), each an object with "event":
    hello         first on every connection: version (1), terminal_id, width, height (pixels of the full picture),
                  accept_touch, pid
    first_frame   since_load_ms, since_activation_ms, at_monotonic_ms: the first picture is out; told again to whoever
                  connects later
    screen_shown  a screen, overlay, language or mode is on the panel: name, seq, overlay ("" or its name), overlay_seq,
                  language, elder, spoken, items
    spoken        the voice spoke: name, text, by ("recorded" | "speech")
    answer_dropped  seq: a touch answered a screen that had already gone
    <command>_result  id, ok, reason ("" if ok), and what the command asks for

`items` is a list of {name, role, enabled, checked, touchable, rect: [x, y, width, height]}: all named things in sight.

Commands (kind 10), each with "id":
    touch {phase: "down" | "move" | "up", x, y}   in pixels of the full picture. Reasons: bad_phase, outside
    tap {name}    taps the middle of the touchable item of exactly this accessible name, else of the only one whose name
                  begins so; waits up to 1 s for it to be there, enabled and still.
                  Reasons: no_such_item, ambiguous, disabled, moving, busy
    items {}      answers items_result with `items` as they are now
    grab {}       answers with a frame of kind 5, or grab_result with the reason busy
Without `accept_touch`, touch and tap are answered with the reason not_accepted.
"""

import os
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import SIGNAL, SLOT, QElapsedTimer, QObject, Qt, QTimer, Signal

from ui.accessible import visible_items
from ui.mirror_link import MirrorLink
from ui.mirror_wire import Command
from ui.stage import Stage
from ui.touch import Finger

VERSION = 1
FRAMES_PER_S_MAX = 15


class Mirror(QObject):
    """Lives in Qt's thread; the link's thread reaches it through queued signals only."""

    _connected = Signal()
    _commanded = Signal(object)

    def __init__(self, stage: Stage, path: Path, *, accept_touch: bool, terminal_id: str) -> None:
        super().__init__()
        self._stage, self._window, self._bridge = stage, stage.window, stage.bridge
        self._accept_touch, self._terminal_id = accept_touch, terminal_id
        self._finger = Finger(self._window)
        self._first_frame: dict[str, object] | None = None
        self._told: tuple[object, ...] = ()
        self._since_picture = QElapsedTimer()
        self._picture_due = QTimer(self)
        self._picture_due.setSingleShot(True)
        self._picture_due.timeout.connect(self._take_picture)
        self._link = MirrorLink(path, self._connected.emit, self._commanded.emit)
        self._connected.connect(self._greet, Qt.ConnectionType.QueuedConnection)
        self._commanded.connect(self._obey, Qt.ConnectionType.QueuedConnection)
        self._window.frameSwapped.connect(self._frame_out)
        # a screen that looks like the one before makes no frame, and would not be told
        QObject.connect(self._window, SIGNAL("seqChanged()"), self._window, SLOT("update()"))
        self._bridge.answerDropped.connect(lambda seq: self._tell("answer_dropped", seq=seq))

    def start(self) -> None:
        self._link.start()

    def close(self) -> None:
        self._picture_due.stop()
        self._link.close()

    def tell_first_frame(self, since_load_ms: int, since_activation_ms: int, at_monotonic_ms: int) -> None:
        self._first_frame = {
            "since_load_ms": since_load_ms,
            "since_activation_ms": since_activation_ms,
            "at_monotonic_ms": at_monotonic_ms,
        }
        self._tell("first_frame", **self._first_frame)

    def tell_spoken(self, name: str, text: str, by: str) -> None:
        self._tell("spoken", name=name, text=text, by=by)

    def _tell(self, event: str, **fields: object) -> None:
        self._link.post_event({"event": event, **fields})

    def _greet(self) -> None:
        self._tell(
            "hello",
            version=VERSION,
            terminal_id=self._terminal_id,
            width=self._window.width(),
            height=self._window.height(),
            accept_touch=self._accept_touch,
            pid=os.getpid(),
        )
        self._told = ()
        if self._first_frame is not None:
            self._tell("first_frame", **self._first_frame)
            self._tell_screen()
            self._take_picture()

    def _frame_out(self) -> None:
        if self._link.connected:
            self._tell_screen()
            if not self._picture_due.isActive():
                self._picture_due.start(self._pause_ms())

    def _pause_ms(self) -> int:
        if not self._since_picture.isValid():
            return 0
        return max(0, 1000 // FRAMES_PER_S_MAX - self._since_picture.elapsed())

    def _take_picture(self) -> None:
        if self._link.wants_picture:
            self._since_picture.start()
            self._link.post_picture(self._window.grabWindow())
        elif self._link.connected:
            self._picture_due.start(1000 // FRAMES_PER_S_MAX)

    def _tell_screen(self) -> None:
        """Only what is really up: QML puts a screen up a moment after the bridge has it."""
        screen, overlay = self._bridge.drawn
        language, elder = self._bridge.mode
        state = (screen.seq, overlay.seq, language, elder)
        if state == self._told or not self._stage.is_up():
            return
        self._told = state
        self._tell(
            "screen_shown",
            name=screen.name,
            seq=screen.seq,
            overlay=overlay.name,
            overlay_seq=overlay.seq,
            language=language.value,
            elder=elder,
            spoken=self._stage.spoken(),
            items=self._items(),
        )

    def _items(self) -> list[dict[str, object]]:
        return [asdict(item) for item in visible_items(self._window)]

    def _obey(self, command: Command) -> None:
        acts: dict[str, Callable[[Command], None]] = {
            "touch": self._touch,
            "tap": self._tap,
            "items": self._give_items,
            "grab": self._grab,
        }
        if command.name in acts:
            acts[command.name](command)
        else:
            self._result(command, "unknown_command")

    def _result(self, command: Command, reason: str, **fields: object) -> None:
        self._tell(f"{command.name}_result", id=command.id, ok=not reason, reason=reason, **fields)

    def _touch(self, command: Command) -> None:
        phase, x, y = (command.fields.get(key) for key in ("phase", "x", "y"))
        if not self._accept_touch:
            self._result(command, "not_accepted")
        elif isinstance(phase, str) and isinstance(x, int | float) and isinstance(y, int | float):
            self._result(command, self._finger.touch(phase, x, y))
        else:
            self._result(command, "bad_fields")

    def _tap(self, command: Command) -> None:
        name = command.fields.get("name")
        if not self._accept_touch:
            self._result(command, "not_accepted")
        elif isinstance(name, str):
            self._finger.tap(name, lambda reason: self._result(command, reason))
        else:
            self._result(command, "bad_fields")

    def _give_items(self, command: Command) -> None:
        self._result(command, "", items=self._items())

    def _grab(self, command: Command) -> None:
        if not self._link.post_grab(command.id, self._window.grabWindow()):
            self._result(command, "busy")
