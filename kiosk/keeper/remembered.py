"""Answers that are of nobody and good enough when the line is cut: the last one of each is kept."""

from typing import Any

import msgspec

from kiosk.domain.inquiry import Query, answer_type
from kiosk.domain.survey import CurrentSurvey
from offline_queue.transaction import Transaction

KINDS: frozenset[type[Query[Any]]] = frozenset({CurrentSurvey})


def keep(tx: Transaction, query: Query[Any], answer: object, wall_ms: int) -> None:
    tx.execute(
        "INSERT OR REPLACE INTO remembered (question, answer, wall_ms) VALUES (?, ?, ?)",
        (_name(query), msgspec.json.encode(answer), wall_ms),
    )


def recall(tx: Transaction, query: Query[Any]) -> object | None:
    """None: never heard, or by a program that worded it otherwise."""
    row = tx.one("SELECT answer FROM remembered WHERE question = ?", (_name(query),))
    if row is None:
        return None
    try:
        found: object = msgspec.json.decode(row[0], type=answer_type(type(query)))
    except (msgspec.MsgspecError, ValueError):
        return None
    return found


def _name(query: Query[Any]) -> str:
    return f"{type(query).__name__} {msgspec.json.encode(query).decode()}"
