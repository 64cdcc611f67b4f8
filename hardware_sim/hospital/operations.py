"""The contract's operations in one table. The areas beside the money bring their own."""

from collections.abc import Callable

from hardware_sim.hospital import bodies, evidence, handlers
from hardware_sim.hospital.handlers import Answer, Call
from hardware_sim.hospital.hospital import Hospital
from hardware_sim.hospital.operation import Operation
from hardware_sim.hospital.outpatient import (
    aftercare,
    appointments,
    check_in,
    credit,
    documents,
    exams,
    face_pay,
    faces,
    help,
    identity,
    pdfs,
    registration,
    reports,
    screening,
    visiting,
)


def _get(operation_id: str, path: str, handler: Callable[[Hospital, Call], Answer], number: str = "") -> Operation:
    wait = {"getSlip": "slip", "listUnpaidBills": "bills"}.get(operation_id, "")
    echo = number not in ("patient_token", "date")
    return Operation(operation_id, "GET", path, handler, wait=wait, number=number, echo=echo, paged=number == "date")


_BILLS = "/v1/patients/{patient_token}/unpaid-bills"
_LOCK = "/v1/bill-locks/{lock_id}"
_PAYMENT = "/v1/payments/{order_no}"
_DAY = "/v1/days/{date}"
_SETTLEMENT = "/v1/settlements/{settlement_no}"

OPERATIONS: tuple[Operation, ...] = (
    _get("getHealth", "/v1/health", handlers.get_health),
    Operation(
        "identifyPatient", "POST", "/v1/patients/identify", handlers.identify, evidence.Identify, wait="identify"
    ),
    _get("listUnpaidBills", _BILLS, handlers.unpaid_bills, "patient_token"),
    Operation("lockBills", "POST", "/v1/bill-locks", handlers.lock_bills, bodies.LockBills, keyed=True, wait="lock"),
    Operation("releaseLock", "DELETE", _LOCK, handlers.release_lock, keyed=True, number="lock_id"),
    Operation(
        "previewSettlement",
        "POST",
        "/v1/settlement-previews",
        handlers.preview_settlement,
        bodies.PreviewSettlement,
        keyed=True,
        wait="preview",
    ),
    Operation(
        "startPayment",
        "POST",
        "/v1/payments",
        handlers.start_payment,
        bodies.StartPayment,
        keyed=True,
        again=True,
        wait="code",
    ),
    _get("getPayment", _PAYMENT, handlers.get_payment, "order_no"),
    Operation(
        "closePayment", "POST", _PAYMENT + "/close", handlers.close_payment, keyed=True, again=True, number="order_no"
    ),
    Operation(
        "refundPayment",
        "POST",
        _PAYMENT + "/refund",
        handlers.refund_payment,
        bodies.RefundPayment,
        keyed=True,
        again=True,
        number="order_no",
    ),
    Operation(
        "confirmSettlement",
        "POST",
        "/v1/settlements",
        handlers.confirm_settlement,
        bodies.ConfirmSettlement,
        keyed=True,
        again=True,
        wait="confirm",
    ),
    _get("getSettlement", _SETTLEMENT, handlers.get_settlement, "settlement_no"),
    Operation(
        "cancelSettlement",
        "POST",
        _SETTLEMENT + "/cancel",
        handlers.cancel_settlement,
        bodies.CancelSettlement,
        keyed=True,
        again=True,
        wait="cancel",
        number="settlement_no",
    ),
    _get("getSlip", _SETTLEMENT + "/slip", handlers.get_slip, "settlement_no"),
    Operation("callHelp", "POST", "/v1/help-calls", handlers.call_help, bodies.CallHelp, keyed=True, wait="help"),
    Operation(
        "raiseStaffTask", "POST", "/v1/staff-tasks", handlers.raise_staff_task, bodies.RaiseStaffTask, keyed=True
    ),
    _get("getChannelBill", _DAY + "/channel-bill", handlers.get_channel_bill, "date"),
    _get("listDaySettlements", _DAY + "/settlements", handlers.list_day_settlements, "date"),
    _get("listAuditHeads", "/v1/audit-heads/{chain}", handlers.list_audit_heads, "chain"),
    Operation("anchorAudit", "POST", "/v1/audit-heads", handlers.anchor_audit, bodies.AnchorAudit, keyed=True),
    *appointments.OPERATIONS,
    *check_in.OPERATIONS,
    *pdfs.OPERATIONS,
    *reports.OPERATIONS,
    *screening.OPERATIONS,
    *registration.OPERATIONS,
    *help.OPERATIONS,
    *identity.OPERATIONS,
    *documents.OPERATIONS,
    *credit.OPERATIONS,
    *exams.OPERATIONS,
    *aftercare.OPERATIONS,
    *face_pay.OPERATIONS,
    *faces.OPERATIONS,
    *visiting.OPERATIONS,
)


def wait_name(operation: Operation, call: Call) -> str:
    """A code of the payer's is charged at the bank while the request waits; a code to show is only made."""
    if isinstance(call.body, bodies.StartPayment) and call.body.method != "native_qr":
        return "bank"
    return operation.wait
