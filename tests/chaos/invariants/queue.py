"""Q1 to Q18: what the store and its sender promise (durability.md, section 6)."""

import hashlib
import itertools
from collections.abc import Iterator

from tests.chaos.evidence import Evidence

DONE, DEAD, SHED = 2, 3, 4
MONEY, TELEMETRY = 0, 3
STARVED_MS = 60_000
BACKOFF_MS_MAX = 15 * 60_000
REJECTIONS_MAX = 3
WAL, FULL = "wal", 2

Found = Iterator[str]


def q1_durable(seen: Evidence) -> Found:
    """If enqueue returned, the operation is there after a kill, a power cut and a reopen."""
    for op_id, body_hash in seen.promised.operations.items():
        stored = seen.books.operations.get(op_id)
        if stored is None or stored.body_hash != body_hash:
            yield f"{op_id} was promised and is not there"
    for case_id in seen.promised.cases - set(seen.books.cases):
        yield f"case {case_id} was promised and is not there"
    if seen.books.integrity != "ok":
        yield f"the file is not whole: {seen.books.integrity}"


def q2_atomic(seen: Evidence) -> Found:
    """Business row, outbox row and audit row appear together or not at all."""
    for case in seen.books.cases.values():
        if len(case.steps) != case.version:
            yield f"{case.case_id} has {case.version} versions and {len(case.steps)} journal rows"
        if case.direction == "confirm" and case.settlement_number not in seen.books.operations:
            yield f"{case.case_id} is to be confirmed without its operation"
        if case.direction == "reverse" and f"RF{case.case_id}{case.refund_round}" not in seen.books.operations:
            yield f"{case.case_id} is to be reversed without its operation"
    steps = sum(len(case.steps) for case in seen.books.cases.values())
    if seen.books.audit_rows < steps:
        yield f"{steps} steps and only {seen.books.audit_rows} audit rows"
    for op in seen.books.operations.values():
        case_ = seen.books.cases.get(op.fkey)
        if op.kind in ("confirm", "reverse") and case_ is None:
            yield f"{op.op_id} belongs to no case"


def q3_unknown_commit_keeps_its_id(seen: Evidence) -> Found:
    """After a commit that raised, looking up the op_id decides, and the same op_id is used again."""
    for op_id in seen.promised.unknown_operations & set(seen.promised.operations):
        if op_id not in seen.books.operations:
            yield f"{op_id} was unknown, then promised, and is not there"
    minted = [op for op in seen.books.operations.values() if op.kind in ("confirm", "reverse")]
    seen_keys: dict[tuple[str, str, bytes], str] = {}
    for op in minted:
        other = seen_keys.setdefault((op.kind, op.fkey, op.body_hash), op.op_id)
        if other != op.op_id:
            yield f"{op.op_id} is {other} under a new id"


def q4_unique(seen: Evidence) -> Found:
    """At most one row per op_id for ever, also once it is purged."""
    if seen.before is not None:
        for op_id in set(seen.before.operations) - set(seen.books.operations):
            yield f"{op_id} is gone"
    numbers = [op.seq for op in seen.books.operations.values()]
    if len(numbers) != len(set(numbers)):
        yield "a number was given twice"


def q5_immutable(seen: Evidence) -> Found:
    """op_id, body, body hash, key and number never change."""
    for op_id, op in seen.books.operations.items():
        if op.body is not None and hashlib.sha256(op.body).digest() != op.body_hash:
            yield f"the body of {op_id} is not what was stored"
        old = seen.before.operations.get(op_id) if seen.before else None
        if old is not None and (old.seq, old.body_hash, old.fkey, old.lane, old.names_op) != (
            op.seq, op.body_hash, op.fkey, op.lane, op.names_op,
        ):  # fmt: skip
            yield f"{op_id} has changed"


def q6_stable_key(seen: Evidence) -> Found:
    """Every send of an operation carries the same key and byte-identical body."""
    first: dict[tuple[str, str], bytes] = {}
    for sent in seen.sent:
        if sent.body_hash and first.setdefault((sent.call, sent.key), sent.body_hash) != sent.body_hash:
            yield f"{sent.call} {sent.key} was sent with two bodies"


def q7_no_loss(seen: Evidence) -> Found:
    """Enqueued = open + done + dead + shed; shed only in lane 3."""
    numbers = {op.seq for op in seen.books.operations.values()}
    if numbers and numbers != set(range(1, max(numbers) + 1)):
        yield "there are gaps in the numbers"
    for op in seen.books.operations.values():
        if op.state == SHED and op.lane != TELEMETRY:
            yield f"{op.op_id} of lane {op.lane} was shed"


def q8_fifo_per_key(seen: Evidence) -> Found:
    """Operation n+1 of a key is not sent before n is done or released; other keys are not delayed by it."""
    heads: dict[str, int] = {}
    for op in sorted(seen.books.operations.values(), key=lambda each: each.seq):
        if not op.blocks:
            continue
        first = heads.setdefault(op.fkey, op.seq)
        if first != op.seq and op.head:
            yield f"{op.op_id} may be sent before an older one of {op.fkey}"
        if first == op.seq and not op.head:
            yield f"{op.op_id} is the oldest of {op.fkey} and may not be sent"


