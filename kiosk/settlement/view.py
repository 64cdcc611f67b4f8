"""A case as the patient may see it."""

from dataclasses import dataclass

from kiosk.domain.case import Case, Phase, WaitingFor
from kiosk.domain.money import Money
from kiosk.domain.slip import SlipLine
from kiosk.domain.ticket import Ticket
from kiosk.settlement.record import ENDED, Method, Record, State


@dataclass(frozen=True, slots=True, repr=False)
class Private:
    """What is sealed in the row: about the person, masked as far as it goes on paper."""

    masked_name: str
    total: Money
    fund: Money
    account: Money
    lines: tuple[SlipLine, ...]
    coverage_name: str = ""
    ticket: Ticket | None = None  # what the payment registers for


_PHASES = {
    State.INTENT: Phase.STARTING,
    State.CHARGE_ASKED: Phase.STARTING,
    State.AWAITING: Phase.AWAITING,
    State.CLOSING: Phase.CHECKING,
    State.PROVEN_CLOSED: Phase.CLOSED,
    State.CHARGED: Phase.RECEIVED,
    State.DECLINED: Phase.DECLINED,
    State.CHARGE_UNKNOWN: Phase.CHECKING,
    State.CONFIRMING: Phase.RECEIVED,
    State.CONFIRM_UNKNOWN: Phase.RECEIVED,
    State.SETTLED: Phase.SETTLED,
    State.REVERSING: Phase.REVERSING,
    State.REVERSED: Phase.REVERSED,
    State.BY_HAND: Phase.BY_HAND,
}
_WAITING = {
    State.INTENT: WaitingFor.BANK,
    State.CHARGE_ASKED: WaitingFor.BANK,
    State.AWAITING: WaitingFor.PATIENT,
    State.CLOSING: WaitingFor.BANK,
    State.CHARGE_UNKNOWN: WaitingFor.BANK,
    State.CHARGED: WaitingFor.INSURER,
    State.CONFIRMING: WaitingFor.INSURER,
    State.CONFIRM_UNKNOWN: WaitingFor.HOSPITAL,
    State.REVERSING: WaitingFor.BANK,
}
# Codes of the contract and of the machine, as the codes that a screen has a sentence for (docs/errors.md).
_REASONS = {
    "NOT_ACCEPTING": "PAYMENT_CLOSED_NOW",
    "PREVIEW_EXPIRED": "QUOTE_EXPIRED",
    "PREVIEW_NOT_FOUND": "QUOTE_EXPIRED",
    "LOCK_NOT_FOUND": "QUOTE_EXPIRED",
    "PAYMENT_EXISTS": "BILL_LOCKED",
    "AMOUNT_MISMATCH": "HOSPITAL_ERROR",
    "KEY_REUSED": "HOSPITAL_ERROR",
    "CONFIRM_REFUSED": "INSURANCE_REFUSED",
    "AUTH_CODE_USED": "AUTH_CODE_EXPIRED",
    "FACE_CODE_USED": "FACE_CODE_EXPIRED",
    "FACE_CODE_INVALID": "FACE_CODE_EXPIRED",
    "PASSWORD_TIMEOUT": "PAY_TIMEOUT",
    "CODE_EXPIRED": "PAY_TIMEOUT",
    "PAYER_CANCELLED": "USER_CANCELLED",
    "NOT_RECEIVED": "HOSPITAL_UNREACHABLE",
    "INTERRUPTED": "KEEPER_UNREACHABLE",
    "CANCELLED": "",  # who pressed it knows
}


def phase_of(record: Record) -> Phase:
    """Where insurance pays all no money is received. Who was told 'being checked' hears the end next."""
    phase = _PHASES[record.state]
    if record.overdue and record.state not in ENDED and phase is not Phase.REVERSING:
        return Phase.CHECKING
    if phase is Phase.RECEIVED and record.method is Method.NOTHING_TO_PAY:
        return Phase.STARTING
    return phase


def case_of(
    record: Record, private: Private, *, version: int, trace_number: str, recovered: bool, code_left_s: float = 0.0
) -> Case:
    phase = phase_of(record)
    shows_code = phase is Phase.AWAITING and record.method is Method.QR
    waiting = WaitingFor.INSURER if phase is Phase.STARTING and not record.amount else _WAITING.get(record.state)
    return Case(
        case_id=record.case_id,
        version=version,
        trace_number=trace_number,
        masked_name=private.masked_name,
        phase=phase,
        waiting_for=waiting or WaitingFor.NOBODY,
        total=private.total,
        fund=private.fund,
        account=private.account,
        patient_part=record.amount,
        channel=record.channel,
        code_url=record.code_url if shows_code else "",
        code_expires_in_s=max(0, int(code_left_s)) if shows_code else 0,
        payer_must_confirm=record.payer_must_confirm and phase is Phase.AWAITING,
        reason_code=_REASONS.get(record.reason, record.reason),
        recovered=recovered,
        ticket=private.ticket,
    )
