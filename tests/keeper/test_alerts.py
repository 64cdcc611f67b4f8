"""A screening alert goes before all that waited, and the money of lane 0 stays with the settlement's runner."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest

from hardware_sim.hospital.outpatient.screening_records import WINTER
from hardware_sim.hospital.stand_in import HospitalStandIn
from kiosk.domain.screening import (
    FeverClinic,
    Questionnaire,
    ScreeningAlert,
    ScreeningCause,
    ScreeningMoment,
    ScreeningQuestionnaire,
    ToBeRouted,
)
from kiosk.domain.wording import LocalText
from kiosk.keeper import remembered
from kiosk.keeper.daemon import SENDERS
from kiosk.keeper.refused import Refused
from kiosk.keeper.sending import POLICY
from kiosk.settlement import operations
from offline_queue.operation import Lane
from offline_queue.transaction import Transaction
from tests.keeper.conftest import turns
from tests.keeper.terminal import KeeperProcess, Turn, run

OpenTurn = Callable[[], AbstractAsyncContextManager[Turn]]
ALERT = ScreeningAlert(ScreeningMoment.CHECK_IN, ScreeningCause.ANSWERS, "2026-winter-1", ("fever",))


@pytest.fixture
def open_turn(standing_keeper: KeeperProcess, hospital: HospitalStandIn) -> OpenTurn:
    standing_keeper.ensure()
    return turns(standing_keeper, hospital)


def alerts(hospital: HospitalStandIn) -> dict[str, Any]:
    found: Any = hospital.staff_desk()["alerts"]
    return dict(found)


async def until_alerted(hospital: HospitalStandIn, count: int) -> list[Any]:
    async with asyncio.timeout(60):
        while len(alerts(hospital)) < count:
            await asyncio.sleep(0.02)
    return list(alerts(hospital).values())


def test_the_questions_and_who_is_to_be_routed_come_from_the_hospital(
    open_turn: OpenTurn, hospital: HospitalStandIn
) -> None:
    async def ask() -> None:
        async with open_turn() as turn:
            none = await turn.keeper.ask(ScreeningQuestionnaire(ScreeningMoment.CHECK_IN))
            assert none.questions == ()
            hospital.hospital.screening.want(WINTER, "li")
            asked = await turn.keeper.ask(ScreeningQuestionnaire(ScreeningMoment.CHECK_IN))
            assert [each.question_id for each in asked.questions] == ["fever", "contact", "travel"]
            assert asked.clinic.place.zh.startswith("发热门诊")
            zhang, li = await turn.identify("zhang"), await turn.identify("li")
            assert not await turn.keeper.ask(ToBeRouted(), zhang.handle)
            assert await turn.keeper.ask(ToBeRouted(), li.handle)

    try:
        run(ask())
    finally:
        hospital.hospital.screening.want(())


def test_without_the_line_everybody_is_asked_the_questions_of_today_and_nobody_is_named(
    open_turn: OpenTurn, hospital: HospitalStandIn
) -> None:
    async def ask() -> None:
        async with open_turn() as turn:
            hospital.hospital.screening.want(WINTER)
            zhang = await turn.identify("zhang")
            asked = await turn.keeper.ask(ScreeningQuestionnaire(ScreeningMoment.CHECK_IN))
            hospital.cut_network()
            assert await turn.keeper.ask(ScreeningQuestionnaire(ScreeningMoment.CHECK_IN)) == asked
            with pytest.raises(Refused):
                await turn.keeper.ask(ToBeRouted(), zhang.handle)

    try:
        run(ask())
    finally:
        hospital.hospital.screening.want(())


@pytest.mark.parametrize(("age_ms", "known"), [(0, True), (remembered.DAY_MS, True), (remembered.DAY_MS + 1, False)])
def test_questions_of_yesterday_are_not_asked_today(age_ms: int, known: bool) -> None:
    tx = Transaction(sqlite3.connect(":memory:"))
    tx.execute("CREATE TABLE remembered (question TEXT PRIMARY KEY, answer BLOB NOT NULL, wall_ms INTEGER NOT NULL)")
    query = ScreeningQuestionnaire(ScreeningMoment.CHECK_IN)
    nothing = Questionnaire("none", FeverClinic(LocalText("发热门诊"), None), ())
    remembered.keep(tx, query, nothing, 1_000)
    assert remembered.recall(tx, query, 1_000 + age_ms) == (nothing if known else None)


def test_an_alert_names_the_person_and_arrives(open_turn: OpenTurn, hospital: HospitalStandIn) -> None:
    async def alert() -> None:
        async with open_turn() as turn:
            before = len(alerts(hospital))
            zhang = await turn.identify("zhang")
            await turn.keeper.tell(ALERT, zhang.handle)
            found = (await until_alerted(hospital, before + 1))[-1]
            assert (found["cause"], found["question_ids"]) == ("answers", ["fever"])
            assert found["patient_id"] == hospital.hospital.patients.by_key["zhang"].patient_id

    run(alert())


def test_after_a_cut_line_the_alert_goes_before_what_waited_longer(
    keeper: KeeperProcess, hospital: HospitalStandIn
) -> None:
    async def alert() -> None:
        async with turns(keeper, hospital)() as turn:
            before, seen = len(alerts(hospital)), len(hospital.requests.records())
            hospital.cut_network()
            for _ in range(3 * SENDERS):
                await turn.keeper.call_staff("CheckIn")
            await turn.keeper.tell(ALERT)
            hospital.heal_network()
            await until_alerted(hospital, before + 1)
            heard = [each.operation for each in hospital.requests.records()[seen:] if each.status == 200]
            told = [each for each in heard if each in ("callHelp", "raiseScreeningAlert")]
            assert told.index("raiseScreeningAlert") <= SENDERS  # so many may have been on their way

    run(alert())


def test_the_sender_leaves_all_money_to_the_runner() -> None:
    assert POLICY.leaves == {operations.CONFIRM, operations.REVERSE}
    assert Lane.MONEY in POLICY.lanes


def test_an_alert_of_nobodys_visit_is_refused(open_turn: OpenTurn) -> None:
    async def alert() -> None:
        async with open_turn() as turn:
            with pytest.raises(Refused):
                await turn.keeper.tell(ALERT, "of-nobody")

    run(alert())
