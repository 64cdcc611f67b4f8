"""What is taken for an admission number."""

import pytest

from kiosk.domain.visiting import admission_number_in

NUMBER = "2026110001"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (NUMBER, NUMBER),
        (f" {NUMBER} ", NUMBER),
        (f"YZ1:I:{NUMBER}", NUMBER),
        (f"YZ1:B:{NUMBER}", ""),
        ("123456789", ""),
        ("12345678901", ""),
        ("１２３４５６７８９０", ""),
        ("1" * 5000, ""),
    ],
)
def test_what_is_an_admission_number(text: str, number: str) -> None:
    assert admission_number_in(text) == number
