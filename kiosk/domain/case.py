"""A settlement as the patient may see it: one case, from the first journal row to its end."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.money import Money
from kiosk.domain.payment import Channel
from kiosk.domain.ticket import Ticket


class Phase(StrEnum):
    """What the patient is told. 'Received' (Charged) and 'settled' are two different truths."""

    STARTING = "starting"  # intent written, channel asked
    AWAITING = "awaiting"  # our code is shown, or the phone asks for the password
    RECEIVED = "received"  # money received, the hospital has not settled yet
    SETTLED = "settled"
    DECLINED = "declined"  # nothing taken; another try is open
    CLOSED = "closed"  # proven closed: nothing taken; another way is open
    CHECKING = "checking"  # nobody knows yet; we keep asking
    REVERSING = "reversing"  # money is going back
    REVERSED = "reversed"  # a query showed it
    BY_HAND = "by_hand"  # staff finish it


ENDED = frozenset({Phase.SETTLED, Phase.DECLINED, Phase.CLOSED, Phase.REVERSED, Phase.BY_HAND})


class WaitingFor(StrEnum):
    """Whom we wait for: progress tells the truth."""

    PATIENT = "patient"
    BANK = "bank"
    INSURER = "insurer"
    HOSPITAL = "hospital"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Case:
    """`version` grows with every change: `watch` waits for a newer one."""

    case_id: str
    version: int
    trace_number: str  # short, printed and spoken: terminal and sequence
    masked_name: str
    phase: Phase
    waiting_for: WaitingFor
    total: Money
    fund: Money
    account: Money
    patient_part: Money
    channel: Channel = Channel.NONE
    code_url: str = ""  # what our QR holds while AWAITING
    code_expires_in_s: int = 0  # at the moment of the answer
    payer_must_confirm: bool = False  # USERPAYING: the phone asks for the password
    reason_code: str = ""  # why DECLINED, CLOSED, BY_HAND: a stable code
    recovered: bool = False  # begun in an earlier turn
    ticket: Ticket | None = None  # what it registers for, if it does
