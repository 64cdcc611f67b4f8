"""The operations in the outbox: numbers and bodies as the contract wants them."""

from collections.abc import Callable

import msgspec
import pytest

from kiosk.domain.money import Money
from kiosk.settlement import operations
from kiosk.settlement.calls import perform
from kiosk.settlement.events import Call
from kiosk.settlement.record import Method, Record
from kiosk.settlement.runner import Order
from offline_queue.operation import Lane, NewOperation
from tests.hospital_client.wire import scripted
from tests.settlement.books import record


def body(operation: NewOperation) -> dict[str, object]:
    found: dict[str, object] = msgspec.json.decode(operation.body)
    return found


def names(operation: NewOperation) -> tuple[str, str, Lane, str]:
    return operation.op_id, operation.kind, operation.lane, operation.fkey


def test_a_confirm_is_money_under_the_settlement_number() -> None:
    made = operations.confirm(record())
    assert names(made) == ("STcase1", "confirm", Lane.MONEY, "case1")
    assert body(made) == {
        "settlement_no": "STcase1",
        "preview_id": record().quote_id,
        "order_no": "YZcase1",
        "paid_fen": 300,
    }


def test_each_reversal_is_money_under_a_number_of_its_own() -> None:
    made = operations.reverse(record(refund_round=2))
    assert names(made) == ("RFcase12", "reverse", Lane.MONEY, "case1")
    assert body(made) == {"refund_no": "RFcase12", "amount_fen": 300, "reason": "NOT_SETTLED"}


@pytest.mark.parametrize("method", [Method.QR, Method.NOTHING_TO_PAY])
@pytest.mark.parametrize(("call", "stored"), [(Call.CONFIRM, operations.confirm), (Call.REFUND, operations.reverse)])
def test_q6_what_leaves_is_byte_for_byte_what_was_stored(
    call: Call, stored: Callable[[Record], NewOperation], method: Method
) -> None:
    """So the hash in the server's receipt is the hash in the outbox."""
    each = record(refund_round=1, method=method)
    hospital, script = scripted(500, b"")
    perform(hospital, Order(call, each), 120)
    assert script.asked[-1][2] == stored(each).body


def test_an_unlock_goes_by_our_key_and_not_by_the_servers_id() -> None:
    made = operations.unlock("LK1", "k1")
    assert names(made) == ("unk1", "unlock", Lane.RECORD, "LK1")
    assert made.body == b""  # the address names the lock


def test_a_call_for_staff_says_where() -> None:
    made = operations.help_call("help-1", "ChooseBills")
    assert names(made) == ("help-1", "help", Lane.RECORD, "help-1")
    assert body(made) == {"call_id": "help-1", "step": "ChooseBills"}


def test_a_staff_task_names_the_case_by_its_numbers_alone() -> None:
    made = operations.staff_task(record(reason="NOT_RESOLVED", refund_round=1, amount=Money(42)), "T01-000007")
    assert names(made) == ("task-case11", "staff_task", Lane.RECORD, "task-case11")
    assert body(made) == {
        "task_id": "task-case11",
        "kind": "SETTLEMENT_BY_HAND",
        "case": {
            "case_id": "case1",
            "trace_number": "T01-000007",
            "phase": "by_hand",
            "reason_code": "NOT_RESOLVED",
            "order_no": "YZcase1",
            "amount_fen": 42,
        },
    }
