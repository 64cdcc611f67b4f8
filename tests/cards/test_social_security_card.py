from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.api.errors import DeviceError, ErrorCode
from drivers.wire.social_security_card import LAYOUT, CardContents, decode_contents, decode_record, read_card

SELECT_APPLICATION = "00A404000F 7378312E73682EC9E7BBE1B1A3D5CF"
NAME = "D5C5C8FDB7E1".ljust(60, "0")  # 张三丰 in GB 18030

ISSUER_T1 = [
    ("00A4020002EF05", "9000"),
    ("00B2010000", "0110 330299D1560000050000000000000001 9000"),
    ("00B2030000", "0304 332E3030 9000"),
    ("00B2050000", "0504 20190601 9000"),
    ("00B2060000", "0604 20390531 9000"),
    ("00B2070000", "0709 423930303030303031 9000"),
]
HOLDER_T1 = [
    ("00A4020002EF06", "9000"),
    ("00B2080000", "0812 313130313035313934393132333130303258 9000"),
    ("00B2090000", f"091E {NAME} 9000"),
]
GOOD_T1 = [(SELECT_APPLICATION, "9000"), *ISSUER_T1, *HOLDER_T1]


def _contents() -> dict[str, bytes]:
    values = [answer.replace(" ", "")[4:-4] for sent, answer in (*ISSUER_T1, *HOLDER_T1) if sent.startswith("00B2")]
    return dict(zip(LAYOUT, map(bytes.fromhex, values), strict=True))


