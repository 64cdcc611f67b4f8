"""Paying the patient's part: choose a way, charge, follow the case to its end, tell the truth about it."""

import asyncio
from contextlib import suppress

from drivers.api.code_scanner import CodeScanned
from kiosk.domain.case import ENDED, Case, Phase, WaitingFor
from kiosk.domain.payment import NothingToPay, PayByFace, PayByPayerCode, PayByQr, PayMethod
from kiosk.domain.quote import Quote
from kiosk.domain.scanned_code import PayerCode, classify
from kiosk.journeys.face_pay import NoFace, camera_known, look, money_taken, offers_face
from kiosk.journeys.put_off import Later, put_off
from kiosk.journeys.result import tell_result
from kiosk.journeys.seeing import codes_by_camera, reads_codes
from kiosk.keeper.protocol import WATCH_S_MAX, Refusal
from kiosk.keeper.refused import Refused
from kiosk.ports import Answered
from kiosk.screens.answers import Cancel, Help, Picked
from kiosk.screens.base import Screen, Step, Summary
from kiosk.screens.paying import ChoosePayment, PayWay, PresentPayerCode, Progress, ShowPayQr, Stage
from kiosk.tasks import ended
from kiosk.visit import BegunOrNot, Visit, WentBack

CODE_NOT_PAYER = "CODE_NOT_PAYER"
KEEPER_RETRY_S = 0.2
NO_OTHER_WAY = frozenset({Refusal.BILL_CHANGED, Refusal.BILL_PAID, Refusal.QUOTE_EXPIRED})


async def pay(
    visit: Visit,
    quote: Quote,
    summary: Summary,
    step: Step,
    later: Later | None = None,
    opening: Screen | None = None,
) -> bool:
    """Until it is paid, put off where `later` allows it, or given up with WentBack. True: it has ended one way or
    another, and the person knows. `opening` asks for the way first, instead of ChoosePayment; it answers the same.
    Raises Refused where no other way would help: what was to be paid is not there any more.
    """
    await camera_known(visit, quote)
    screen = opening or _ways(visit, quote, summary, step, later)
    while True:
        method = await _choose_way(visit, quote, summary, step, screen, later)
        if isinstance(method, Later):
            if decline_code := await put_off(visit, method, quote, summary):
                screen = _ways(visit, quote, summary, step, later, decline_code)
                continue
            return True
        if isinstance(method, NoFace):
            screen = _ways(visit, quote, summary, step, later, method.decline_code)
            continue
        case = await _through(visit, quote, method, summary, step)
        if case.phase in (Phase.DECLINED, Phase.CLOSED) and quote.patient_part:
            with suppress(Refused):
                await visit.keeper.case_told(case)
            if case.reason_code in NO_OTHER_WAY:
                raise Refused(Refusal(case.reason_code))
            screen = _ways(visit, quote, summary, step, later, case.reason_code)
            continue
        await tell_result(visit, case)
        return True


def ways_to_pay(visit: Visit) -> tuple[PayWay, ...]:
    return (PayWay.SHOW_QR, PayWay.PAYER_CODE) if reads_codes(visit) else (PayWay.SHOW_QR,)


def _ways(
    visit: Visit, quote: Quote, summary: Summary, step: Step, later: Later | None, decline_code: str = ""
) -> ChoosePayment:
    ways = ways_to_pay(visit)
    if offers_face(visit, quote) and not (later and decline_code):  # four ways and a problem are too much to read
        ways = (*ways, PayWay.FACE)
    return ChoosePayment(
        step=step,
        can_back=True,
        card_in=visit.card_in,
        summary=summary,
        amount=quote.patient_part,
        ways=(*ways, PayWay.PAY_LATER) if later else ways,
        later_left=later.left if later else None,
        decline_code=decline_code,
        by_camera=codes_by_camera(visit),
    )


async def _choose_way(
    visit: Visit, quote: Quote, summary: Summary, step: Step, screen: Screen, later: Later | None
) -> PayMethod | Later | NoFace:
    if not quote.patient_part:
        return NothingToPay()
    while True:
        answer = await visit.ask(screen, wants=(CodeScanned,))
        if isinstance(answer, CodeScanned) and isinstance(code := classify(answer.text), PayerCode):
            return PayByPayerCode(code.channel, code.code)  # the phone is there already: do not ask again
        if answer == Picked(PayWay.SHOW_QR):
            return PayByQr()
        if answer == Picked(PayWay.PAY_LATER) and later is not None:
            return later
        with suppress(WentBack):  # to this question
            if answer == Picked(PayWay.PAYER_CODE):
                return await _payer_code(visit, quote, summary, step)
            if answer == Picked(PayWay.FACE) and offers_face(visit, quote):
                return await look(visit, quote, summary, step)


async def _payer_code(visit: Visit, quote: Quote, summary: Summary, step: Step) -> PayByPayerCode:
    problem_code = ""
    while True:
        screen = PresentPayerCode(
            step=step,
            can_back=True,
            card_in=visit.card_in,
            summary=summary,
            amount=quote.patient_part,
            problem_code=problem_code,
        )
        event = await visit.ask(screen, device_waits=True, wants=(CodeScanned,))
        if isinstance(event, CodeScanned):
            if isinstance(code := classify(event.text), PayerCode):
                return PayByPayerCode(code.channel, code.code)
            problem_code = CODE_NOT_PAYER


