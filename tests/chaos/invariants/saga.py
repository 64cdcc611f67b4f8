"""S1 to S16: what the settlement promises (durability.md, section 6)."""

from collections import Counter
from collections.abc import Iterator

from kiosk.domain.day_close import DayClose, Match
from tests.chaos.evidence import CaseFact, Evidence, TradeFact

BY_HAND_MS = 15 * 60_000
CENT_CAP_FEN = 100_000_000
FREE = "nothing_to_pay"
ENDED = frozenset({"settled", "declined", "proven_closed", "reversed", "by_hand"})
UNKNOWN = frozenset({"charge_unknown", "confirm_unknown", "closing", "reversing", "confirming"})
NOT_PAID = frozenset({"declined", "proven_closed", "reversed"})
ASKING = frozenset({"query_trade", "query_settlement"})
EVIDENCE_OWED = frozenset({"settled", "reversed", "by_hand"})

Found = Iterator[str]


def s1_intent_first(seen: Evidence) -> Found:
    """The intent is committed before the channel is called."""
    for sent in seen.sent:
        if sent.call == "charge" and not sent.in_journal:
            yield f"{sent.key} was charged before its intent was written"
    written = {case.order_number for case in seen.books.cases.values()}
    for trade in _ours(seen):
        if trade.order_number not in written:
            yield f"the channel knows {trade.order_number} and the journal does not"


def s2_one_live_charge(seen: Evidence) -> Found:
    """Sum(paid) − sum(reversed) over the channel's truth is never above the bill."""
    if seen.truth is None:
        return
    net: Counter[str] = Counter()
    late = set()
    for trade in seen.truth.trades.values():
        net[trade.bill] += trade.paid_fen - trade.refunded_fen
        if trade.paid_late:
            late.add(trade.bill)
    for bill, fen in net.items():
        over = fen > seen.truth.bills.get(bill, 0)
        if fen < 0 or (over and (bill not in late or seen.at_rest)):
            yield f"bill {bill} of {seen.truth.bills.get(bill)} fen holds {fen}"
    charges = Counter(sent.case_id for sent in seen.sent if sent.call == "charge")
    for case_id, times in charges.items():
        if times > 1:
            yield f"{case_id} was charged {times} times"


def s3_no_money_lost(seen: Evidence) -> Found:
    """At rest each case is exactly one of paid and settled, not paid, given back, or with staff."""
    if not seen.at_rest or seen.truth is None:
        return
    for case in seen.books.cases.values():
        trade = seen.truth.trades.get(case.order_number)
        net = trade.paid_fen - trade.refunded_fen if trade else 0
        settlement = seen.truth.settlements.get(case.settlement_number)
        settled = settlement is not None and settlement.stands
        if case.state not in ENDED:
            yield f"{case.case_id} never ended: {case.state}"
        elif case.state == "settled" and not (settled and net == case.amount_fen):
            yield f"{case.case_id} is settled; the truth is settled={settled}, {net} fen"
        elif case.state in NOT_PAID and (settled or net):
            yield f"{case.case_id} is {case.state}; the truth is settled={settled}, {net} fen"


def s4_no_early_success(seen: Evidence) -> Found:
    """Received only after the channel, settled only after the hospital."""
    if seen.truth is None:
        return
    said = [(case.case_id, case.phase) for case in seen.books.cases.values()]
    for case_id, phase in {*said, *seen.promised.told}:
        case = seen.books.cases.get(case_id)
        if case is None:
            yield f"{case_id} was told and is not there"
            continue
        trade = seen.truth.trades.get(case.order_number)
        settlement = seen.truth.settlements.get(case.settlement_number)
        if phase == "received" and case.method != FREE and (trade is None or trade.paid_fen != case.amount_fen):
            yield f"{case_id} says received before it was"
        if phase == "settled" and (settlement is None or not settlement.stands):
            yield f"{case_id} says settled before it was"
    for case_id, kind, _ in seen.promised.printed:
        case = seen.books.cases.get(case_id)
        if kind == "settled" and case is not None:
            settlement = seen.truth.settlements.get(case.settlement_number)
            if settlement is None or not settlement.stands:
                yield f"{case_id} has a slip that says settled"