def _as_t0(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What the same card says under T=0: every record first with 6Cxx."""
    dialogue = []
    for sent, answer in pairs:
        length = f"{len(bytes.fromhex(answer)) - 2:02X}"
        if length != "00":
            dialogue.append((sent, "6C" + length))
            sent = sent[:-2] + length
        dialogue.append((sent, answer))
    return dialogue


def _replace(sent: str, answer: str) -> list[tuple[str, str]]:
    """The good dialogue up to this command, which is answered otherwise."""
    at = [each for each, _ in GOOD_T1].index(sent)
    return [*GOOD_T1[:at], (sent, answer)]


def _code_of(decode: Callable[[], object]) -> ErrorCode | None:
    try:
        decode()
    except DeviceError as error:
        return error.code
    return None


def _check(contents: CardContents) -> None:
    assert contents.holder_name == "张三丰"
    assert contents.holder_id_number == "11010519491231002X"
    assert contents.card_number == "B90000001"
    assert contents.card_identifier == "330299D1560000050000000000000001"
    assert contents.standard_version == "3.00"
    assert (contents.issued_on, contents.expires_on) == (date(2019, 6, 1), date(2039, 5, 31))


def test_a_t1_card_is_read_byte_by_byte(converse: Any) -> None:
    _check(converse(read_card(), GOOD_T1))


def test_a_t0_card_is_read_byte_by_byte(converse: Any) -> None:
    fetch_fci = [(SELECT_APPLICATION, "6102"), ("00C0000002", "6F00 9000")]
    _check(converse(read_card(), fetch_fci + _as_t0(GOOD_T1[1:])))


def test_a_card_that_knows_only_the_plain_file_selection_is_read(converse: Any) -> None:
    pairs = []
    for sent, answer in GOOD_T1:
        is_file = sent.startswith("00A40200")
        pairs += [(sent, "6A86"), (sent.replace("A402", "A400"), answer)] if is_file else [(sent, answer)]
    _check(converse(read_card(), pairs))


@pytest.mark.parametrize("status", ["6A82", "6A81", "6D00", "6E00", "6999"])
def test_a_card_without_the_application_is_foreign(converse: Any, status: str) -> None:
    with pytest.raises(DeviceError) as caught:
        converse(read_card(), [(SELECT_APPLICATION, status)])
    assert caught.value.code is ErrorCode.CARD_FOREIGN


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (SELECT_APPLICATION, "6283"),
        (SELECT_APPLICATION, "6F00"),
        ("00A4020002EF05", "6A82"),
        ("00B2010000", "6A83"),
        ("00A4020002EF06", "6982"),
        ("00B2080000", "6581"),
        ("00B2090000", "6982"),
    ],
)
def test_a_file_or_record_that_will_not_read_is_unreadable(converse: Any, sent: str, status: str) -> None:
    with pytest.raises(DeviceError) as caught:
        converse(read_card(), _replace(sent, status))
    assert caught.value.code is ErrorCode.CARD_UNREADABLE


def test_a_card_may_lack_its_dates(converse: Any) -> None:
    pairs = [(sent, "6A83" if sent in ("00B2050000", "00B2060000") else answer) for sent, answer in GOOD_T1]
    contents = converse(read_card(), pairs)
    assert (contents.issued_on, contents.expires_on) == (None, None)


@pytest.mark.parametrize(
    "record", ["", "08", "0911" + "31" * 17, "0813" + "31" * 19, "0812" + "31" * 17, "0812" + "31" * 19, "0800FF"]
)
def test_a_record_whose_tag_or_length_is_wrong_is_invalid(record: str) -> None:
    with pytest.raises(DeviceError) as caught:
        decode_record(LAYOUT["holder_id_number"], bytes.fromhex(record))
    assert caught.value.code is ErrorCode.CARD_DATA_INVALID


@pytest.mark.parametrize(
    ("item", "value"),
    [
        ("card_identifier", "AB" * 16),  # the area is digits
        ("card_identifier", "330299"),
        ("card_number", "00" * 9),
        ("card_number", "FF" * 9),
        ("standard_version", "00000000"),
        ("issued_on", "20190631"),
        ("issued_on", "2019063A"),
        ("expires_on", "2039"),
        ("holder_id_number", b"110105194912310021".hex()),
        ("holder_id_number", b"11010519491231".hex()),
        ("holder_id_number", ""),
        ("holder_name", ""),
        ("holder_name", "00" * 30),
        ("holder_name", "FFFE80FF"),
        ("holder_name", "D5"),  # half a character
        ("holder_name", "D5C50D0A"),  # a line end in it
    ],
)
def test_contents_that_break_the_standard_are_invalid(item: str, value: str) -> None:
    with pytest.raises(DeviceError) as caught:
        decode_contents(_contents() | {item: bytes.fromhex(value)})
    assert (caught.value.code, caught.value.detail) == (ErrorCode.CARD_DATA_INVALID, item)


def test_a_long_name_cut_inside_its_last_character_loses_that_character() -> None:
    cut = ("阿" * 14 + "𬱖").encode("gb18030")[:30]
    assert decode_contents(_contents() | {"holder_name": cut}).holder_name == "阿" * 14


def test_the_error_of_an_invalid_name_does_not_carry_the_name() -> None:
    with pytest.raises(DeviceError) as caught:
        decode_contents(_contents() | {"holder_name": bytes.fromhex("D5C5FFFE")})
    assert caught.value.__cause__ is None
    assert "UnicodeDecodeError" not in str(caught.value)


@pytest.mark.parametrize(
    ("encoded", "name"),
    [("FE9F", "䶮"), ("8230B731", "㛃"), ("9933C336", "𬱖"), ("B0A2A1A4CEF7", "阿·西"), ("416E6E204C6565", "Ann Lee")],
)
def test_rare_characters_and_dotted_names_are_gb18030(encoded: str, name: str) -> None:
    value = bytes.fromhex(encoded).ljust(30, b"\x00")
    assert decode_contents(_contents() | {"holder_name": value}).holder_name == name


@pytest.mark.parametrize("filler", ["", "FFFFFFFF", "00000000"])
def test_an_empty_date_is_none(filler: str) -> None:
    assert decode_contents(_contents() | {"expires_on": bytes.fromhex(filler)}).expires_on is None


@given(st.dictionaries(st.sampled_from(sorted(LAYOUT)), st.binary(max_size=40)))
def test_any_values_are_decoded_or_refused_with_the_code(values: dict[str, bytes]) -> None:
    assert _code_of(lambda: decode_contents(_contents() | values)) in (None, ErrorCode.CARD_DATA_INVALID)


@given(st.binary(max_size=300))
def test_any_record_is_decoded_or_refused_with_the_code(record: bytes) -> None:
    code = _code_of(lambda: decode_record(LAYOUT["holder_name"], record))
    assert code in (None, ErrorCode.CARD_DATA_INVALID)


@given(st.data())
def test_whatever_a_card_answers_the_read_ends(data: st.DataObject) -> None:
    plan = read_card()
    next(plan)
    answers = st.one_of(st.binary(max_size=20), st.sampled_from([bytes.fromhex(answer) for _, answer in GOOD_T1]))
    try:
        for _ in range(200):
            plan.send(data.draw(answers))
    except (DeviceError, StopIteration):
        return
    pytest.fail("did not end")


def test_personal_data_has_no_repr() -> None:
    assert "张三丰" not in repr(decode_contents(_contents()))
