"""Paying by face (刷脸支付): asked first, looked at by the provider's certified camera, never the only way.

It gives a code; the payment is then one like any other.
"""

import asyncio
from contextlib import suppress
from dataclasses import dataclass

from drivers.api.errors import DeviceError, ErrorCode
from drivers.api.face_pay import FacePermit
from kiosk.domain.case import Case, Phase
from kiosk.domain.face_pay import WORDING_VERSION, FacePayAuth, FacePayNote, FaceStep
from kiosk.domain.payment import Channel, PayByFace
from kiosk.domain.quote import Quote
from kiosk.keeper.refused import Refused
from kiosk.screens.answers import Continue
from kiosk.screens.base import Step, Summary
from kiosk.screens.face_pay import FacePayConsent, FacePayLook
from kiosk.visit import Visit, WentBack

FACE_PAY = "face_pay"
KNOWN_LOOKS_MAX, KNOWN_LOOK_S = 30, 0.05
CHANNEL = Channel.WECHAT  # of the one provider there is a driver for
OK = "OK"
ENDED_BY_PERSON = str(ErrorCode.FACE_PAY_CANCELLED)
_PAID = {Phase.SETTLED: True, Phase.RECEIVED: True, Phase.DECLINED: False, Phase.CLOSED: False}


@dataclass(frozen=True, slots=True)
class NoFace:
    """There is no code; `decline_code` says why. The other ways are open."""

    decline_code: str


def offers_face(visit: Visit, quote: Quote) -> bool:
    """To who pays alone, is no child as far as is known, at a machine with a certified camera that works."""
    child = visit.patient is not None and visit.patient.under_14
    return quote.self_pay and not child and visit.devices.usable(FACE_PAY) is True


async def camera_known(visit: Visit, quote: Quote) -> None:
    """A service that is still starting gets a moment: what is offered does not change under a finger."""
    for _ in range(KNOWN_LOOKS_MAX):
        if not quote.self_pay or visit.devices.usable(FACE_PAY) is not None:
            return
        await asyncio.sleep(KNOWN_LOOK_S)


async def look(visit: Visit, quote: Quote, summary: Summary, step: Step) -> PayByFace | NoFace:
    """Raises WentBack: another way was chosen, or none."""
    consent = FacePayConsent(
        step=step, can_back=True, card_in=visit.card_in, summary=summary, amount=quote.patient_part
    )
    if await visit.ask(consent) != Continue():
        raise WentBack
    consent_id, result = "", ENDED_BY_PERSON
    try:
        consent_id = await visit.keeper.tell(_note(visit, quote, FaceStep.CONSENTED))
        code = await _looked(visit, quote, summary, step)
        result = OK
        return PayByFace(CHANNEL, code)
    except DeviceError as error:
        result = str(error.code)
        visit.timeline.note("face_pay_problem", code=result)
        return NoFace(_sayable(error.code))
    except Refused as refused:
        result = str(refused.refusal)
        return NoFace(result)
    finally:
        if result != OK:
            visit.devices.end_face_pay(None)
        if consent_id:
            with suppress(Refused):
                await visit.keeper.tell(_note(visit, quote, FaceStep.ENDED, consent_id, result))


def money_taken(case: Case | None) -> bool | None:
    """What the provider is told. None: nobody knows."""
    return _PAID.get(case.phase) if case else None


async def _looked(visit: Visit, quote: Quote, summary: Summary, step: Step) -> str:
    screen = FacePayLook(
        step=step, can_back=True, card_in=visit.card_in, summary=summary, amount=quote.patient_part, ready=False
    )
    permit = await visit.ask_while(screen, _permit(visit))
    return await visit.ask_while(
        FacePayLook(
            step=step, can_back=True, card_in=visit.card_in, summary=summary, amount=quote.patient_part, ready=True
        ),
        visit.devices.face_code(permit, quote.patient_part.fen),
    )


async def _permit(visit: Visit) -> FacePermit:
    """Of the hospital's server, which alone holds the merchant's key."""
    raw = await visit.devices.face_raw_data()
    given = await visit.keeper.do(FacePayAuth(Channel(raw.channel), raw.raw_data, raw.store_id, raw.device_id))
    return FacePermit(given.auth_info, given.app_id, given.merchant_id, given.sub_app_id, given.sub_merchant_id)


def _note(visit: Visit, quote: Quote, step: FaceStep, consent_id: str = "", result_code: str = "") -> FacePayNote:
    return FacePayNote(step, WORDING_VERSION, CHANNEL, quote.quote_id, visit.clock.now(), consent_id, result_code)


def _sayable(code: ErrorCode) -> str:
    """A line that is down and a provider that says no come to the same for the person."""
    return str(code if code.startswith("FACE_PAY_") else ErrorCode.FACE_PAY_REFUSED)