def s5_unknown_is_asked(seen: Evidence) -> Found:
    """Unknown → query; never a second charge, never a reversal before a query."""
    asked: dict[str, str] = {}
    for sent in seen.sent:
        if sent.call in ASKING:
            asked[sent.case_id] = sent.call
        if sent.call == "refund" and sent.case_id not in asked:
            yield f"{sent.case_id} was reversed before anything was asked"
        if sent.call == "charge" and sent.state in ("charge_unknown", "closing"):
            yield f"{sent.case_id} was charged from {sent.state}"


def s6_former_is_proven_closed(seen: Evidence) -> Found:
    """A new charge for the same bill only after the former is proven closed."""
    open_quotes: dict[str, str] = {}
    for case in sorted(seen.books.cases.values(), key=lambda each: each.seq):
        if case.state in NOT_PAID or case.direction == "reverse":
            continue
        other = open_quotes.setdefault(case.quote_id, case.case_id)
        if other != case.case_id:
            yield f"{case.case_id} was begun while {other} of the same quote was not closed"


def s7_confirm_or_reverse(seen: Evidence) -> Found:
    """Confirm and reverse exclude each other, written down before the call."""
    reversed_cases = set()
    for sent in seen.sent:
        if sent.call == "refund":
            reversed_cases.add(sent.case_id)
            if sent.direction != "reverse":
                yield f"{sent.case_id} was reversed while its row said {sent.direction}"
        if sent.call == "confirm":
            if sent.direction != "confirm":
                yield f"{sent.case_id} was confirmed while its row said {sent.direction}"
            if sent.case_id in reversed_cases:
                yield f"{sent.case_id} was confirmed after a reversal"
    if seen.truth is not None:
        for settlement in seen.truth.settlements.values():
            trade = seen.truth.trades.get(settlement.order_number)
            if settlement.stands and trade is not None and trade.refunded_fen:
                yield f"{settlement.order_number} is settled and given back"


def s8_reversal_is_shown(seen: Evidence) -> Found:
    """A reversal is done only when a query shows it."""
    if seen.truth is None:
        return
    for case in seen.books.cases.values():
        trade = seen.truth.trades.get(case.order_number)
        if (
            case.state == "reversed"
            and trade is not None
            and not trade.paid_late
            and trade.paid_fen != trade.refunded_fen
        ):
            yield f"{case.case_id} is reversed and {trade.paid_fen - trade.refunded_fen} fen are not back"


def s9_idempotent(seen: Evidence) -> Found:
    """Every step repeated k times is done once."""
    if seen.truth is not None:
        for number, times in seen.truth.effects.items():
            if times > 1:
                yield f"{number} took effect {times} times"
    originals = Counter(
        (case_id, slip_id) for case_id, kind, slip_id in seen.promised.printed if not kind.endswith("+copy")
    )
    for (case_id, slip_id), times in originals.items():
        if times > 1:
            yield f"{case_id}: {slip_id} was printed {times} times and not as a copy"


def s10_late_truth(seen: Evidence) -> Found:
    """What was paid after it was given up is given back, never ignored."""
    if not seen.at_rest or seen.truth is None:
        return
    for case in seen.books.cases.values():
        trade = seen.truth.trades.get(case.order_number)
        if trade is not None and trade.paid_late and case.state in NOT_PAID and trade.paid_fen > trade.refunded_fen:
            yield f"{case.order_number} was paid late and kept"


def s11_key_age(seen: Evidence) -> Found:
    """Past the key's life at the server only queries."""
    first: dict[tuple[str, str], int] = {}
    for sent in seen.sent:
        since = first.setdefault((sent.call, sent.key), sent.at_ms)
        if sent.call == "charge" and sent.at_ms - since > seen.key_life_ms:
            yield f"{sent.key} was sent again {sent.at_ms - since} ms after the first time"


