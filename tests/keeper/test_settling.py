"""A patient settles, through the real socket, the real process and the real wire to the stand-in."""

import asyncio
from contextlib import suppress

import pytest

from hardware_sim.hospital.faults import Fault
from hardware_sim.hospital.seed import BillSlip
from hardware_sim.hospital.stand_in import HospitalStandIn
from hardware_sim.hospital.wallets import Behaviour
from kiosk.domain.case import Phase
from kiosk.domain.money import NOTHING
from kiosk.domain.payment import Channel, NothingToPay, PayByFace, PayByPayerCode, PayByQr
from kiosk.domain.quote import Quote
from kiosk.domain.slip import SlipKind, SlipState
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from tests.keeper.conftest import OpenTurn
from tests.keeper.terminal import Turn, run


def test_our_code_is_scanned_and_the_slip_is_printed_once(
    open_turn: OpenTurn, hospital: HospitalStandIn, owed: BillSlip
) -> None:
    async def visit() -> None:
        async with open_turn() as turn:
            case = await turn.pay_by_scanning(await turn.start(owed, PayByQr()))
            assert case.phase is Phase.SETTLED
            slip = await turn.keeper.lease_slip(case.case_id)
            assert slip is not None
            assert (slip.kind, slip.copy, slip.qr_content) == (SlipKind.SETTLED, False, f"YZ1:S:{case.case_id}")
            assert await turn.keeper.lease_slip(case.case_id) is None
            await turn.keeper.report_slip(slip.slip_id, SlipState.PRINTED)
            assert await turn.keeper.lease_slip(case.case_id) is None
            await turn.keeper.find_settlement(case.case_id)
            again = await turn.keeper.lease_slip(case.case_id)
            assert again is not None
            assert again.copy

    run(visit())
    assert hospital.ledger.violations() == []


@pytest.mark.parametrize("state", [SlipState.UNKNOWN, SlipState.OWED])
def test_a_slip_that_failed_is_leased_again(state: SlipState, open_turn: OpenTurn, owed: BillSlip) -> None:
    async def visit() -> None:
        async with open_turn() as turn:
            case = await turn.pay_by_scanning(await turn.start(owed, PayByQr()))
            slip = await turn.keeper.lease_slip(case.case_id)
            assert slip is not None
            await turn.keeper.report_slip(slip.slip_id, state)
            again = await turn.keeper.lease_slip(case.case_id)
            assert again is not None
            assert again.copy is (state is SlipState.UNKNOWN)

    run(visit())


def test_the_phones_code_is_charged_once(open_turn: OpenTurn, hospital: HospitalStandIn, owed: BillSlip) -> None:
    async def visit() -> None:
        async with open_turn() as turn:
            code = hospital.phones.new_payer_code("alipay")
            case = await turn.until_ended(await turn.start(owed, PayByPayerCode(Channel.ALIPAY, code)))
            assert case.phase is Phase.SETTLED

    run(visit())
    assert hospital.ledger.violations() == []


@pytest.mark.parametrize("lost", [False, True])
def test_a_face_is_charged_once_also_when_the_answer_is_lost(
    lost: bool, open_turn: OpenTurn, hospital: HospitalStandIn, owed: BillSlip
) -> None:
    async def visit() -> str:
        async with open_turn() as turn:
            if lost:
                hospital.faults.inject(Fault.DROP_AFTER_COMMIT, "startPayment")
            code = hospital.phones.new_face_code("wechat")
            case = await turn.until_ended(await turn.start(owed, PayByFace(Channel.WECHAT, code)))
            assert case.phase is Phase.SETTLED
            return case.case_id

    case_id = run(visit())
    with hospital.hospital.lock:
        assert hospital.hospital.channels.get(f"YZ{case_id}").request.method == "face"
    asked = [each for each in hospital.requests.records() if each.number == f"YZ{case_id}"]
    assert [each.operation for each in asked].count("startPayment") == 1
    assert hospital.ledger.violations() == []


@pytest.mark.parametrize("code", ["", "short", "with space 123", "x" * 129, "13456789012345678９"])
def test_a_face_code_of_no_shape_starts_nothing(code: str, open_turn: OpenTurn, owed: BillSlip) -> None:
    async def visit() -> None:
        async with open_turn() as turn:
            with pytest.raises(Refused) as refused:
                await turn.start(owed, PayByFace(Channel.WECHAT, code))
            assert refused.value.refusal is Refusal.BAD_REQUEST

    run(visit())


