"""With a finger: the tree of departments opens and closes, days change the doctors, letters find a department."""

from PySide6.QtTest import QTest

from kiosk.screens.answers import Back, Picked
from kiosk.screens.samples import SAMPLES
from tests.ui_look.test_touch import Hand, hand

__all__ = ["hand"]
UP_MS = 510  # sooner, at the same place, is a trembling hand


def then_touch(hand: Hand, name: str) -> tuple[str, ...]:
    """What is said afterwards."""
    QTest.qWait(UP_MS)
    hand.touch(name)
    return hand.look_again()


def test_a_branch_opens_on_the_screen_itself_and_back_closes_it_first(hand: Hand) -> None:
    hand.look_at(SAMPLES["choose-body-part"])
    assert {"挂哪个科？", "心血管内科"} <= set(then_touch(hand, "心和肺"))
    assert "哪里不舒服？" in then_touch(hand, "返回")
    assert not hand.answers
    then_touch(hand, "返回")
    assert hand.answers == [Back()]


def test_a_department_of_the_open_branch_is_the_answer(hand: Hand) -> None:
    hand.look_at(SAMPLES["choose-department"])
    then_touch(hand, "心血管内科")
    assert hand.answers == [Picked("D001")]


def test_another_day_shows_its_own_doctors(hand: Hand) -> None:
    hand.look_at(SAMPLES["choose-doctor"])
    assert "这天约满了，换一天看看" in then_touch(hand, "周四")
    then_touch(hand, "明天")
    then_touch(hand, "孙明远")
    assert hand.answers == [Picked("S0008")]


def test_letters_lead_to_the_department(hand: Hand) -> None:
    hand.look_at(SAMPLES["find-department"])
    assert {"心血管内科", "心脏大血管外科", "消化内科"} <= set(then_touch(hand, "X"))
    assert "心血管内科" not in then_touch(hand, "Z")
    then_touch(hand, "心脏大血管外科")
    assert hand.answers == [Picked("D003")]