def q9_lanes(seen: Evidence) -> Found:
    """Lane 0 ready: the next send is lane 0; lane 3 still moves when lane 0 is empty."""
    for sent in seen.sent:
        if sent.state == "lane-0-waits" and sent.lane > MONEY:
            yield f"{sent.key} of lane {sent.lane} went before money"
    if seen.at_rest:
        for op in seen.books.operations.values():
            if op.state == 0 and op.head and seen.now_ms - op.due_ms > STARVED_MS:
                yield f"{op.op_id} of lane {op.lane} was never sent"


def q10_done_by_receipt(seen: Evidence) -> Found:
    """Done requires a server answer that echoes op_id and body hash."""
    for op in seen.books.operations.values():
        if op.state == DONE and op.receipt is None:
            yield f"{op.op_id} is done without a receipt"
        if (
            op.state == DONE
            and seen.truth is not None
            and seen.truth.effects
            and op.kind in ("confirm", "unlock", "help")
        ):
            refused = op.receipt is not None and op.receipt.startswith((b"REFUSED", b"REVERSED"))
            if not refused and not seen.truth.effects.get(op.op_id):
                yield f"{op.op_id} is done and the server never did it"


def q11_attempts(seen: Evidence) -> Found:
    """Only definite rejections count to the dead-letter limit."""
    for op in seen.books.operations.values():
        if op.attempts > REJECTIONS_MAX:
            yield f"{op.op_id} counts {op.attempts} rejections"
        if op.attempts and seen.truth is not None and seen.sent:
            refusals = sum(sent.key == op.op_id and sent.answer.startswith("refused") for sent in seen.sent)
            if op.state != DEAD and op.attempts > refusals:
                yield f"{op.op_id} counts {op.attempts} rejections and heard {refusals}"


def q12_back_pressure(seen: Evidence) -> Found:
    """No request to the host before Retry-After, once it was heard."""
    wishes: list[tuple[int, int]] = []  # heard at, quiet until
    for sent in seen.sent:
        for heard_ms, until_ms in wishes:
            if heard_ms <= sent.at_ms < until_ms:
                yield f"{sent.call} {sent.key} left {until_ms - sent.at_ms} ms before the host wished"
        if sent.retry_after_s is not None and sent.answered_at_ms is not None:
            wish_ms = int(min(max(sent.retry_after_s, 1), 900) * 1000)
            wishes.append((sent.answered_at_ms, sent.answered_at_ms + wish_ms))


def q13_clock(seen: Evidence) -> Found:
    """A step of the wall clock changes neither order nor ids, nor a due time by more than one back-off."""
    for op in seen.books.operations.values():
        if op.state == 0 and op.due_ms - max(seen.now_ms, op.queued_ms) > BACKOFF_MS_MAX:
            yield f"{op.op_id} waits {op.due_ms - seen.now_ms} ms"
    by_number = sorted(seen.books.operations.values(), key=lambda each: each.seq)
    for older, younger in itertools.pairwise(by_number):
        if younger.queued_ms < older.queued_ms:
            yield f"{younger.op_id} is younger than {older.op_id} and was queued before it"


def q14_single_writer(seen: Evidence) -> Found:
    """A second process is refused before it opens the database."""
    if seen.second_opener not in ("", "STORE_LOCKED"):
        yield f"a second opener was told {seen.second_opener}"


def q15_pragmas(seen: Evidence) -> Found:
    """journal_mode = wal and synchronous = 2, read back."""
    if seen.books.pragmas and (seen.books.pragmas["journal_mode"], seen.books.pragmas["synchronous"]) != (WAL, FULL):
        yield f"the store is not durable: {dict(seen.books.pragmas)}"


def q16_chain(seen: Evidence) -> Found:
    """Every audit row covers the one before; edits, deletions, reorder and truncation are found."""
    if seen.books.audit_fault:
        yield f"the chain is broken: {seen.books.audit_fault}"
    if seen.books.audit_rows < seen.promised.audit_rows:
        yield f"{seen.promised.audit_rows} audit rows were promised, {seen.books.audit_rows} are there"
    if seen.truth is not None and seen.truth.anchor is not None and seen.truth.anchor[0] > seen.books.audit_rows:
        yield "the chain is shorter than the server was told"


def q17_disk(seen: Evidence) -> Found:
    """Below the reserve no new operation of lanes 1 to 3 and no new payment; reversals still succeed."""
    if not seen.below_reserve or seen.before is None:
        return
    for op_id in set(seen.books.operations) - set(seen.before.operations):
        if seen.books.operations[op_id].lane != MONEY:
            yield f"{op_id} was stored below the reserve"
    for case_id in set(seen.books.cases) - set(seen.before.cases):
        yield f"case {case_id} was begun below the reserve"
    for op_id, code in seen.refused_ops.items():
        if op_id.startswith(("ST", "RF")):
            yield f"{op_id} follows money and was refused: {code}"


def q18_secrets(seen: Evidence) -> Found:
    """No plaintext of a patient's name, id or phone in database, WAL or logs."""
    for name, content in seen.raw.items():
        for secret in seen.secrets:
            if secret and secret in content:
                yield f"{name} holds a secret of {len(secret)} bytes"
