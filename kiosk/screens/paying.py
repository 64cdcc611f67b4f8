"""Paying, and what became of it."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.case import WaitingFor
from kiosk.domain.money import Money
from kiosk.screens.base import Screen, Summary


class PayWay(StrEnum):
    SHOW_QR = "show_qr"
    PAYER_CODE = "payer_code"
    FACE = "face"  # into the payment provider's own camera
    PAY_LATER = "pay_later"  # put off, under an agreement that the person has signed


class SlipNotice(StrEnum):
    """Where the slip is."""

    NONE = "none"  # not owed
    PRINTING = "printing"
    PRINTED = "printed"
    WAITING = "waiting"  # no paper, cover open …: it waits; the code on screen is as good
    UNSURE = "unsure"  # may be out in part: it will be printed again as a copy


class MoneyFate(StrEnum):
    """Every problem says whether money moved."""

    NOT_MOVED = "not_moved"
    BEING_CHECKED = "being_checked"
    GOES_BACK = "goes_back"
    PAID = "paid"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoosePayment(Screen):
    """Answers: Picked(way). `decline_code`: why the last try did not go through."""

    summary: Summary
    amount: Money
    ways: tuple[PayWay, ...]
    decline_code: str = ""
    later_left: Money | None = None  # of the limit, where PAY_LATER is a way
    by_camera: bool = False  # codes are held before the camera: there is no scanner


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowPayQr(Screen):
    """Our code, to be scanned with WeChat or Alipay. `seconds_left` counts down on screen by itself. Answers: none;
    Cancel
    (another way)."""

    summary: Summary
    amount: Money
    code: str
    seconds_left: int
    seconds_total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentPayerCode(Screen):
    """'Hold your payment code to the scanner'. Answers: none; Back."""

    summary: Summary
    amount: Money
    problem_code: str = ""  # CODE_NOT_PAYER, CODE_GARBLED …
    by_camera: bool = False  # as above


class Stage(StrEnum):
    """What is going on; the rows of the progress list, in order."""

    PREVIEW = "preview"  # locking the bills, asking the insurer for the split
    CHARGE = "charge"  # the channel is asked
    RECEIVED = "received"  # payment received; settling with insurer and hospital
    CHECKING = "checking"  # no clear answer yet: asking the channel whether it was taken
    CLOSING = "closing"  # stopping, on request: making sure that nothing was taken
    REVERSING = "reversing"  # giving money back


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress(Screen):
    """Progress that tells the truth. `payer_must_confirm`: 'enter your password on the phone'. Answers: none;
    Cancel if `can_cancel`.
    """

    stage: Stage
    waiting_for: WaitingFor
    summary: Summary | None = None
    amount: Money | None = None
    payer_must_confirm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid(Screen):
    """Settled. `recovered`: begun in an earlier turn that died ('the last payment at this machine'). Answers:
    Continue.
    """

    masked_name: str
    total: Money
    fund: Money
    account: Money
    patient_part: Money
    trace_number: str
    slip: SlipNotice
    slip_code: str = ""  # what the code on screen holds when paper is out
    recovered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BeingChecked(Screen):
    """Nobody knows yet. The slip says what to do. Answers: Continue."""

    masked_name: str
    amount: Money
    trace_number: str
    slip: SlipNotice
    slip_code: str = ""
    recovered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyBack(Screen):
    """The hospital could not settle: what was paid goes back the way it came (`done`: a query showed it), or staff
    see to it
    (`by_hand`). Answers: Continue."""

    masked_name: str
    amount: Money
    trace_number: str
    done: bool
    by_hand: bool
    slip: SlipNotice
    slip_code: str = ""
    recovered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem(Screen):
    """What happened, what to do, whether money moved, all chosen by `code`. `can_retry`: offer 'try again'
    (Continue). `can_window`: offer a slip for the window; `ticket`, `ticket_number`: where it is. Answers:
    Continue if `can_retry`; Picked(WINDOW) if `can_window`; Cancel (finish)."""

    code: str
    fate: MoneyFate
    can_retry: bool = False
    trace_number: str = ""
    can_window: bool = False
    ticket: SlipNotice = SlipNotice.NONE
    ticket_number: str = ""
