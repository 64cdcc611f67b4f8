"""An empty database to copy: making the tables takes longer than a whole simulated settlement."""

from pathlib import Path

import pytest

from kiosk.settlement.tables import TABLES
from offline_queue.store import Store
from tests.settlement.truth import VirtualClock


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "empty.db"
    store = Store.open(path, VirtualClock(), TABLES)
    store.checkpoint()
    store.close()
    return path