def s12_deadline(seen: Evidence) -> Found:
    """Each unknown gets to an end or to staff within 15 minutes of online time."""
    if seen.online_ms <= BY_HAND_MS + seen.grace_ms:
        return
    for case in seen.books.cases.values():
        if case.state in UNKNOWN:
            yield f"{case.case_id} is {case.state} after {seen.online_ms} ms online"


def s13_evidence(seen: Evidence) -> Found:
    """The patient always gets a slip for any state but a clean failure."""
    if not seen.at_rest:
        return
    owed = {(slip.case_id, slip.kind) for slip in seen.books.slips.values()}
    for case in seen.books.cases.values():
        if case.state in EVIDENCE_OWED and not {(case.case_id, kind) for kind in _kinds(case)} & owed:
            yield f"{case.case_id} is {case.state} and has no slip"


def s14_end_of_day(seen: Evidence) -> Found:
    """The three-way match classifies every item; running it again changes nothing."""
    if seen.day is None:
        return
    if seen.day_again is not None and _facts(seen.day) != _facts(seen.day_again):
        yield "the match is another one when it is made again"
    classified = sum(seen.day.counts.values())
    if seen.day_orders is not None and classified != seen.day_orders:
        yield f"{seen.day_orders} orders and {classified} classified"
    if seen.truth is not None and seen.at_rest:
        for item in seen.day.items:
            trade = seen.truth.trades.get(item.order_number)
            if item.match is Match.LONG and (trade is None or trade.paid_fen == trade.refunded_fen):
                yield f"{item.order_number} is called long and holds no money"


def s15_amounts(seen: Evidence) -> Found:
    """Integer fen; negative or above the cap refused; sums are right."""
    for case in seen.books.cases.values():
        if type(case.amount_fen) is not int or not 0 <= case.amount_fen <= CENT_CAP_FEN:
            yield f"{case.case_id} has an amount of {case.amount_fen!r}"
        if (case.method == FREE) != (case.amount_fen == 0):
            yield f"{case.case_id} is {case.method} with {case.amount_fen} fen"
    trades = {} if seen.truth is None else seen.truth.trades
    for case in seen.books.cases.values():
        trade = trades.get(case.order_number)
        looked_at = case.state not in ("by_hand", *UNKNOWN)
        if trade is not None and looked_at and trade.paid_fen not in (0, case.amount_fen):
            yield f"{trade.order_number} took {trade.paid_fen} of {case.amount_fen} and is {case.state}"


def s16_monotone(seen: Evidence) -> Found:
    """No way back from a terminal state except by a new compensating operation."""
    if seen.before is None:
        return
    for case_id, old in seen.before.cases.items():
        new = seen.books.cases.get(case_id)
        if new is None:
            yield f"case {case_id} is gone"
        elif _went_back(old, new):
            yield f"{case_id} went from {old.state} back to {new.state}"


def _went_back(old: CaseFact, new: CaseFact) -> bool:
    if new.version < old.version or (old.direction == "reverse" and new.direction != "reverse"):
        return True
    if old.state == "settled":
        return new.state != "settled"
    if old.state in NOT_PAID and new.state not in (old.state, "by_hand"):
        return new.refund_round <= old.refund_round
    return False


def _ours(seen: Evidence) -> list[TradeFact]:
    """Trades that this terminal's numbers stand on."""
    return [] if seen.truth is None else [each for each in seen.truth.trades.values() if not each.foreign]


def _kinds(case: CaseFact) -> tuple[str, ...]:
    return ("settled",) if case.state == "settled" else (case.state, "being_checked")


def _facts(day: DayClose) -> tuple[object, ...]:
    return (day.counts, day.terminal, day.hospital, day.channel, day.items)