async def insured_in_part(turn: Turn) -> Quote:
    """Of whoever still owes anything like that: the hospital stands for all these tests."""
    for who in ("ren", "shen", "li", "guo"):
        patient = await turn.identify(who)
        for bill in await turn.keeper.unpaid_bills(patient.handle):
            with suppress(Refused):
                quote = await turn.keeper.preview(patient.handle, (bill.bill_id,), "310")
                if NOTHING < quote.patient_part < quote.total:
                    return quote
                await turn.keeper.release_quote(quote.quote_id)
    raise AssertionError("all is paid")


def test_a_face_pays_for_nobody_who_is_insured(open_turn: OpenTurn, hospital: HospitalStandIn) -> None:
    async def visit() -> None:
        async with open_turn() as turn:
            quote = await insured_in_part(turn)
            face = PayByFace(Channel.WECHAT, hospital.phones.new_face_code("wechat"))
            with pytest.raises(Refused) as refused:
                await turn.keeper.start_settlement(quote.quote_id, face)
            assert refused.value.refusal is Refusal.NOT_ALLOWED
            await turn.keeper.release_quote(quote.quote_id)

    run(visit())


def test_a_phone_that_asks_for_the_password_is_waited_for(
    open_turn: OpenTurn, hospital: HospitalStandIn, owed: BillSlip
) -> None:
    async def visit() -> None:
        async with open_turn() as turn:
            code = hospital.phones.new_payer_code("wechat", Behaviour.ASKS_PASSWORD)
            case = await turn.start(owed, PayByPayerCode(Channel.WECHAT, code))
            case = await turn.until(case, lambda case: case.payer_must_confirm)
            hospital.phones.enter_password(hospital.phones.asked_for_password()[0])
            assert (await turn.until_ended(case)).phase is Phase.SETTLED

    run(visit())


def test_a_declined_code_leaves_another_way_open(
    open_turn: OpenTurn, hospital: HospitalStandIn, owed: BillSlip
) -> None:
    async def visit() -> None:
        async with open_turn() as turn:
            quote = await turn.quote(owed)
            code = hospital.phones.new_payer_code("wechat", Behaviour.DECLINED)
            declined = await turn.until_ended(
                await turn.keeper.start_settlement(quote.quote_id, PayByPayerCode(Channel.WECHAT, code))
            )
            assert (declined.phase, declined.reason_code) == (Phase.DECLINED, "BALANCE_NOT_ENOUGH")
            second = await turn.keeper.start_settlement(quote.quote_id, PayByQr())
            assert second.case_id != declined.case_id
            assert (await turn.pay_by_scanning(second)).phase is Phase.SETTLED

    run(visit())
    assert hospital.ledger.violations() == []


def test_who_cancels_hears_closed_only_when_it_is_proven(
    open_turn: OpenTurn, hospital: HospitalStandIn, owed: BillSlip
) -> None:
    async def visit() -> None:
        async with open_turn() as turn:
            shown = await turn.until_code(await turn.start(owed, PayByQr()))
            hospital.faults.inject(Fault.DROP_AFTER_COMMIT, "closePayment")
            case = await turn.until_ended(await turn.keeper.cancel_case(shown.case_id))
            assert (case.phase, case.reason_code) == (Phase.CLOSED, "")
            with pytest.raises(Exception, match="ORDER_CLOSED"):
                hospital.phones.scan_and_pay(shown.code_url)

    run(visit())


def test_where_insurance_pays_all_nothing_is_charged(open_turn: OpenTurn, hospital: HospitalStandIn) -> None:
    free = next(each for each in hospital.bill_slips("zhang") if each.amount_fen == 2500)

    async def visit() -> None:
        async with open_turn() as turn:
            quote = await turn.quote(free, "310")
            assert quote.patient_part == NOTHING
            with pytest.raises(Refused, match="BAD_REQUEST"):
                await turn.keeper.start_settlement(quote.quote_id, PayByQr())
            case = await turn.until_ended(await turn.keeper.start_settlement(quote.quote_id, NothingToPay()))
            assert case.phase is Phase.SETTLED

    run(visit())
    assert hospital.ledger.violations() == []


def test_a_hospital_that_refuses_to_settle_gives_the_money_back(
    open_turn: OpenTurn, hospital: HospitalStandIn, owed: BillSlip
) -> None:
    async def visit() -> None:
        async with open_turn() as turn:
            hospital.faults.inject(Fault.REJECT_CONFIRM, "confirmSettlement")
            case = await turn.pay_by_scanning(await turn.start(owed, PayByQr()))
            assert (case.phase, case.reason_code) == (Phase.REVERSED, "INSURANCE_REFUSED")
            slip = await turn.keeper.lease_slip(case.case_id)
            assert slip is not None
            assert slip.kind is SlipKind.REVERSED

    run(visit())
    assert hospital.ledger.violations() == []


