"""The client of `contract/openapi.yaml`."""

from collections import OrderedDict
from typing import TypeVar
from urllib.parse import quote as quoted

import msgspec

from kiosk.domain.bill import Bill, BillItem
from kiosk.domain.coverage import Coverage, CoverageStatus
from kiosk.domain.evidence import Evidence
from kiosk.domain.inquiry import Command, Query
from kiosk.domain.money import FEN_MAX, Money
from kiosk.domain.payment import Channel
from kiosk.domain.quote import Quote
from kiosk.domain.wording import LocalText
from kiosk.hospital import contract_values as wire
from kiosk.hospital import day_lists, reading
from kiosk.hospital.evidence_json import evidence_json
from kiosk.hospital.exchange import Exchange, NoReply, Reply
from kiosk.hospital.port import (
    BillLock,
    ChannelBill,
    ChargeAnswer,
    ConfirmAnswer,
    DaySettlement,
    HospitalError,
    IdentifiedPatient,
    KnownDependent,
    Note,
    NoteKind,
    RawAnswer,
    Refused,
    ServerHealth,
    SettlementAnswer,
    TradeAnswer,
    Unknown,
)
from kiosk.hospital.questions import Questions

T = TypeVar("T")
R = TypeVar("R")
P = TypeVar("P", bound=wire.DayPage)
TOKENS_MAX = 8
_NOTES = {
    NoteKind.UNLOCK: ("DELETE", "/v1/bill-locks/"),
    NoteKind.HELP: ("POST", "/v1/help-calls"),
    NoteKind.STAFF_TASK: ("POST", "/v1/staff-tasks"),
    NoteKind.CHECK_IN: ("POST", "/v1/check-in-notices"),
    NoteKind.SCREENING_ALERT: ("POST", "/v1/screening-alerts"),
    NoteKind.DOCUMENT_PRINTED: ("POST", "/v1/printed-documents"),
    NoteKind.AUDIT_HEAD: ("POST", "/v1/audit-heads"),
    NoteKind.WINDOW: ("POST", "/v1/window-tickets"),
    NoteKind.PROXY_ACT: ("POST", "/v1/proxy-acts"),
    NoteKind.SURVEY: ("POST", "/v1/survey-answers"),
    NoteKind.FACE_PAY: ("POST", "/v1/face-pay-notes"),
    NoteKind.FACE_CHECK: ("POST", "/v1/face-checks"),
}


