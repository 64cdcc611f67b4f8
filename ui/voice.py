"""The voice: every screen in elder mode, reminders and warnings always. A touch silences it; `speakAgain` repeats.

A recorded file `<folder>/<language>/<Screen>.wav` is taken where there is one, else the speech program reads the text.
The text goes through its standard input: a command line can be read by every process of the machine. Without a command
there is no voice.
"""

import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from kiosk.domain.wording import Language
from ui.bridge import Bridge

ALWAYS_SPOKEN = frozenset({"TakeCardAndSlip", "TimeoutWarning"})
RECORDINGS = Path(__file__).parent / "recordings"
PLAYER = "aplay"
SPOKEN_CHARS_MAX = 1000
PUT_UP_MS = 50  # the screen is put up by then, its sentence is known
KILLED_MS_MAX = 300
_VOICES = {Language.ZH_CN: "cmn", Language.EN: "en"}


class Voice(QObject):
    """`text_of` gives the sentence of what is up now. `spoke(screen, text, by)`: `by` is "recorded" or "speech"."""

    spoke = Signal(str, str, str)
    failed = Signal(str)

    def __init__(self, bridge: Bridge, command: str, text_of: Callable[[], str], recordings: Path = RECORDINGS) -> None:
        super().__init__()
        self._bridge, self._text_of, self._recordings = bridge, text_of, recordings
        self._command = shlex.split(command)
        self._said = ("", "")
        self._processes: list[QProcess] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PUT_UP_MS)
        self._soon.timeout.connect(self._speak_if_new)
        for changed in (bridge.seqChanged, bridge.overlaySeqChanged, bridge.languageChanged, bridge.elderChanged):
            changed.connect(self._soon.start)
        bridge.speakAgainAsked.connect(self.speak_again)

    def silence(self) -> None:
        for process in self._processes:
            process.kill()

    def speak_again(self) -> None:
        self._speak(self._name(), self._text_of())

    def close(self) -> None:
        self._soon.stop()
        self.silence()
        for process in self._processes:
            process.waitForFinished(KILLED_MS_MAX)

    def _name(self) -> str:
        screen, overlay = self._bridge.drawn
        return overlay.name or screen.name

    def _speak_if_new(self) -> None:
        name, text = self._name(), self._text_of()
        if (name, text) == self._said:
            return
        self.silence()
        _, elder = self._bridge.mode
        if elder or name in ALWAYS_SPOKEN:
            self._said = (name, text)
            self._speak(name, text)
        else:
            self._said = ("", "")

    def _speak(self, name: str, text: str) -> None:
        if not self._command or not text:
            return
        self.silence()
        language, _ = self._bridge.mode
        recorded = self._recordings / language.value / f"{name}.wav"
        player = shutil.which(PLAYER) if recorded.is_file() else None
        if player:
            self._run([player, "-q", str(recorded)], "")
        else:
            self._run([*self._command, "-v", _VOICES[language], "--stdin"], text[:SPOKEN_CHARS_MAX])
        self.spoke.emit(name, text, "recorded" if player else "speech")

    def _run(self, command: list[str], said: str) -> None:
        process = QProcess(self)
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.finished.connect(lambda: self._forget(process))
        process.errorOccurred.connect(lambda error: self._error(process, error))
        self._processes.append(process)
        process.start(command[0], command[1:])
        process.write(said.encode())
        process.closeWriteChannel()

    def _error(self, process: QProcess, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self.failed.emit(process.program())
            self._forget(process)

    def _forget(self, process: QProcess) -> None:
        if process in self._processes:
            self._processes.remove(process)
            process.deleteLater()
