"""What the journal holds of a case's course, and the names of its states. Personal data is not here: it is sealed."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.money import Money
from kiosk.domain.payment import Channel
from kiosk.hospital.port import SettlementReceipt


class State(StrEnum):
    INTENT = "intent"  # written; no byte has left
    CHARGE_ASKED = "charge_asked"
    AWAITING = "awaiting"  # code shown, or the phone asks for the password
    CLOSING = "closing"  # it shall not be paid any more; not proven
    PROVEN_CLOSED = "proven_closed"
    CHARGED = "charged"  # money received
    DECLINED = "declined"
    CHARGE_UNKNOWN = "charge_unknown"
    CONFIRMING = "confirming"
    CONFIRM_UNKNOWN = "confirm_unknown"
    SETTLED = "settled"
    REVERSING = "reversing"
    REVERSED = "reversed"
    BY_HAND = "by_hand"


ENDED = frozenset({State.SETTLED, State.DECLINED, State.PROVEN_CLOSED, State.REVERSED, State.BY_HAND})


class Method(StrEnum):
    QR = "qr"
    PAYER_CODE = "payer_code"
    FACE = "face"
    NOTHING_TO_PAY = "nothing_to_pay"


BY_CODE = frozenset({Method.PAYER_CODE, Method.FACE})
"""A code of the payer's that charges at once, by a phone or by a face: one code, one trade."""


class Direction(StrEnum):
    """Confirm and reverse exclude each other: this column is written before either is called."""

    NONE = "none"
    CONFIRM = "confirm"
    REVERSE = "reverse"


@dataclass(frozen=True, slots=True)
class Record:
    """One row of `cases`, as the machine sees it."""

    case_id: str
    state: State
    method: Method
    amount: Money  # the patient's part
    quote_id: str
    direction: Direction = Direction.NONE
    refund_round: int = 0  # each new reversal has a number of its own: a server replays the old one's answer
    refusal: str = ""  # the definite no of the confirm; a query still has to prove that nothing is settled
    reason: str = ""  # why it ended as it did: a stable code
    channel: Channel = Channel.NONE
    channel_trade_number: str = ""
    code_url: str = ""
    payer_must_confirm: bool = False
    overdue: bool = False  # the patient has been told "being checked"
    late_checks: int = 0
    receipt: SettlementReceipt | None = None

    @property
    def order_number(self) -> str:
        """Our number at the channel: at most 32 of [0-9A-Za-z], fixed with the intent."""
        return f"YZ{self.case_id}"

    @property
    def settlement_number(self) -> str:
        """Our number for the settlement at the hospital, fixed with the intent."""
        return f"ST{self.case_id}"

    @property
    def refund_number(self) -> str:
        return f"RF{self.case_id}{self.refund_round}"
