"""What the outbox's sender carries: all but the money, which is the settlement runner's: it asks before it acts."""

import math
from collections.abc import Callable
from datetime import UTC, datetime

from kiosk.hospital.port import Note, NoteKind, RawAnswer, Unknown
from kiosk.settlement import operations
from offline_queue import answers
from offline_queue.classify import Reply, classify
from offline_queue.operation import Operation
from offline_queue.outbox import Parcel
from offline_queue.sender import SenderPolicy

Deliver = Callable[[Note], RawAnswer | Unknown]

POLICY = SenderPolicy(leaves=frozenset({operations.CONFIRM, operations.REVERSE}))
"""Of lane 0 it carries what is as urgent as money and is none: somebody is on the way to the fever clinic."""


class Carrier:
    """`offline_queue.sender_thread.Transport` on `Hospital.deliver`. `wall_ms` is the terminal's clock.

    The server keeps keys for 30 days and numbers for ever, so sending again under the same key is how it is asked: it
    is done once, and answered with the receipt of the first time.
    """

    def __init__(self, deliver: Deliver, wall_ms: Callable[[], int]) -> None:
        self._deliver = deliver
        self._wall_ms = wall_ms

    def send(self, parcel: Parcel) -> answers.Answer:
        """Delivered only by a receipt that names the op_id and the hash of the bytes that were stored."""
        if parcel.operation.kind not in set(NoteKind):
            return answers.Rejected("KIND_UNKNOWN", final=True)
        match self._deliver(_note(parcel)):
            case Unknown(reason, retry_after_s):
                return answers.Unknown(reason, None if retry_after_s is None else math.ceil(retry_after_s))
            case RawAnswer() as raw:
                return classify(_reply(raw), parcel.operation, self._wall_ms())

    def query(self, parcel: Parcel) -> answers.Answer:
        return self.send(parcel)


def _note(parcel: Parcel) -> Note:
    operation = parcel.operation
    kind = NoteKind(operation.kind)
    number = operation.fkey if kind is NoteKind.UNLOCK else ""
    return Note(kind, operation.op_id, parcel.body, number, _facts(operation))


def _facts(operation: Operation) -> tuple[tuple[str, str], ...]:
    """When it was queued by our clock, and as which: facts for the server, which stamps the official time."""
    queued = datetime.fromtimestamp(operation.created_wall_ms / 1000, UTC)
    return (
        ("X-Operation-Time", queued.isoformat(timespec="milliseconds")),
        ("X-Operation-Seq", str(operation.seq)),
    )


def _reply(raw: RawAnswer) -> Reply:
    headers = {"content-type": raw.content_type}
    if raw.retry_after_s is not None:
        headers["retry-after"] = str(math.ceil(raw.retry_after_s))
    return Reply(raw.status, headers, raw.body)
