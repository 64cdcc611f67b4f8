"""Face payment (刷脸支付), as far as the hospital has to do with it: the permit, and what somebody agreed to."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.domain.inquiry import Command, Notice
from kiosk.domain.payment import Channel

WORDING_VERSION = "2026-11-25"  # of what `FacePayConsent` says: another wording is another version


@dataclass(frozen=True, slots=True, repr=False)
class FacePayPermit:
    """The merchant's server lets this machine's camera look. No key of the merchant's is in it."""

    auth_info: str
    app_id: str
    merchant_id: str
    sub_app_id: str = ""
    sub_merchant_id: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class FacePayAuth(Command[FacePayPermit]):
    """May the provider's camera look? `raw_data`: what its service says of itself, sealed for its own servers."""

    channel: Channel
    raw_data: str
    store_id: str
    device_id: str


class FaceStep(StrEnum):
    CONSENTED = "consented"  # told before anything looks
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class FacePayNote(Notice):
    """What somebody agreed to, and how the look ended: a row of the audit chain. Holds no picture, nothing made from
    one, no code and no name; `quote_id` says whose bill it was for. A consent is called by the number of its notice:
    ENDED names it.
    """

    step: FaceStep
    wording: str
    channel: Channel
    quote_id: str
    at: datetime
    consent_id: str = ""  # of an end
    result_code: str = ""  # of an end: OK, or why there is no code
