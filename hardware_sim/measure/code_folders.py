"""Folders of pictures with what they hold beside them: `x.png` and `x.txt` (UTF-8), or `x.bin`. None: it holds no code.

Capitals in endings (`X.PNG`, `X.TXT`) are as good.
Texts are compared with CR LF and CR taken as LF, and without line ends at their end: files are stored that way, codes
are not. Nothing else is forgiven. `x.bin` is compared byte by byte.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif", ".tif", ".tiff", ".pgm", ".ppm", ".jp2", ".avif")


@dataclass(frozen=True, slots=True)
class Sample:
    path: Path
    text: str | None = None
    data: bytes | None = None
    problem: str = ""  # what is beside it cannot be understood

    @property
    def has_code(self) -> bool:
        return self.text is not None or self.data is not None

    def is_met_by(self, text: str, data: bytes) -> bool:
        if self.text is not None:
            return without_line_ends(text) == self.text
        return data == self.data


@dataclass(slots=True)
class Folder:
    name: str
    samples: list[Sample] = field(default_factory=list)


def without_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")


def folders_in(directories: Sequence[Path]) -> list[Folder]:
    """Each folder that holds pictures itself, by name; empty if there is none."""
    found = []
    for root, place, pictures in places_in(directories):
        if pictures:
            found.append(Folder(_name(root, place), [_sample(path) for path in pictures]))
    return found


def places_in(directories: Iterable[Path]) -> Iterator[tuple[Path, Path, list[Path]]]:
    """Of which directory, each folder in it once, and what is called a picture there. Links are followed."""
    seen = set[Path]()
    for root in directories:
        for place, inside, names in os.walk(root, followlinks=True):
            inside.sort()
            if (real := Path(place).resolve()) in seen:
                inside.clear()
                continue
            seen.add(real)
            yield root, Path(place), [Path(place) / name for name in sorted(names) if _is_picture(name)]


def _is_picture(name: str) -> bool:
    return Path(name).suffix.lower() in SUFFIXES


def _name(root: Path, place: Path) -> str:
    return str(Path(root.resolve().name or "/") / place.relative_to(root))


def _beside(path: Path, ending: str) -> Path:
    small, capital = path.with_suffix(ending), path.with_suffix(ending.upper())
    return capital if capital.is_file() and not small.is_file() else small


def _sample(path: Path) -> Sample:
    text, data = _beside(path, ".txt"), _beside(path, ".bin")
    try:
        if path.exists() and not path.is_file():
            return Sample(path, problem="is no regular file")
        if text.is_file():
            return Sample(path, text=without_line_ends(text.read_bytes().decode("utf-8-sig")))
        return Sample(path, data=data.read_bytes()) if data.is_file() else Sample(path)
    except UnicodeDecodeError:
        return Sample(path, problem=f"{text.name} is no UTF-8")
    except OSError as cause:
        return Sample(path, problem=f"what is beside it cannot be read: {cause.strerror}")
