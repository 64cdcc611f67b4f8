"""A hospital without a wire on a hand-moved clock, and one over HTTPS."""

from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
import requests

from hardware_sim.hospital.clock import ManualClock
from hardware_sim.hospital.config import HospitalConfig
from hardware_sim.hospital.hospital import Hospital
from hardware_sim.hospital.operations import OPERATIONS
from hardware_sim.hospital.service import Incoming, Outgoing, Service
from hardware_sim.hospital.stand_in import HospitalStandIn
from tests.hospital_stand_in.contract import Contract
from tests.hospital_stand_in.terminal import Reply, Terminal

ANSWER_S_MAX = 30.0


class World:
    """A hospital in this process; a simulated delay moves its clock."""

    def __init__(self, contract: Contract, config: HospitalConfig) -> None:
        self.clock = ManualClock()
        self.hospital = Hospital(config, self.clock)
        self.ledger, self.phones, self.faults = self.hospital.ledger, self.hospital.phones, self.hospital.faults
        self.service = Service(self.hospital, sleep=self._sleep)
        self.contract = contract
        self.terminal = self.another_terminal("T01")

    def another_terminal(self, terminal_id: str) -> Terminal:
        return Terminal(self.carry, self.contract, terminal_id)

    def carry(self, method: str, path: str, headers: dict[str, str], raw: bytes) -> Reply:
        path, _, query = path.partition("?")
        parts = path.split("/")
        for operation in OPERATIONS:
            wanted = operation.path.split("/")
            if operation.method == method and len(wanted) == len(parts) and _fits(wanted, parts):
                number = next((got for want, got in zip(wanted, parts, strict=True) if want.startswith("{")), "")
                incoming = Incoming(
                    headers["X-Terminal-Id"],
                    headers.get("Idempotency-Key", ""),
                    number,
                    headers.get("If-None-Match", ""),
                    headers["Content-Type"],
                    raw,
                    query.removeprefix("after=") if operation.paged else "",
                    dict(parse_qsl(query)) if operation.query else {},
                )
                out = _finished(self.service.serve(operation, incoming))
                return Reply(out.status, {name.lower(): value for name, value in out.headers.items()}, out.body)
        raise AssertionError(f"no operation {method} {path}")

    async def _sleep(self, delay: float, /) -> None:
        self.clock.advance(delay)


def _finished(work: Coroutine[object, None, Outgoing]) -> Outgoing:
    """It never really waits: the hand-moved clock does."""
    try:
        work.send(None)
    except StopIteration as done:
        outgoing: Outgoing = done.value
        return outgoing
    raise AssertionError("it waits for something")


def _fits(wanted: list[str], parts: list[str]) -> bool:
    return all(want.startswith("{") or want == got for want, got in zip(wanted, parts, strict=True))


MakeWorld = Callable[[HospitalConfig], World]


@pytest.fixture(scope="session")
def contract() -> Contract:
    return Contract()


@pytest.fixture
def make_world(contract: Contract) -> MakeWorld:
    return lambda config: World(contract, config)


@pytest.fixture
def world(make_world: MakeWorld) -> World:
    return make_world(HospitalConfig())


@pytest.fixture(scope="session")
def run_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One set of certificates for all tests."""
    return tmp_path_factory.mktemp("hospital")


@pytest.fixture
def stand_in(run_dir: Path) -> Iterator[HospitalStandIn]:
    running = HospitalStandIn(run_dir)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def session(stand_in: HospitalStandIn) -> Iterator[requests.Session]:
    """With the terminal's certificate."""
    with requests.Session() as made:
        made.trust_env = False
        made.verify = str(stand_in.certificates.ca)
        made.cert = (str(stand_in.certificates.terminal()), str(stand_in.certificates.terminal_key()))
        yield made


@pytest.fixture
def wired(stand_in: HospitalStandIn, session: requests.Session, contract: Contract) -> Terminal:
    """A terminal over real HTTPS with mutual TLS."""

    def carry(method: str, path: str, headers: dict[str, str], raw: bytes) -> Reply:
        answer = session.request(method, stand_in.url + path, headers=headers, data=raw, timeout=ANSWER_S_MAX)
        return Reply(
            answer.status_code, {name.lower(): value for name, value in answer.headers.items()}, answer.content
        )

    return Terminal(carry, contract)
