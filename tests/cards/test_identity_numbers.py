import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.wire.gb11643 import is_identity_number


@pytest.mark.parametrize("number", ["11010519491231002X", "440524188001010014"])  # GB 11643-1999, the standard's own
def test_the_standards_examples_are_accepted(number: str) -> None:
    assert is_identity_number(number)


@pytest.mark.parametrize(
    "number",
    [
        "110105194912310021",  # wrong check character
        "11010519491231002x",  # the standard has a capital
        "11010519491232002X",  # no such day
        "010105194912310020",  # no such area
        "11010519491231002",
        "11010519491231002X ",
        "１１０１０５１９４９１２３１００２X",
        "",
    ],
)
def test_anything_else_is_refused(number: str) -> None:
    assert not is_identity_number(number)


@given(st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(place: int, by: int) -> None:
    good = "440524188001010014"
    wrong = good[:place] + str((int(good[place]) + by) % 10) + good[place + 1 :]
    assert not is_identity_number(wrong)


@given(st.text(max_size=20))
def test_any_text_can_be_judged(text: str) -> None:
    is_identity_number(text)
