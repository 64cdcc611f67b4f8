"""One desk per test."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.offline_queue.support import Desk

MEMORY = Path("/dev/shm")


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Held in memory: what a disk does is looked at in `test_power`."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        desk = Desk(Path(folder))
        yield desk
        desk.store.close()
