"""What happens while an overlay is up, between two screens, and at the very same moment."""

import asyncio
import gc
import warnings
from collections.abc import Callable

import pytest

from drivers.api.code_scanner import CodeScanned
from drivers.api.receipt_printer import Paper, PrinterChanged, PrinterStatus
from kiosk.domain.wording import Language
from kiosk.keeper.protocol import HealthReport, Refusal
from kiosk.keeper.refused import Refused
from kiosk.ports import Answered, ModeChanged, Touched
from kiosk.screens.answers import Back, BillsChosen, Continue, Help, Picked
from kiosk.screens.bills import ChooseBills, ConfirmSplit
from kiosk.screens.leaving import StaffCalled, TakeCardAndSlip, TimeoutWarning
from kiosk.screens.paying import ChoosePayment, Problem
from kiosk.screens.welcome import Attract, ChooseService, PresentCard, Service
from tests.turn.fakes import FakeKeeper, Person

Stand = Callable[..., Person]

pytestmark = [pytest.mark.asyncio, pytest.mark.looptime]
GOOD = PrinterChanged(PrinterStatus(True, Paper.FULL, cover_open=False, cutter_error=False))


async def to_split(person: Person) -> None:
    await person.sees(Attract)
    person.inserts_card()
    await person.sees(ChooseBills)
    person.touches(BillsChosen(("b1",)))
    await person.sees(ConfirmSplit)


async def to_payment(person: Person) -> None:
    await to_split(person)
    person.touches(Continue())
    await person.sees(ChoosePayment)


async def test_two_taps_on_the_overlay_do_not_answer_the_screen_beneath(stand: Stand) -> None:
    person = stand()
    await to_split(person)
    person.touches(Help())
    await person.sees_overlay(StaffCalled)
    person.touches(Continue())
    person.touches(Continue())
    await asyncio.sleep(1)
    assert isinstance(person.ui.shown[-1], ConfirmSplit)


async def test_taps_on_the_screen_while_staff_are_called_do_not_take_the_overlay_away(stand: Stand) -> None:
    person = stand()
    await to_split(person)
    person.touches(Help())
    person.touches(Help())
    await person.sees_overlay(StaffCalled)
    await asyncio.sleep(1)
    assert isinstance(person.ui.overlays[-1], StaffCalled)
    assert person.keeper.calls.count("call_staff ConfirmSplit") == 1


async def test_a_card_pulled_under_the_overlay_ends_the_turn_at_once(stand: Stand) -> None:
    person = stand()
    await to_split(person)
    person.touches(Help())
    await person.sees_overlay(StaffCalled)
    person.removes_card()
    assert (await person.sees(Problem, within_s=1)).code == "CARD_REMOVED"
    assert person.ui.overlays[-1] is None


async def test_a_card_inserted_under_the_overlay_is_read(stand: Stand) -> None:
    person = stand()
    await person.sees(Attract)
    person.touches(Continue())
    await person.sees(ChooseService)
    person.touches(Picked(Service.PAY_BILLS))
    await person.sees(PresentCard)
    person.touches(Help())
    await person.sees_overlay(StaffCalled)
    person.inserts_card()
    await person.sees(ChooseBills, within_s=1)


async def test_the_next_persons_card_does_not_go_on_where_the_last_one_pulled_theirs(stand: Stand) -> None:
    """Both before the turn had time to look."""
    person = stand()
    await to_split(person)
    person.removes_card()
    person.inserts_card()
    assert (await person.sees(Problem)).code == "CARD_REMOVED"


async def test_a_printer_that_chatters_does_not_keep_a_persons_screen_up(stand: Stand) -> None:
    person = stand()
    await to_payment(person)
    chatter = asyncio.ensure_future(_every(10, lambda: person.visit.post(GOOD)))
    try:
        await person.sees_overlay(TimeoutWarning, within_s=61)
        await person.sees(TakeCardAndSlip, within_s=21)
    finally:
        chatter.cancel()


async def test_a_paper_left_under_the_scanner_does_not_keep_a_persons_screen_up(stand: Stand) -> None:
    person = stand()
    await to_split(person)
    codes = asyncio.ensure_future(_every(4, lambda: person.visit.post(CodeScanned("6901234567892"))))
    try:
        await person.sees_overlay(TimeoutWarning, within_s=61)
    finally:
        codes.cancel()


