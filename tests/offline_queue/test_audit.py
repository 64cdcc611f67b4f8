import hashlib
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offline_queue import Audit, ErrorCode, Head, QueueError, Verdict
from offline_queue.audit import CONTENT_BYTES_MAX, chain
from tests.offline_queue.support import Desk

ROWS = 6
TAMPER = "DROP TRIGGER audit_immutable; DROP TRIGGER audit_forever;"


@pytest.fixture
def chained(desk: Desk) -> Desk:
    for number in range(ROWS):
        append(desk, f"subject-{number}")
    return desk


def append(desk: Desk, subject: str) -> None:
    desk.writer.run(lambda tx: desk.audit.append(tx, "kind", subject, b"content"))


def run(desk: Desk, statement: str) -> None:
    desk.writer.run(lambda tx: tx.execute(statement))


def verify(desk: Desk, *told: Head) -> Verdict:
    return desk.writer.read(lambda tx: Audit(desk.store.time).verify(tx, told))


def tamper(desk: Desk, *statements: str) -> None:
    for statement in (*TAMPER.split(";")[:2], *statements):
        run(desk, statement)


def test_q16_an_untouched_chain_is_intact(chained: Desk) -> None:
    assert verify(chained) == Verdict(ROWS, None, "")


@pytest.mark.parametrize(
    "column", ["wall_ms = 1", "kind = 'x'", "subject = 'x'", "content = x'00'", "hash = zeroblob(32)"]
)
def test_q16_an_edit_of_any_column_shows(chained: Desk, column: str) -> None:
    tamper(chained, f"UPDATE audit SET {column} WHERE seq = 3")
    assert verify(chained) == Verdict(2, 3, "a row was changed")


def test_q16_a_deleted_row_shows(chained: Desk) -> None:
    tamper(chained, "DELETE FROM audit WHERE seq = 3")
    assert verify(chained) == Verdict(2, 3, "a row is missing")


def test_q16_swapped_rows_show(chained: Desk) -> None:
    tamper(
        chained,
        "UPDATE audit SET seq = 99 WHERE seq = 3",
        "UPDATE audit SET seq = 3 WHERE seq = 4",
        "UPDATE audit SET seq = 4 WHERE seq = 99",
    )
    assert verify(chained).broken_at == 3


def test_q16_rows_cut_off_show_against_the_head_that_the_server_was_told(chained: Desk) -> None:
    head = chained.writer.read(chained.audit.head)
    tamper(chained, f"DELETE FROM audit WHERE seq > {ROWS - 2}")
    assert verify(chained).intact
    assert verify(chained, head) == Verdict(ROWS - 2, ROWS, "rows are cut off")


def test_q16_rows_cut_off_show_against_our_own_anchor(chained: Desk) -> None:
    chained.writer.run(lambda tx: chained.audit.anchor(tx, chained.audit.head(tx), b"the server's receipt"))
    tamper(chained, f"DELETE FROM audit WHERE seq = {ROWS}")
    assert verify(chained) == Verdict(ROWS - 1, ROWS, "rows are cut off")


def test_q16_a_chain_written_anew_is_not_the_one_the_server_was_told(chained: Desk) -> None:
    head = chained.writer.read(chained.audit.head)
    tamper(chained, "DELETE FROM audit")
    for _ in range(ROWS):
        append(chained, "forged")
    assert verify(chained).intact
    assert verify(chained, head).reason == "the chain is not the one the server was told"


def test_q16_an_anchor_that_was_edited_shows_against_the_servers_list(chained: Desk) -> None:
    head = chained.writer.read(chained.audit.head)
    chained.writer.run(lambda tx: chained.audit.anchor(tx, Head(head.seq, bytes(32)), b""))
    assert not verify(chained, head).intact


def test_audit_rows_can_neither_be_edited_nor_deleted_by_plain_sql(chained: Desk) -> None:
    for statement in ("UPDATE audit SET kind = 'x'", "DELETE FROM audit"):
        with pytest.raises(sqlite3.IntegrityError, match="never"):
            run(chained, statement)


