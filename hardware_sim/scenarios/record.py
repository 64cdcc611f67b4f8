"""What a scenario leaves in its folder: time-line, screens, slips, the truth and the terminal's belief."""

import contextlib
import json
import queue
import threading
from pathlib import Path
from typing import Any

from hardware_sim.bench.bench import Bench
from hardware_sim.bench.events import Event
from hardware_sim.bench.mirror import NoMirror

SCREENS_MAX = 200
STILL_AFTER_S = 0.35  # a screen's own motion is over by then


class ScreenRecorder:
    """Takes each screen as it comes, and once more when it stands still."""

    def __init__(self, bench: Bench, folder: Path) -> None:
        self._bench = bench
        self._folder = folder
        self._shown: queue.SimpleQueue[Event | None] = queue.SimpleQueue()
        self._count = 0
        self._thread = threading.Thread(target=self._run, name="screens", daemon=True)

    def start(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._thread.start()

    def stop(self) -> None:
        self._shown.put(None)
        self._thread.join()

    def hear(self, event: Event) -> None:
        if event.event == "screen_shown":
            self._shown.put(event)

    def _run(self) -> None:
        event = self._shown.get()
        while event is not None and self._count < SCREENS_MAX:
            path = self._path(event)
            self._take(path)
            try:
                event = self._shown.get(timeout=STILL_AFTER_S)
            except queue.Empty:
                self._take(path)
                event = self._shown.get()

    def _path(self, event: Event) -> Path:
        self._count += 1
        name = event.data.get("overlay") or event.data.get("name")
        return self._folder / f"{self._count:02d}-{name}.png"

    def _take(self, path: Path) -> None:
        with contextlib.suppress(NoMirror):  # the turn was killed under this screen
            path.write_bytes(self._bench.mirror.grab())


def write_records(bench: Bench, out: Path, belief: dict[str, Any] | None) -> None:
    slips = out / "slips"
    slips.mkdir(parents=True, exist_ok=True)
    for slip in bench.slips:
        (slips / f"{slip.number:02d}.bin").write_bytes(slip.raw)
        (slips / f"{slip.number:02d}.png").write_bytes(slip.png)
    bench.hospital.ledger.export(out / "ledger.json")
    if belief is not None:
        text = json.dumps(belief, ensure_ascii=False, indent=1)
        (out / "terminal.json").write_text(text, encoding="utf-8")
    (out / "terminal.log").write_text(bench.terminal.log_tail(), encoding="utf-8")
    bench.events.write(out / "timeline.jsonl")
    for wire in bench.wires.names:
        lines = [json.dumps(chunk.as_dict(), ensure_ascii=False) for chunk in bench.wires.tail(wire)]
        (out / f"wire-{wire}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
