"""The codec of WeChat's face service: what its manual shows, and any bytes at all."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.api.errors import DeviceError, ErrorCode
from drivers.wire import wxpay_face as wire
from drivers.wire.wxpay_face import Answer, Broken, Command, Decoder

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
)


def test_a_request_is_one_line_of_json_with_the_common_fields() -> None:
    line = wire.request(Command.RESULT, 1558318700, {"payresult": "SUCCESS", "sub_appid": ""})
    assert line.endswith(b"\n")
    assert b"\n" not in line[:-1]
    assert json.loads(line) == {
        "cmd": "updateWxpayfacePayResult",
        "version": "1",
        "now": 1558318700,
        "payresult": "SUCCESS",
    }


def test_an_answer_may_come_in_pieces_and_two_at_once() -> None:
    decoder = Decoder()
    line = json.dumps({"return_code": "SUCCESS", "return_msg": "ok", "rawdata": "abc"}).encode() + b"\n"
    assert decoder.feed(line[:9]) == []
    assert decoder.feed(line[9:] + line) == [Answer("SUCCESS", rawdata="abc")] * 2


@pytest.mark.parametrize(
    ("line", "command", "code"),
    [
        ({"return_code": "ERROR", "err_code": 271378620}, Command.RAW_DATA, ErrorCode.FACE_PAY_NOT_READY),
        ({"return_code": "ERROR", "err_code": 271378621}, Command.INIT, ErrorCode.FACE_PAY_NOT_READY),
        ({"return_code": "USER_CANCEL"}, Command.FACE_CODE, ErrorCode.FACE_PAY_CANCELLED),
        ({"return_code": "SCAN_PAYMENT"}, Command.FACE_CODE, ErrorCode.FACE_PAY_CANCELLED),
        ({"return_code": "ERROR"}, Command.FACE_CODE, ErrorCode.FACE_PAY_NOT_RECOGNISED),
        ({"return_code": "PARAM_ERROR"}, Command.FACE_CODE, ErrorCode.FACE_PAY_REFUSED),
        ({"return_code": "SYSTEMERROR"}, Command.RESULT, ErrorCode.FACE_PAY_REFUSED),
        ({"return_code": "whatever"}, Command.RELEASE, ErrorCode.FACE_PAY_REFUSED),
    ],
)
def test_every_no_has_a_code(line: dict[str, object], command: Command, code: ErrorCode) -> None:
    (answer,) = Decoder().feed(json.dumps(line).encode() + b"\n")
    assert isinstance(answer, Answer)
    with pytest.raises(DeviceError) as raised:
        wire.require_ok(answer, command)
    assert raised.value.code is code


@pytest.mark.parametrize(
    ("camera", "certified", "code"),
    [
        ("3d", True, None),
        ("3d", False, ErrorCode.FACE_PAY_NOT_CERTIFIED),
        ("2d", True, ErrorCode.FACE_PAY_NOT_CERTIFIED),
        ("none", True, ErrorCode.FACE_PAY_NO_CAMERA),
        ("4d", True, ErrorCode.FACE_PAY_NO_CAMERA),
    ],
)
def test_only_a_certified_3d_camera_takes_payments(camera: str, certified: bool, code: ErrorCode | None) -> None:
    error = wire.camera_error(Answer("SUCCESS", camera=camera, camera_certified=certified))
    assert (error.code if error else None) is code


def test_an_answer_that_says_nothing_of_its_camera_has_none() -> None:
    error = wire.camera_error(Answer("SUCCESS"))
    assert error is not None
    assert error.code is ErrorCode.FACE_PAY_NO_CAMERA


@pytest.mark.parametrize("code", ["", "short", "with space 1234", "x" * 129, "134567890123456789\n"])
def test_a_face_code_of_another_shape_is_refused_and_not_quoted(code: str) -> None:
    with pytest.raises(DeviceError) as raised:
        wire.face_code_of(Answer("SUCCESS", face_code=code))
    assert raised.value.code is ErrorCode.PROTOCOL_ERROR
    assert not code or code not in str(raised.value)


def test_an_answer_shows_no_code_in_its_repr() -> None:
    assert "134567" not in repr(Answer("SUCCESS", face_code="134567890123456789", rawdata="134567"))


def test_a_line_without_end_is_broken_before_it_fills_the_memory() -> None:
    decoder = Decoder()
    found = decoder.feed(b"x" * (wire.LINE_BYTES_MAX - 1))
    assert found == []
    (broken,) = decoder.feed(b"x")
    assert isinstance(broken, Broken)
    assert decoder.feed(b'\n{"return_code":"SUCCESS"}\n') == []
    decoder.reset()
    assert decoder.feed(b'{"return_code":"SUCCESS"}\n') == [Answer("SUCCESS")]


@given(st.lists(st.binary(max_size=60), max_size=8))
def test_any_bytes_give_answers_or_one_broken(pieces: list[bytes]) -> None:
    decoder = Decoder()
    found = [one for piece in pieces for one in decoder.feed(piece)]
    assert all(isinstance(one, Answer | Broken) for one in found)
    assert [isinstance(one, Broken) for one in found].count(True) <= 1
    assert not any(isinstance(one, Broken) for one in found[:-1])


@given(ANY_JSON)
def test_any_json_is_judged_by_coded_errors_only(said: object) -> None:
    (found,) = Decoder().feed(json.dumps(said).encode() + b"\n")
    if isinstance(found, Answer):
        for judge in (
            lambda: wire.require_ok(found, Command.FACE_CODE),
            lambda: wire.raw_data_of(found),
            lambda: wire.face_code_of(found),
        ):
            with suppress(DeviceError):
                judge()
        wire.camera_error(found)


@given(st.integers(min_value=100, max_value=20_000))
def test_nesting_of_any_depth_ends_in_broken(depth: int) -> None:
    text = b'{"return_code":"SUCCESS","x":' + b"[" * depth
    (found,) = Decoder().feed(text[: wire.LINE_BYTES_MAX - 1] + b"\n")
    assert isinstance(found, Broken)
