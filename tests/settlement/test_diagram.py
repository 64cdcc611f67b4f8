"""The picture in docs/money.md is the table, and nothing else."""

from kiosk.settlement.machine import TABLE
from kiosk.settlement.record import State
from tests.settlement.diagram import PICTURE, PLACES, card, height_of, svg, ways_out


def test_the_picture_in_the_docs_is_drawn_from_the_table_as_it_is_now() -> None:
    assert PICTURE.read_text() == svg(), "run: .venv/bin/python -m tests.settlement.diagram"


def test_every_state_has_a_card_and_every_way_out_stands_on_it() -> None:
    assert set(PLACES) == set(TABLE) == set(State)
    picture = svg()
    for state in State:
        for target in ways_out(state):
            assert f"→ {target.replace('_', ' ')}" in picture


def test_no_card_holds_more_lines_than_fit() -> None:
    for state in State:
        rows = [line for line in card(state) if line.startswith("<text")]
        assert len(rows) * 20 + 36 <= height_of(state), state
