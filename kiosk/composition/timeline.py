"""The turn's timeline: JSON lines in a lab's folder, nothing elsewhere. Holds codes and names of screens, nothing
personal.
"""

import json
import os
import time
from pathlib import Path


class FileTimeline:
    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = (folder / f"turn-{os.getpid()}.jsonl").open("a", encoding="utf-8", buffering=1)

    def note(self, event: str, **facts: str | int | bool) -> None:
        line = {"t_monotonic_ms": time.monotonic_ns() // 1_000_000, "event": event, **facts}
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")


class NoTimeline:
    def note(self, event: str, **facts: str | int | bool) -> None:
        pass


def open_timeline(folder: Path | None) -> FileTimeline | NoTimeline:
    return NoTimeline() if folder is None else FileTimeline(folder)
