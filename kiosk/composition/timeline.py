"""The turn's timeline: JSON lines in a lab's folder, nothing elsewhere. Holds codes and names of screens, nothing
personal.
"""

import json
import os
import time
from contextlib import suppress
from pathlib import Path


class FileTimeline:
    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = (folder / f"turn-{os.getpid()}.jsonl").open("ab", buffering=0)

    def note(self, event: str, **facts: str | int | bool) -> None:
        line = {"t_monotonic_ms": time.monotonic_ns() // 1_000_000, "event": event, **facts}
        with suppress(OSError):  # a full disk costs the line, not the turn
            self._file.write(f"{json.dumps(line, ensure_ascii=False)}\n".encode())


class NoTimeline:
    def note(self, event: str, **facts: str | int | bool) -> None:
        pass


def open_timeline(folder: Path | None) -> FileTimeline | NoTimeline:
    return NoTimeline() if folder is None else FileTimeline(folder)