@pytest.mark.parametrize("operation", ["startPayment", "getPayment", "confirmSettlement", "getSettlement"])
@pytest.mark.parametrize(
    "fault",
    [
        Fault.DROP_AFTER_COMMIT,
        Fault.DROP_BEFORE,
        Fault.HTTP_500_AFTER_COMMIT,
        Fault.HTML_AS_200,
        Fault.SOMEONE_ELSES_ANSWER,
    ],
)
def test_a_broken_answer_is_asked_about(
    operation: str, fault: Fault, open_turn: OpenTurn, hospital: HospitalStandIn, owed: BillSlip
) -> None:
    async def visit() -> Phase:
        async with open_turn() as turn:
            hospital.faults.inject(fault, operation)
            if operation == "getSettlement":
                hospital.faults.inject(Fault.DROP_AFTER_COMMIT, "confirmSettlement")
            case = await turn.start(owed, PayByQr())
            case = await turn.until(case, lambda case: bool(case.code_url) or case.phase is Phase.CLOSED)
            return case.phase if case.phase is Phase.CLOSED else (await turn.pay_by_scanning(case)).phase

    never_arrived = operation == "startPayment" and fault in (Fault.DROP_BEFORE, Fault.HTML_AS_200)
    assert run(visit()) is (Phase.CLOSED if never_arrived else Phase.SETTLED)
    assert hospital.ledger.violations() == []


def test_with_the_network_cut_the_patient_is_told_and_the_case_goes_on(
    open_turn: OpenTurn, hospital: HospitalStandIn, owed: BillSlip
) -> None:
    async def visit() -> None:
        async with open_turn() as turn:
            shown = await turn.until_code(await turn.start(owed, PayByQr()))
            hospital.faults.inject(Fault.DROP_AFTER_COMMIT, "confirmSettlement", times=None)
            hospital.faults.inject(Fault.HTTP_500, "getSettlement", times=None)
            hospital.phones.scan_and_pay(shown.code_url)
            checked = await turn.until(shown, lambda case: case.phase is Phase.CHECKING)
            slip = await turn.keeper.lease_slip(checked.case_id)
            assert slip is not None
            assert slip.kind is SlipKind.BEING_CHECKED
            hospital.faults.clear()
            assert (await turn.until_ended(checked)).phase is Phase.SETTLED

    run(visit())
    assert hospital.ledger.violations() == []


def test_payments_are_not_started_offline(open_turn: OpenTurn, hospital: HospitalStandIn, owed: BillSlip) -> None:
    async def visit(turn: Turn) -> None:
        quote = await turn.quote(owed)
        hospital.faults.inject(Fault.NOT_ACCEPTING)
        with pytest.raises(Refused) as refused:
            await turn.keeper.start_settlement(quote.quote_id, PayByQr())
        assert refused.value.refusal is Refusal.PAYMENT_CLOSED_NOW
        hospital.faults.clear()
        hospital.cut_network()
        with pytest.raises(Refused) as refused:
            await turn.keeper.start_settlement(quote.quote_id, PayByQr())
        assert refused.value.refusal is Refusal.HOSPITAL_UNREACHABLE
        report = await turn.keeper.health()
        assert (report.reachable, report.accepts_payments) == (False, False)
        hospital.heal_network()
        assert (await turn.pay_by_scanning(await turn.keeper.start_settlement(quote.quote_id, PayByQr()))).phase

    async def go() -> None:
        async with open_turn() as turn:
            await visit(turn)

    run(go())


def test_two_taps_are_one_payment(open_turn: OpenTurn, hospital: HospitalStandIn, owed: BillSlip) -> None:
    async def visit() -> None:
        async with open_turn() as turn:
            quote = await turn.quote(owed)
            first, second = await asyncio.gather(
                turn.keeper.start_settlement(quote.quote_id, PayByQr()),
                turn.keeper.start_settlement(quote.quote_id, PayByQr()),
            )
            assert first.case_id == second.case_id
            await turn.pay_by_scanning(first)
            third = await turn.keeper.start_settlement(quote.quote_id, PayByQr())
            assert (third.case_id, third.phase) == (first.case_id, Phase.SETTLED)

    run(visit())
    assert hospital.ledger.violations() == []


def test_help_is_called(open_turn: OpenTurn, hospital: HospitalStandIn) -> None:
    async def visit() -> None:
        async with open_turn() as turn:
            await turn.keeper.call_staff("ChooseBills")
            for _ in range(200):
                if hospital.staff_desk()["help_calls"]:
                    return
                await asyncio.sleep(0.02)
            raise AssertionError("nobody was called")

    run(visit())
