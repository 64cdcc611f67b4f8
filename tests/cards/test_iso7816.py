from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.api.errors import DeviceError, ErrorCode
from drivers.wire.iso7816 import DATA_BYTES_MAX, ROUNDS_MAX, Command, Response, exchange, is_answer_to_reset

READ_01 = Command(0x00, 0xB2, 0x01, 0x00, le=256)


@pytest.mark.parametrize(
    ("command", "encoded"),
    [
        (Command(0x00, 0x44, 0x00, 0x00), "00440000"),
        (Command(0x00, 0xB2, 0x08, 0x00, le=256), "00B2080000"),
        (Command(0x00, 0xC0, 0x00, 0x00, le=0x14), "00C0000014"),
        (Command(0x00, 0xA4, 0x02, 0x00, b"\xef\x05"), "00A4020002EF05"),
    ],
)
def test_a_command_is_encoded_as_the_standard_writes_it(command: Command, encoded: str) -> None:
    assert command.encode().hex().upper() == encoded


@pytest.mark.parametrize("command", [Command(0, 0xA4, 4, 0, b"\x01", le=1), Command(0, 0xA4, 4, 0, bytes(256))])
def test_a_command_that_fits_no_short_exchange_is_refused(command: Command) -> None:
    with pytest.raises(ValueError, match="at most 255 bytes"):
        command.encode()


def test_t1_answers_at_once(converse: Any) -> None:
    response = converse(exchange(READ_01), [("00B2010000", "0102ABCD9000")])
    assert (response.data.hex(), response.status) == ("0102abcd", 0x9000)


def test_6cxx_is_asked_again_with_the_right_length(converse: Any) -> None:
    response = converse(exchange(READ_01), [("00B2010000", "6C04"), ("00B2010004", "0102ABCD9000")])
    assert (response.data.hex(), response.status) == ("0102abcd", 0x9000)


def test_61xx_is_fetched_piece_by_piece(converse: Any) -> None:
    select = Command(0x00, 0xA4, 0x04, 0x00, b"\x01\x02")
    pairs = [("00A40400020102", "6103"), ("00C0000003", "AABB6101"), ("00C0000001", "CC9000")]
    response = converse(exchange(select), pairs)
    assert (response.data.hex(), response.status) == ("aabbcc", 0x9000)


def test_6100_and_6c00_mean_256_bytes(converse: Any) -> None:
    converse(exchange(READ_01), [("00B2010000", "6100"), ("00C0000000", "9000")])
    converse(exchange(Command(0, 0xB2, 1, 0, le=1)), [("00B2010001", "6C00"), ("00B2010000", "9000")])


def test_a_get_response_with_the_wrong_length_is_mended_too(converse: Any) -> None:
    pairs = [("00A40400020102", "6110"), ("00C0000010", "6C02"), ("00C0000002", "AABB9000")]
    response = converse(exchange(Command(0x00, 0xA4, 0x04, 0x00, b"\x01\x02")), pairs)
    assert response.data.hex() == "aabb"


def test_6cxx_twice_in_a_row_is_the_final_word(converse: Any) -> None:
    response = converse(exchange(READ_01), [("00B2010000", "6C04"), ("00B2010004", "6C05")])
    assert response.status == 0x6C05


def test_a_card_that_always_has_more_is_left(converse: Any) -> None:
    pairs = [("00B2010000", "6101")] + [("00C0000001", "AA6101")] * (ROUNDS_MAX - 1)
    with pytest.raises(DeviceError) as caught:
        converse(exchange(READ_01), pairs)
    assert caught.value.code is ErrorCode.PROTOCOL_ERROR


def test_a_card_cannot_fill_the_memory() -> None:
    plan = exchange(READ_01)
    next(plan)
    for _ in range(DATA_BYTES_MAX // 256):
        plan.send(bytes(256) + b"\x61\x00")
    with pytest.raises(DeviceError):
        plan.send(bytes(256) + b"\x61\x00")


@pytest.mark.parametrize("raw", [b"", b"\x90", bytes(259)])
def test_a_response_of_impossible_length_is_a_protocol_error(raw: bytes) -> None:
    with pytest.raises(DeviceError) as caught:
        Response.parse(raw)
    assert caught.value.code is ErrorCode.PROTOCOL_ERROR


@given(st.lists(st.binary(max_size=300), min_size=ROUNDS_MAX, max_size=ROUNDS_MAX))
def test_whatever_a_card_answers_the_exchange_ends(answers: list[bytes]) -> None:
    plan = exchange(READ_01)
    next(plan)
    with suppress(DeviceError, StopIteration):
        for answer in answers:
            assert len(plan.send(answer)) >= 4
        pytest.fail("did not end")


@pytest.mark.parametrize(
    "atr",
    [
        "3B6800000073C84012009000",  # T=0, no TCK
        "3B88010073C84012009000F0",  # T=1, TCK
        "3B00",
        "3B8880010073C8401200900070",  # T=0 and T=1
        "3F6525002C09699000",
        "3BDA18FF81B1FE751F030031C573C001400090000C",  # OpenPGP card 2.0, T=1
    ],
)
def test_a_cards_answer_to_reset_is_recognised(atr: str) -> None:
    assert is_answer_to_reset(bytes.fromhex(atr))


@pytest.mark.parametrize(
    "atr",
    [
        "",
        "3B",
        "0000FF00",
        "FFFFFFFF",
        "3B6800000073C840120090",  # a historical byte short
        "3B6800000073C8401200900000",  # one too many
        "3B88010073C84012009000F1",  # wrong TCK
        "3B88010073C84012009000",  # no TCK
        "3BF0",
        "3B80" + "80" * 31,
        "3B" + "80" * 40,
    ],
)
def test_noise_is_no_answer_to_reset(atr: str) -> None:
    assert not is_answer_to_reset(bytes.fromhex(atr))


@given(st.binary(max_size=40))
def test_any_bytes_can_be_judged(atr: bytes) -> None:
    is_answer_to_reset(atr)
    is_answer_to_reset(b"\x3b" + atr)
