import pytest

from offline_queue import AesGcmSealer, ErrorCode, Journal, QueueError, Transaction, Unknown
from offline_queue.journal import CONTENT_BYTES_MAX, ENTRIES_MAX
from offline_queue.story import DETAIL_BYTES_MAX, ROWS_MAX
from tests.offline_queue.support import Desk


def test_a_stream_is_read_as_it_was_written_and_apart_from_others(desk: Desk) -> None:
    for stream, kind in (("a", "meant"), ("b", "meant"), ("a", "did")):
        append(desk, stream, kind)
    entries = desk.writer.read(lambda tx: desk.journal.read(tx, "a"))
    assert [(entry.n, entry.kind, entry.content) for entry in entries] == [(1, "meant", b"{}"), (2, "did", b"{}")]
    assert desk.writer.read(lambda tx: desk.journal.read(tx, "nobody")) == ()


def append(desk: Desk, stream: str, kind: str, content: bytes = b"{}") -> None:
    desk.writer.run(lambda tx: desk.journal.append(tx, stream, kind, content))


def test_a_sealed_entry_opens_only_where_it_was_written(desk: Desk) -> None:
    journal = Journal(desk.store.time, AesGcmSealer([bytes(32)]))

    def two(tx: Transaction) -> None:
        journal.append(tx, "a", "x", b"one")
        journal.append(tx, "a", "x", b"two")

    desk.writer.run(two)
    desk.writer.run(lambda tx: tx.execute("UPDATE journal SET n = 3 - n + 10"))
    with pytest.raises(QueueError) as refusal:
        desk.writer.read(lambda tx: journal.read(tx, "a"))
    assert refusal.value.code is ErrorCode.SEAL_BROKEN


def test_an_entry_and_a_stream_have_limits(desk: Desk) -> None:
    with pytest.raises(QueueError):
        append(desk, "a", "x", b"x" * (CONTENT_BYTES_MAX + 1))
    last = ("INSERT INTO journal (stream, n, kind, wall_ms, content) VALUES ('a', ?, 'x', 0, '')", (ENTRIES_MAX,))
    desk.writer.run(lambda tx: tx.execute(*last))
    with pytest.raises(QueueError):
        append(desk, "a", "x")


def test_the_same_answer_again_and_again_is_one_event(desk: Desk) -> None:
    desk.put("a")
    for _ in range(3):
        desk.clock.advance(10)
        desk.writer.run(lambda tx: desk.outbox.postpone(tx, "a", Unknown("TIMEOUT")))
    (event,) = desk.writer.read(lambda tx: desk.outbox.story.of(tx, 1))
    assert (event.repeats, event.last_wall_ms - event.first_wall_ms) == (3, 20)


def test_a_story_is_bounded_and_decisions_stay(desk: Desk) -> None:
    def tell(tx: Transaction) -> None:
        desk.outbox.story.tell(tx, 1, "decision", "park", b"why", "nurse-7")
        for number in range(ROWS_MAX + 20):
            desk.outbox.story.tell(tx, 1, "unknown", f"CODE_{number}", b"x" * (DETAIL_BYTES_MAX + 1))

    desk.writer.run(tell)
    story = desk.writer.read(lambda tx: desk.outbox.story.of(tx, 1))
    assert len(story) == ROWS_MAX
    assert story[0].actor == "nurse-7"
    assert story[-1].code == f"CODE_{ROWS_MAX + 19}"
    assert len(story[-1].detail) == DETAIL_BYTES_MAX
