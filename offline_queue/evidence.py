"""A corrupt file is copied aside before anybody can try to mend it."""

import hashlib
import shutil
from pathlib import Path

SUFFIXES = ("", "-wal", "-shm")
COPIES_MAX = 4


def set_aside(path: Path) -> Path:
    """Copy the database and its WAL beside it and return the folder.

    The folder is named after the content, so a terminal that restarts for ever keeps one copy, not thousands;
    beyond COPIES_MAX different ones only the name is returned.
    """
    folder = path.with_name(f"{path.name}.corrupt-{_digest(path)}")
    kept = len(list(path.parent.glob(f"{path.name}.corrupt-*")))
    if folder.exists() or kept >= COPIES_MAX:
        return folder
    folder.mkdir(mode=0o700)
    for suffix in SUFFIXES:
        source = path.with_name(path.name + suffix)
        if source.exists():
            shutil.copyfile(source, folder / source.name)
    return folder


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]
