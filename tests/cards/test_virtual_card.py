import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware_sim.cards.card import Card
from hardware_sim.cards.contents import CardContents, decode_card, load_card
from hardware_sim.cards.faults import Fault
from hardware_sim.cards.library import card_of, find_card, named_cards
from hardware_sim.people import PEOPLE, CardKind, check_digit

SELECT_APPLICATION = "00A404000F7378312E73682EC9E7BBE1B1A3D5CF"
SELECT_EF05, SELECT_EF06 = "00A4020002EF05", "00A4020002EF06"
CONTENTS = CardContents(card_number="B90000001", id_number="11010519491231002X", name="张三丰")
VERSION_RECORD = "0304332E3030"


def _ask(card: Card, *commands: str) -> list[str]:
    return [card.answer(bytes.fromhex(command)).hex().upper() for command in commands]


def _card(protocol: str, fault: str = "") -> Card:
    contents = decode_card(
        json.dumps({"protocol": protocol, "name": "张三丰", "id_number": "11010519491231002X"}).encode()
    )
    return Card(contents, Fault.parse(fault) if fault else None)


def test_t1_answers_directly() -> None:
    answers = _ask(_card("T=1"), SELECT_APPLICATION, SELECT_EF05, "00B2030000")
    assert answers == ["9000", "9000", VERSION_RECORD + "9000"]


def test_t0_makes_61xx_and_6cxx_itself() -> None:
    answers = _ask(_card("T=0"), SELECT_APPLICATION, "00C0000013", SELECT_EF05, "00B2030000", "00B2030006")
    fci = "6F11840F7378312E73682EC9E7BBE1B1A3D5CF"
    assert answers == ["6113", fci + "9000", "9000", "6C06", VERSION_RECORD + "9000"]


def test_t0_hands_an_answer_out_in_pieces_and_forgets_it_at_the_next_command() -> None:
    card = _card("T=0")
    assert _ask(card, SELECT_APPLICATION, "00C0000002", "00C0000000") == ["6113", "6F116111", "6C11"]
    assert _ask(card, SELECT_EF05, "00C0000011") == ["9000", "6986"]


def test_t0_takes_no_command_with_data_both_ways() -> None:
    assert _ask(_card("T=0"), SELECT_APPLICATION + "00") == ["6700"]


def test_records_are_found_by_tag_and_by_number() -> None:
    card = _card("T=1")
    by_tag, by_number = _ask(card, SELECT_APPLICATION, SELECT_EF06, "00B2090000", "00B2020400")[2:]
    assert by_tag == by_number
    assert by_tag.startswith("091ED5C5C8FDB7E1")


def test_what_is_not_there_is_said_so() -> None:
    card = _card("T=1")
    assert _ask(card, SELECT_EF05, "00B2010000") == ["6A82", "6986"]
    assert _ask(card, SELECT_APPLICATION, "00A4020002EF07", SELECT_EF05, "00B2080000") == [
        "9000",
        "6A82",
        "9000",
        "6A83",
    ]
    assert _ask(card, "00A40400051122334455", "80B2010000", "00CA000000") == ["6A82", "6E00", "6D00"]


def test_a_reset_forgets_the_selected_file() -> None:
    card = _card("T=1")
    _ask(card, SELECT_APPLICATION, SELECT_EF05)
    card.reset()
    assert _ask(card, "00B2010000") == ["6986"]


def test_a_bank_card_knows_its_own_applications_only() -> None:
    answers = _ask(Card(find_card("bank-t1")), SELECT_APPLICATION, "00A4040008A00000033301010100")
    assert answers == ["6A82", "6F0A8408A0000003330101019000"]


def test_a_broken_holder_file_is_selected_but_not_read() -> None:
    card = _card("T=1", "UNREADABLE_EF06")
    assert _ask(card, SELECT_APPLICATION, SELECT_EF06, "00B2080000") == ["9000", "9000", "6581"]


@given(st.sampled_from(["T=0", "T=1"]), st.lists(st.binary(max_size=270), max_size=5))
def test_any_command_gets_an_answer_with_a_status_word(protocol: str, commands: list[bytes]) -> None:
    card = _card(protocol)
    _ask(card, SELECT_APPLICATION, SELECT_EF06)
    for command in commands:
        assert 2 <= len(card.answer(command)) <= 258


def test_a_card_file_says_everything(tmp_path: Path) -> None:
    path = tmp_path / "card.json"
    path.write_text('{"protocol": "T=1", "name": "䶮㛃𬱖", "raw_records": {"07": "41"}, "missing_records": ["06"]}')
    values = load_card(path).record_values()
    assert values[0x09] == bytes.fromhex("FE9F8230B7319933C336").ljust(30, b"\x00")
    assert values[0x07] == b"A"
    assert 0x06 not in values


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('{"nmae": "x"}', "nmae"),
        ('{"protocol": "T=2"}', "T=2"),
        ('{"name": "' + "张" * 16 + '"}', "does not fit"),
        ('{"raw_records": {"09": "xyz"}}', "hex"),
        ("{", "truncated"),
    ],
)
def test_a_card_file_that_cannot_be_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        decode_card(text.encode())


def test_an_unknown_card_or_fault_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="zhang"):
        find_card("nobody")
    with pytest.raises(ValueError, match="NO_SUCH"):
        Fault.parse("NO_SUCH")


def test_every_person_with_a_card_has_one_that_can_be_written() -> None:
    assert len(PEOPLE) >= 44
    for contents in named_cards().values():
        contents.record_values()
    with pytest.raises(ValueError, match="no card"):
        card_of(next(each for each in PEOPLE if each.card is CardKind.NONE))


def test_every_person_is_one_of_a_kind_and_adds_up() -> None:
    for field in ("key", "id_number", "card_number", "card_identifier"):
        assert len({getattr(each, field) for each in PEOPLE}) == len(PEOPLE)
    keys = {each.key for each in PEOPLE}
    for each in PEOPLE:
        assert each.id_number[:6] == "330299"
        assert each.id_number[6:14] == each.birth_date.strftime("%Y%m%d")
        assert int(each.id_number[16]) % 2 == (each.sex == "1")
        assert not each.guardian_key or each.guardian_key in keys


@pytest.mark.parametrize("number", ["11010519491231002X", "440524188001010014"])  # GB 11643-1999's own
def test_the_check_digit_is_the_standards(number: str) -> None:
    assert check_digit(number[:17]) == number[17]
