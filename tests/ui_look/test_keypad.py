"""Typing with a finger on our own keypad."""

import pytest
from PySide6.QtTest import QTest

from kiosk.screens.answers import Typed
from kiosk.screens.samples import SAMPLES
from tests.ui_look.test_touch import Hand, hand

__all__ = ["hand"]
UP_MS = 80  # how long a quick finger is up between two touches of one key


@pytest.mark.parametrize("digits", ["19900000001"])
def test_a_number_is_typed_and_told_whole(hand: Hand, digits: str) -> None:
    hand.look_at(SAMPLES["enter-phone"])
    for digit in digits:
        hand.touch(digit)
        QTest.qWait(UP_MS)
    hand.touch("好了")
    assert hand.answers == [Typed(digits)]


def test_half_a_number_is_told_to_nobody(hand: Hand) -> None:
    hand.look_at(SAMPLES["enter-phone"])
    hand.touch("1")
    hand.touch("好了")
    assert not hand.answers


def test_what_was_wrong_is_taken_back_and_no_more_than_wanted_is_taken(hand: Hand) -> None:
    hand.look_at(SAMPLES["enter-id-last-four"])
    for key in ("1", "删除", "2", "3", "4", "X", "5"):
        hand.touch(key)
    hand.touch("好了")
    assert hand.answers == [Typed("234X")]
