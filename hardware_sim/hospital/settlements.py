"""2207 and 2208: settle with insurer and HIS, or undo it. Settle and refund exclude each other here too."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from hardware_sim.hospital.bills import ELSEWHERE, Bills
from hardware_sim.hospital.channels import Channels
from hardware_sim.hospital.clock import Clock
from hardware_sim.hospital.insurance import after_cancelling, after_settlement
from hardware_sim.hospital.ledger import Happened, Ledger
from hardware_sim.hospital.locks import Locks
from hardware_sim.hospital.orders import OPEN, Order, State
from hardware_sim.hospital.patients import Patients
from hardware_sim.hospital.previews import Preview, Previews
from hardware_sim.hospital.problems import Problem, not_found
from hardware_sim.hospital.values import Numbers


@dataclass(frozen=True, slots=True)
class ConfirmRequest:
    settlement_no: str
    preview_id: str
    order_no: str | None
    paid_fen: int


@dataclass(slots=True)
class Settlement:
    """`reject_code` set: REJECTED. `cancelled_at` set: CANCELLED. Else SETTLED."""

    request: ConfirmRequest
    preview: Preview
    at: datetime
    setl_id: str = ""
    invoice_no: str = ""
    reject_code: str = ""
    cancelled_at: datetime | None = None
    given_back: bool = False  # cancelled at the patient's wish

    @property
    def state(self) -> str:
        if self.reject_code:
            return "REJECTED"
        return "CANCELLED" if self.cancelled_at else "SETTLED"


class Settlements:
    def __init__(
        self,
        *,
        patients: Patients,
        bills: Bills,
        locks: Locks,
        previews: Previews,
        channels: Channels,
        ledger: Ledger,
        clock: Clock,
        numbers: Numbers,
        after_settling: Callable[[], None] = lambda: None,
    ) -> None:
        self._patients, self._bills, self._locks, self._previews = patients, bills, locks, previews
        self._channels, self._ledger, self._clock, self._numbers = channels, ledger, clock, numbers
        self._after_settling = after_settling
        self._made: dict[str, Settlement] = {}

    def get(self, settlement_no: str) -> Settlement:
        if settlement_no not in self._made:
            raise not_found("SETTLEMENT")
        return self._made[settlement_no]

    def all(self) -> tuple[Settlement, ...]:
        return tuple(self._made.values())

    def standing_on(self, order_no: str) -> bool:
        """Whether a settlement counts on this order's money."""
        return any(each.request.order_no == order_no and each.state == "SETTLED" for each in self._made.values())

    def confirm(self, request: ConfirmRequest, rejecting: bool = False) -> Settlement:
        """Raises Problem; a definite no is kept under the number. `rejecting`: insurer or HIS refuses."""
        if old := self._made.get(request.settlement_no):
            return _as_before(old, request)
        preview = self._previews.get(request.preview_id)
        order = self._order(request, preview)
        try:
            self._require_settleable(preview, order)
            if rejecting or not self._charge_account(preview):
                raise Problem(409, "CONFIRM_REFUSED")
        except Problem as problem:
            if problem.status == 409:
                rejected = Settlement(request, preview, self._clock.now(), reject_code=problem.code)
                self._made[request.settlement_no] = rejected
            raise
        return self._settle(request, preview)

    def cancel(self, settlement_no: str) -> Settlement:
        """Raises NOT_SETTLED for a rejected one. Twice is once."""
        settlement = self.get(settlement_no)
        if settlement.state == "REJECTED":
            raise Problem(409, "NOT_SETTLED")
        if settlement.state == "SETTLED":
            self._undo(settlement, Happened.CANCELLED)
        return settlement

    def give_back(self, settlement_no: str) -> Settlement:
        """退费: as the patient wishes. The caller sees to the money."""
        settlement = self.get(settlement_no)
        if settlement.state == "SETTLED":
            settlement.given_back = True
            self._undo(settlement, Happened.GIVEN_BACK)
        return settlement

    def pay_elsewhere(self, bill_id: str) -> None:
        """A window takes the bill, whatever lock is on it."""
        bill = self._bills.get(bill_id)
        if not bill.settled_by:
            bill.settled_by = ELSEWHERE
            now = self._clock.now()
            self._ledger.add(Happened.PAID_ELSEWHERE, now, bill_id, bill.amount_fen, {bill_id: bill.amount_fen})
            self._after_settling()

    def _order(self, request: ConfirmRequest, preview: Preview) -> Order | None:
        """The paid order, or None where nothing is to be paid. Raises AMOUNT_MISMATCH, NOT_PAID, PAYMENT_NOT_FOUND."""
        due_fen = preview.split.psn_cash_pay
        if request.paid_fen != due_fen or (request.order_no is None) != (due_fen == 0):
            raise Problem(422, "AMOUNT_MISMATCH")
        if request.order_no is None:
            return None
        order = self._channels.get(request.order_no)
        if order.request.preview_id != preview.preview_id:
            raise Problem(422, "AMOUNT_MISMATCH", detail="the order is of another preview")
        if order.state in OPEN:
            raise Problem(409, "NOT_PAID")
        return order

    def _require_settleable(self, preview: Preview, order: Order | None) -> None:
        if order is not None and (order.state is not State.SUCCESS or order.refunds):
            raise Problem(409, "ALREADY_REVERSED")
        self._bills.require_as_seen(preview.lock.versions)
        if order is None:
            self._previews.require_fresh(preview)
            self._locks.get(preview.lock.lock_id)

    def _charge_account(self, preview: Preview) -> bool:
        """False: the account holds no longer what the preview counted on."""
        if not preview.insutype:
            return True
        accounts = self._patients.by_key[preview.person_key].accounts
        account = accounts[preview.insutype]
        left = None if account.frozen else after_settlement(account, preview.split)
        if left is None:
            return False
        accounts[preview.insutype] = left
        return True

    def _settle(self, request: ConfirmRequest, preview: Preview) -> Settlement:
        now = self._clock.now()
        setl_id = self._numbers.serial(f"330200{now:%Y%m%d}", 10)
        invoice_no = self._numbers.serial("33022626", 10)
        settlement = Settlement(request, preview, now, setl_id, invoice_no)
        self._made[request.settlement_no] = settlement
        for bill_id in preview.weights:
            self._bills.get(bill_id).settled_by = request.settlement_no
        self._locks.use_up(preview.lock.lock_id)
        self._write(Happened.SETTLED, settlement, now)
        self._after_settling()
        return settlement

    def _undo(self, settlement: Settlement, what: Happened) -> None:
        preview = settlement.preview
        settlement.cancelled_at = self._clock.now()
        for bill_id in preview.weights:
            self._bills.get(bill_id).settled_by = ""
        if preview.insutype:
            accounts = self._patients.by_key[preview.person_key].accounts
            accounts[preview.insutype] = after_cancelling(accounts[preview.insutype], preview.split)
        self._write(what, settlement, settlement.cancelled_at)

    def _write(self, what: Happened, settlement: Settlement, at: datetime) -> None:
        request, preview = settlement.request, settlement.preview
        total_fen, order_no = preview.split.medfee_sumamt, request.order_no or ""
        self._ledger.add(what, at, request.settlement_no, total_fen, preview.weights, order_no=order_no)


def _as_before(old: Settlement, request: ConfirmRequest) -> Settlement:
    if old.request != request:
        raise Problem(422, "KEY_REUSED")
    if old.reject_code:
        raise Problem(409, old.reject_code)
    if old.cancelled_at:
        raise Problem(409, "ALREADY_CANCELLED")
    return old
