"""The public price list, out of `prices.tsv`: prices (fen) are invented, but likely; initials are pinyin's."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hardware_sim.hospital.values import Json, Text

FILE = Path(__file__).with_name("prices.tsv")
ROWS_MAX = 60


@dataclass(frozen=True, slots=True)
class Row:
    """`kind`: medicine, service. `grade`: a 甲, b 乙, c 丙."""

    kind: str
    initials: str
    name: Text
    unit: Text
    fen: int
    grade: str

    def json(self) -> Json:
        return {
            "name": self.name.json(),
            "unit": self.unit.json(),
            "price": {"fen": self.fen},
            "grade": self.grade,
        }


@cache
def rows() -> tuple[Row, ...]:
    lines = FILE.read_text(encoding="utf-8").splitlines()[1:]
    return tuple(_row(*line.split("\t")) for line in lines)


def _row(kind: str, initials: str, zh: str, en: str, unit_zh: str, unit_en: str, fen: str, grade: str) -> Row:
    return Row(kind, initials, Text(zh, en), Text(unit_zh, unit_en), int(fen), grade)


def found(kind: str, initials: str) -> list[Row]:
    """Those that begin so first, then those that hold them; each in the list's order."""
    mine = [row for row in rows() if row.kind == kind and initials in row.initials]
    return sorted(mine, key=lambda row: not row.initials.startswith(initials))
