"""Brings what others write down into the event log: the turns' journal, the hospital's calls, the truth ledger."""

import json
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hardware_sim.bench.bench import Bench

LOOK_INTERVAL_S = 0.03
LINE_BYTES_MAX = 64 * 1024


class Watchers:
    """One thread looks at all of them."""

    def __init__(self, bench: "Bench") -> None:
        journal = JournalTail(bench.run_dir / "journal")
        self._looks: tuple[Callable[[], None], ...] = (
            lambda: _tell_journal(bench, journal),
            _Requests(bench).look,
            _LedgerEntries(bench).look,
        )
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watchers", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """After one last look."""
        if self._thread.is_alive():
            self._stopping.set()
            self._thread.join()

    def _run(self) -> None:
        while True:
            last = self._stopping.wait(LOOK_INTERVAL_S)
            for look in self._looks:
                look()
            if last:
                return


class JournalTail:
    """New whole lines of every `turn-<pid>.jsonl`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[Path, int] = {}

    def new_lines(self) -> list[dict[str, object]]:
        found: list[dict[str, object]] = []
        for path in self._files():
            with suppress(FileNotFoundError), path.open("rb") as file:
                file.seek(self._read.get(path, 0))
                while (line := file.readline(LINE_BYTES_MAX)).endswith(b"\n"):
                    self._read[path] = file.tell()
                    found.append({"pid": int(path.stem.removeprefix("turn-")), **_parsed(line)})
        return found

    def _files(self) -> list[Path]:
        """None when the warden has just removed the run directory: between two system calls of `glob`, too."""
        try:
            return sorted(self._folder.glob("turn-*.jsonl"))
        except FileNotFoundError:
            return []


def _parsed(line: bytes) -> dict[str, object]:
    try:
        fields = json.loads(line)
    except ValueError:
        return {}
    return fields if isinstance(fields, dict) else {}


def _tell_journal(bench: "Bench", journal: JournalTail) -> None:
    for line in journal.new_lines():
        at_ms = line.pop("t_monotonic_ms", None)
        event = str(line.pop("event", ""))
        at_s = at_ms / 1000 if isinstance(at_ms, int | float) else None
        if event:
            bench.events.add("turn", event, line, at_s)


class _Requests:
    """Every call at the hospital."""

    def __init__(self, bench: "Bench") -> None:
        self._bench = bench
        self._seen = 0

    def look(self) -> None:
        for record in self._bench.hospital.requests.records(self._seen):
            self._seen = record.sequence
            told = {"status": record.status, "code": record.code, "waited_s": record.waited_s}
            told |= {"faults": list(record.faults)}
            self._bench.events.add("hospital", record.operation, told, _monotonic(record.at))


class _LedgerEntries:
    def __init__(self, bench: "Bench") -> None:
        self._bench = bench
        self._seen = 0

    def look(self) -> None:
        for entry in self._bench.hospital.ledger.entries(self._seen):
            self._seen = entry.sequence
            told = {"amount_fen": entry.amount_fen, "bills": dict(entry.shares)}
            self._bench.events.add("truth", entry.what.value, told, _monotonic(entry.at))


def _monotonic(at: datetime) -> float:
    return time.monotonic() - (datetime.now(at.tzinfo) - at).total_seconds()
