"""Widths, wrapping, and what the printer's font has."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.wire.escpos_text import Line, cells, clean, is_in_font, lay_out


def texts(lines: list[Line]) -> list[str]:
    return [line.text for line in lines]


@pytest.mark.parametrize("char", ["䶮", "㛃", "𬱖", "€"])
def test_rare_characters_are_not_in_the_printers_font(char: str) -> None:
    assert not is_in_font(char)


@pytest.mark.parametrize("char", ["张", "A", "￥", "·", "—", "①"])
def test_common_characters_are_in_the_printers_font(char: str) -> None:
    assert is_in_font(char)


def test_the_yen_sign_becomes_the_full_width_one() -> None:
    assert clean("¥12.00") == "￥12.00"
    assert Line("￥").encode() == bytes.fromhex("a3a4")


def test_a_chinese_character_takes_two_cells() -> None:
    assert (cells("医站ab"), cells("𬱖"), cells("")) == (6, 2, 0)


def test_an_amount_stands_at_the_right_margin() -> None:
    (line,) = lay_out("合计", "￥405.00", 48)
    assert line.text.startswith("合计 ")
    assert line.text.endswith(" ￥405.00")
    assert cells(line.text) == 48


def test_an_amount_without_room_takes_a_line_of_its_own() -> None:
    first, second = lay_out("一二三四五六七八九十一二三四五", "￥405.00", 32)
    assert first.text == "一二三四五六七八九十一二三四五"
    assert second.text == " " * 24 + "￥405.00"


def test_chinese_breaks_where_the_line_is_full_and_words_stay_whole() -> None:
    assert texts(lay_out("一二三四五", "", 8)) == ["一二三四", "五"]
    assert texts(lay_out("chest without contrast", "", 10)) == ["chest", "without", "contrast"]
    assert texts(lay_out("abcdefghijkl", "", 10)) == ["abcdefghij", "kl"]


def test_an_empty_line_stays_a_line() -> None:
    assert texts(lay_out("", "", 48)) == [""]


def test_commands_hidden_in_text_are_taken_out() -> None:
    assert clean("a\x1b@b\x10\x04\x01\u202ec") == "a @b    c"


@settings(deadline=None)
@given(st.text(max_size=80), st.text(max_size=20), st.sampled_from([16, 24, 32, 48]))
def test_no_line_is_wider_than_the_paper_and_none_holds_a_control_byte(text: str, right: str, width: int) -> None:
    for line in lay_out(text, right, width):
        assert cells(line.text) <= width
        if line.in_font:
            assert min(line.encode(), default=0x20) >= 0x20
            assert len(line.encode()) == cells(line.text)


@settings(deadline=None)
@given(st.text(alphabet="一二三abc 䶮￥", max_size=60))
def test_wrapping_loses_nothing_but_spaces(text: str) -> None:
    assert "".join(texts(lay_out(text, "", 16))).replace(" ", "") == text.replace(" ", "")
