"""The hospital's photo on its way to a turn: not in the keeper's memory, files or log, and not on the network."""

import json
from base64 import b64decode
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from hardware_sim.hospital.server import make_app
from hardware_sim.hospital.stand_in import HospitalStandIn
from kiosk.composition.clock import SystemClock
from kiosk.composition.timeline import NoTimeline
from kiosk.domain.machine import Machine
from kiosk.domain.wording import LocalText
from kiosk.journeys.reference_photo import reference_photo
from kiosk.keeper.client import AsyncKeeperClient
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.profile import Limits
from kiosk.visit import Visit
from tests.keeper.conftest import turns
from tests.keeper.terminal import KeeperProcess, run, write_terminal
from tests.privacy.conftest import secrets_of
from tests.privacy.places import in_files, in_memory, in_open_files
from tests.privacy.recorder import Recorder
from tests.privacy.residue import Found, Secrets, pictures
from tests.turn.fakes import FakeDevices, FakeUi

PATH = "/reference-photo"
TIMES = 6  # buffers of network and socket come round again


@pytest.fixture(scope="module")
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture(scope="module")
def hospital(tmp_path_factory: pytest.TempPathFactory, recorder: Recorder) -> Iterator[HospitalStandIn]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hardware_sim.hospital.stand_in.make_app", recorder.before(make_app))
        server = HospitalStandIn(tmp_path_factory.mktemp("hospital"))
        server.start()
    yield server
    server.stop()


@pytest.fixture
def keeper(tmp_path: Path, hospital: HospitalStandIn, monkeypatch: pytest.MonkeyPatch) -> Iterator[KeeperProcess]:
    """All it may write to is under `tmp_path`, its TMPDIR too."""
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    process = KeeperProcess(write_terminal(tmp_path, hospital))
    process.start()
    yield process
    process.stop()


@pytest.fixture(scope="module")
def secrets(stored_photo: bytes) -> Secrets:
    return Secrets(secrets_of("Shen", stored_photo))


@dataclass
class Noted:
    codes: list[object]

    def note(self, event: str, **facts: str | int | bool) -> None:
        self.codes.append(facts.get("code"))


def visit_with(keeper: AsyncKeeperClient, terminal_id: str = "T01") -> Visit:
    machine = Machine(terminal_id, LocalText("医院"), LocalText("一楼"))
    return Visit(FakeUi(), keeper, FakeDevices(), Limits(), SystemClock(), NoTimeline(), machine)


@asynccontextmanager
async def shens_turn(keeper: KeeperProcess, hospital: HospitalStandIn) -> AsyncIterator[tuple[Visit, str]]:
    async with turns(keeper, hospital)() as turn:
        yield visit_with(turn.keeper), (await turn.identify("shen")).handle


def test_the_turn_has_the_photo_and_the_keeper_never_had_it(
    keeper: KeeperProcess, hospital: HospitalStandIn, secrets: Secrets, stored_photo: bytes
) -> None:
    found: list[Found] = []

    async def compare() -> None:
        async with shens_turn(keeper, hospital) as (visit, handle):
            for _ in range(TIMES):
                assert (await reference_photo(visit, handle)).image == stored_photo
            found.extend(in_memory(keeper.pid, secrets.find))
            found.extend(in_open_files(keeper.pid, secrets.find))

    run(compare())
    assert found == []
    if keeper.status() is None:
        assert in_memory(keeper.pid, secrets.find) == []


def test_nothing_of_it_is_in_any_file_of_the_keeper_nor_of_what_was_sealed(
    keeper: KeeperProcess, hospital: HospitalStandIn, recorder: Recorder, secrets: Secrets, tmp_path: Path
) -> None:
    before = len(recorder.said)

    async def compare() -> None:
        async with shens_turn(keeper, hospital) as (visit, handle):
            await reference_photo(visit, handle)
            await visit.keeper.end_visit()

    run(compare())
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {"keeper.db", "keeper.log"} <= {path.name for path in files}
    assert in_files(tmp_path, secrets.find) == []
    assert in_files(tmp_path, pictures) == []
    sealed = [body for path, body in recorder.said[before:] if path.endswith(PATH) and b'"sealed":' in body]
    assert in_files(tmp_path, Secrets({"sealed": b64decode(json.loads(*sealed)["result"]["sealed"])}).find) == []


def test_on_the_network_it_is_sealed(
    keeper: KeeperProcess, hospital: HospitalStandIn, recorder: Recorder, secrets: Secrets, stored_photo: bytes
) -> None:
    async def compare() -> None:
        async with shens_turn(keeper, hospital) as (visit, handle):
            await reference_photo(visit, handle)

    run(compare())
    said = recorder.said
    assert any(path.endswith(PATH) and len(body) > len(stored_photo) for path, body in said)
    assert [found for path, body in said for look in (secrets.find, pictures) for found in look(path, body)] == []


def test_a_photo_for_another_terminal_is_refused_by_a_code_that_staff_can_look_up(
    keeper: KeeperProcess, hospital: HospitalStandIn
) -> None:
    codes: list[object] = []

    async def compare() -> Refusal:
        async with turns(keeper, hospital)() as turn:
            visit = visit_with(turn.keeper, "T02")
            visit.timeline = Noted(codes)
            shen = await turn.identify("shen")
            with pytest.raises(Refused) as refused:
                await reference_photo(visit, shen.handle)
            return refused.value.refusal

    assert run(compare()) is Refusal.HOSPITAL_ERROR
    assert codes == ["PHOTO_SEAL_BROKEN"]