class RestHospital:
    """`kiosk.hospital.port.Hospital` over HTTPS. Safe for threads."""

    def __init__(self, exchange: Exchange, read_s_max: float, money_s_max: float) -> None:
        self._exchange = exchange
        self._read_s_max = read_s_max
        self._money_s_max = money_s_max
        self._questions = Questions(exchange, read_s_max)
        self._shown: OrderedDict[str, dict[str, int]] = OrderedDict()  # patient token → bill → version shown

    @property
    def clock_skew_s(self) -> float:
        """The server's clock minus ours, as last heard."""
        return self._exchange.skew_s

    def forget(self, patient_token: str) -> None:
        """The visit has ended."""
        self._shown.pop(patient_token, None)

    # Reading

    def health(self) -> ServerHealth:
        found = self._read(wire.Health, "GET", "/v1/health")
        return ServerHealth(found.accepts_payments, found.time)

    def identify(self, evidence: Evidence) -> IdentifiedPatient:
        found = self._read(wire.Patient, "POST", "/v1/patients/identify", {"evidence": evidence_json(evidence)})
        return IdentifiedPatient(
            patient_token=found.patient_token,
            name=found.name,
            coverages=tuple(_coverage(each) for each in found.coverages),
            patient_id=found.patient_id,
            scope_bill_id=found.scope_bill_id or "",
            guardian_name=found.guardian_name,
            dependents=tuple(KnownDependent(each.dependent_id, each.name, each.relation) for each in found.dependents),
        )

    def unpaid_bills(self, patient_token: str) -> tuple[Bill, ...]:
        found = self._read(wire.UnpaidBills, "GET", f"/v1/patients/{quoted(patient_token, safe='')}/unpaid-bills")
        self._shown[patient_token] = {bill.bill_id: bill.version for bill in found.bills}
        while len(self._shown) > TOKENS_MAX:
            self._shown.popitem(last=False)
        return tuple(_bill(each) for each in found.bills)

    def lock_bills(self, patient_token: str, bill_ids: tuple[str, ...], lock_key: str) -> BillLock:
        shown = self._shown.get(patient_token, {})
        body: dict[str, object] = {"patient_token": patient_token, "bill_ids": bill_ids}
        if versions := {bill_id: shown[bill_id] for bill_id in bill_ids if bill_id in shown}:
            body["expected_versions"] = versions
        found = self._keyed_read(wire.BillLock, "/v1/bill-locks", lock_key, body)
        if set(found.bill_ids) != set(bill_ids):
            raise HospitalError("HOSPITAL_ERROR", "another lock")
        return BillLock(found.lock_id, found.expires_at)

    def preview(self, patient_token: str, lock_id: str, coverage_code: str, preview_key: str) -> Quote:
        body: dict[str, object] = {"patient_token": patient_token, "lock_id": lock_id, "coverage_code": coverage_code}
        found = self._keyed_read(wire.Preview, "/v1/settlement-previews", preview_key, body)
        if found.lock_id != lock_id or found.insutype != coverage_code:
            raise HospitalError("HOSPITAL_ERROR", "another preview")
        return _quote(found)

    def ask(self, query: Query[R], patient_token: str = "") -> R:
        return self._questions.ask(query, patient_token)

    def do(self, command: Command[R], patient_token: str, key: str) -> R:
        return self._questions.do(command, patient_token, key)

    # Money: never raises for an answer that is missing or broken

    def charge_by_qr(self, order_number: str, quote_id: str, amount: Money, expires_in_s: int) -> ChargeAnswer:
        return self._charge(order_number, quote_id, amount, {"method": "native_qr", "expires_in_s": expires_in_s})

    def charge_by_payer_code(
        self, order_number: str, quote_id: str, amount: Money, channel: Channel, payer_code: str
    ) -> ChargeAnswer:
        how: dict[str, object] = {"method": "payer_code", "channel": channel.value, "payer_code": payer_code}
        return self._charge(order_number, quote_id, amount, how)

    def charge_by_face(
        self, order_number: str, quote_id: str, amount: Money, channel: Channel, face_code: str
    ) -> ChargeAnswer:
        how: dict[str, object] = {"method": "face", "channel": channel.value, "face_code": face_code}
        return self._charge(order_number, quote_id, amount, how)

    def query_trade(self, order_number: str) -> TradeAnswer:
        reply = self._money("GET", f"/v1/payments/{order_number}")
        return reply if isinstance(reply, Unknown) else reading.queried_trade(reply, order_number)

    def close_trade(self, order_number: str) -> TradeAnswer:
        key = f"close-{order_number}"
        reply = self._money("POST", f"/v1/payments/{order_number}/close", key)
        return reply if isinstance(reply, Unknown) else reading.acted(reply, order_number, key, b"")

    def refund_trade(self, order_number: str, refund_number: str, amount: Money) -> TradeAnswer | Refused:
        body = _encode({"refund_no": refund_number, "amount_fen": amount.fen, "reason": "NOT_SETTLED"})
        reply = self._money("POST", f"/v1/payments/{order_number}/refund", refund_number, body)
        if isinstance(reply, Unknown):
            return reply
        said = reading.problem(reply)
        if said is not None and said.code == "ALREADY_SETTLED" and said.order_no == order_number:
            return Refused(said.code)
        return reading.acted(reply, order_number, refund_number, body)

    def confirm_settlement(
        self, settlement_number: str, quote_id: str, order_number: str, paid: Money
    ) -> ConfirmAnswer:
        body = _encode(
            {
                "settlement_no": settlement_number,
                "preview_id": quote_id,
                "order_no": order_number or None,
                "paid_fen": paid.fen,
            }
        )
        reply = self._money("POST", "/v1/settlements", settlement_number, body)
        return reply if isinstance(reply, Unknown) else reading.confirmed(reply, settlement_number, body)

    def query_settlement(self, settlement_number: str) -> SettlementAnswer:
        reply = self._money("GET", f"/v1/settlements/{settlement_number}")
        return reply if isinstance(reply, Unknown) else reading.queried_settlement(reply, settlement_number)

    # The day's books

    def channel_bill(self, date: str) -> ChannelBill:
        pages = self._pages(wire.ChannelBillPage, date, "channel-bill")
        return day_lists.channel_bill(pages, date, self._exchange.terminal_id)

    def day_settlements(self, date: str) -> tuple[DaySettlement, ...]:
        pages = self._pages(wire.DaySettlementsPage, date, "settlements")
        return day_lists.settlements(pages, date, self._exchange.terminal_id)

    def _pages(self, kind: type[P], date: str, name: str) -> list[P]:
        """Until the server says that there is no more; never the same page twice."""
        path = f"/v1/days/{quoted(date, safe='')}/{name}"
        pages = [self._read(kind, "GET", path)]
        while pages[-1].next and len(pages) < day_lists.PAGES_MAX:
            pages.append(self._read(kind, "GET", f"{path}?after={pages[-1].next}"))
        return pages

    # What the outbox sends

    def audit_heads(self, chain: str) -> tuple[tuple[int, bytes], ...]:
        found = self._read(wire.AuditHeads, "GET", f"/v1/audit-heads/{quoted(chain, safe='')}")
        return tuple((head.seq, bytes.fromhex(head.sha256)) for head in found.heads)

    def deliver(self, note: Note) -> RawAnswer | Unknown:
        method, path = _NOTES[note.kind]
        reply = self._money(method, path + quoted(note.number, safe=""), note.key, note.body or None, note.facts)
        if isinstance(reply, Unknown):
            return reply
        return RawAnswer(reply.status, reply.content_type, reply.body, reply.retry_after_s)

    # Inside

    def _charge(self, order_number: str, quote_id: str, amount: Money, how: dict[str, object]) -> ChargeAnswer:
        body = _encode({"order_no": order_number, "preview_id": quote_id, "amount_fen": amount.fen, **how})
        reply = self._money("POST", "/v1/payments", order_number, body)
        return reply if isinstance(reply, Unknown) else reading.charged(reply, order_number, order_number, body)

    def _money(
        self,
        method: str,
        path: str,
        key: str = "",
        body: bytes | None = None,
        facts: tuple[tuple[str, str], ...] = (),
    ) -> Reply | Unknown:
        headers = ({"Idempotency-Key": key} if key else {}) | dict(facts)
        try:
            return self._exchange.call(method, path, s_max=self._money_s_max, body=body, headers=headers)
        except NoReply as error:
            return Unknown(error.reason)

    def _read(self, kind: type[T], method: str, path: str, body: dict[str, object] | None = None) -> T:
        return self._decoded(kind, self._reply(method, path, _encode(body) if body else None, {}))

    def _keyed_read(self, kind: type[T], path: str, key: str, content: dict[str, object]) -> T:
        body = _encode(content)
        found = self._decoded(kind, self._reply("POST", path, body, {"Idempotency-Key": key}))
        if not reading.echoes(getattr(found, "receipt", None), key, body):
            raise HospitalError("HOSPITAL_ERROR", "no receipt of ours")
        return found

    def _reply(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Reply:
        try:
            return self._exchange.call(method, path, s_max=self._read_s_max, body=body, headers=headers)
        except NoReply as error:
            raise HospitalError(error.reason) from error

    def _decoded(self, kind: type[T], reply: Reply) -> T:
        found = reading.decode(kind, reply)
        if found is None:
            raise reading.refusal(reply)
        return found


def _encode(content: dict[str, object]) -> bytes:
    return msgspec.json.encode(content)


def _text(text: wire.Text) -> LocalText:
    return LocalText(text.zh, text.en)


def _maybe_text(text: wire.Text | None) -> LocalText | None:
    return None if text is None else _text(text)


def _coverage(found: wire.Coverage) -> Coverage:
    return Coverage(found.code, _text(found.name), CoverageStatus(found.status), Money(found.account_balance_fen))


def _bill(found: wire.Bill) -> Bill:
    if sum(item.amount_fen for item in found.items) != found.amount_fen:
        raise HospitalError("HOSPITAL_ERROR", "a bill that does not add up")
    return Bill(
        bill_id=found.bill_id,
        title=_text(found.title),
        department=_text(found.department),
        ordered_at=found.ordered_at,
        items=tuple(BillItem(_text(item.name), item.quantity, Money(item.amount_fen)) for item in found.items),
        amount=Money(found.amount_fen),
        insurable=found.insurable,
        not_insurable_reason=_maybe_text(found.not_insurable_reason),
    )


def _quote(found: wire.Preview) -> Quote:
    """Provinces differ in whether the funds' part holds the account's (§1.5): taken apart here, and nowhere else."""
    fund_fen = found.fund_pay_sumamt - (found.acct_pay if found.fund_includes_account else 0)
    if fund_fen < 0 or fund_fen + found.acct_pay + found.psn_cash_pay != found.medfee_sumamt or fund_fen > FEN_MAX:
        raise HospitalError("HOSPITAL_ERROR", "a split that does not add up")
    return Quote(
        quote_id=found.preview_id,
        bill_ids=found.bill_ids,
        total=Money(found.medfee_sumamt),
        fund=Money(fund_fen),
        account=Money(found.acct_pay),
        patient_part=Money(found.psn_cash_pay),
        coverage_name=_maybe_text(found.coverage_name),
        account_balance_after=Money(found.balc) if found.insutype else None,
        uncovered_reason=_maybe_text(found.uncovered_reason),
    )
