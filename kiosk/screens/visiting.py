"""A visitor's pass for the wards."""

from dataclasses import dataclass
from datetime import time

from kiosk.domain.visiting import VisitorPass, VisitTerms
from kiosk.domain.wording import LocalText
from kiosk.screens.base import Screen
from kiosk.screens.paying import SlipNotice

WITHOUT_PHOTO = "without_photo"  # always offered, and as good


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """Whom, where, until when."""

    masked_name: str
    ward: LocalText
    bed: str
    hours: str  # 14:00–20:00

    @classmethod
    def of(cls, found: VisitTerms | VisitorPass) -> "VisitFacts":
        name = found.masked_name if isinstance(found, VisitTerms) else found.patient_masked_name
        return cls(name, found.ward, found.bed, _hours(found.starts, found.ends))


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmVisit(Screen):
    """Is it this patient, and may it be by these rules? `left`: how many more may come. Answers: Continue; Back."""

    visit: VisitFacts
    left: int
    rules: tuple[LocalText, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PassPhotoConsent(Screen):
    """A photo on the pass? Answers: Continue (yes); Picked(WITHOUT_PHOTO); Back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassReady(Screen):
    """The pass: what is on the paper; `code` where no paper came, to be photographed. `photo_missed`: one was wanted,
    and did not come about. Answers: Continue.
    """

    visit: VisitFacts
    pass_number: str
    code: str
    with_photo: bool
    slip: SlipNotice
    photo_missed: bool = False

    @classmethod
    def of(cls, given: VisitorPass, slip: SlipNotice, *, with_photo: bool, photo_missed: bool = False) -> "PassReady":
        code = given.code if slip in (SlipNotice.WAITING, SlipNotice.UNSURE) else ""
        return cls(
            visit=VisitFacts.of(given),
            pass_number=given.pass_number,
            code=code,
            with_photo=with_photo,
            slip=slip,
            photo_missed=photo_missed,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRefused(Screen):
    """Not now, by the ward's rules: `reason_code`, and the hospital's own words. Answers: Continue."""

    reason_code: str
    reason: LocalText | None = None


def _hours(starts: time, ends: time) -> str:
    return f"{starts:%H:%M}–{ends:%H:%M}"
