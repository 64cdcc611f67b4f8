"""One person's turn from the public screen to the last: owns every ending.

A case begun in an earlier turn is told first. Then: attract, a journey, and out, with the card taken.
"""

import asyncio
from contextlib import suppress
from functools import partial

from drivers.api.code_scanner import CodeScanned
from drivers.api.errors import DeviceError
from drivers.api.id_card_reader import IdCardDetected
from drivers.api.insurance_card_reader import CardInserted, CardRemoved
from kiosk.domain.case import ENDED, Case
from kiosk.domain.patient import Purpose
from kiosk.domain.scanned_code import BillSlip, SettlementSlip, StaffBadge, classify, evidence_in
from kiosk.domain.ticket_code import TicketCode
from kiosk.journeys.check_in import check_in_by_ticket
from kiosk.journeys.identify import TicketShown, identify_by_slip
from kiosk.journeys.menu import JOURNEYS, Journey, offered, pay_own_bills
from kiosk.journeys.pay import follow
from kiosk.journeys.pay_bills import pay_bills
from kiosk.journeys.reprint_slip import reprint_slip
from kiosk.journeys.result import tell_result
from kiosk.journeys.seeing import reads_codes
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.maintenance.staff_desk import staff_desk
from kiosk.ports import Answered, PersonEvent, Touched
from kiosk.screens.answers import Answer, Continue, Help, Picked
from kiosk.screens.identity import TakeIdCard
from kiosk.screens.leaving import TakeCardAndSlip
from kiosk.screens.paying import MoneyFate, Problem
from kiosk.screens.welcome import MORE, Attract, ChooseService, MoreServices, Notice, OutOfService, Service
from kiosk.visit import BegunOrNot, CardPulled, Ending, Visit, WentBack

RETRYABLE = frozenset(
    {
        Refusal.HOSPITAL_UNREACHABLE,
        Refusal.HOSPITAL_BUSY,
        Refusal.HOSPITAL_ERROR,
        Refusal.BILL_CHANGED,
        Refusal.BILL_LOCKED,
        Refusal.QUOTE_EXPIRED,
        Refusal.CREDIT_TERMS_CHANGED,
        Refusal.KEEPER_UNREACHABLE,
        Refusal.NOT_ALLOWED,  # a keeper that was killed has forgotten whom it had identified
    }
)
ACTIVATE_RETRY_S = 0.5
HEALTH_LOOK_S = 15.0
END_VISIT_S_MAX = 1.0
REMIND_S = 4.0


async def run_turn(visit: Visit) -> None:
    """Serve one person. Returns when nothing of theirs is left but memory, which the process's exit clears."""
    visit.show(Attract(), goes_on=True)
    visit.devices.start()
    try:
        await _activate(visit)
        await _serve_to_the_end(visit)
        await _leave(visit)
    finally:
        await visit.devices.close()


async def _serve_to_the_end(visit: Visit) -> None:
    try:
        for case in await _untold(visit):
            await _tell_recovered(visit, case)
        await _serve(visit)
    except CardPulled:
        await visit.tell(Problem(code="CARD_REMOVED", fate=MoneyFate.NOT_MOVED, can_cancel=True))
    except BegunOrNot:
        await visit.tell(Problem(code=Refusal.KEEPER_UNREACHABLE, fate=MoneyFate.BEING_CHECKED, can_cancel=True))
    except (Ending, WentBack) as ending:
        visit.timeline.note("ending", kind=type(ending).__name__)


async def _activate(visit: Visit) -> None:
    """Become the active turn. While no keeper answers the machine is out of service, and says so. What a person does
    while it restarts is not lost: it stays in the inbox until the public screen looks there.
    """
    try:
        return await visit.keeper.activate()
    except Refused as refused:
        screen = OutOfService(reason_code=str(refused.refusal))
    while True:
        try:
            return await visit.during(screen, visit.keeper.activate())
        except Refused as refused:
            screen = OutOfService(reason_code=str(refused.refusal))
        await visit.during(screen, asyncio.sleep(ACTIVATE_RETRY_S))


async def _untold(visit: Visit) -> tuple[Case, ...]:
    try:
        return await visit.keeper.untold_cases()
    except Refused:
        return ()


async def _tell_recovered(visit: Visit, case: Case) -> None:
    """The turn that began it died. Its patient may still stand here: go on where it was, then tell the end."""
    visit.timeline.note("recovered_case", phase=str(case.phase))
    if case.phase not in ENDED:
        case = await follow(visit, case, None, None)
    await tell_result(visit, case)


async def _serve(visit: Visit) -> None:
    event = await _attract(visit)
    if isinstance(event, CardInserted | IdCardDetected):
        await _persist(visit, pay_own_bills)
    elif isinstance(event, CodeScanned):
        await _persist(visit, _code_journey(event))
    else:
        await _choose_service(visit)


async def _attract(visit: Visit) -> CardInserted | IdCardDetected | CodeScanned | Continue:
    """The public screen, without any time-out, until somebody touches, inserts or scans."""
    looking = asyncio.create_task(_look_at_health(visit))
    try:
        return await _first_sign(visit)
    finally:
        looking.cancel()


async def _look_at_health(visit: Visit) -> None:
    """Whether a payment could be started now, for the notice on the public screen. A keeper in between knows
    nothing new.
    """
    while True:
        with suppress(Refused):
            visit.accepts_payments = (await visit.keeper.health()).accepts_payments
        await asyncio.sleep(HEALTH_LOOK_S)


