import pytest

from offline_queue import AesGcmSealer, Entry, ErrorCode, Journal, QueueError, Transaction, Unknown
from offline_queue.journal import CONTENT_BYTES_MAX, ENTRIES_MAX
from offline_queue.story import DETAIL_BYTES_MAX, ROWS_MAX, Event, Story
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


def test_an_entry_is_told_back_as_it_will_be_read(desk: Desk) -> None:
    desk.clock.advance(5)
    made = desk.writer.run(lambda tx: desk.journal.append(tx, "a", "meant", b"x" * CONTENT_BYTES_MAX))
    assert desk.writer.read(lambda tx: desk.journal.read(tx, "a")) == (made,)
    assert made == Entry("a", 1, "meant", desk.clock.wall, b"x" * CONTENT_BYTES_MAX)
    assert repr(made) == "Entry('a', 1, 'meant')"
    with pytest.raises(QueueError) as refusal:
        append(desk, "a", "meant", b"x" * (CONTENT_BYTES_MAX + 1))
    assert (refusal.value.code, refusal.value.detail) == (
        ErrorCode.OP_INVALID,
        "the journal entry is too long, or the stream is",
    )


def test_a_stream_may_have_as_many_entries_as_the_limit(desk: Desk) -> None:
    last = ("INSERT INTO journal (stream, n, kind, wall_ms, content) VALUES ('a', ?, 'x', 0, '')", (ENTRIES_MAX - 1,))
    desk.writer.run(lambda tx: tx.execute(*last))
    append(desk, "a", "x")


def test_an_event_holds_who_when_and_what_was_said(desk: Desk) -> None:
    story = desk.outbox.story
    began = desk.clock.wall
    desk.writer.run(lambda tx: story.tell(tx, 1, "unknown", "C" * 65, b"first"))
    desk.clock.advance(10)
    desk.writer.run(lambda tx: story.tell(tx, 1, "unknown", "C" * 64))
    desk.writer.run(lambda tx: story.tell(tx, 1, "decision", "park", b"why", "nurse-7"))
    desk.writer.run(lambda tx: story.tell(tx, 1, "decision", "park", b"why", "nurse-7"))
    told = desk.writer.read(lambda tx: story.of(tx, 1))
    wall = desk.clock.wall
    assert told == (
        Event("unknown", "C" * 64, None, 2, began, wall, b""),
        Event("decision", "park", "nurse-7", 1, wall, wall, b"why"),
        Event("decision", "park", "nurse-7", 1, wall, wall, b"why"),
    )
    assert repr(told[0]) == f"Event('unknown', '{'C' * 64}', repeats=2)"
    assert desk.writer.read(lambda tx: story.of(tx, 2)) == ()
    queue_ms = desk.writer.read(lambda tx: tx.all("SELECT last_queue_ms FROM answers"))
    assert queue_ms == [(10,)] * 3


def test_a_sealed_event_opens_only_at_its_operation(desk: Desk) -> None:
    story = Story(desk.store.time, AesGcmSealer([bytes(32)]))
    desk.writer.run(lambda tx: story.tell(tx, 1, "unknown", "CODE", b"a name"))
    assert desk.writer.read(lambda tx: story.of(tx, 1))[0].detail == b"a name"
    desk.writer.run(lambda tx: tx.execute("UPDATE answers SET seq = 2"))
    with pytest.raises(QueueError):
        desk.writer.read(lambda tx: story.of(tx, 2))
