"""Rows of figures: smallest, median and largest of several runs."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """`unit`: ms, MB or x (a ratio). `aim`: at most this, by the issue; None: no aim."""

    name: str
    unit: str
    smallest: float
    median: float
    largest: float
    runs: int
    aim: float | None = None

    @classmethod
    def of(cls, name: str, unit: str, values: Sequence[float], aim: float | None = None) -> "Figure":
        smallest, middle, largest = (round(value, 3) for value in (min(values), median(values), max(values)))
        return cls(name, unit, smallest, middle, largest, len(values), aim)

    def as_dict(self) -> dict[str, object]:
        met = None if self.aim is None else self.median <= self.aim
        return {**asdict(self), "aim_met": met}


def as_table(figures: dict[str, object]) -> str:
    """For people: one figure a line."""
    rows = figures["figures"]
    assert isinstance(rows, list)
    lines = [f"{'':56} {'min':>9} {'median':>9} {'max':>9}  unit  aim"]
    for row in rows:
        aim = "" if row["aim"] is None else f"≤ {row['aim']:g} {'met' if row['aim_met'] else 'MISSED'}"
        numbers = " ".join(f"{row[key]:9.2f}" for key in ("smallest", "median", "largest"))
        lines.append(f"{row['name']:56} {numbers}  {row['unit']:4}  {aim}")
    return "\n".join(lines)
