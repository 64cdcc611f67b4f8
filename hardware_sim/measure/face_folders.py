"""Folders of photos that nobody here has seen: which pictures, and whose."""

import re
from collections.abc import Iterable
from pathlib import Path

PHOTOS = Path(__file__).parents[2] / ".photos"
ENDINGS = {".jpg", ".jpeg", ".png", ".bmp", ".webp", ".gif", ".tif", ".tiff", ".ppm", ".pgm"}
NUMBERED = re.compile(r"^(.+?)[-_ ]?\d+$")


def pictures_in(folders: Iterable[Path]) -> list[Path]:
    """Found by their names' endings; in the order of their names."""
    found = {path for folder in folders for path in folder.rglob("*") if path.suffix.lower() in ENDINGS}
    return sorted(path for path in found if path.is_file())


def person_of(path: Path, folder: Path) -> str:
    """The sub-folder's name, or the file's without its number: person/1.jpg, person_1.jpg."""
    inside = path.relative_to(folder)
    if len(inside.parts) > 1:
        return inside.parts[0]
    numbered = NUMBERED.match(path.stem)
    return numbered[1] if numbered else path.stem
