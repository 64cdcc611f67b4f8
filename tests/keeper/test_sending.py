"""Q6, Q10: what the outbox sends leaves byte for byte, and is done only by the server's own receipt for it."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.hospital.port import Note, RawAnswer, Unknown
from kiosk.keeper.sending import Carrier
from kiosk.settlement import operations
from offline_queue import answers
from offline_queue.operation import NewOperation
from offline_queue.outbox import Parcel
from tests.offline_queue.support import Desk

JSON, PROBLEM = "application/json", "application/problem+json"
HELP = operations.help_call("help-1", "ChooseBills")
UNLOCK = operations.unlock("LK000001", "key-1")


class Server:
    """Answers with what it is told to; keeps what came."""

    def __init__(self, answer: RawAnswer | Unknown) -> None:
        self.answer = answer
        self.notes: list[Note] = []

    def deliver(self, note: Note) -> RawAnswer | Unknown:
        self.notes.append(note)
        return self.answer


def parcel(desk: Desk, new: NewOperation) -> Parcel:
    operation = desk.writer.run(lambda tx: desk.outbox.enqueue(tx, new))
    return desk.writer.read(lambda tx: desk.outbox.parcel(tx, operation))


def said(status: int, content: object, content_type: str = JSON, retry_after_s: float | None = None) -> RawAnswer:
    return RawAnswer(status, content_type, json.dumps(content).encode(), retry_after_s)


def receipt(new: NewOperation) -> dict[str, object]:
    return {"receipt": {"op_id": new.op_id, "body_sha256": hashlib.sha256(new.body).hexdigest()}}


def sent(desk: Desk, new: NewOperation, answer: RawAnswer | Unknown) -> tuple[answers.Answer, Note]:
    server = Server(answer)
    outcome = Carrier(server.deliver, desk.clock.wall_ms).send(parcel(desk, new))
    return outcome, server.notes[0]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.store.close()


@pytest.mark.parametrize("new", [HELP, UNLOCK])
def test_q10_a_receipt_for_these_very_bytes_is_delivered(desk: Desk, new: NewOperation) -> None:
    outcome, note = sent(desk, new, said(200, receipt(new)))
    assert isinstance(outcome, answers.Delivered)
    assert (outcome.receipt.op_id, outcome.receipt.body_hash) == (new.op_id, new.body_hash)
    assert (note.key, note.body) == (new.op_id, new.body)


@pytest.mark.parametrize(
    "answer",
    [
        said(200, {}),
        said(200, receipt(UNLOCK)),
        said(200, {"receipt": {"op_id": HELP.op_id, "body_sha256": "0" * 64}}),
        said(200, receipt(HELP), "text/html"),
        said(404, {"code": "LOCK_NOT_FOUND", "op_id": "other"}, PROBLEM),
        said(503, receipt(HELP)),
        Unknown("HOSPITAL_UNREACHABLE"),
    ],
)
def test_q10_anything_else_finishes_nothing(desk: Desk, answer: RawAnswer | Unknown) -> None:
    outcome, _ = sent(desk, HELP, answer)
    assert isinstance(outcome, answers.Unknown)


def test_a_lock_that_is_gone_already_is_given_back_by_the_servers_receipt_for_it(desk: Desk) -> None:
    gone = {"code": "LOCK_NOT_FOUND", "op_id": UNLOCK.op_id, "lock_id": "LK000001"}
    outcome, note = sent(desk, UNLOCK, said(404, gone | receipt(UNLOCK), PROBLEM))
    assert isinstance(outcome, answers.Delivered)
    assert note.number == "LK000001"
    bare, _ = sent(desk, UNLOCK, said(404, gone, PROBLEM))
    assert isinstance(bare, answers.Rejected)  # counted; after three a dead letter that staff see


def test_poison_counts_only_a_no_that_names_the_operation(desk: Desk) -> None:
    definite, _ = sent(desk, HELP, said(400, {"code": "BAD_REQUEST", "op_id": HELP.op_id}, PROBLEM))
    assert definite == answers.Rejected("BAD_REQUEST", said(400, {"code": "BAD_REQUEST", "op_id": HELP.op_id}).body)
    proxys, _ = sent(desk, HELP, said(400, {"code": "BAD_REQUEST"}, PROBLEM))
    assert isinstance(proxys, answers.Unknown)
    refused, _ = sent(desk, HELP, said(403, {"code": "TERMINAL_REFUSED"}, PROBLEM))
    assert isinstance(refused, answers.Unauthorised)


def test_q12_a_wish_for_quiet_is_rounded_up(desk: Desk) -> None:
    outcome, _ = sent(desk, HELP, said(429, {}, PROBLEM, 7.2))
    assert outcome == answers.Unknown("HTTP_429", 8)
    outcome, _ = sent(desk, HELP, Unknown("HOSPITAL_BUSY", 1.5))
    assert outcome == answers.Unknown("HOSPITAL_BUSY", 2)


def test_the_terminals_time_and_number_go_beside_the_body_as_facts(desk: Desk) -> None:
    _, note = sent(desk, HELP, said(200, receipt(HELP)))
    assert dict(note.facts) == {"X-Operation-Time": "2023-11-14T22:13:20.000+00:00", "X-Operation-Seq": "1"}


def test_an_operation_of_an_unknown_kind_is_a_dead_letter_and_never_leaves(desk: Desk) -> None:
    server = Server(said(200, {}))
    strange = NewOperation("odd-1", "odd", HELP.lane, "odd-1", b"{}")
    outcome = Carrier(server.deliver, desk.clock.wall_ms).send(parcel(desk, strange))
    assert outcome == answers.Rejected("KIND_UNKNOWN", final=True)
    assert server.notes == []