async def _through(visit: Visit, quote: Quote, method: PayMethod, summary: Summary, step: Step) -> Case:
    """To its end. Whoever looked at a face hears what became of it, and lets go, however this ends."""
    case = None
    try:
        case = await follow(visit, await _start(visit, quote, method, summary, step), summary, step)
        return case
    finally:
        if isinstance(method, PayByFace):
            visit.devices.end_face_pay(money_taken(case))


async def _start(visit: Visit, quote: Quote, method: PayMethod, summary: Summary, step: Step) -> Case:
    """Ask the keeper to begin."""
    screen = Progress(
        step=step,
        card_in=visit.card_in,
        stage=Stage.CHARGE if quote.patient_part else Stage.RECEIVED,
        waiting_for=WaitingFor.BANK if quote.patient_part else WaitingFor.INSURER,
        summary=summary,
        amount=quote.patient_part,
    )
    return await visit.during(screen, _begin(visit, quote.quote_id, method))


async def _begin(visit: Visit, quote_id: str, method: PayMethod) -> Case:
    """Called again, the keeper finds by itself what the first call had begun. Raises Ending if it stays away: nobody
    may say then that no money moved.
    """
    ends_s = visit.clock.monotonic_s() + visit.limits.patient_wait_s_max
    while True:
        try:
            return await visit.keeper.start_settlement(quote_id, method)
        except Refused as refused:
            if refused.refusal is not Refusal.KEEPER_UNREACHABLE:
                raise
            if visit.clock.monotonic_s() >= ends_s:
                raise BegunOrNot from refused
        await asyncio.sleep(KEEPER_RETRY_S)


async def follow(visit: Visit, case: Case, summary: Summary | None, step: Step | None) -> Case:
    """Show the case until it ends, or until nobody may be made to wait any longer (it is then 'being checked').

    Not to be cancelled from outside: money may be moving. The person's Cancel is a request to the keeper.
    """
    left_s, stopping = visit.limits.patient_wait_s_max, False
    while case.phase not in ENDED and left_s > 0:
        began_s, patients_turn = visit.clock.monotonic_s(), case.waiting_for is WaitingFor.PATIENT
        try:
            news = await _next_change(visit, case, _screen(visit, case, summary, step, stopping), left_s)
            if news is None:
                stopping = True
                news = await visit.during(
                    _progress(visit, case, summary, step, stopping), visit.keeper.cancel_case(case.case_id)
                )
            case = news
        except Refused as refused:  # the keeper is away: it restarts by itself, and if not, this wait has its end too
            visit.timeline.note("keeper_away", refusal=str(refused.refusal))
            await asyncio.sleep(KEEPER_RETRY_S)
            patients_turn = stopping = False
        if patients_turn:
            left_s = visit.limits.patient_wait_s_max  # the wait for the machine begins anew
        else:
            left_s -= visit.clock.monotonic_s() - began_s
    return case


async def _next_change(visit: Visit, case: Case, screen: Screen, left_s: float) -> Case | None:
    """The case as next known: a newer version, or the same after `left_s`. None: the person asks to stop."""
    visit.show(screen)
    wait_s = min(WATCH_S_MAX, max(left_s, 0.1))
    watch = asyncio.ensure_future(visit.keeper.watch_case(case.case_id, case.version, wait_s))
    try:
        while not watch.done():
            event = await visit.event_or(watch)
            if isinstance(event, Answered) and isinstance(event.answer, Help):
                await visit.call_staff(watch)
            if isinstance(event, Answered) and isinstance(event.answer, Cancel) and screen.can_cancel:
                visit.timeline.note("cancel_asked")
                return None
        return watch.result()
    finally:
        await ended(watch)


def _screen(visit: Visit, case: Case, summary: Summary | None, step: Step | None, stopping: bool) -> Screen:
    summary = summary or Summary(case.masked_name, 0, case.total)
    if case.phase is Phase.AWAITING and case.code_url:
        return ShowPayQr(
            step=step,
            can_cancel=True,
            card_in=visit.card_in,
            summary=summary,
            amount=case.patient_part,
            code=case.code_url,
            seconds_left=case.code_expires_in_s,
            seconds_total=round(visit.limits.code_life_s),
        )
    return _progress(visit, case, summary, step, stopping and case.phase is Phase.CHECKING)


def _progress(visit: Visit, case: Case, summary: Summary | None, step: Step | None, stopping: bool) -> Progress:
    return Progress(
        step=step,
        can_cancel=case.phase is Phase.AWAITING and not stopping,
        card_in=visit.card_in,
        stage=Stage.CLOSING if stopping else _STAGES.get(case.phase, Stage.CHARGE),
        waiting_for=WaitingFor.BANK if stopping else case.waiting_for,
        summary=summary or Summary(case.masked_name, 0, case.total),
        amount=case.patient_part,
        payer_must_confirm=case.payer_must_confirm and not stopping,
    )


_STAGES = {
    Phase.STARTING: Stage.CHARGE,
    Phase.AWAITING: Stage.CHARGE,
    Phase.CHECKING: Stage.CHECKING,
    Phase.RECEIVED: Stage.RECEIVED,
    Phase.REVERSING: Stage.REVERSING,
}
