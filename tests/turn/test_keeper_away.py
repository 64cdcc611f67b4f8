"""The keeper, the printer and the staff take their time, or are gone: the picture says so and goes on."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest

from drivers.api.receipt_printer import PrintJob
from kiosk.domain.case import Case, Phase
from kiosk.domain.slip import Slip, SlipKind, SlipState
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.profile import Limits
from kiosk.screens.answers import Back, BillsChosen, Cancel, Continue, Help, Picked
from kiosk.screens.bills import ChooseBills, ConfirmSplit
from kiosk.screens.leaving import StaffCalled, TakeCardAndSlip
from kiosk.screens.paying import BeingChecked, ChoosePayment, Paid, PayWay, Progress, ShowPayQr, SlipNotice, Stage
from kiosk.screens.welcome import Attract, OutOfService
from tests.turn.fakes import FakeDevices, FakeKeeper, Person, slip

Stand = Callable[..., Person]

pytestmark = [pytest.mark.asyncio, pytest.mark.looptime]


class DyingKeeper(FakeKeeper):
    """`dead` from some moment on, for ever."""

    dead = False

    async def watch_case(self, case_id: str, seen_version: int, wait_s: float) -> Case:
        await self._alive()
        return await super().watch_case(case_id, seen_version, wait_s)

    async def cancel_case(self, case_id: str) -> Case:
        await self._alive()
        return await super().cancel_case(case_id)

    async def end_visit(self) -> None:
        await self._alive()

    async def _alive(self) -> None:
        if self.dead:
            await asyncio.sleep(8)
            raise Refused(Refusal.KEEPER_UNREACHABLE)


class SlowPrinter(FakeDevices):
    """Every slip takes eight seconds."""

    async def print(self, job: PrintJob) -> None:
        await asyncio.sleep(8)
        await super().print(job)


async def to_split(person: Person) -> None:
    await person.sees(Attract)
    person.inserts_card()
    await person.sees(ChooseBills)
    person.touches(BillsChosen(("b1",)))
    await person.sees(ConfirmSplit)


async def to_qr(person: Person) -> None:
    await to_split(person)
    person.touches(Continue())
    await person.sees(ChoosePayment)
    person.touches(Picked(PayWay.SHOW_QR))
    await person.sees(ShowPayQr)


async def test_a_keeper_that_never_returns_does_not_leave_a_code_on_screen_for_ever(stand: Stand) -> None:
    keeper = DyingKeeper(phases=[Phase.AWAITING])
    person = stand(keeper)
    await to_qr(person)
    keeper.dead = True
    checked = await person.sees(BeingChecked, within_s=200)
    assert checked.trace_number == "K07-000001"
    person.removes_card()
    await person.is_served(within_s=60)


async def test_while_it_is_being_stopped_the_screen_says_so(stand: Stand) -> None:
    keeper = DyingKeeper(phases=[Phase.AWAITING])
    person = stand(keeper)
    await to_qr(person)
    keeper.dead = True
    person.touches(Cancel())
    assert (await person.sees(Progress, within_s=1)).stage is Stage.CLOSING


async def test_being_checked_after_a_cancel_is_still_called_stopping(stand: Stand) -> None:
    class ClosingKeeper(FakeKeeper):
        async def cancel_case(self, case_id: str) -> Case:
            self._go(Phase.CHECKING)
            assert self.case is not None
            return self.case

    person = stand(ClosingKeeper(phases=[Phase.AWAITING]))
    await to_qr(person)
    person.touches(Cancel())
    await asyncio.sleep(1)
    assert (await person.sees(Progress)).stage is Stage.CLOSING


async def test_the_truth_does_not_wait_for_the_staff_overlay_to_be_dismissed(stand: Stand) -> None:
    keeper = FakeKeeper(phases=[Phase.AWAITING], watch_s_max=5.0)
    person = stand(keeper)
    await to_qr(person)
    person.touches(Help())
    await person.sees_overlay(StaffCalled)
    keeper._left = [Phase.SETTLED]
    await person.sees(Paid, within_s=6)
    assert person.ui.overlays[-1] is None


async def test_a_slow_printer_does_not_hold_up_the_news(stand: Stand) -> None:
    keeper = FakeKeeper(phases=[Phase.CHECKING], watch_s_max=1.0)
    person = stand(keeper, SlowPrinter())
    person.visit.limits = _with(person, patient_wait_s_max=1.0)
    await to_payment_by_qr(person)
    await person.sees(BeingChecked)
    keeper.slips.append(_slip(keeper, SlipKind.BEING_CHECKED))
    await asyncio.sleep(2)
    keeper._left = [Phase.SETTLED]
    await person.sees(Paid, within_s=3)
    while (await person.sees(Paid)).slip is not SlipNotice.PRINTED:
        await asyncio.sleep(0.1)
    assert keeper.reports == [SlipState.PRINTED, SlipState.PRINTED]


async def test_news_of_the_last_moment_may_still_be_read(stand: Stand) -> None:
    keeper = FakeKeeper(phases=[Phase.CHECKING], watch_s_max=1.0)
    person = stand(keeper)
    person.visit.limits = _with(person, patient_wait_s_max=1.0)
    await to_payment_by_qr(person)
    await person.sees(BeingChecked)
    await asyncio.sleep(28)
    keeper._left = [Phase.SETTLED]
    await person.sees(Paid, within_s=3)
    await asyncio.sleep(20)
    assert isinstance(person.ui.shown[-1], Paid)


async def test_who_goes_on_while_the_slip_prints_leaves_nothing_of_theirs_on_screen(stand: Stand) -> None:
    person = stand(devices=SlowPrinter())
    await to_qr(person)
    await person.sees(Paid)
    person.touches(Continue())
    assert (await person.sees(TakeCardAndSlip, within_s=1)).slip
    person.removes_card()
    await person.is_served(within_s=30)
    assert person.keeper.reports == [SlipState.PRINTED]


async def test_looking_for_a_slip_again_does_not_make_the_screen_flicker(stand: Stand) -> None:
    keeper = FakeKeeper(phases=[Phase.CHECKING])
    person = stand(keeper)
    person.visit.limits = _with(person, patient_wait_s_max=1.0)
    await to_payment_by_qr(person)
    while (await person.sees(BeingChecked)).slip is not SlipNotice.NONE:
        await asyncio.sleep(0.1)
    before = len(person.ui.shown)
    await asyncio.sleep(10)
    assert len(person.ui.shown) == before
    assert keeper.calls.count("lease_slip") > 5


async def test_a_keeper_that_does_not_answer_at_the_end_holds_nobody_up(stand: Stand) -> None:
    keeper = DyingKeeper(phases=[Phase.AWAITING, Phase.SETTLED])
    person = stand(keeper)
    await to_qr(person)
    while (await person.sees(Paid)).slip is not SlipNotice.PRINTED:
        await asyncio.sleep(0.1)
    person.removes_card()
    keeper.dead = True
    person.touches(Continue())
    await person.is_served(within_s=2)


async def test_a_keeper_that_cannot_take_the_bills_back_leaves_the_person_at_their_bills(stand: Stand) -> None:
    class ForgetfulKeeper(FakeKeeper):
        async def release_quote(self, quote_id: str) -> None:
            raise Refused(Refusal.KEEPER_UNREACHABLE)

    person = stand(ForgetfulKeeper())
    await to_split(person)
    person.touches(Back())
    await person.sees(ChooseBills, within_s=1)


async def test_staff_can_be_called_while_the_card_is_left_in(stand: Stand) -> None:
    person = stand()
    await to_qr(person)
    await person.sees(Paid)
    person.touches(Continue())
    await person.sees(TakeCardAndSlip)
    person.touches(Help())
    await person.sees_overlay(StaffCalled)
    person.removes_card()
    await person.is_served(within_s=5)


async def test_staff_can_be_called_while_the_machine_is_out_of_service(stand: Stand) -> None:
    class AbsentKeeper(FakeKeeper):
        async def activate(self) -> None:
            await asyncio.sleep(8)
            raise Refused(Refusal.KEEPER_UNREACHABLE)

        async def call_staff(self, step: str) -> str:
            raise Refused(Refusal.KEEPER_UNREACHABLE)

    person = stand(AbsentKeeper())
    await person.sees(OutOfService)
    person.touches(Help())
    await person.sees_overlay(StaffCalled, within_s=3)
    overlay = person.ui.overlays[-1]
    assert isinstance(overlay, StaffCalled) and overlay.queued


async def test_a_touch_made_while_the_keeper_restarts_is_not_lost(stand: Stand) -> None:
    class LateKeeper(FakeKeeper):
        async def activate(self) -> None:
            await asyncio.sleep(0.3)

    person = stand(LateKeeper())
    await person.sees(Attract)
    person.inserts_card()
    await person.sees(ChooseBills)


async def to_payment_by_qr(person: Person) -> None:
    await to_split(person)
    person.touches(Continue())
    await person.sees(ChoosePayment)
    person.touches(Picked(PayWay.SHOW_QR))


def _with(person: Person, **limits: float) -> Limits:
    return replace(person.visit.limits, **limits)  # type: ignore[arg-type]


def _slip(keeper: FakeKeeper, kind: SlipKind) -> Slip:
    assert keeper.case is not None
    return replace(slip(keeper.case), kind=kind)
