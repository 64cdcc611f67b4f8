"""The contract itself, and the stand-in held against it by schemathesis."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jsonschema import ValidationError
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    content_type_conformance,
    missing_required_header,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from hardware_sim.hospital.clock import ManualClock
from hardware_sim.hospital.config import HospitalConfig
from hardware_sim.hospital.hospital import Hospital
from hardware_sim.hospital.operations import OPERATIONS
from hardware_sim.hospital.server import make_app
from tests.hospital_stand_in.conftest import World
from tests.hospital_stand_in.contract import Contract

EXAMPLES_AN_OPERATION = 10
CHECKS = [
    schemathesis.checks.not_a_server_error,
    allow_header_conformance,
    content_type_conformance,
    missing_required_header,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
]
CONTRACT = Contract()
WORLD = World(CONTRACT, HospitalConfig())  # a refused body changes nothing in it


def test_the_stand_in_serves_every_operation_of_the_contract_and_no_other() -> None:
    served = {each.operation_id: (each.method, each.path) for each in OPERATIONS}
    assert served == {name: (each.method, each.path) for name, each in CONTRACT.operations.items()}


def test_a_changing_call_has_a_key_in_both() -> None:
    for operation in OPERATIONS:
        declared = CONTRACT.document["paths"][operation.path][operation.method.lower()]["parameters"]
        names = [CONTRACT.resolved(parameter)["name"] for parameter in declared]
        assert ("Idempotency-Key" in names) is operation.keyed
        assert "X-Terminal-Id" in names


def test_every_example_of_the_contract_keeps_it() -> None:
    examples = list(_examples(CONTRACT.document))
    assert len(examples) > 35
    for schema, example in examples:
        CONTRACT.check_schema(schema, example)


def _examples(node: Any) -> Iterator[tuple[dict[str, Any], Any]]:
    if isinstance(node, dict):
        if "schema" in node and "$ref" in node["schema"]:
            yield from ((node["schema"], each) for each in _of_media(node))
        for inner in node.values():
            yield from _examples(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _examples(inner)


def _of_media(media: dict[str, Any]) -> list[Any]:
    return [media["example"]] if "example" in media else [each["value"] for each in media.get("examples", {}).values()]


def test_every_code_that_the_stand_in_says_is_in_the_contracts_table(world: World) -> None:
    table = CONTRACT.document["info"]["description"]
    quoted = world.terminal.quote("zhang", "310")
    said = [
        world.terminal.query("ORDER-1"),
        world.another_terminal("T02").lock(quoted.token, quoted.bill_ids),
        world.terminal.preview(quoted.token, quoted.lock_id, "390"),
        world.terminal.confirm(quoted, None),
        world.terminal.identify("fang"),
    ]
    assert all(f"| {reply.status} | {reply.code} |" in table for reply in said)


def make_schema() -> Any:
    schema = schemathesis.openapi.from_dict(CONTRACT.document)
    schema.app = make_app(Hospital(HospitalConfig(), ManualClock()))
    return schema


@pytest.fixture(scope="module")
def schema() -> Any:
    return make_schema()


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.operation_id)
@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode), ids=lambda mode: mode.value)
def test_whatever_comes_the_answer_is_one_of_the_contract(
    schema: Any, operation: Any, mode: schemathesis.GenerationMode
) -> None:
    cases = schema[operation.path][operation.method].as_strategy(generation_mode=mode)

    @settings(
        max_examples=EXAMPLES_AN_OPERATION,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],  # shrinking takes minutes and says no more
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases)
    def holds(case: Any) -> None:
        response = case.call_and_validate(checks=CHECKS)
        assert mode is schemathesis.GenerationMode.NEGATIVE or response.status_code != 400, response.text

    holds()


@settings(max_examples=60, derandomize=True, deadline=None, database=None)
@given(raw=st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_bytes_as_a_body_are_refused_in_the_contracts_words(raw: bytes) -> None:
    headers = {"X-Terminal-Id": "T01", "Idempotency-Key": "key-0001", "Content-Type": "application/json"}
    reply = WORLD.carry("POST", "/v1/payments", headers, raw)
    CONTRACT.check("startPayment", reply.status, reply.content_type, {}, reply.body)
    assert (reply.status, reply.code, reply["op_id"]) == (400, "BAD_REQUEST", "key-0001")


PAYMENT = {"order_no": "ORDER-1", "preview_id": "PV01", "amount_fen": 1, "method": "native_qr"}
BY_PHONE = PAYMENT | {"method": "payer_code", "channel": "wechat", "payer_code": "130000000000000000"}

BY_FACE = PAYMENT | {"method": "face", "channel": "wechat", "face_code": "130000000000000000"}


@pytest.mark.parametrize(
    "body", [PAYMENT, BY_PHONE, BY_FACE, PAYMENT | {"amount_fen": 1.0}, PAYMENT | {"expires_in_s": 7200}]
)
def test_what_the_contract_allows_is_understood(world: World, body: dict[str, Any]) -> None:
    assert world.terminal.call("startPayment", body=body).code == "PREVIEW_NOT_FOUND"


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount_fen": 0},
        {"amount_fen": 10_000_000_001},
        {"amount_fen": 1.5},
        {"amount_fen": "1"},
        {"order_no": "SHORT"},
        {"order_no": "X" * 33},
        {"method": "cash"},
        {"method": "payer_code"},
        {"payer_code": "13000000000000000x"},
        {"method": "face", "channel": "wechat"},
        {"method": "face", "channel": "wechat", "payer_code": "130000000000000000"},
        {"face_code": "13000000 0000000000"},
        {"expires_in_s": 4},
        {"expires_in_s": 7201},
        {"tip_fen": 1},
    ],
    ids=str,
)
def test_what_the_contract_forbids_is_refused(world: World, wrong: dict[str, Any]) -> None:
    schema = {"$ref": "#/components/schemas/PaymentRequest"}
    with pytest.raises(ValidationError):
        CONTRACT.check_schema(schema, PAYMENT | wrong)
    assert world.terminal.call("startPayment", body=PAYMENT | wrong).code == "BAD_REQUEST"


def test_a_body_over_the_limit_is_refused(world: World) -> None:
    body = {"call_id": "help-0001", "step": "x" * 70_000}
    reply = world.terminal.call("callHelp", body=body)
    assert (reply.status, reply.code) == (413, "BODY_TOO_LARGE")
