"""One card world for the whole test process: libpcsclite remembers the first service it spoke to."""

import queue
import shutil
import tempfile
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

from drivers.api.errors import DeviceError
from drivers.api.insurance_card_reader import CardEvent
from drivers.models.pcsc_insurance_card_reader import PcscInsuranceCardReader
from drivers.transport.pcsc import PcscReaders, use_service
from hardware_sim.pcsc import Missing, PcscWorld

EVENT_S_MAX = 40.0

Pairs = list[tuple[str, str]]
Converse = Callable[[Generator[bytes, bytes, Any], Pairs], Any]


@pytest.fixture
def converse() -> Converse:
    return _converse


def _converse(plan: Generator[bytes, bytes, Any], pairs: Pairs) -> Any:
    """Run a plan against (sent, answered) in hex. A wrong byte and a pair left over both fail."""
    left = list(pairs)
    try:
        command = next(plan)
        while True:
            assert left, f"sent {command.hex().upper()} after the last pair"
            sent, answered = left.pop(0)
            assert command.hex().upper() == sent.replace(" ", "")
            command = plan.send(bytes.fromhex(answered))
    except StopIteration as done:
        assert not left, f"never sent: {left}"
        return done.value
    except DeviceError:
        assert not left, f"never sent: {left}"
        raise


@pytest.fixture
def short_dir() -> Iterator[Path]:
    """A directory whose sockets have short names; pytest's own are too long for one."""
    path = Path(tempfile.mkdtemp(prefix="yz-"))
    yield path
    shutil.rmtree(path)


@pytest.fixture(scope="session")
def session_world() -> Iterator[PcscWorld]:
    run_dir = Path(tempfile.mkdtemp(prefix="yz-"))
    world = PcscWorld(run_dir)
    try:
        world.start()
    except Missing as missing:
        pytest.skip(str(missing))
    yield world
    world.stop()
    shutil.rmtree(run_dir)


@pytest.fixture
def world(session_world: PcscWorld) -> Iterator[PcscWorld]:
    """The world with both slots empty, before and after."""
    yield session_world
    for slot, is_in in enumerate(session_world.cards_in()):
        if is_in:
            session_world.remove(slot)
    _wait_until_pcscd_has_seen_it(session_world)


def _wait_until_pcscd_has_seen_it(world: PcscWorld) -> None:
    """It looks every 0.4 s only; the next test's reader would find the card of this one."""
    use_service(str(world.service_socket))
    readers = PcscReaders()
    readers.connect()
    states = readers.look(0)
    while any(state.present for state in states):
        states = readers.look(EVENT_S_MAX)
    readers.disconnect()


class Kiosk:
    """The driver under test and what it told."""

    def __init__(self, world: PcscWorld) -> None:
        self.events: queue.Queue[CardEvent] = queue.Queue()
        self.reader = PcscInsuranceCardReader(
            "insurance_card_reader", "", {"service_socket": str(world.service_socket), "read_s_max": 30}
        )
        self.reader.watch(self.events.put)

    def next_event(self) -> CardEvent:
        return self.events.get(timeout=EVENT_S_MAX)


@pytest.fixture
def kiosk(world: PcscWorld) -> Iterator[Kiosk]:
    """A reader that is watched but not open yet."""
    one = Kiosk(world)
    yield one
    one.reader.close()
