"""Where the guard of each invariant is, how it is taken out, and the scene that shows it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, cast

import pytest

from kiosk.hospital import rest
from kiosk.settlement import facts, kinds, operations, reconcile, slips
from kiosk.settlement.events import Ask, Call, EnqueueReversal, Timer, Wait
from kiosk.settlement.kinds import Kind
from kiosk.settlement.ledger import Ledger
from kiosk.settlement.machine import TABLE, TIMERS, Rule, to
from kiosk.settlement.record import State
from kiosk.settlement.runner import Runner
from offline_queue import connection, outbox, sender
from offline_queue.audit import Audit
from offline_queue.clock import QueueTime
from offline_queue.disk import DiskGuard
from offline_queue.lock import ProcessLock
from offline_queue.operation import Lane, Receipt
from offline_queue.outbox import Outbox
from offline_queue.seal import AesGcmSealer
from offline_queue.writer import InlineWriter
from tests.chaos.evidence import Evidence
from tests.chaos.guards import scenes
from tests.chaos.guards.scenes import Scene

Remove = Callable[[pytest.MonkeyPatch, Scene], None]
Show = Callable[[Scene], Evidence]


@dataclass(frozen=True, slots=True)
class Guard:
    """`show` None: many runs of the simulation show it (`tests.chaos.simulate`)."""

    where: str
    remove: Remove
    show: Show | None = None


def rule(state: State, kind: Kind, changed: Rule) -> Remove:
    def remove(patch: pytest.MonkeyPatch, scene: Scene) -> None:
        patch.setitem(cast(dict[Kind, Rule], TABLE[state]), kind, changed)

    return remove


def attribute(owner: Any, name: str, value: Any) -> Remove:
    return lambda patch, scene: patch.setattr(owner, name, value)


def trigger(*names: str) -> Remove:
    return lambda patch, scene: scene.sql(*(f"DROP TRIGGER {name}" for name in names))


def index(name: str) -> Remove:
    return lambda patch, scene: scene.sql(f"DROP INDEX {name}")


def several(*removes: Remove) -> Remove:
    def remove(patch: pytest.MonkeyPatch, scene: Scene) -> None:
        for each in removes:
            each(patch, scene)

    return remove


def _not_committed(self: InlineWriter, work: Any) -> Any:
    """Says it is stored, and is not."""
    return self.read(work)


def _minted(made: Any) -> Any:
    numbers = count(1)
    return lambda record: replace(made(record), op_id=f"{record.settlement_number}x{next(numbers)}")


def _with_a_nonce(encode: Any) -> Any:
    numbers = count(1)
    return lambda content: encode({**content, "nonce": next(numbers)})


def _believes(acknowledge: Any) -> Any:
    """Any receipt is taken for ours."""

    def acknowledged(self: Outbox, tx: Any, op_id: str, receipt: Receipt) -> None:
        stored = self.find(tx, op_id)
        assert stored is not None
        acknowledge(self, tx, op_id, Receipt(op_id, stored.body_hash, receipt.content))

    return acknowledged


def _counts_silence(postpone: Any) -> Any:
    def postponed(self: Outbox, tx: Any, op_id: str, answer: Any) -> None:
        postpone(self, tx, op_id, answer)
        tx.execute("UPDATE outbox SET attempts = attempts + 1 WHERE op_id = ?", (op_id,))

    return postponed


def _unlocked(path: Any) -> Any:
    return ProcessLock(0)


def _unsafe(opened: Any) -> None:
    opened.execute("PRAGMA journal_mode=WAL")
    opened.execute("PRAGMA synchronous=NORMAL")


def _reopened(patch: pytest.MonkeyPatch, scene: Scene) -> None:
    scene.desk.store.distrust()


def _no_hand(patch: pytest.MonkeyPatch, scene: Scene) -> None:
    for state, timers in TIMERS.items():
        patch.setitem(cast(dict[State, frozenset[Timer]], TIMERS), state, timers - {Timer.HAND})


def _never_a_copy(lease: Any) -> Any:
    def leased(tx: Any, visit: str, case_id: str) -> Any:
        row = lease(tx, visit, case_id)
        return None if row is None else replace(row, copy=False)

    return leased


def _half_the_items(patch: pytest.MonkeyPatch, scene: Scene) -> None:
    turns, made = count(), reconcile._of_the_day
    patch.setattr(reconcile, "_of_the_day", lambda books, final: made(books, final)[next(turns) % 2 :])


def _late_truth_ignored(patch: pytest.MonkeyPatch, scene: Scene) -> None:
    for end in (State.DECLINED, State.PROVEN_CLOSED, State.REVERSED):
        rule(end, Kind.TRADE_PAID, to(end))(patch, scene)


CHARGE_AGAIN = to(State.CHARGE_ASKED, Ask(Call.CHARGE, Wait.NOW))
REFUND = to(State.REVERSING, EnqueueReversal(), Ask(Call.REFUND, Wait.NOW))
RECEIVED, SETTLED, REVERSED = (
    TABLE[State.AWAITING][Kind.TRADE_PAID],
    TABLE[State.CONFIRMING][Kind.CONFIRM_DONE],
    TABLE[State.REVERSING][Kind.TRADE_RETURNED],
)

GUARDS: dict[str, Guard] = {
    "Q1": Guard("writer: returns once it is committed", attribute(InlineWriter, "run", _not_committed), scenes.stored),
    "Q2": Guard("journal: one transaction for all rows", attribute(Audit, "append", lambda *_: None), scenes.one_step),
    "Q3": Guard(
        "operations: ids are made of the case's own",
        attribute(operations, "confirm", _minted(operations.confirm)),
        scenes.confirmed_again,
    ),
    "Q4": Guard("schema: outbox_forever", trigger("outbox_forever"), scenes.a_row_deleted),
    "Q5": Guard("schema: outbox_body", trigger("outbox_body"), scenes.a_body_changed),
    "Q6": Guard("rest: bodies are made of the record alone", attribute(rest, "_encode", _with_a_nonce(rest._encode))),
    "Q7": Guard("schema: outbox_forever", trigger("outbox_forever"), scenes.a_row_deleted_unseen),
    "Q8": Guard(
        "outbox: head only if nothing older blocks",
        attribute(outbox, "INSERT", outbox.INSERT.replace("blocks = 1", "blocks = 9")),
        scenes.two_of_a_key,
    ),
    "Q9": Guard(
        "sender: lane 0 before all",
        attribute(sender.Sender, "_lanes", lambda self, now: list(reversed(Lane))),
        scenes.money_waits,
    ),
    "Q10": Guard(
        "outbox: a receipt echoes op_id and hash",
        attribute(Outbox, "acknowledge", _believes(Outbox.acknowledge)),
        scenes.somebody_elses_receipt,
    ),
    "Q11": Guard(
        "outbox: only a definite no is counted",
        attribute(Outbox, "postpone", _counts_silence(Outbox.postpone)),
        scenes.no_answer_twice,
    ),
    "Q12": Guard("runner: quiet while the host wishes", attribute(Ledger, "quiet_until_ms", lambda self, tx: 0)),
    "Q13": Guard(
        "clock: queue time, not the wall's", attribute(QueueTime, "now_ms", QueueTime.wall_ms), scenes.the_wall_steps
    ),
    "Q14": Guard(
        "lock: flock before opening",
        several(
            attribute(ProcessLock, "take", _unlocked),
            attribute(ProcessLock, "release", lambda self: None),
            attribute(connection, "BUSY_WAIT_MS_MAX", 0),
        ),
        scenes.a_second_opener,
    ),
    "Q15": Guard(
        "connection: pragmas set and read back",
        several(attribute(connection, "set_pragmas", _unsafe), _reopened),
        scenes.stored,
    ),
    "Q16": Guard("schema: audit_immutable; verify", trigger("audit_immutable"), scenes.an_audit_row_edited),
    "Q17": Guard(
        "disk: only lane 0 below the reserve",
        attribute(DiskGuard, "allows", lambda self, lane: True),
        scenes.below_the_reserve,
    ),
    "Q18": Guard(
        "seal: AES-GCM", attribute(AesGcmSealer, "seal", lambda self, plain, place: plain), scenes.a_name_at_rest
    ),
    "S1": Guard("ledger: every step is written", attribute(Ledger, "write", lambda *_: None)),
    "S2": Guard("machine: the charge stands once", rule(State.CHARGE_UNKNOWN, Kind.TRADE_UNKNOWN, CHARGE_AGAIN)),
    "S3": Guard("runner: a start takes up open cases", attribute(Runner, "recover", lambda self: None)),
    "S4": Guard("machine: received only once paid", rule(State.AWAITING, Kind.TRADE_OPEN, RECEIVED)),
    "S5": Guard("machine: unknown is asked", rule(State.CHARGE_ASKED, Kind.TRADE_UNKNOWN, REFUND)),
    "S6": Guard("tables: cases_one_open", index("cases_one_open"), scenes.two_taps),
    "S7": Guard("facts: direction before the call", attribute(facts, "_directed", lambda record, acts: record)),
    "S8": Guard("machine: a query shows the reversal", rule(State.REVERSING, Kind.REFUND_ANSWERED, REVERSED)),
    "S9": Guard("slips: what may be on paper is a copy", attribute(slips, "lease", _never_a_copy(slips.lease))),
    "S10": Guard("machine: late truth is given back", _late_truth_ignored),
    "S11": Guard(
        "machine: an old key is only asked about",
        rule(State.CHARGE_UNKNOWN, Kind.TRADE_UNKNOWN, to(State.CHARGE_ASKED, Ask(Call.CHARGE, Wait.BACK_OFF))),
    ),
    "S12": Guard("machine: HAND belongs to every unknown", _no_hand, scenes.nobody_knows),
    "S13": Guard(
        "machine: each end owes its slip",
        rule(State.CONFIRMING, Kind.CONFIRM_DONE, replace(SETTLED, acts=SETTLED.acts[:1])),
    ),
    "S14": Guard("reconcile: every order, each time", _half_the_items, scenes.a_day_closed_twice),
    "S15": Guard(
        "kinds: paid is exactly our amount",
        attribute(kinds, "_paid_kind", lambda record, trade: Kind.TRADE_PAID),
        scenes.another_amount,
    ),
    "S16": Guard("tables: cases_settled", trigger("cases_settled"), scenes.an_end_undone),
}
