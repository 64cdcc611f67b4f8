"""The main job on a virtual clock: card, bills, split, payment, slip; and everything a person may do in between."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest

from drivers.api.code_scanner import CodeScanned
from drivers.api.errors import DeviceError, ErrorCode
from drivers.api.receipt_printer import Paper, PrinterChanged, PrinterStatus
from kiosk.domain.case import Phase
from kiosk.domain.money import NOTHING, Money
from kiosk.domain.payment import Channel, NothingToPay, PayByPayerCode, PayByQr
from kiosk.domain.quote import Quote
from kiosk.domain.slip import SlipState
from kiosk.keeper.protocol import HealthReport, Refusal
from kiosk.screens.answers import Back, BillsChosen, Cancel, Continue, Help, Picked, Stay
from kiosk.screens.bills import SELF_PAY, ChooseBills, ChooseCoverage, ConfirmSplit, NoBills
from kiosk.screens.leaving import StaffCalled, TakeCardAndSlip, TimeoutWarning
from kiosk.screens.paying import (
    BeingChecked,
    ChoosePayment,
    MoneyBack,
    MoneyFate,
    Paid,
    PayWay,
    PresentPayerCode,
    Problem,
    Progress,
    ShowPayQr,
    SlipNotice,
)  # fmt: skip
from kiosk.screens.welcome import (
    Attract,
    ChooseService,
    Notice,
    OutOfService,
    PresentCard,
    PresentSlip,
    Reading,
    Service,
)
from tests.turn.fakes import EMPLOYEE, RESIDENT, FakeDevices, FakeKeeper, Person, case

Stand = Callable[..., Person]

pytestmark = [pytest.mark.asyncio, pytest.mark.looptime]


async def to_choose_payment(person: Person) -> ChoosePayment:
    await person.sees(Attract)
    person.inserts_card()
    bills = await person.sees(ChooseBills)
    person.touches(BillsChosen(tuple(bill.bill_id for bill in bills.bills)))
    await person.sees(ConfirmSplit)
    person.touches(Continue())
    return await person.sees(ChoosePayment)


async def to_result(person: Person) -> None:
    await to_choose_payment(person)
    person.touches(Picked(PayWay.SHOW_QR))


async def leaves(person: Person) -> None:
    person.touches(Continue())
    await person.sees(TakeCardAndSlip)
    person.removes_card()
    await person.is_served()


async def test_a_patient_pays_by_our_code_and_takes_the_slip(stand: Stand) -> None:
    person = stand()
    await to_choose_payment(person)
    person.touches(Picked(PayWay.SHOW_QR))
    assert (await person.sees(ShowPayQr)).amount == Money(8620)
    paid = await person.sees(Paid)
    assert paid.patient_part == Money(8620)
    await person.sees(Paid)
    await leaves(person)
    assert person.keeper.methods == [PayByQr()]
    assert person.keeper.reports == [SlipState.PRINTED]
    assert len(person.devices.printed) == 1
    assert person.keeper.calls[-1] == "end_visit"
    assert person.devices.closed


async def test_received_and_settled_are_told_apart(stand: Stand) -> None:
    person = stand()
    await to_result(person)
    await person.sees(Paid)
    names = [type(screen).__name__ for screen in person.ui.shown]
    progress = [screen for screen in person.ui.shown if isinstance(screen, Progress) and screen.stage == "received"]
    assert progress and names.index("Paid") > names.index("ShowPayQr")


async def test_the_phone_may_be_held_to_the_scanner_without_choosing_first(stand: Stand) -> None:
    person = stand()
    await to_choose_payment(person)
    person.visit.post(CodeScanned("134512345678901234"))
    await person.sees(Paid)
    method = person.keeper.methods[0]
    assert isinstance(method, PayByPayerCode)
    assert method.channel is Channel.WECHAT


async def test_a_code_that_is_no_payer_code_is_named_and_asked_again(stand: Stand) -> None:
    person = stand()
    await to_choose_payment(person)
    person.touches(Picked(PayWay.PAYER_CODE))
    await person.sees(PresentPayerCode)
    person.visit.post(CodeScanned("6901234567892"))
    while (await person.sees(PresentPayerCode)).problem_code != "CODE_NOT_PAYER":
        await asyncio.sleep(0.01)
    person.visit.post(CodeScanned("280812345678901234"))
    await person.sees(Paid)


async def test_insurance_that_pays_all_skips_the_payment(stand: Stand) -> None:
    keeper = FakeKeeper(phases=[Phase.SETTLED])
    keeper.quote = Quote("q1", ("b1",), Money(41260), Money(41260), NOTHING, NOTHING)
    person = stand(keeper)
    await person.sees(Attract)
    person.inserts_card()
    await person.sees(ChooseBills)
    person.touches(BillsChosen(("b1",)))
    await person.sees(ConfirmSplit)
    person.touches(Continue())
    await person.sees(Paid)
    assert keeper.methods == [NothingToPay()]
    assert not [screen for screen in person.ui.shown if isinstance(screen, ChoosePayment)]


async def test_back_from_the_split_unlocks_and_asks_for_the_bills_again(stand: Stand) -> None:
    person = stand()
    await person.sees(Attract)
    person.inserts_card()
    await person.sees(ChooseBills)
    person.touches(BillsChosen(("b1",)))
    await person.sees(ConfirmSplit)
    person.touches(Back())
    await person.sees(ChooseBills)
    assert "release_quote" in person.keeper.calls


async def test_a_person_with_two_insurances_chooses(stand: Stand) -> None:
    person = stand(FakeKeeper(coverages=(EMPLOYEE, RESIDENT)))
    await person.sees(Attract)
    person.inserts_card()
    await person.sees(ChooseBills)
    person.touches(BillsChosen(("b1",)))
    await person.sees(ChooseCoverage)
    person.touches(Picked("390"))
    await person.sees(ConfirmSplit)
    assert "preview b1 390" in person.keeper.calls


async def test_self_pay_stands_beside_the_insurances(stand: Stand) -> None:
    person = stand(FakeKeeper(coverages=(EMPLOYEE, RESIDENT)))
    await person.sees(Attract)
    person.inserts_card()
    await person.sees(ChooseBills)
    person.touches(BillsChosen(("b1",)))
    await person.sees(ChooseCoverage)
    person.touches(Picked(SELF_PAY))
    await person.sees(ConfirmSplit)
    assert "preview b1 " in person.keeper.calls


async def test_a_declined_payment_may_be_tried_another_way(stand: Stand) -> None:
    keeper = FakeKeeper(phases=[Phase.AWAITING, Phase.DECLINED])
    person = stand(keeper)
    await to_result(person)
    await person.sees(ShowPayQr)
    await person.sees(ChoosePayment)
    keeper.phases = [Phase.AWAITING, Phase.SETTLED]
    person.touches(Picked(PayWay.SHOW_QR))
    await person.sees(Paid)
    assert len(keeper.methods) == 2


async def test_cancel_while_paying_is_a_request_and_ends_in_another_choice(stand: Stand) -> None:
    keeper = FakeKeeper(phases=[Phase.AWAITING])
    person = stand(keeper)
    await to_result(person)
    await person.sees(ShowPayQr)
    person.touches(Cancel())
    await person.sees(ChoosePayment)
    assert "cancel_case" in keeper.calls


async def test_a_payment_nobody_answers_for_ends_as_being_checked(stand: Stand) -> None:
    keeper = FakeKeeper(phases=[Phase.CHECKING])
    person = stand(keeper)
    await to_result(person)
    checked = await person.sees(BeingChecked)
    assert checked.trace_number == "K07-000001"
    assert "case_told" not in keeper.calls  # still reading
    person.touches(Continue())
    await person.sees(TakeCardAndSlip)
    assert "case_told" in keeper.calls


async def test_an_answer_that_comes_while_it_is_being_checked_is_shown_and_its_slip_printed(stand: Stand) -> None:
    keeper = FakeKeeper(phases=[Phase.CHECKING], watch_s_max=5.0)
    person = stand(keeper)
    await to_result(person)
    await person.sees(BeingChecked)
    keeper._left = [Phase.SETTLED]
    while (await person.sees(Paid)).slip is not SlipNotice.PRINTED:
        await asyncio.sleep(0.01)


async def test_money_on_its_way_back_is_said(stand: Stand) -> None:
    person = stand(FakeKeeper(phases=[Phase.RECEIVED, Phase.REVERSING, Phase.REVERSED]))
    await to_result(person)
    assert (await person.sees(MoneyBack)).done


@pytest.mark.parametrize("phase", [Phase.CLOSED, Phase.DECLINED])
async def test_a_recovered_payment_that_took_nothing_is_not_said_to_have_gone_back(stand: Stand, phase: Phase) -> None:
    keeper = FakeKeeper(untold=(replace(case(phase), reason_code="PAY_TIMEOUT", recovered=True),))
    keeper.case = keeper.untold[0]
    person = stand(keeper)
    problem = await person.sees(Problem)
    assert (problem.code, problem.fate, problem.trace_number) == ("PAY_TIMEOUT", MoneyFate.NOT_MOVED, "K07-000001")
    assert not any(isinstance(screen, MoneyBack) for screen in person.ui.shown)
    person.touches(Cancel())
    await person.sees(Attract)
    assert "case_told" in keeper.calls


async def test_paper_that_ran_out_leaves_the_settlement_and_the_slip_waits(stand: Stand) -> None:
    devices = FakeDevices(print_errors=[DeviceError(ErrorCode.PAPER_OUT)])
    person = stand(devices=devices)
    await to_result(person)
    while (await person.sees(Paid)).slip is not SlipNotice.WAITING:
        await asyncio.sleep(0.01)
    assert person.keeper.reports == [SlipState.OWED]
    person.visit.post(PrinterChanged(PrinterStatus(True, Paper.FULL, cover_open=False, cutter_error=False)))
    while (await person.sees(Paid)).slip is not SlipNotice.PRINTED:
        await asyncio.sleep(0.01)
    assert person.keeper.reports == [SlipState.OWED, SlipState.PRINTED]


async def test_a_print_nobody_can_vouch_for_is_reported_as_unknown(stand: Stand) -> None:
    person = stand(devices=FakeDevices(print_errors=[DeviceError(ErrorCode.PRINT_UNKNOWN)]))
    await to_result(person)
    while (await person.sees(Paid)).slip is not SlipNotice.UNSURE:
        await asyncio.sleep(0.01)
    assert person.keeper.reports == [SlipState.UNKNOWN]
    person.visit.post(PrinterChanged(PrinterStatus(True, Paper.FULL, cover_open=False, cutter_error=False)))
    while (await person.sees(Paid)).slip is not SlipNotice.PRINTED:
        await asyncio.sleep(0.01)


async def test_a_card_pulled_before_paying_ends_the_turn_and_says_that_no_money_moved(stand: Stand) -> None:
    person = stand()
    await to_choose_payment(person)
    person.removes_card()
    problem = await person.sees(Problem)
    assert (problem.code, problem.fate) == ("CARD_REMOVED", MoneyFate.NOT_MOVED)
    await person.is_served()


async def test_a_card_pulled_while_money_moves_changes_nothing(stand: Stand) -> None:
    person = stand(FakeKeeper(phases=[Phase.AWAITING]))
    await to_result(person)
    await person.sees(ShowPayQr)
    person.removes_card()
    person.keeper._left = [Phase.SETTLED]
    await person.sees(Paid)


async def test_a_hospital_that_takes_no_payments_is_said_on_the_public_screen(stand: Stand) -> None:
    class ClosedKeeper(FakeKeeper):
        async def health(self) -> HealthReport:
            return HealthReport(True, False, "PAYMENT_CLOSED_NOW")

    person = stand(ClosedKeeper())
    while (await person.sees(Attract)).notices != (Notice.NO_PAYMENT,):
        await asyncio.sleep(0.1)


async def test_a_card_there_before_the_turn_is_not_read(stand: Stand) -> None:
    person = stand()
    await person.sees(Attract)
    person.inserts_card(at_open=True)
    await asyncio.sleep(5)
    attract = await person.sees(Attract)
    assert attract.notices == (Notice.CARD_LEFT,)
    person.touches(Continue())
    await person.sees(ChooseService)
    person.touches(Picked(Service.PAY_BILLS))
    assert (await person.sees(PresentCard)).problem_code == "CARD_LEFT"
    person.removes_card()
    person.inserts_card()
    await person.sees(ChooseBills)


@pytest.mark.parametrize(
    "code", [ErrorCode.CARD_MUTE, ErrorCode.CARD_FOREIGN, ErrorCode.CARD_UNREADABLE, ErrorCode.CARD_DATA_INVALID]
)
async def test_a_card_that_will_not_read_is_named_and_asked_for_again(stand: Stand, code: ErrorCode) -> None:
    person = stand(devices=FakeDevices(card=DeviceError(code)))
    await person.sees(Attract)
    person.inserts_card()
    await person.sees(Reading)
    assert (await person.sees(PresentCard)).problem_code == code


async def test_who_walks_away_is_warned_and_then_forgotten(stand: Stand) -> None:
    person = stand()
    await to_choose_payment(person)
    await person.sees_overlay(TimeoutWarning)
    await person.sees(TakeCardAndSlip)
    assert "end_visit" in person.keeper.calls


async def test_one_touch_extends_the_time(stand: Stand) -> None:
    person = stand()
    await to_choose_payment(person)
    await person.sees_overlay(TimeoutWarning)
    person.touches(Stay())
    await asyncio.sleep(30)
    assert isinstance(person.ui.shown[-1], ChoosePayment)
    assert person.ui.overlays[-1] is None


async def test_a_card_left_in_raises_the_alarm_after_thirty_seconds(stand: Stand) -> None:
    person = stand()
    await to_result(person)
    await person.sees(Paid)
    person.touches(Continue())
    assert not (await person.sees(TakeCardAndSlip)).alarm
    await asyncio.sleep(31)
    assert (await person.sees(TakeCardAndSlip)).alarm
    person.removes_card()
    await person.is_served()


async def test_staff_can_be_called_from_any_screen_and_it_goes_on_where_it_was(stand: Stand) -> None:
    person = stand()
    await to_choose_payment(person)
    person.touches(Help())
    await person.sees_overlay(StaffCalled)
    person.touches(Continue())
    await person.sees(ChoosePayment)
    assert "call_staff ChoosePayment" in person.keeper.calls


async def test_a_hospital_that_does_not_answer_is_named_and_may_be_asked_again(stand: Stand) -> None:
    keeper = FakeKeeper(refuse={"identify": [Refusal.HOSPITAL_UNREACHABLE]})
    person = stand(keeper)
    await person.sees(Attract)
    person.inserts_card()
    problem = await person.sees(Problem)
    assert problem.can_retry and problem.fate is MoneyFate.NOT_MOVED
    person.touches(Continue())
    await person.sees(ChooseBills)


async def test_without_a_keeper_the_machine_says_that_it_is_out_of_service_and_comes_back(stand: Stand) -> None:
    person = stand(FakeKeeper(refuse={"activate": [Refusal.KEEPER_UNREACHABLE] * 2}))
    await person.sees(OutOfService)
    await person.sees(Attract)


async def test_a_case_left_by_a_turn_that_died_is_told_first_and_its_slip_printed(stand: Stand) -> None:
    keeper = FakeKeeper(untold=(case(Phase.AWAITING, recovered=True),), phases=[])
    keeper.case, keeper._left = keeper.untold[0], [Phase.RECEIVED, Phase.SETTLED]
    person = stand(keeper)
    await person.sees(ShowPayQr)
    await person.sees(Paid)
    person.touches(Continue())
    await person.sees(Attract)
    assert keeper.reports == [SlipState.PRINTED]


async def test_a_keeper_that_dies_at_the_start_of_a_payment_is_asked_again_for_the_same_quote(stand: Stand) -> None:
    keeper = FakeKeeper(refuse={"start_settlement": [Refusal.KEEPER_UNREACHABLE] * 2})
    person = stand(keeper)
    await to_result(person)
    await person.sees(Paid)
    assert len(keeper.methods) == 1
    assert not any(isinstance(screen, Problem) for screen in person.ui.shown)


async def test_a_keeper_that_stays_away_at_the_start_of_a_payment_leaves_the_money_being_checked(stand: Stand) -> None:
    person = stand(FakeKeeper(refuse={"start_settlement": [Refusal.KEEPER_UNREACHABLE] * 1000}))
    await to_result(person)
    problem = await person.sees(Problem)
    assert (problem.fate, problem.can_retry) == (MoneyFate.BEING_CHECKED, False)
    person.removes_card()
    person.touches(Cancel())
    await person.is_served()


async def test_a_keeper_that_was_killed_while_the_card_is_read_may_be_asked_again(stand: Stand) -> None:
    person = stand(FakeKeeper(refuse={"unpaid_bills": [Refusal.NOT_ALLOWED]}))
    await person.sees(Attract)
    person.inserts_card()
    assert (await person.sees(Problem)).can_retry
    person.touches(Continue())
    await person.sees(ChooseBills)


async def test_a_consulting_room_slip_opens_its_bill(stand: Stand) -> None:
    person = stand()
    await person.sees(Attract)
    person.visit.post(CodeScanned("YZ1:B:abcdefgh1234"))
    await person.sees(ChooseBills)
    assert "identify_slip" in person.keeper.calls


async def test_an_earlier_slip_is_printed_again_as_a_copy(stand: Stand) -> None:
    person = stand()
    await person.sees(Attract)
    person.touches(Continue())
    await person.sees(ChooseService)
    person.touches(Picked(Service.REPRINT_SLIP))
    await person.sees(PresentSlip)
    person.visit.post(CodeScanned("YZ1:S:case0001"))
    await person.sees(Paid)
    assert "find case0001" in person.keeper.calls
    assert len(person.devices.printed) == 1


async def test_nothing_unpaid_is_said(stand: Stand) -> None:
    person = stand(FakeKeeper(bills=()))
    await person.sees(Attract)
    person.inserts_card()
    await person.sees(NoBills)


async def test_a_touch_on_a_screen_that_is_gone_means_nothing(stand: Stand) -> None:
    person = stand()
    await to_choose_payment(person)
    person.touches(Picked(PayWay.SHOW_QR))
    person.touches(Back())  # made on the same picture, a moment later
    await person.sees(Paid)
    assert "release_quote" not in person.keeper.calls
