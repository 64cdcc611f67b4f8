"""The 34 invariants as functions, by their numbers: `violations(evidence)` after every step, image and kill."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from tests.chaos.evidence import Evidence
from tests.chaos.invariants import queue, saga

Check = Callable[[Evidence], Iterator[str]]


def _numbered(module: object) -> dict[str, Check]:
    names = [name for name in vars(module) if name[0] in "qs" and name[1:].split("_")[0].isdigit()]
    return {name.split("_")[0].upper(): getattr(module, name) for name in names}


CHECKS: Mapping[str, Check] = {**_numbered(queue), **_numbered(saga)}


def violations(seen: Evidence, only: Iterable[str] = CHECKS) -> list[str]:
    """Each text begins with the invariant's number."""
    return [f"{number}: {text}" for number in only for text in CHECKS[number](seen)]


def armed(seen: Evidence) -> frozenset[str]:
    """The checks that had something to look at."""
    books, has = seen.books, set()
    has |= {"Q1"} if seen.promised.operations or seen.promised.cases else set()
    has |= {"Q2", "S15", "S6"} if books.cases else set()
    has |= {"Q3", "Q5", "Q7", "Q8", "Q13"} if books.operations else set()
    has |= {"Q10", "Q11"} if any(op.state in (queue.DONE, queue.DEAD) for op in books.operations.values()) else set()
    has |= {"Q4", "S16"} if seen.before is not None and seen.before.cases else set()
    has |= {"Q6", "Q9", "S1", "S5", "S7", "S11"} if seen.sent else set()
    has |= {"Q12"} if any(sent.retry_after_s is not None for sent in seen.sent) else set()
    has |= {"Q14"} if seen.second_opener else set()
    has |= {"Q15"} if books.pragmas else set()
    has |= {"Q16"} if books.audit_rows else set()
    has |= {"Q17"} if seen.below_reserve else set()
    has |= {"Q18"} if seen.raw and seen.secrets else set()
    has |= {"S2", "S4", "S8", "S9"} if seen.truth is not None and seen.truth.trades else set()
    has |= {"S3", "S10", "S13"} if seen.at_rest and books.cases else set()
    has |= {"S12"} if seen.online_ms > saga.BY_HAND_MS else set()
    has |= {"S14"} if seen.day is not None else set()
    return frozenset(has)