def test_a_row_that_was_rolled_back_leaves_no_gap(chained: Desk) -> None:
    with pytest.raises(ZeroDivisionError):
        chained.writer.run(lambda tx: (chained.audit.append(tx, "kind", "lost"), 1 // 0))
    chained.writer.run(lambda tx: chained.audit.append(tx, "kind", "kept"))
    assert verify(chained) == Verdict(ROWS + 1, None, "")


def test_content_has_a_limit(desk: Desk) -> None:
    with pytest.raises(QueueError) as refusal:
        desk.writer.run(lambda tx: desk.audit.append(tx, "kind", "s", b"x" * (CONTENT_BYTES_MAX + 1)))
    assert refusal.value.code is ErrorCode.OP_INVALID


def test_the_hash_is_that_of_the_documented_bytes() -> None:
    by_hand = hashlib.sha256(bytes(32) + b"1:1" + b"4:1700" + b"4:kind" + b"6:\xe6\x94\xb6\xe6\xac\xbe" + b"2:{}")
    assert chain(bytes(32), 1, 1700, "kind", "收款", b"{}") == by_hand.digest()


ROW = st.tuples(st.text(max_size=8), st.text(max_size=8), st.binary(max_size=8))


@given(ROW, ROW)
def test_no_part_flows_into_the_next(row: tuple[str, str, bytes], other: tuple[str, str, bytes]) -> None:
    assert (chain(bytes(32), 1, 1, *row) == chain(bytes(32), 1, 1, *other)) is (row == other)


def test_q16_an_edited_anchor_is_told_whole_and_an_anchor_on_the_newest_row_fits(chained: Desk) -> None:
    head = chained.writer.read(chained.audit.head)
    assert verify(chained, head) == Verdict(ROWS, None, "")
    assert verify(chained, Head(2, bytes(32)), head) == Verdict(1, 2, "the chain is not the one the server was told")
    chained.writer.run(lambda tx: chained.audit.anchor(tx, head, b"proof"))
    assert verify(chained) == Verdict(ROWS, None, "")
    kept = chained.writer.read(lambda tx: tx.all("SELECT seq, hash, wall_ms, proof FROM audit_anchor"))
    assert kept == [(ROWS, head.hash, chained.clock.wall, b"proof")]
    why = "our anchor is not the one the server was told"
    assert verify(chained, Head(ROWS, bytes(32))) == Verdict(0, ROWS, why)


def test_q16_the_first_of_several_missing_heads_is_named(chained: Desk) -> None:
    assert verify(chained, Head(9, b"x"), Head(8, b"y")) == Verdict(ROWS, 8, "rows are cut off")


def test_q16_a_chain_longer_than_a_page_is_walked_to_its_end(chained: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("offline_queue.audit.PAGE_ROWS", 2)
    assert verify(chained) == Verdict(ROWS, None, "")
    tamper(chained, f"UPDATE audit SET kind = 'x' WHERE seq = {ROWS}")
    assert verify(chained) == Verdict(ROWS - 1, ROWS, "a row was changed")


def test_a_row_may_be_as_long_as_the_limit_and_holds_what_it_was_given(desk: Desk) -> None:
    content = b"x" * CONTENT_BYTES_MAX
    head = desk.writer.run(lambda tx: desk.audit.append(tx, "kind", "subject", content))
    bare = desk.writer.run(lambda tx: desk.audit.append(tx, "kind", "subject"))
    rows = desk.writer.read(lambda tx: tx.all("SELECT seq, wall_ms, kind, subject, content, hash FROM audit"))
    assert rows == [
        (1, desk.clock.wall, "kind", "subject", content, head.hash),
        (2, desk.clock.wall, "kind", "subject", b"", bare.hash),
    ]
    assert (head.seq, bare.seq) == (1, 2)
    with pytest.raises(QueueError) as refusal:
        desk.writer.run(lambda tx: desk.audit.append(tx, "kind", "s", content + b"x"))
    assert refusal.value.detail == "audit content is longer than 65536 bytes"
