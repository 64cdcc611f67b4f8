"""What of a screen reaches QML."""

import json
from dataclasses import dataclass, make_dataclass
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.money import FEN_MAX, Money
from kiosk.domain.wording import Language, LocalText
from kiosk.screens.base import Screen
from kiosk.screens.samples import SAMPLES
from ui.convert import INT_MAX, NotShowable, to_qml

MONEY = st.integers(0, FEN_MAX).map(Money)
PLAIN = (
    st.none()
    | st.booleans()
    | st.text()
    | st.integers(-INT_MAX - 1, INT_MAX)
    | st.floats(allow_nan=False)
    | MONEY
    | st.builds(LocalText, st.text(), st.text())
    | st.datetimes()
    | st.sampled_from(Language)
)
ONLY_QML_KNOWS = (bool, str, int, float, type(None))


@dataclass(frozen=True)
class Holding:
    inner: object


def only_plain(value: object) -> bool:
    if isinstance(value, dict):
        return all(isinstance(key, str) and only_plain(inner) for key, inner in value.items())
    if isinstance(value, list):
        return all(only_plain(inner) for inner in value)
    return type(value) in ONLY_QML_KNOWS


@given(st.recursive(PLAIN, lambda inner: st.lists(inner).map(tuple) | inner.map(Holding), max_leaves=5))
def test_whatever_a_screen_may_hold_becomes_what_qml_knows_or_is_refused(value: object) -> None:
    try:
        shown = to_qml(Holding(value))
    except NotShowable:
        return  # nested deeper than any screen
    assert only_plain(shown)


@given(MONEY)
def test_money_is_text_with_a_double_of_fen_beside_it(amount: Money) -> None:
    shown = to_qml(make_dataclass("Bill", [("amount", Money)], frozen=True)(amount))
    assert shown == {"amount": str(amount), "amount_fen": float(amount.fen)}
    assert type(shown["amount_fen"]) is float


def test_money_that_is_absent_is_null_twice() -> None:
    shown = to_qml(SAMPLES["confirm-split-self-pay"])
    assert shown["account_balance_after"] is None
    assert "account_balance_after_fen" in shown


def test_lists_enums_times_and_two_languages_have_their_shapes() -> None:
    at = datetime(2026, 3, 1, 8, 30)
    assert to_qml(Holding((1, Language.EN, at, LocalText("血", "blood"), None))) == {
        "inner": [1, "en", "2026-03-01T08:30:00", {"zh": "血", "en": "blood"}, None]
    }


def test_none_may_be_told_as_something_else() -> None:
    assert to_qml(Holding((None,)), null="null") == {"inner": ["null"]}


@pytest.mark.parametrize("value", [INT_MAX + 1, -INT_MAX - 2, b"bytes", ["list"], {"a": 1}, object(), Holding])
def test_what_qml_would_mangle_is_refused(value: object) -> None:
    with pytest.raises(NotShowable):
        to_qml(Holding(value))


def test_a_refusal_does_not_tell_the_value() -> None:
    with pytest.raises(NotShowable) as caught:
        to_qml(Holding([SECRET := "张三丰"]))
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("value", ["Attract", Holding, None])
def test_only_a_screen_is_a_screen(value: object) -> None:
    with pytest.raises(NotShowable):
        to_qml(value)


@pytest.mark.parametrize("screen", SAMPLES.values(), ids=SAMPLES)
def test_every_sample_converts(screen: Screen) -> None:
    shown = to_qml(screen)
    assert only_plain(shown)
    json.dumps(shown)
