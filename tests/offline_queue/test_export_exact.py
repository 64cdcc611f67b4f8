"""What staff and programs read of an operation, field by field."""

from pathlib import Path

from offline_queue import Lane, NewOperation, export
from offline_queue.answers import Rejected, Unknown
from tests.offline_queue.support import Desk


def test_an_operation_is_told_field_by_field(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    new = NewOperation("op-2", "sale", Lane.RECORD, "key", b"{}", names_op="op-1")
    desk.writer.run(lambda tx: desk.outbox.enqueue(tx, new))
    stored = desk.clock.wall
    desk.clock.advance(5_000)
    desk.writer.run(lambda tx: desk.outbox.postpone(tx, "op-2", Unknown("HTTP_500", body=b"oops")))
    told = desk.writer.read(lambda tx: export.show(tx, desk.outbox, desk.store.time, "op-2"))
    waits = told.pop("waits")
    assert waits["for"] in ("TIME", "ITS_TURN")
    assert told == {
        "seq": 1,
        "op_id": "op-2",
        "kind": "sale",
        "lane": "RECORD",
        "key": "key",
        "state": "OPEN",
        "handled": False,
        "reason": None,
        "attempts": 0,
        "tries": 1,
        "in_doubt": True,
        "created_wall_ms": stored,
        "closed_wall_ms": None,
        "body_sha256": new.body_hash.hex(),
        "names_op": "op-1",
        "staff_may": ["park", "retry", "release"],
        "story": [
            {
                "kind": "unknown",
                "code": "HTTP_500",
                "actor": None,
                "repeats": 1,
                "first_wall_ms": stored + 5_000,
                "last_wall_ms": stored + 5_000,
                "detail": "oops",
            }
        ],
    }
    desk.store.close()


def test_a_dead_letter_says_why_and_since_when(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.put("op-1")
    desk.clock.advance(1_000)
    desk.writer.run(lambda tx: desk.outbox.reject(tx, "op-1", Rejected("NO_SUCH_DESK", b"no", final=True)))
    told = desk.writer.read(lambda tx: export.show(tx, desk.outbox, desk.store.time, "op-1", with_body=True))
    assert (told["state"], told["reason"], told["closed_wall_ms"]) == ("DEAD", "NO_SUCH_DESK", desk.clock.wall)
    assert told["waits"] == {"for": "STAFF"}
    assert (told["body_base64"], told["receipt_base64"]) == ("e30=", None)
    (line,) = desk.writer.read(lambda tx: list(export.export(tx, desk.outbox, with_body=True)))
    assert line["body_base64"] == "e30="
    (bare,) = desk.writer.read(lambda tx: list(export.export(tx, desk.outbox)))
    assert "body_base64" not in bare
    desk.store.close()