async def _first_sign(visit: Visit) -> CardInserted | IdCardDetected | CodeScanned | Continue:
    while True:
        visit.show(_public(visit), goes_on=True)
        if visit.card_in:  # maybe put in while something else was on screen
            return CardInserted(visit.reader_with_card)
        if visit.id_card_lies:
            return IdCardDetected()
        event = await visit.next_event(wait_s_max=1.0)
        match event:
            case CodeScanned():
                return event
            case Answered(answer=Continue()):
                return Continue()
            case Answered(answer=Help()):
                await visit.call_staff()


async def _choose_service(visit: Visit) -> None:
    on_more = False
    while True:
        services, more = offered(visit.elder)
        home = ChooseService(services=services, more=more, notices=_notices(visit), can_cancel=True)
        page = MoreServices(services=more, can_back=True) if on_more else home
        try:
            answer = await visit.ask(page, wants=(CardInserted, IdCardDetected, CodeScanned))
        except WentBack:
            on_more = False
            continue
        if answer == Picked(MORE):
            on_more = True
        elif (journey := _journey_of(answer)) is not None:
            with suppress(WentBack):
                return await _persist(visit, journey)


def _journey_of(answer: Answer | PersonEvent) -> Journey | None:
    match answer:
        case Picked(choice) if choice in JOURNEYS:
            return JOURNEYS[Service(choice)]
        case CardInserted(present_at_open=False) | IdCardDetected(present_at_open=False):
            return pay_own_bills
        case CodeScanned():
            return _code_journey(answer)
    return None


def _code_journey(scanned: CodeScanned) -> Journey:
    """A code held to the scanner before anything was chosen: a ticket, our receipt, a badge of staff, a person's code,
    or else taken for a consulting-room slip.
    """
    code = classify(scanned.text)
    evidence = evidence_in(scanned.text, Purpose.SETTLEMENT)

    async def print_again(visit: Visit) -> None:
        await reprint_slip(visit, code.case_id if isinstance(code, SettlementSlip) else "")

    async def pay_for_person(visit: Visit) -> None:
        visit.code = scanned
        await pay_own_bills(visit)

    async def pay_scanned(visit: Visit) -> None:
        await pay_bills(visit, await identify_by_slip(visit, scanned))

    async def let_staff_in(visit: Visit) -> None:
        await staff_desk(visit, code.badge if isinstance(code, StaffBadge) else "")

    match code:
        case TicketCode():
            return partial(check_in_by_ticket, code=code)
        case SettlementSlip():
            return print_again
        case StaffBadge():
            return let_staff_in
    return pay_scanned if evidence is None or isinstance(code, BillSlip) else pay_for_person


async def _persist(visit: Visit, journey: Journey) -> None:
    """Run the journey; what it may not do is told by code, and tried again if that makes sense and the person wants
    it.
    """
    visit.service = next((str(service) for service, each in JOURNEYS.items() if each is journey), "")
    while True:
        try:
            return await journey(visit)
        except TicketShown as shown:
            journey = partial(check_in_by_ticket, code=shown.code)
            continue
        except Refused as refused:
            code, can_retry = str(refused.refusal), refused.refusal in RETRYABLE
        except DeviceError as error:
            code, can_retry = str(error.code), True
        visit.timeline.note("problem", code=code)
        screen = Problem(
            code=code,
            fate=MoneyFate.NOT_MOVED,
            can_retry=can_retry,
            can_cancel=True,
            card_in=visit.card_in,
            can_window=True,
        )
        if not can_retry:
            visit.need_card("")  # taking it is all that is left to do
        answer = await visit.ask(screen, wants=() if can_retry else (CardRemoved,))
        if not isinstance(answer, Continue) or not can_retry:
            return None


def _public(visit: Visit) -> Attract:
    return Attract(notices=_notices(visit), scanner=visit.devices.usable("code_scanner") is not False)


def _notices(visit: Visit) -> tuple[Notice, ...]:
    roles = {
        "insurance_card_reader": Notice.NO_CARD_READER,
        "code_scanner": Notice.NO_SCANNER,
        "receipt_printer": Notice.NO_SLIP,
    }
    broken = [notice for role, notice in roles.items() if visit.devices.usable(role) is False]
    if reads_codes(visit) and Notice.NO_SCANNER in broken:
        broken.remove(Notice.NO_SCANNER)
    left = (Notice.CARD_LEFT,) if visit.stale_readers else ()
    return (*left, *(() if visit.accepts_payments else (Notice.NO_PAYMENT,)), *broken)


async def _leave(visit: Visit) -> None:
    """See the card out, and forget at the keeper. One that does not answer hears it from the next turn."""
    visit.need_card("")
    if visit.card_in:
        visit.show(TakeCardAndSlip(card=True, slip=visit.slip_out))
    with suppress(Refused, TimeoutError):
        async with asyncio.timeout(END_VISIT_S_MAX):
            await visit.keeper.end_visit()
    began_s = visit.clock.monotonic_s()
    while visit.card_in:
        waited_s = visit.clock.monotonic_s() - began_s
        if waited_s >= visit.limits.card_left_s_max:
            break  # somebody will take it; the next turn will not read it
        alarm = waited_s >= visit.limits.card_left_alarm_s
        visit.show(TakeCardAndSlip(card=True, slip=visit.slip_out, alarm=alarm))
        next_s = visit.limits.card_left_s_max if alarm else visit.limits.card_left_alarm_s
        match await visit.next_event(max(0.05, next_s - waited_s)):
            case Answered(answer=Help()):
                await visit.call_staff()
    if visit.id_card_shown:
        await _remind_of_id_card(visit)


async def _remind_of_id_card(visit: Visit) -> None:
    """Whether it was lifted no reader can tell: it is said for a moment, to whoever is still here."""
    visit.show(TakeIdCard())
    ends_s = visit.clock.monotonic_s() + REMIND_S
    while (left_s := ends_s - visit.clock.monotonic_s()) > 0:
        if isinstance(await visit.next_event(left_s), Answered | Touched):
            return
