"""Answers that are of nobody and good enough when the line is cut: the last one of each is kept."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import msgspec

from kiosk.domain.inquiry import Query, answer_type
from kiosk.domain.screening import ScreeningQuestionnaire
from kiosk.domain.survey import CurrentSurvey
from offline_queue.transaction import Transaction

DAY_MS = 24 * 3_600_000
KINDS: Mapping[type[Query[Any]], int | None] = MappingProxyType({CurrentSurvey: None, ScreeningQuestionnaire: DAY_MS})
"""How old it may be, in milliseconds; None: however old."""


def keep(tx: Transaction, query: Query[Any], answer: object, wall_ms: int) -> None:
    tx.execute(
        "INSERT OR REPLACE INTO remembered (question, answer, wall_ms) VALUES (?, ?, ?)",
        (_name(query), msgspec.json.encode(answer), wall_ms),
    )


def recall(tx: Transaction, query: Query[Any], wall_ms: int) -> object | None:
    """None: never heard, too long ago, or by a program that worded it otherwise."""
    row = tx.one("SELECT answer, wall_ms FROM remembered WHERE question = ?", (_name(query),))
    age_ms_max = KINDS[type(query)]
    if row is None or (age_ms_max is not None and wall_ms - row[1] > age_ms_max):
        return None
    try:
        found: object = msgspec.json.decode(row[0], type=answer_type(type(query)))
    except (msgspec.MsgspecError, ValueError):
        return None
    return found


def _name(query: Query[Any]) -> str:
    return f"{type(query).__name__} {msgspec.json.encode(query).decode()}"
