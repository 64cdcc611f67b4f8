"""Visitor's pass (探视证): your identity card, whom you visit, the ward's rules, a photo if you like, the pass."""

from contextlib import suppress
from dataclasses import dataclass

from drivers.api.code_scanner import CodeScanned
from drivers.api.id_card_reader import IdCard
from drivers.api.receipt_printer import Picture
from kiosk.documents.photo import PhotoBroken, printable
from kiosk.domain.evidence import IdKind
from kiosk.domain.face import FacePhoto
from kiosk.domain.looking import TakePhoto
from kiosk.domain.visiting import ADMISSION_DIGITS, IssueVisitorPass, VisitingTerms, VisitTerms, admission_number_in
from kiosk.journeys.enrol import ask_id_card
from kiosk.journeys.face import PhotoMissed, may_agree, take_photo
from kiosk.journeys.look_up import look_up
from kiosk.journeys.paper import tell_and_print
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.screens.answers import Continue, Typed
from kiosk.screens.base import Step
from kiosk.screens.documents import LookingUp
from kiosk.screens.identity import EnterDigits, Wanted
from kiosk.screens.paying import SlipNotice
from kiosk.screens.visiting import ConfirmVisit, PassPhotoConsent, PassReady, VisitFacts, VisitRefused
from kiosk.visit import Visit, WentBack

NOT_ADMISSION = "NOT_ADMISSION"
RULED_OUT = frozenset({Refusal.VISITING_CLOSED, Refusal.VISITORS_FULL, Refusal.WARD_NOT_VISITED})


@dataclass(frozen=True, slots=True)
class _Photo:
    """For the pass. `missed`: one was wanted, and did not come about."""

    picture: Picture | None = None
    missed: bool = False


_WHOM, _RULES, _PHOTO = (Step(number, 4) for number in (2, 3, 4))


async def visitor_pass(visit: Visit) -> None:
    card = await ask_id_card(visit)
    try:
        number, photo = await _agreed(visit, card)
        await _give(visit, card, number, photo)
    except Refused as refused:
        if refused.refusal not in RULED_OUT:
            raise
        visit.timeline.note("not_visited", code=str(refused.refusal))
        await visit.tell(VisitRefused(reason_code=str(refused.refusal), reason=refused.reason))


async def _agreed(visit: Visit, card: IdCard) -> tuple[str, _Photo]:
    """Whom, and the photo for the pass: one question back from each."""
    while True:
        number, terms = await _whom(visit)
        with suppress(WentBack):
            return number, await _by_these_rules(visit, terms, card)


async def _whom(visit: Visit) -> tuple[str, VisitTerms]:
    problem_code = ""
    while True:
        number = await _number(visit, problem_code)
        try:
            return number, await look_up(visit, VisitingTerms(number))
        except Refused as refused:
            if refused.refusal is not Refusal.ADMISSION_NOT_FOUND:
                raise
            problem_code = str(refused.refusal)


async def _number(visit: Visit, problem_code: str) -> str:
    """Typed, or out of a wristband's code."""
    while True:
        screen = EnterDigits(
            step=_WHOM,
            wanted=Wanted.ADMISSION,
            length=ADMISSION_DIGITS,
            scanner=visit.devices.usable("code_scanner") is not False,
            problem_code=problem_code,
            can_back=True,
        )
        answer = await visit.ask(screen, device_waits=True, wants=(CodeScanned,))
        if isinstance(answer, Typed | CodeScanned) and (number := admission_number_in(answer.text)):
            return number
        problem_code = NOT_ADMISSION


async def _by_these_rules(visit: Visit, terms: VisitTerms, card: IdCard) -> _Photo:
    screen = ConfirmVisit(step=_RULES, visit=VisitFacts.of(terms), left=terms.left, rules=terms.rules, can_back=True)
    while True:
        await visit.ask(screen)
        with suppress(WentBack):
            return await _photo(visit, card)


async def _photo(visit: Visit, card: IdCard) -> _Photo:
    """Only where there is a camera, and a person who is no child says yes. It goes on paper, and nowhere else."""
    while visit.eyes.can(TakePhoto) and may_agree(visit, card):
        if await visit.ask(PassPhotoConsent(step=_PHOTO, can_back=True)) != Continue():
            return _Photo()
        with suppress(WentBack):
            return await _taken(visit)
    return _Photo()


async def _taken(visit: Visit) -> _Photo:
    taken = await take_photo(visit, _PHOTO)
    if taken is None:
        return _Photo()
    printed = _printable(taken) if isinstance(taken, FacePhoto) else taken
    if isinstance(printed, PhotoMissed):
        visit.timeline.note("no_photo", code=printed.code)
        return _Photo(missed=True)
    return _Photo(printed)


def _printable(photo: FacePhoto) -> Picture | PhotoMissed:
    try:
        return printable(photo)
    except PhotoBroken as broken:
        return PhotoMissed(broken.code)


async def _give(visit: Visit, card: IdCard, number: str, photo: _Photo) -> None:
    has_photo = photo.picture is not None
    order = IssueVisitorPass(number, IdKind(card.kind.value), card.id_number, card.name, with_photo=has_photo)
    given = await visit.during(LookingUp(), visit.keeper.do(order))

    def ready(slip: SlipNotice) -> PassReady:
        return PassReady.of(given, slip, with_photo=has_photo, photo_missed=photo.missed)

    await tell_and_print(visit, ready, "visitor_pass", given=given, photo=photo.picture)
