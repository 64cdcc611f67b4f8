"""A hospital, a keeper's process, and a turn. One of each for all tests that leave them as they were."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from hardware_sim.hospital.config import HospitalConfig
from hardware_sim.hospital.seed import BillSlip
from hardware_sim.hospital.stand_in import HospitalStandIn
from kiosk.keeper.client import AsyncKeeperClient
from tests.keeper.terminal import KeeperProcess, Turn, write_terminal

OpenTurn = Callable[[], AbstractAsyncContextManager[Turn]]
NO_PASSWORD_FEN_MAX = 900_00


@pytest.fixture(scope="session")
def standing_hospital(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HospitalStandIn]:
    stand_in = HospitalStandIn(tmp_path_factory.mktemp("hospital"), HospitalConfig(reverse_not_before_s=0.3))
    stand_in.start()
    yield stand_in
    stand_in.stop()


@pytest.fixture(scope="session")
def bills(standing_hospital: HospitalStandIn) -> Iterator[BillSlip]:
    """Each once, so that no test meets another's. Zhang and Sun have tests of their own; Fang's card is lost."""
    all_bills = standing_hospital.bill_slips()
    cheap = [each for each in all_bills if 0 < each.amount_fen <= NO_PASSWORD_FEN_MAX]
    return iter([each for each in cheap if each.person_key not in ("zhang", "sun", "fang")])


@pytest.fixture
def hospital(standing_hospital: HospitalStandIn) -> Iterator[HospitalStandIn]:
    yield standing_hospital
    standing_hospital.faults.clear()
    standing_hospital.heal_network()


@pytest.fixture
def owed(bills: Iterator[BillSlip], hospital: HospitalStandIn) -> BillSlip:
    return next(bills)


@pytest.fixture(scope="session")
def standing_keeper(
    tmp_path_factory: pytest.TempPathFactory, standing_hospital: HospitalStandIn
) -> Iterator[KeeperProcess]:
    process = KeeperProcess(write_terminal(tmp_path_factory.mktemp("run"), standing_hospital, reverse_after_s_min=0.4))
    process.start()
    yield process
    process.stop()


@pytest.fixture
def keeper(tmp_path: Path, hospital: HospitalStandIn) -> Iterator[KeeperProcess]:
    """One of its own, for a test that ends it."""
    process = KeeperProcess(write_terminal(tmp_path, hospital, reverse_after_s_min=0.4))
    process.start()
    yield process
    process.stop()


def turns(keeper: KeeperProcess, hospital: HospitalStandIn) -> OpenTurn:
    @asynccontextmanager
    async def opened() -> AsyncIterator[Turn]:
        client = AsyncKeeperClient(keeper.profile.keeper.socket, keeper.profile.limits.keeper_wait_s_max)
        try:
            await client.activate()
            yield Turn(client, hospital)
        finally:
            await client.close()

    return opened


@pytest.fixture
def open_turn(standing_keeper: KeeperProcess, hospital: HospitalStandIn) -> OpenTurn:
    standing_keeper.ensure()
    return turns(standing_keeper, hospital)
