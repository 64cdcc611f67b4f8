"""The voice: every screen in elder mode, reminders and warnings always. A touch silences it; `speakAgain` repeats.

What is shown is said, sentence by sentence: one that somebody has recorded is played, `<folder>/<language>/<key>.wav`;
the speech program reads all others. It gets them on its standard input: a command line can be read by every process of
the machine. Without a command it says nothing.
"""

import hashlib
import shlex
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from kiosk.domain.wording import Language
from ui.bridge import Bridge
from ui.spoken import VOICES, as_speech

ALWAYS_SPOKEN = frozenset({"TakeCardAndSlip", "TimeoutWarning"})
PLAYER = "aplay"
SPOKEN_CHARS_MAX = 1000
KEY_LETTERS = 16
PUT_UP_MS = 50  # the screen is put up by then, its sentence is known
KILLED_MS_MAX = 300


def recording_key(sentence: str, language: Language) -> str:
    """The name of a sentence's recording: the same as long as its words are."""
    return hashlib.sha256(f"{language.value}\n{sentence}".encode()).hexdigest()[:KEY_LETTERS]


def recording(folder: Path, sentence: str, language: Language) -> Path:
    return folder / language.value / f"{recording_key(sentence, language)}.wav"


@dataclass(frozen=True, slots=True)
class _Utterance:
    command: tuple[str, ...]
    said: str = ""


class Voice(QObject):
    """`text_of` gives the sentences of what is up now. `spoke(screen, text, by)`: by "recorded", "speech" or "both"."""

    spoke = Signal(str, str, str)
    failed = Signal(str)

    def __init__(self, bridge: Bridge, command: str, text_of: Callable[[], str], prompts: Path | None = None) -> None:
        super().__init__()
        self._bridge, self._text_of, self._prompts = bridge, text_of, prompts
        self._command = tuple(shlex.split(command))
        self._said = ("", "")
        self._goes_on = False  # what is up is what was said, with other news
        self._processes: list[QProcess] = []
        self._speaking: QProcess | None = None
        self._waiting: list[_Utterance] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PUT_UP_MS)
        self._soon.timeout.connect(self._speak_if_new)
        bridge.seqChanged.connect(self._another)
        for changed in (bridge.seqChanged, bridge.overlaySeqChanged, bridge.languageChanged, bridge.elderChanged):
            changed.connect(self._soon.start)
        bridge.speakAgainAsked.connect(self.speak_again)

    def silence(self) -> None:
        self._waiting, self._speaking = [], None
        for process in tuple(self._processes):
            process.kill()

    def speak_again(self) -> None:
        self._speak(self._name(), self._text_of())

    def close(self) -> None:
        self._soon.stop()
        self.silence()
        for process in tuple(self._processes):  # each leaves the list as it ends
            process.waitForFinished(KILLED_MS_MAX)

    def _name(self) -> str:
        screen, overlay = self._bridge.drawn
        return overlay.name or screen.name

    def _another(self) -> None:
        self._goes_on = self._goes_on and self._bridge.drawn[0].goes_on

    def _speak_if_new(self) -> None:
        """Of a screen that goes on only what is new, and not before what is being said has come to its end."""
        name, text = self._name(), self._text_of()
        goes_on = self._goes_on and name == self._said[0]
        if (name, text) == self._said or (goes_on and self._speaking is not None):
            return
        said = frozenset(self._said[1].splitlines()) if goes_on else frozenset()
        self.silence()
        _, elder = self._bridge.mode
        if elder or name in ALWAYS_SPOKEN:
            self._said, self._goes_on = (name, text), True
            self._speak(name, "\n".join(line for line in text.splitlines() if line not in said))
        else:
            self._said = ("", "")

    def _speak(self, name: str, text: str) -> None:
        self.silence()
        language, _ = self._bridge.mode
        utterances = self._utterances(text[:SPOKEN_CHARS_MAX], language)
        if not utterances:
            return
        ways = {"speech" if utterance.said else "recorded" for utterance in utterances}
        self._waiting = utterances
        self._say_next()
        self.spoke.emit(name, text, ways.pop() if len(ways) == 1 else "both")

    def _utterances(self, text: str, language: Language) -> list[_Utterance]:
        """In order; what is not recorded goes to the speech program together, as far as it is one after the other."""
        player = shutil.which(PLAYER) if self._prompts is not None else None

        def recorded(sentence: str) -> Path | None:
            if player is None or self._prompts is None:
                return None
            path = recording(self._prompts, sentence, language)
            return path if path.is_file() else None

        utterances: list[_Utterance] = []
        for path, sentences in groupby(text.splitlines(), recorded):
            if path is not None and player is not None:
                utterances.append(_Utterance((player, "-q", str(path))))
            elif self._command:
                said = as_speech("\n".join(sentences), language)
                utterances.append(_Utterance((*self._command, "-v", VOICES[language], "-m", "--stdin"), said))
        return utterances

    def _say_next(self) -> None:
        if self._waiting:
            self._run(self._waiting.pop(0))

    def _run(self, utterance: _Utterance) -> None:
        process = QProcess(self)
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.finished.connect(self._finished)  # no lambda: its hold on both outlives them, and Qt deletes one twice
        process.errorOccurred.connect(self._error)
        self._processes.append(process)
        self._speaking = process
        process.start(utterance.command[0], list(utterance.command[1:]))
        process.write(utterance.said.encode())
        process.closeWriteChannel()

    def _finished(self) -> None:
        """One that was silenced has no next. What has changed meanwhile comes last."""
        process = cast(QProcess, self.sender())
        self._forget(process)
        if process is self._speaking:
            self._speaking = None
            self._say_next()
            self._soon.start()

    def _error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            process = cast(QProcess, self.sender())
            self._waiting, self._speaking = [], None
            self.failed.emit(process.program())
            self._forget(process)

    def _forget(self, process: QProcess) -> None:
        if process in self._processes:
            self._processes.remove(process)
            process.deleteLater()
