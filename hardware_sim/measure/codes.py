"""`kiosk-bench measure codes`: readers of codes over folders of pictures, in turn at each picture, one thread each."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from hardware_sim.measure.code_folders import Folder, Sample, folders_in
from hardware_sim.measure.code_worker import ENGINES, Look, NoAnswer, Worker
from hardware_sim.measure.unmeasured import NothingToMeasure

OURS = ("ours", "ours-stream")
RIVALS = tuple(name for name in ENGINES if name not in OURS)
FORMATS = ("qr", "code128", "datamatrix", "pdf417", "aztec", "microqr", "code39", "code93", "codabar", "itf", "ean")
ROTATIONS_MAX = 4
TOTAL = "total"
LOADER = "Pillow: first frame, upright by EXIF, on white, 8 bits"


@dataclass(slots=True)
class Count:
    """One engine's of one folder. A picture counts once a rotation. `beside`: read well, and other codes with it."""

    looks: int = 0
    codes: int = 0
    found: int = 0
    misread: int = 0
    false: int = 0
    beside: int = 0
    errors: int = 0
    ms: list[float] = field(default_factory=list)
    not_found: list[str] = field(default_factory=list)

    def take(self, sample: Sample, turn: int, look: Look) -> None:
        met = [sample.is_met_by(text, data) for text, data in look.codes]
        self.looks += 1
        self.codes += sample.has_code
        self.found += any(met)
        self.beside += any(met) and len(met) > 1
        self.misread += sample.has_code and bool(met) and not any(met)
        self.false += not sample.has_code and bool(met)
        self.errors += bool(look.error)
        self.ms += look.ms
        if sample.has_code and not any(met):
            self.not_found.append(f"{sample.path.parent.name}/{sample.path.name}@{turn * 90}")

    def miss(self, sample: Sample, rotations: int) -> None:
        """No answer at all. A code that is there was not found, whatever the reason: else who crashes looks better."""
        self.errors += 1
        if sample.has_code:
            for turn in range(rotations):
                self.take(sample, turn, Look((), ()))

    def add(self, other: "Count") -> None:
        for name in ("looks", "codes", "found", "misread", "false", "beside", "errors"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.ms += other.ms
        self.not_found += other.not_found

    def as_dict(self) -> dict[str, object]:
        times = sorted(self.ms) or [0.0]
        return {
            "pictures": self.looks,
            "codes": self.codes,
            "found": self.found,
            "misread": self.misread,
            "false": self.false,
            "beside": self.beside,
            "errors": self.errors,
            "ms_median": round(median(times), 3),
            "ms_p95": round(times[min(len(times) - 1, len(times) * 95 // 100)], 3),
            "not_found": self.not_found,
        }


def measure_codes(
    directories: Sequence[Path],
    rivals: Sequence[str] = RIVALS,
    rotations: int = ROTATIONS_MAX,
    formats: str = "qr,code128",
    told: Callable[[str], None] = lambda line: None,
) -> dict[str, object]:
    """`rows`: a folder and an engine each, the totals last. `told` hears of each picture that could not be used."""
    found = {directory: folders_in([directory]) for directory in directories}
    if empty := [str(directory) for directory, inside in found.items() if not inside]:
        raise NothingToMeasure(f"no pictures in {', '.join(empty)}")
    folders = [folder for inside in found.values() for folder in inside]
    run = _Run(rotations, formats, told)
    try:
        run.start([*OURS, *rivals])
        rows = [row for folder in folders for row in run.rows(folder)]
    finally:
        run.stop()
    totals = _totals(rows) if len(folders) > 1 else []
    return {
        "rotations": rotations,
        "formats": formats,
        "loader": LOADER,
        "rows": [{"folder": folder, "engine": engine, **count.as_dict()} for folder, engine, count in rows + totals],
        "errors": run.problems,
        "notes": run.notes,
    }


Row = tuple[str, str, Count]


class _Run:
    def __init__(self, rotations: int, formats: str, told: Callable[[str], None]) -> None:
        self._rotations, self._formats, self._told = rotations, formats, told
        self._workers: dict[str, Worker] = {}
        self.problems: list[str] = []
        self.notes: list[str] = []

    def start(self, engines: Iterable[str]) -> None:
        for name in engines:
            worker = Worker(name, self._formats)
            try:
                worker.start()
            except NoAnswer:
                self.notes.append(f"{name} does not run here: not installed?")
            else:
                self._workers[name] = worker

    def stop(self) -> None:
        for worker in self._workers.values():
            worker.stop()

    def rows(self, folder: Folder) -> list[Row]:
        counts = {name: Count() for name in self._workers}
        for sample in folder.samples:
            for name, worker in self._workers.items():
                self._take(sample, name, worker, counts[name])
        return [(folder.name, name, count) for name, count in counts.items()]

    def _take(self, sample: Sample, name: str, worker: Worker, count: Count) -> None:
        """A picture that cannot be used at all is one error."""
        try:
            if sample.problem:
                raise NoAnswer(sample.problem)
            looks = worker.look(sample.path, self._rotations)
        except NoAnswer as reason:
            count.miss(sample, self._rotations)
            self._note(sample, name, str(reason))
            return
        for turn, look in enumerate(looks):
            count.take(sample, turn, look)
            if look.error:
                self._note(sample, name, f"turned by {turn * 90}: {look.error}")

    def _note(self, sample: Sample, name: str, reason: str) -> None:
        line = f"{sample.path}: {name}: {reason}"
        self.problems.append(line.encode("utf-8", "replace").decode("utf-8"))  # a file's name may be anything
        self._told(self.problems[-1])


def _totals(rows: Sequence[Row]) -> list[Row]:
    totals: dict[str, Count] = {}
    for _, engine, count in rows:
        totals.setdefault(engine, Count()).add(count)
    return [(TOTAL, engine, count) for engine, count in totals.items()]


def as_markdown(figures: dict[str, object]) -> str:
    rows, notes = figures["rows"], figures["notes"]
    assert isinstance(rows, list)
    assert isinstance(notes, list)
    lines = [
        "| folder | reader | pictures | with a code | found | misread | false | beside | errors | ms median | ms p95 |",
        "|---|---|" + "---|" * 9,
    ]
    keys = ("pictures", "codes", "found", "misread", "false", "beside", "errors")
    for row in rows:
        numbers = [str(row[key]) for key in keys] + [f"{row['ms_median']:.2f}", f"{row['ms_p95']:.1f}"]
        lines.append(f"| {row['folder']} | {row['engine']} | " + " | ".join(numbers) + " |")
    said = f"{figures['rotations']} rotation(s), {figures['formats']}; loaded by {figures['loader']}; one thread each."
    return "\n".join([*lines, "", said, *notes])