async def test_in_elder_mode_a_person_may_take_half_as_long_again(stand: Stand) -> None:
    person = stand()
    await to_payment(person)
    person.visit.post(ModeChanged(Language.ZH_CN, elder=True))
    began_s = asyncio.get_running_loop().time()
    await person.sees_overlay(TimeoutWarning)
    assert asyncio.get_running_loop().time() - began_s == pytest.approx(90, abs=1)
    warning = person.ui.overlays[-1]
    assert isinstance(warning, TimeoutWarning) and warning.seconds_left == 30
    began_s = asyncio.get_running_loop().time()
    await person.sees(TakeCardAndSlip)
    assert asyncio.get_running_loop().time() - began_s == pytest.approx(30, abs=1)


async def _every(interval_s: float, act: Callable[[], None]) -> None:
    while True:
        await asyncio.sleep(interval_s)
        act()


async def test_a_finger_that_answers_nothing_shows_that_somebody_is_there(stand: Stand) -> None:
    """Paging through bills, ticking them off: nothing is answered before the main act."""
    person = stand()
    await to_payment(person)
    for _ in range(4):
        await asyncio.sleep(40)
        person.visit.post(Touched())
    assert person.ui.overlays == []
    await person.sees_overlay(TimeoutWarning)
    person.visit.post(Touched())
    await asyncio.sleep(1)
    assert person.ui.overlays[-1] is None
    assert isinstance(person.ui.shown[-1], ChoosePayment)


async def test_who_calls_staff_is_told_within_two_seconds_whatever_the_keeper_does(stand: Stand) -> None:
    class DeafKeeper(FakeKeeper):
        async def call_staff(self, step: str) -> str:
            await asyncio.sleep(40)
            return "help-late"

    person = stand(DeafKeeper())
    await to_split(person)
    person.touches(Help())
    await person.sees_overlay(StaffCalled, within_s=2.5)
    overlay = person.ui.overlays[-1]
    assert isinstance(overlay, StaffCalled) and overlay.queued


async def test_a_card_pulled_as_the_keeper_refuses_leaves_no_exception_behind(stand: Stand) -> None:
    class RefusingKeeper(FakeKeeper):
        async def unpaid_bills(self, handle: str) -> tuple[()]:
            person.removes_card()
            raise Refused(Refusal.HOSPITAL_ERROR)

    person = stand(RefusingKeeper())
    stray: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: stray.append(context))
    await person.sees(Attract)
    person.inserts_card()
    await person.is_served()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # what other tests left open is not this test's business
        gc.collect()
    assert stray == []


async def test_staff_called_from_the_public_screen_do_not_hide_a_card_that_comes(stand: Stand) -> None:
    person = stand()
    await person.sees(Attract)
    person.touches(Help())
    await person.sees_overlay(StaffCalled)
    person.inserts_card()
    await person.sees(ChooseBills, within_s=1)


async def test_a_call_for_staff_that_has_not_left_yet_is_not_said_to_have_arrived(stand: Stand) -> None:
    class CutOffKeeper(FakeKeeper):
        async def health(self) -> HealthReport:
            return HealthReport(reachable=False, accepts_payments=False)

    person = stand(CutOffKeeper())
    await to_split(person)
    person.touches(Help())
    await person.sees_overlay(StaffCalled)
    overlay = person.ui.overlays[-1]
    assert isinstance(overlay, StaffCalled) and overlay.queued
    assert "call_staff ConfirmSplit" in person.keeper.calls


async def test_a_touch_on_the_public_screen_counts_though_its_notices_change_meanwhile(stand: Stand) -> None:
    person = stand()
    await person.sees(Attract)
    seq = person.ui.top
    person.devices.broken.add("receipt_printer")
    while len(person.ui.shown) < 2 or not person.ui.shown[-1].notices:  # type: ignore[attr-defined]
        await asyncio.sleep(0.1)
    person.visit.post(Answered(Continue(), seq))
    await person.sees(ChooseService)


async def test_a_touch_on_the_screen_before_does_not_answer_another_kind(stand: Stand) -> None:
    person = stand()
    await to_split(person)
    before = person.ui.top
    person.touches(Continue())
    await person.sees(ChoosePayment)
    person.visit.post(Answered(Back(), before))
    await asyncio.sleep(1)
    assert isinstance(person.ui.shown[-1], ChoosePayment)
