import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offline_queue import (
    Answer,
    Delivered,
    InFlight,
    Lane,
    NewOperation,
    NotReceived,
    Receipt,
    Rejected,
    Unauthorised,
    Unknown,
)
from offline_queue.classify import Reply, classify, classify_query
from offline_queue.operation import RECEIPT_BYTES_MAX, Operation
from offline_queue.rows import operation

WALL_MS = 1_700_000_000_000
NEW = NewOperation("op-1", "test", Lane.MONEY, "k", b"{}")
OP: Operation = operation(
    (1, "op-1", "test", 0, "k", 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, NEW.body_hash, None, None, None, None)
)
RECEIPT = {"op_id": "op-1", "body_sha256": NEW.body_hash.hex()}
JSON = {"Content-Type": "application/json; charset=utf-8"}
PROBLEM = {"content-type": "application/problem+json"}


def reply(status: int, body: object, headers: dict[str, str] | None = None) -> Reply:
    return Reply(status, JSON if headers is None else headers, json.dumps(body).encode())


def test_a_receipt_that_echoes_id_and_hash_is_delivered() -> None:
    answer = classify(reply(200, {"state": "x", "receipt": RECEIPT}), OP, WALL_MS)
    assert isinstance(answer, Delivered)
    assert (answer.receipt.op_id, answer.receipt.body_hash) == ("op-1", NEW.body_hash)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        ({"receipt": {**RECEIPT, "op_id": "op-2"}}, None),
        ({"receipt": {**RECEIPT, "body_sha256": "0" * 64}}, None),
        ({"receipt": {"op_id": "op-1"}}, None),
        ({"receipt": "thanks"}, None),
        ({}, None),
        ([RECEIPT], None),
        ({"receipt": RECEIPT}, {"content-type": "text/html"}),
        ({"receipt": RECEIPT}, {}),
        ({"receipt": RECEIPT, "pad": "x" * RECEIPT_BYTES_MAX}, None),
    ],
)
def test_a_200_without_our_receipt_proves_nothing(body: object, headers: dict[str, str] | None) -> None:
    assert classify(reply(200, body, headers), OP, WALL_MS) == Unknown("NOT_OUR_RECEIPT")


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504, 599, 302, 101, 0, 700])
def test_what_proves_nothing_is_unknown_and_says_when_to_come_back(status: int) -> None:
    answer = classify(reply(status, {"op_id": "op-1"}, {**PROBLEM, "Retry-After": "7"}), OP, WALL_MS)
    assert answer == Unknown(f"HTTP_{status}", 7)


@pytest.mark.parametrize("status", [400, 404, 405, 409, 410, 413, 422])
def test_a_4xx_that_does_not_name_us_is_a_proxys_word_and_kills_no_operation(status: int) -> None:
    for body, headers in (({"op_id": "op-2"}, PROBLEM), ({"op_id": "op-1"}, {"content-type": "text/html"})):
        assert classify(reply(status, body, headers), OP, WALL_MS) == Unknown("NOT_OUR_ANSWER")


def problem(status: int, code: Any = "SOME_CODE", **more: str) -> Reply:
    return reply(status, {"op_id": "op-1", "code": code, **more}, PROBLEM)


def test_a_4xx_that_names_us_is_a_definite_no_with_its_code() -> None:
    for status in (400, 404, 409, 410):
        answer = classify(problem(status), OP, WALL_MS)
        assert isinstance(answer, Rejected)
        assert (answer.code, answer.final) == ("SOME_CODE", False)


@pytest.mark.parametrize("code", [None, 7, "", "with space", "x" * 65, "lower"])
def test_a_code_that_is_none_becomes_the_status(code: object) -> None:
    answer = classify(problem(400, code), OP, WALL_MS)
    assert isinstance(answer, Rejected)
    assert answer.code == "HTTP_400"


def test_a_key_that_was_reused_is_final() -> None:
    answer = classify(problem(422, "KEY_REUSED"), OP, WALL_MS)
    assert isinstance(answer, Rejected)
    assert answer.final


def test_a_request_in_flight_is_asked_for_later() -> None:
    assert classify(problem(409, "REQUEST_IN_FLIGHT"), OP, WALL_MS) == InFlight()


@pytest.mark.parametrize("status", [401, 403])
def test_an_unauthorised_terminal_waits_but_a_refused_act_is_a_no(status: int) -> None:
    assert classify(reply(status, {}), OP, WALL_MS) == Unauthorised(f"HTTP_{status}")
    assert isinstance(classify(problem(status), OP, WALL_MS), Rejected)


