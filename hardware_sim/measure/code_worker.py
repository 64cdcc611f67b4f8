"""One reader's process, asked one picture at a time. It may crash or hang on a picture: that is its error, not ours."""

import base64
import json
import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
WORKERS = "hardware_sim.measure.code_workers"
ANSWER_S_MAX = 60.0
START_S_MAX = 30.0
ENGINES = {
    "ours": ("ours", "still"),
    "ours-stream": ("ours", "stream"),
    "zxing-plain": ("rivals", "zxing-plain"),
    "zxing-grey": ("rivals", "zxing-grey"),
    "pyzbar": ("rivals", "pyzbar"),
    "cv2": ("rivals", "cv2"),
}
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "OPENCV_LOG_LEVEL": "SILENT"}


class NoAnswer(Exception):
    """It crashed, took too long, or is not installed; the text says which."""


@dataclass(frozen=True, slots=True)
class Look:
    """One picture in one rotation. `ms`: of each call."""

    ms: tuple[float, ...]
    codes: tuple[tuple[str, bytes], ...]
    error: str = ""


class Worker:
    def __init__(self, engine: str, formats: str) -> None:
        module, name = ENGINES[engine]
        self._command = [sys.executable, "-m", f"{WORKERS}.{module}", name, formats]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Raises NoAnswer: it cannot run here."""
        pipe = subprocess.PIPE
        environment = {**os.environ, **ONE_THREAD}
        self._process = subprocess.Popen(
            self._command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=environment
        )
        self._line(START_S_MAX)

    def look(self, path: Path, rotations: int) -> list[Look]:
        """Raises NoAnswer; the next call starts it again."""
        if self._process is None:
            self.start()
        answer = json.loads(self._ask({"path": str(path.resolve()), "rotations": rotations}))
        if "error" in answer:
            raise NoAnswer(answer["error"])
        return [_look(each) for each in answer["looks"]]

    def _ask(self, question: dict[str, object]) -> bytes:
        assert self._process is not None
        assert self._process.stdin is not None
        with suppress(BrokenPipeError):  # it is dead: reading tells
            self._process.stdin.write(json.dumps(question).encode() + b"\n")
            self._process.stdin.flush()
        return self._line(ANSWER_S_MAX)

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            with suppress(BrokenPipeError), self._process:  # closes its pipes, waits for its end
                self._process = None

    def _line(self, wait_s_max: float) -> bytes:
        assert self._process is not None
        assert self._process.stdout is not None
        began_s = time.monotonic()
        timer = threading.Timer(wait_s_max, self._process.kill)
        timer.start()
        try:
            line = self._process.stdout.readline()
        finally:
            timer.cancel()
        if not line:
            self.stop()
            slow = time.monotonic() - began_s >= wait_s_max
            raise NoAnswer(f"no answer in {wait_s_max:.0f} s" if slow else "the reader crashed")
        return line


def _look(said: dict[str, Any]) -> Look:
    codes = tuple((each["text"], base64.b64decode(each["data"])) for each in said["codes"])
    return Look(tuple(said["ms"]), codes, said.get("error", ""))
