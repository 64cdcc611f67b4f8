"""What can happen to a case, and what the machine asks to be done. All frozen values."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.slip import SlipKind
from kiosk.hospital.port import NotFound, Refused, SettlementReceipt, Trade, Unknown

HospitalAnswer = Trade | SettlementReceipt | Refused | NotFound | Unknown


class Call(StrEnum):
    """One request to the hospital. A case has at most one on its way."""

    CHARGE = "charge"
    QUERY_TRADE = "query_trade"
    CLOSE_TRADE = "close_trade"
    CONFIRM = "confirm"
    QUERY_SETTLEMENT = "query_settlement"
    REFUND = "refund"


class Wait(StrEnum):
    """How long before the call leaves; the runner knows the seconds."""

    NOW = "now"
    INTERVAL = "interval"  # the patient is paying: ask again soon
    BACK_OFF = "back_off"


class Timer(StrEnum):
    """Timers belong to states (`machine.TIMERS`): entering sets them, leaving clears them."""

    PAYING = "paying"  # the life of our code, or of USERPAYING
    PATIENT_WAIT = "patient_wait"  # then the patient is told "being checked", and the machine goes on
    HAND = "hand"  # counted in online time; then staff finish it
    LATE_CHECK = "late_check"  # an ended trade is looked at again: it may have been paid late


@dataclass(frozen=True, slots=True)
class Begin:
    """The intent is committed."""


@dataclass(frozen=True, slots=True)
class Restart:
    """The keeper started and found the case open."""


@dataclass(frozen=True, slots=True)
class Proceed:
    """Charged is committed: go on to the confirm."""


@dataclass(frozen=True, slots=True)
class CancelAsked:
    """The patient wants to stop."""


@dataclass(frozen=True, slots=True)
class HandedBack:
    """Staff want the machine to go on with a case that was theirs (`kiosk queue retry`)."""


@dataclass(frozen=True, slots=True)
class Fired:
    timer: Timer


@dataclass(frozen=True, slots=True)
class Answered:
    call: Call
    answer: HospitalAnswer


Event = Begin | Restart | Proceed | CancelAsked | HandedBack | Fired | Answered


@dataclass(frozen=True, slots=True)
class Ask:
    """Make this call after that wait. It replaces a call that has not left yet."""

    call: Call
    wait: Wait


@dataclass(frozen=True, slots=True)
class GoOn:
    """Feed `Proceed` once this step is committed and the patient can see it."""


@dataclass(frozen=True, slots=True)
class EnqueueConfirm:
    """Outbox, lane 0, and direction CONFIRM in the same commit."""


@dataclass(frozen=True, slots=True)
class EnqueueReversal:
    """Outbox, lane 0, a new refund number, and direction REVERSE in the same commit."""


@dataclass(frozen=True, slots=True)
class FinishOperation:
    """The open outbox operation of the case has ended as `code` says."""

    code: str


@dataclass(frozen=True, slots=True)
class GiveUpOperation:
    """The open outbox operation of the case, if any, becomes a dead letter: staff see it."""


@dataclass(frozen=True, slots=True)
class ReopenOperation:
    """The case's dead letter is alive again, under its old number."""


@dataclass(frozen=True, slots=True)
class OweSlip:
    kind: SlipKind


@dataclass(frozen=True, slots=True)
class EnqueueUnlock:
    """Give the bills back, if no visit and no open case still holds their lock."""


Act = (
    Ask
    | GoOn
    | EnqueueConfirm
    | EnqueueReversal
    | FinishOperation
    | GiveUpOperation
    | ReopenOperation
    | OweSlip
    | EnqueueUnlock
)
