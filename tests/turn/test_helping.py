"""Staff are called: what the person sees of it; the slip for the window."""

import asyncio
from collections.abc import Callable

import pytest

from drivers.api.errors import DeviceError, ErrorCode
from drivers.api.receipt_printer import PrintJob, QrCode, TextLine
from kiosk.domain.face import FaceSeen, Guidance, Likeness
from kiosk.domain.help import HelpCall, HelpCallState, HelpState, WindowTicket
from kiosk.domain.looking import CheckFace, FaceChecked, FaceNews
from kiosk.domain.wording import LocalText
from kiosk.journeys.face import check_face
from kiosk.keeper.protocol import HealthReport, Refusal
from kiosk.keeper.refused import Refused
from kiosk.screens.answers import BillsChosen, Continue, Help, Picked
from kiosk.screens.bills import ChooseBills
from kiosk.screens.faces import LookHere
from kiosk.screens.leaving import WINDOW, StaffCalled
from kiosk.screens.paying import Problem, SlipNotice
from kiosk.screens.welcome import Attract
from tests.turn.fakes import FakeDevices, FakeEyes, FakeKeeper, Person

Stand = Callable[..., Person]
NURSE = LocalText("导诊台护士", "A nurse")

pytestmark = [pytest.mark.asyncio, pytest.mark.looptime]


async def to_bills(person: Person) -> None:
    await person.sees(Attract)
    person.inserts_card()
    await person.sees(ChooseBills)


def overlay(person: Person) -> StaffCalled:
    found = person.ui.overlays[-1]
    assert isinstance(found, StaffCalled)
    return found


async def test_who_calls_sees_who_comes(stand: Stand) -> None:
    keeper = FakeKeeper()
    person = stand(keeper)
    await to_bills(person)
    person.touches(Help())
    await person.sees_overlay(StaffCalled)
    assert overlay(person) == StaffCalled(queued=False, terminal_id="K07")
    keeper.answers[HelpCallState] = HelpCall(HelpState.ANSWERED, NURSE)
    await asyncio.sleep(3)
    assert overlay(person).answered_by == NURSE
    assert HelpCallState("help-1") in keeper.asked


async def test_a_second_call_in_the_same_visit_is_the_first_one(stand: Stand) -> None:
    keeper = FakeKeeper()
    person = stand(keeper)
    await to_bills(person)
    for _ in range(2):
        person.touches(Help())
        await person.sees_overlay(StaffCalled)
        person.touches(Continue())
        await asyncio.sleep(0.1)
    assert keeper.calls.count("call_staff ChooseBills") == 1


async def test_a_call_that_staff_have_ended_may_be_made_again(stand: Stand) -> None:
    keeper = FakeKeeper(answers={HelpCallState: HelpCall(HelpState.ENDED)})
    person = stand(keeper)
    await to_bills(person)
    for _ in range(2):
        person.touches(Help())
        await person.sees_overlay(StaffCalled)
        person.touches(Continue())
        await asyncio.sleep(0.1)
    assert keeper.calls.count("call_staff ChooseBills") == 2


async def test_a_call_that_was_kept_back_is_told_to_have_arrived_once_it_has(stand: Stand) -> None:
    class CutOffKeeper(FakeKeeper):
        async def health(self) -> HealthReport:
            return HealthReport(reachable=False, accepts_payments=False)

    keeper = CutOffKeeper(answers={HelpCallState: HelpCall(HelpState.UNKNOWN)})
    person = stand(keeper)
    await to_bills(person)
    person.touches(Help())
    await person.sees_overlay(StaffCalled)
    await asyncio.sleep(5)
    assert overlay(person).queued
    keeper.answers[HelpCallState] = HelpCall(HelpState.WAITING)
    await asyncio.sleep(3)
    assert not overlay(person).queued


async def test_a_slip_for_the_window_says_what_was_being_done_and_not_who(stand: Stand) -> None:
    person = stand()
    await to_bills(person)
    person.touches(Help())
    await person.sees_overlay(StaffCalled)
    person.touches(Picked(WINDOW))
    await asyncio.sleep(1)
    assert (overlay(person).ticket, overlay(person).ticket_number) == (SlipNotice.PRINTED, "NOTE-1")
    assert person.keeper.told == [WindowTicket("pay_bills", "ChooseBills")]
    (job,) = person.devices.printed
    text = " ".join(f"{line.text} {line.right}" for line in job.elements if isinstance(line, TextLine))
    assert "缴费" in text and "第 2 步，共 4 步" in text and "K07" in text
    assert "张*" not in text
    assert [line.content for line in job.elements if isinstance(line, QrCode)] == ["YZ1:W:note-1"]


