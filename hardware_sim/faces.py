"""Whose photo stands for whom on the bench: people who gave theirs to a package's tests (`packaging/fetch.py photos`).

The faces are not those of the invented names. A checkout that has fetched none has nobody with a photo.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

PHOTOS = Path(os.environ.get("YIZHAN_PHOTOS", Path(__file__).parents[1] / ".photos"))
FACES: Mapping[str, str] = MappingProxyType(
    {
        "xin": "obama",
        "zeng": "sample6-b",
        "shen": "biden",
        "schmidt": "sample6-d",
        "wong": "sample6-a",
        "ren": "faces-c",
        "zhou": "sample5-c",
        "guo": "astronaut",
    }
)
"""Key of a person → name of a photo."""


def photo_of(key: str) -> bytes | None:
    """As JPEG. None: nobody fetched it, or the person has none."""
    path = PHOTOS / "people" / f"{FACES.get(key, '')}.jpg"
    return path.read_bytes() if key in FACES and path.is_file() else None
