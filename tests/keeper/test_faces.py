"""A photo to be compared with: whose it is given for, and that the keeper keeps nothing of it."""

import asyncio
import base64
import json
import sqlite3
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, closing
from pathlib import Path

import pytest

from hardware_sim.hospital.seed import BillSlip
from hardware_sim.hospital.stand_in import HospitalStandIn
from kiosk.domain.evidence import BillSlipEvidence
from kiosk.domain.face_check import (
    CONSENT,
    PHOTO_BYTES_MAX,
    FaceCheckDone,
    FaceReason,
    FaceResult,
    PhotoOnFile,
    PhotoSource,
    ReferencePhoto,
)
from kiosk.domain.photo_seal import PhotoKey
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.keeper.remembered import KINDS
from tests.keeper.conftest import turns
from tests.keeper.terminal import KeeperProcess, Turn, run
from tests.keeper.test_identity import phone

OpenTurn = Callable[[], AbstractAsyncContextManager[Turn]]
PHOTO = bytes(range(256)) * 40


@pytest.fixture
def open_turn(standing_keeper: KeeperProcess, hospital: HospitalStandIn) -> OpenTurn:
    standing_keeper.ensure()
    hospital.hospital.faces.photos = {"shen": PHOTO}
    hospital.hospital.faces.asked.clear()
    return turns(standing_keeper, hospital)


async def photo_of(turn: Turn, handle: str) -> bytes:
    key = PhotoKey()
    photo = await turn.keeper.ask(ReferencePhoto(CONSENT, key.public), handle)
    return key.opened(photo, "T01", CONSENT).image


async def refusal(turn: Turn, handle: str) -> Refusal | None:
    try:
        await photo_of(turn, handle)
    except Refused as refused:
        return refused.refusal
    return None


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not holds():
            await asyncio.sleep(0.02)


def on_disk(keeper: KeeperProcess) -> bytes:
    folder: Path = keeper.profile.path.parent
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_the_photo_of_who_is_known_and_has_agreed_comes_whole(open_turn: OpenTurn, hospital: HospitalStandIn) -> None:
    async def ask() -> None:
        async with open_turn() as turn:
            shen, wu = await turn.identify("shen"), await turn.identify("wu")
            assert await turn.keeper.ask(PhotoOnFile(), shen.handle)
            assert await photo_of(turn, shen.handle) == PHOTO
            assert not await turn.keeper.ask(PhotoOnFile(), wu.handle)
            assert await refusal(turn, wu.handle) is Refusal.PHOTO_NOT_FOUND
            assert hospital.hospital.faces.asked == ["shen"]

    run(ask())


def test_nobody_else_gets_it_with_a_number_a_slip_or_no_handle(open_turn: OpenTurn, hospital: HospitalStandIn) -> None:
    slip: BillSlip = next(each for each in hospital.bill_slips() if each.person_key == "shen")

    async def ask() -> None:
        async with open_turn() as turn:
            by_phone = await turn.keeper.identify(phone("shen"))
            by_slip = await turn.keeper.identify(BillSlipEvidence(slip.token))
            assert await refusal(turn, by_phone.handle) is Refusal.NOT_ALLOWED
            assert await refusal(turn, by_slip.handle) is Refusal.NOT_ALLOWED
            assert await refusal(turn, "") is not None
            assert await refusal(turn, "no-such-handle") is Refusal.NOT_ALLOWED
            assert hospital.hospital.faces.asked == []

    run(ask())


def test_a_photo_that_is_too_large_is_no_answer(open_turn: OpenTurn, hospital: HospitalStandIn) -> None:
    async def ask() -> None:
        async with open_turn() as turn:
            shen = await turn.identify("shen")
            for photo in (bytes(PHOTO_BYTES_MAX + 1), b""):
                hospital.hospital.faces.photos["shen"] = photo
                assert await refusal(turn, shen.handle) is Refusal.HOSPITAL_ERROR
            hospital.hospital.faces.photos["shen"] = bytes(PHOTO_BYTES_MAX)
            assert await refusal(turn, shen.handle) is None

    run(ask())


def test_no_key_to_seal_to_is_no_photo(open_turn: OpenTurn, hospital: HospitalStandIn) -> None:
    async def ask() -> None:
        async with open_turn() as turn:
            shen = await turn.identify("shen")
            for sealed_to in ("", "A" * 43, "no key"):
                with pytest.raises(Refused):
                    await turn.keeper.ask(ReferencePhoto(CONSENT, sealed_to), shen.handle)
            assert hospital.hospital.faces.asked == []

    run(ask())


def test_the_keeper_writes_nothing_of_it(open_turn: OpenTurn, standing_keeper: KeeperProcess) -> None:
    async def ask() -> None:
        async with open_turn() as turn:
            shen = await turn.identify("shen")
            assert await photo_of(turn, shen.handle) == PHOTO
            await turn.keeper.tell(done(), shen.handle)

    run(ask())
    written = on_disk(standing_keeper)
    assert len(written) > 10_000
    assert PHOTO[1000:1100] not in written
    assert base64.b64encode(PHOTO)[1000:1100] not in written
    assert not {PhotoOnFile, ReferencePhoto} & set(KINDS)


def done(**changed: object) -> FaceCheckDone:
    told: dict[str, object] = {
        "reason": FaceReason.ACTING,
        "result": FaceResult.SAME,
        "source": PhotoSource.HOSPITAL,
        "tries": 1,
        "consent": CONSENT,
    }
    return FaceCheckDone(**told | changed)  # type: ignore[arg-type]


def test_what_came_of_it_is_in_the_audit_chain_and_reaches_the_hospital(
    keeper: KeeperProcess, hospital: HospitalStandIn
) -> None:
    async def ask() -> tuple[str, str]:
        async with turns(keeper, hospital)() as turn:
            shen = await turn.identify("shen")
            theirs = await turn.keeper.tell(done(), shen.handle)
            nobodys = await turn.keeper.tell(done(result=FaceResult.DECLINED, consent="", tries=0))
            await until(lambda: {theirs, nobodys} <= hospital.hospital.faces.checks.keys())
            return theirs, nobodys

    theirs, nobodys = run(ask())
    checks = hospital.hospital.faces.checks
    assert (checks[theirs]["result"], checks[theirs]["patient_id"]) == ("same", "P0000028")
    assert (checks[nobodys]["result"], "patient_id" in checks[nobodys]) == ("declined", False)
    keeper.stop()  # nobody else may look while it runs
    path = keeper.profile.keeper.data / "keeper.db"
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        query = "SELECT subject, content FROM audit WHERE kind = 'notice.FaceCheckDone' ORDER BY seq"
        rows = database.execute(query).fetchall()
    assert [subject for subject, _ in rows[-2:]] == [theirs, nobodys]
    assert set(json.loads(rows[-1][1])) == {"reason", "result", "source", "tries", "consent", "model", "limits", "code"}
