"""Folders of photos that nobody here has seen: which pictures, and whose."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from hardware_sim.measure.code_folders import places_in
from hardware_sim.measure.code_workers.loading import Picture, Unusable, load

PHOTOS = Path(__file__).parents[2] / ".photos"
NUMBERED = re.compile(r"^(.+?)[-_ ]?\d+$")


def pictures_in(folders: Iterable[Path]) -> list[Path]:
    """Found by their names' endings, each folder once, links followed; in the order of their names."""
    return sorted(path for _, _, pictures in places_in(folders) for path in pictures if path.is_file())


def first_readable(paths: Iterable[Path]) -> Path | None:
    return next((path for path in paths if _is_readable(path)), None)


def spread_out(names: list[str], wanted: int) -> list[str]:
    """All of them, the first `wanted` from all over the folder."""
    step = max(1, len(names) // wanted)
    return [name for first in range(step) for name in names[first::step]]


class Pictures(Mapping[str, Picture]):
    """Each is loaded when it is asked for: a folder may hold more than the memory does."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths, self.unreadable = list[str](), list[str]()
        for path in paths:
            (self._paths if _is_readable(Path(path)) else self.unreadable).append(path)

    def __getitem__(self, path: str) -> Picture:
        return load(Path(path))

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def _is_readable(path: Path) -> bool:
    try:
        load(path)
    except Unusable:
        return False
    return True


def person_of(path: Path, folder: Path) -> str:
    """The sub-folder's name, or the file's without its number: person/1.jpg, person_1.jpg."""
    inside = path.relative_to(folder)
    if len(inside.parts) > 1:
        return inside.parts[0]
    numbered = NUMBERED.match(path.stem)
    return numbered[1] if numbered else path.stem
