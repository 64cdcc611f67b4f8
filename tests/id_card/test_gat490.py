"""The text block in its three layouts, against a second parser and against any bytes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.api.id_card_reader import IdCard, IdCardKind
from drivers.wire import gat490
from hardware_sim.id_card.contents import photo, text_block
from hardware_sim.id_card.holders import HOLDERS, NEWCOMERS, holder
from tests.id_card.second_parser import fields

WU = text_block(holder("wu"))


@pytest.mark.parametrize("key", [each.key for each in HOLDERS])
def test_every_card_of_the_bench_says_the_same_to_both_parsers(key: str) -> None:
    block = text_block(holder(key))
    card, other = gat490.parse(block), fields(block)
    assert (card.name, card.id_number, card.sex) == (other["name"], other["number"], other["sex"])
    assert f"{card.birth_date:%Y%m%d}" == other["birth"]
    assert (card.name_en, card.nationality) == (other.get("name_en", ""), other.get("nationality", ""))
    assert (card.address, card.pass_number) == (other.get("address", ""), other.get("pass_number", ""))
    assert (card.valid_to is None) == (other["to"] == "长期")


def test_the_three_kinds_are_told_apart() -> None:
    kinds = {each.key: gat490.parse(text_block(each)).kind for each in NEWCOMERS}
    assert kinds == {
        "xin": IdCardKind.CITIZEN,
        "schmidt": IdCardKind.FOREIGN_RESIDENT,
        "wong": IdCardKind.HMT_RESIDENT,
        "lin_tw": IdCardKind.HMT_RESIDENT,
    }


def test_a_foreigner_without_a_chinese_name_has_the_english_one() -> None:
    block = bytearray(text_block(holder("schmidt")))
    block[158:188] = " ".encode("utf-16-le") * 15
    assert gat490.parse(bytes(block)).name == "SCHMIDT, ANNA MARIA"


def test_a_card_for_ever_has_no_end() -> None:
    assert gat490.parse(text_block(holder("chen"))).valid_to is None
    assert gat490.parse(WU).valid_to == date(2038, 6, 1)


def test_the_photo_stays_as_it_was_and_shows_in_no_repr() -> None:
    card = gat490.parse(WU, photo(holder("wu")))
    assert card.photo == photo(holder("wu"))
    assert card.name not in repr(card)
    assert card.id_number not in repr(card)
    assert "photo" not in repr(card)


@pytest.mark.parametrize(
    ("at", "text", "field"),
    [
        (122, "330299198802290012", "number"),  # the check character
        (122, "33029919880229００", "number"),
        (36, "19880230", "birth"),
        (36, "1988022 ", "birth"),
        (204, "20381301", "to"),
        (188, "长期    ", "from"),
        (0, " " * 15, "name"),
        (0, "吴\x07小军", "name"),
    ],
)
def test_what_breaks_the_standard_is_refused_by_the_name_of_the_field(at: int, text: str, field: str) -> None:
    raw = text.encode("utf-16-le")
    with pytest.raises(ValueError, match=f"^{field}:") as refused:
        gat490.parse(WU[:at] + raw + WU[at + len(raw) :])
    assert "330299" not in str(refused.value)


@pytest.mark.parametrize("size", [0, 255, 257, 512])
def test_another_length_is_no_text_block(size: int) -> None:
    with pytest.raises(ValueError, match="256"):
        gat490.parse(bytes(size))


@given(st.binary(min_size=256, max_size=256))
def test_any_bytes_are_a_card_or_a_value_error(block: bytes) -> None:
    _parse_or_refuse(block)


@given(st.integers(0, 255), st.integers(0, 255), st.sampled_from([text_block(each) for each in NEWCOMERS]))
def test_one_wrong_byte_is_a_card_or_a_value_error(at: int, value: int, block: bytes) -> None:
    _parse_or_refuse(block[:at] + bytes((value,)) + block[at + 1 :])


def _parse_or_refuse(block: bytes) -> None:
    try:
        card = gat490.parse(block)
    except ValueError:
        return
    assert isinstance(card, IdCard)
    assert card.name and card.name.isprintable()
    assert card.id_number.isalnum()
