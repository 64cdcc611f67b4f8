"""An empty database to copy: making the tables takes longer than a whole simulated settlement."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.settlement.tables import TABLES
from offline_queue.store import Store
from tests.settlement.books import Desk
from tests.settlement.truth import VirtualClock


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "empty.db"
    store = Store.open(path, VirtualClock(), TABLES)
    store.checkpoint()
    store.close()
    return path


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = Desk.open(tmp_path)
    yield opened
    opened.store.close()
