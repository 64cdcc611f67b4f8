"""Who somebody is, over the real socket and the real contract; acting for another leaves its trace."""

import sqlite3
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, closing
from datetime import date

import pytest

from hardware_sim.hospital.seed import phone_of
from hardware_sim.hospital.stand_in import HospitalStandIn
from hardware_sim.id_card.holders import holder
from hardware_sim.people import person
from kiosk.domain.case import ENDED
from kiosk.domain.enrolment import Enrol
from kiosk.domain.evidence import (
    DependentEvidence,
    ECredentialEvidence,
    Evidence,
    HospitalCardEvidence,
    IdCardEvidence,
    IdKind,
    PhoneEvidence,
)
from kiosk.domain.patient import Purpose, Relation
from kiosk.domain.payment import PayByQr
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from tests.keeper.conftest import turns
from tests.keeper.terminal import KeeperProcess, Turn, run

OpenTurn = Callable[[], AbstractAsyncContextManager[Turn]]


@pytest.fixture
def open_turn(standing_keeper: KeeperProcess, hospital: HospitalStandIn) -> OpenTurn:
    return turns(standing_keeper, hospital)


async def refused(turn: Turn, evidence: Evidence) -> Refusal:
    with pytest.raises(Refused) as caught:
        await turn.keeper.identify(evidence)
    return caught.value.refusal


def phone(key: str, last_four: str = "") -> PhoneEvidence:
    return PhoneEvidence(phone_of(person(key)), last_four or person(key).id_number[-4:])


def test_an_identity_card_brings_the_insurance_with_it(open_turn: OpenTurn) -> None:
    async def ask() -> None:
        async with open_turn() as turn:
            wu = person("wu")
            patient = await turn.keeper.identify(IdCardEvidence(IdKind.CITIZEN, wu.id_number, wu.name))
            assert (patient.masked_name, [each.code for each in patient.coverages]) == ("吴*军", ["310"])
            other = IdCardEvidence(IdKind.CITIZEN, wu.id_number, "吴大军")
            assert await refused(turn, other) is Refusal.PATIENT_NOT_FOUND

    run(ask())


def test_what_proves_little_brings_no_insurance_and_nobody_to_act_for(open_turn: OpenTurn) -> None:
    async def ask() -> None:
        async with open_turn() as turn:
            for evidence in (HospitalCardEvidence("H00000028"), phone("shen")):
                patient = await turn.keeper.identify(evidence)
                assert (patient.masked_name, patient.coverages, patient.dependents) == ("沈*", (), ())

    run(ask())


def test_a_phone_number_is_not_guessed_often(open_turn: OpenTurn) -> None:
    async def ask() -> None:
        async with open_turn() as turn:
            found = [await refused(turn, phone("wu", "0000")) for _ in range(4)]
            assert found == [Refusal.PERSON_NOT_MATCHED] * 3 + [Refusal.TOO_MANY_TRIES]

    run(ask())


def test_a_credential_is_good_for_the_function_it_was_made_for(open_turn: OpenTurn, hospital: HospitalStandIn) -> None:
    async def ask() -> None:
        async with open_turn() as turn:
            code = hospital.hospital.credentials.issue("wu")
            registering = ECredentialEvidence(code, Purpose.REGISTRATION)
            assert (await turn.keeper.identify(registering)).coverages
            assert await refused(turn, ECredentialEvidence(code, Purpose.SETTLEMENT)) is Refusal.CODE_WRONG_PURPOSE
            assert await refused(turn, ECredentialEvidence("9" * 28, Purpose.SETTLEMENT)) is Refusal.CODE_UNKNOWN

    run(ask())


def test_an_old_credential_has_ended(open_turn: OpenTurn, hospital: HospitalStandIn) -> None:
    async def ask() -> None:
        async with open_turn() as turn:
            credentials = hospital.hospital.credentials
            credentials.life_s = 0.0
            code = credentials.issue("wu")
            credentials.life_s = 60.0
            assert await refused(turn, ECredentialEvidence(code, Purpose.SETTLEMENT)) is Refusal.CODE_EXPIRED

    run(ask())


def test_who_is_new_is_taken_in_once(open_turn: OpenTurn) -> None:
    async def ask() -> None:
        async with open_turn() as turn:
            wong = holder("wong")
            evidence = IdCardEvidence(IdKind.HMT_RESIDENT, wong.number, wong.name)
            assert await refused(turn, evidence) is Refusal.PATIENT_NOT_FOUND
            born = date(1979, 8, 22)
            order = Enrol(IdKind.HMT_RESIDENT, wong.number, wong.name, wong.sex, born, wong.address, "19912345678")
            first, second = await turn.keeper.do(order), await turn.keeper.do(order)
            assert first.hospital_number == second.hospital_number
            patient = await turn.keeper.identify(evidence)
            assert patient.masked_name == "黄*欣"
            again = await turn.keeper.identify(PhoneEvidence("19912345678", wong.number[-4:]))
            assert again.masked_name == patient.masked_name

    run(ask())


def test_acting_for_a_child_is_written_down_and_told_without_a_name(
    keeper: KeeperProcess, hospital: HospitalStandIn
) -> None:
    async def ask() -> None:
        async with turns(keeper, hospital)() as turn:
            mother = await turn.identify("shen")
            (child,) = mother.dependents
            assert (child.masked_name, child.relation) == ("沈*宝", Relation.CHILD)
            patient = await turn.keeper.identify(DependentEvidence(mother.handle, child.dependent_id))
            assert (patient.masked_name, patient.guardian_masked_name) == ("沈*宝", "沈*")
            bills = await turn.keeper.unpaid_bills(patient.handle)
            quote = await turn.keeper.preview(patient.handle, (bills[0].bill_id,), "")
            case = await turn.keeper.start_settlement(quote.quote_id, PayByQr())
            await turn.until(case, lambda each: bool(each.code_url))
            await turn.keeper.cancel_case(case.case_id)
            await turn.until(case, lambda each: each.phase in ENDED)
            assert await refused(turn, DependentEvidence(mother.handle, "dp_nobody")) is Refusal.PATIENT_NOT_FOUND
            assert await refused(turn, DependentEvidence("of-nobody", child.dependent_id)) is Refusal.NOT_ALLOWED

    run(ask())
    acts = {"Identify", "StartSettlement"}
    while {str(act["act"]) for act in hospital.hospital.desk.proxy_acts.values()} != acts:
        assert hospital.requests.wait_for("tellProxyAct", 5.0, after=len(hospital.requests.records()))
    told = list(hospital.hospital.desk.proxy_acts.values())
    assert {(act["patient_id"], act["by_patient_id"]) for act in told} == {("P0000029", "P0000028")}
    keeper.stop()  # nobody else may look while it runs
    path = keeper.profile.keeper.data / "keeper.db"
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        rows = database.execute("SELECT kind, subject, content FROM audit WHERE kind LIKE 'proxy.%'").fetchall()
    assert {(kind, subject) for kind, subject, _ in rows} == {(f"proxy.{act}", "P0000029") for act in acts}
    assert not any("沈".encode() in content for _, _, content in rows)