async def test_a_problem_can_be_taken_to_the_window(stand: Stand) -> None:
    keeper = FakeKeeper(refuse={"preview b1 310": [Refusal.INSURANCE_REFUSED]})
    person = stand(keeper, FakeDevices(print_errors=[DeviceError(ErrorCode.PAPER_OUT)]))
    await to_bills(person)
    person.touches(BillsChosen(("b1",)))
    problem = await person.sees(Problem)
    assert problem.can_window
    person.touches(Picked(WINDOW))
    await asyncio.sleep(1)
    problem = await person.sees(Problem)
    assert (problem.ticket, problem.ticket_number) == (SlipNotice.WAITING, "NOTE-1")
    assert keeper.told == [WindowTicket("pay_bills", "Problem", "INSURANCE_REFUSED")]


async def test_a_printer_that_never_ends_does_not_hold_the_person(stand: Stand) -> None:
    class SlowDevices(FakeDevices):
        async def print(self, job: PrintJob) -> None:
            await asyncio.sleep(1000)

    person = stand(devices=SlowDevices())
    await to_bills(person)
    person.touches(Help())
    await person.sees_overlay(StaffCalled)
    person.touches(Picked(WINDOW))
    await asyncio.sleep(31)
    assert overlay(person).ticket is SlipNotice.UNSURE
    person.touches(Continue())
    await asyncio.sleep(0.1)
    assert person.ui.overlays[-1] is None


async def test_without_a_keeper_the_slip_has_no_number_but_comes(stand: Stand) -> None:
    class AbsentKeeper(FakeKeeper):
        async def tell(self, notice: object, handle: str = "") -> str:
            raise Refused(Refusal.KEEPER_UNREACHABLE)

    person = stand(AbsentKeeper())
    await to_bills(person)
    person.touches(Help())
    await person.sees_overlay(StaffCalled)
    person.touches(Picked(WINDOW))
    await asyncio.sleep(1)
    assert (overlay(person).ticket, overlay(person).ticket_number) == (SlipNotice.PRINTED, "")
    assert len(person.devices.printed) == 1


async def before_the_camera(stand: Stand) -> tuple[Person, "asyncio.Future[FaceChecked | None]"]:
    person = stand(eyes=FakeEyes((CheckFace,)))
    person.turn.cancel()
    await asyncio.wait({person.turn})
    checking = asyncio.ensure_future(check_face(person.visit, b"reference", None))
    await person.sees(LookHere)
    person.touches(Help())
    await person.sees_overlay(StaffCalled)
    return person, checking


async def test_what_the_camera_sees_meanwhile_is_no_answer_and_waits_for_its_screen(stand: Stand) -> None:
    person, checking = await before_the_camera(stand)
    for guidance in (Guidance.COME_CLOSER, Guidance.MORE_LIGHT):
        person.visit.post(FaceNews(FaceSeen(guidance)))
    await asyncio.sleep(5)
    overlay(person)
    assert (await person.sees(LookHere)).guidance is Guidance.NOBODY
    person.touches(Continue())
    await asyncio.sleep(0.1)
    assert person.ui.overlays[-1] is None
    assert (await person.sees(LookHere)).guidance is Guidance.MORE_LIGHT
    checking.cancel()


async def test_how_a_look_ended_meanwhile_is_not_lost(stand: Stand) -> None:
    person, checking = await before_the_camera(stand)
    person.visit.post(FaceChecked(Likeness.SAME))
    await asyncio.sleep(5)
    overlay(person)
    person.touches(Continue())
    assert await checking == FaceChecked(Likeness.SAME)


async def test_a_card_put_in_meanwhile_is_the_persons_own_answer(stand: Stand) -> None:
    person = stand()
    await person.sees(Attract)
    person.touches(Help())
    await person.sees_overlay(StaffCalled)
    person.inserts_card()
    await person.sees(ChooseBills)
    assert person.ui.overlays[-1] is None