def test_a_404_to_a_query_counts_only_when_it_names_us() -> None:
    assert classify_query(problem(404), OP, WALL_MS) == NotReceived("HTTP_404", by_server=True)
    assert classify_query(reply(404, {}, PROBLEM), OP, WALL_MS) == Unknown("NOT_OUR_ANSWER")
    assert classify_query(reply(404, {"op_id": "op-1"}, {}), OP, WALL_MS) == Unknown("NOT_OUR_ANSWER")


def test_a_query_that_is_refused_rejects_no_operation() -> None:
    assert classify_query(problem(400), OP, WALL_MS) == Unknown("SOME_CODE")


def test_a_query_can_deliver() -> None:
    assert isinstance(classify_query(reply(200, {"receipt": RECEIPT}), OP, WALL_MS), Delivered)


HEADERS = st.dictionaries(st.text(max_size=20), st.text(max_size=70), max_size=3)


@given(st.integers(0, 999), HEADERS, st.binary(max_size=300))
def test_any_answer_is_classified_and_only_a_receipt_delivers(
    status: int, headers: dict[str, str], body: bytes
) -> None:
    for judge in (classify, classify_query):
        for kind in ({}, JSON, PROBLEM):
            answer = judge(Reply(status, {**headers, **kind}, body), OP, WALL_MS)
            assert not isinstance(answer, Delivered | Rejected | NotReceived)


def test_json_as_deep_as_it_likes_is_refused() -> None:
    assert classify(Reply(200, JSON, b"[" * 60_000), OP, WALL_MS) == Unknown("NOT_OUR_RECEIPT")


LATER = {**PROBLEM, "Retry-After": "Tue, 14 Nov 2023 22:13:50 GMT"}  # half a minute after WALL_MS


def test_the_answer_itself_is_kept_as_receipt_or_as_refusal() -> None:
    whole = reply(200, {"receipt": RECEIPT, "note": "付"})
    assert classify(whole, OP, WALL_MS) == Delivered(Receipt("op-1", NEW.body_hash, whole.body))
    assert classify(problem(400), OP, WALL_MS) == Rejected("SOME_CODE", problem(400).body, final=False)
    assert classify(problem(422), OP, WALL_MS) == Rejected("SOME_CODE", problem(422).body, final=True)
    assert classify(problem(409, "X" * 64), OP, WALL_MS) == Rejected("X" * 64, problem(409, "X" * 64).body)


@pytest.mark.parametrize(
    ("status", "body", "answer"),
    [
        (200, {}, Unknown("NOT_OUR_RECEIPT", 30)),
        (299, {"receipt": {}}, Unknown("NOT_OUR_RECEIPT", 30)),
        (300, {"receipt": RECEIPT}, Unknown("HTTP_300", 30)),
        (199, {"receipt": RECEIPT}, Unknown("HTTP_199", 30)),
        (399, {"op_id": "op-1"}, Unknown("HTTP_399", 30)),
        (500, {"op_id": "op-1"}, Unknown("HTTP_500", 30)),
        (429, {}, Unknown("HTTP_429", 30)),
        (400, {}, Unknown("NOT_OUR_ANSWER", 30)),
        (404, {}, Unknown("NOT_OUR_ANSWER", 30)),
        (404, {"receipt": RECEIPT}, Delivered(Receipt("op-1", NEW.body_hash, reply(404, {"receipt": RECEIPT}).body))),
        (409, {"op_id": "op-1", "code": "REQUEST_IN_FLIGHT"}, InFlight(30)),
        (401, {}, Unauthorised("HTTP_401")),
    ],
)
def test_every_answer_keeps_the_servers_wish_to_be_asked_later(status: int, body: object, answer: Answer) -> None:
    assert classify(reply(status, body, LATER), OP, WALL_MS) == answer
    assert classify_query(reply(status, body, LATER), OP, WALL_MS) == answer


def test_an_answer_may_be_as_long_as_the_limit() -> None:
    bare = reply(200, {"receipt": RECEIPT}).body
    padded = bare + b" " * (RECEIPT_BYTES_MAX - len(bare))
    assert isinstance(classify(Reply(200, JSON, padded), OP, WALL_MS), Delivered)
    assert classify(Reply(200, JSON, padded + b" "), OP, WALL_MS) == Unknown("NOT_OUR_RECEIPT")


def test_a_header_is_found_in_any_case_and_one_that_is_not_there_is_empty() -> None:
    given = Reply(204, {"Retry-AFTER": "7", "x": "y"}, b"abc")
    assert (given.header("retry-after"), given.header("content-type")) == ("7", "")
    assert repr(given) == "Reply(204, 3 bytes)"
