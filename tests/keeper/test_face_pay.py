"""The permit to look and the notes of a consent, through the real keeper and the real wire."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import pytest

from hardware_sim.hospital.faults import Fault
from hardware_sim.hospital.stand_in import HospitalStandIn
from kiosk.domain.face_pay import WORDING_VERSION, FacePayAuth, FacePayNote, FaceStep
from kiosk.domain.payment import Channel
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from tests.keeper.conftest import OpenTurn, turns
from tests.keeper.terminal import KeeperProcess, run

AT = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


def note(step: FaceStep, consent_id: str = "", result_code: str = "") -> FacePayNote:
    return FacePayNote(step, WORDING_VERSION, Channel.WECHAT, "PV000001", AT, consent_id, result_code)


def test_raw_data_that_the_provider_sealed_gets_a_permit(open_turn: OpenTurn, hospital: HospitalStandIn) -> None:
    async def ask() -> None:
        async with open_turn() as turn:
            cloud = hospital.hospital.face_cloud
            permit = await turn.keeper.do(FacePayAuth(Channel.WECHAT, cloud.seal(), "S01", "D01"))
            assert cloud.admits(permit.auth_info, "S01")
            assert not cloud.admits(permit.auth_info, "S02")
            again = await turn.keeper.do(FacePayAuth(Channel.WECHAT, cloud.seal(), "S01", "D01"))
            assert again.auth_info != permit.auth_info
            with pytest.raises(Refused) as refused:
                await turn.keeper.do(FacePayAuth(Channel.WECHAT, "made.up", "S01", "D01"))
            assert refused.value.refusal is Refusal.FACE_PAY_DENIED

    run(ask())


def test_a_consent_is_a_row_of_the_audit_chain_though_the_keeper_is_killed_at_once(
    keeper: KeeperProcess, hospital: HospitalStandIn
) -> None:
    async def tell() -> None:
        async with turns(keeper, hospital)() as turn:
            hospital.cut_network()
            await turn.keeper.tell(note(FaceStep.CONSENTED))
            keeper.kill()

    run(tell())
    with closing(sqlite3.connect(keeper.profile.keeper.data / "keeper.db")) as db:
        rows = db.execute("SELECT kind FROM audit WHERE kind LIKE 'notice.%'").fetchall()
    assert rows == [("notice.FacePayNote",)]


def test_the_notes_of_a_consent_reach_the_hospital_in_order_and_hold_nothing_else(
    open_turn: OpenTurn, hospital: HospitalStandIn
) -> None:
    async def tell() -> list[Any]:
        async with open_turn() as turn:
            before = len(hospital.hospital.face_notes)
            hospital.faults.inject(Fault.HTTP_500, "noteFacePay")  # the first has to come again
            consent_id = await turn.keeper.tell(note(FaceStep.CONSENTED))
            await turn.keeper.tell(note(FaceStep.ENDED, consent_id, "FACE_PAY_CANCELLED"))
            async with asyncio.timeout(60):
                while len(hospital.hospital.face_notes) < before + 2:
                    await asyncio.sleep(0.02)
            assert list(hospital.hospital.face_notes)[before] == consent_id
            return list(hospital.hospital.face_notes.values())[before:]

    told = run(tell())
    assert [(each["step"], each["result_code"]) for each in told] == [
        ("consented", ""),
        ("ended", "FACE_PAY_CANCELLED"),
    ]
    assert told[1]["consent_id"]
    names = {"consent_id", "step", "wording", "channel", "quote_id", "at", "result_code", "terminal"}
    assert [set(each) for each in told] == [names] * 2
