"""kiosk/hospital/contract/*.yaml as a checker of answers. The stand-in and this test read it independently.

`openapi.yaml` holds the money and what all share; each other file an area, which refers to it as `openapi.yaml#/…`.
"""

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

FOLDER = Path(__file__).parents[2] / "kiosk" / "hospital" / "contract"
_URI = "urn:contract"


@dataclass(frozen=True)
class ContractOperation:
    method: str
    path: str
    responses: dict[str, Any]


class Contract:
    def __init__(self) -> None:
        self.document = whole_document()
        resource = DRAFT202012.create_resource(self.document)
        self._registry: Registry[Any] = Registry().with_resource(_URI, resource)
        self.operations = {
            operation["operationId"]: ContractOperation(method.upper(), path, operation["responses"])
            for path, methods in self.document["paths"].items()
            for method, operation in methods.items()
        }

    def check(self, operation_id: str, status: int, content_type: str, headers: Any, body: Any) -> None:
        """Fails where the answer is none that the contract allows for this operation and status."""
        responses = self.operations[operation_id].responses
        response = self.resolved(responses.get(str(status), responses["default"]))
        content = response.get("content", {})
        for name, header in response.get("headers", {}).items():
            assert not self.resolved(header).get("required") or name in headers
        if not content:
            return
        assert content_type in content, f"{operation_id} {status}: {content_type}"
        self.check_schema(content[content_type]["schema"], body)

    def check_schema(self, schema: dict[str, Any], body: Any) -> None:
        self._validator(_key(schema)).validate(body)

    def resolved(self, node: dict[str, Any]) -> dict[str, Any]:
        found: Any = node
        while "$ref" in found:
            where: Any = self.document
            for step in found["$ref"].removeprefix("#/").split("/"):
                where = where[step]
            found = where
        resolved: dict[str, Any] = found
        return resolved

    @functools.cache  # noqa: B019  one contract per process
    def _validator(self, reference: str) -> Draft202012Validator:
        return Draft202012Validator({"$ref": _URI + reference}, registry=self._registry)


def whole_document() -> dict[str, Any]:
    """All files as one document."""
    document = _loaded(FOLDER / "openapi.yaml")
    for path in sorted(FOLDER.glob("*.yaml")):
        if path.name != "openapi.yaml":
            area = _loaded(path)
            document["info"]["description"] += area["info"]["description"]
            _add(document["paths"], area["paths"])
            for kind, members in area.get("components", {}).items():
                _add(document["components"].setdefault(kind, {}), members)
    return document


def _loaded(path: Path) -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8").replace("openapi.yaml#/", "#/"))
    return document


def _add(there: dict[str, Any], more: dict[str, Any]) -> None:
    assert not there.keys() & more.keys(), f"said twice: {sorted(there.keys() & more.keys())}"
    there.update(more)


def _key(schema: dict[str, Any]) -> str:
    """Every body of the contract is a named schema: that is a rule of its own."""
    reference: str = schema["$ref"]
    return reference
