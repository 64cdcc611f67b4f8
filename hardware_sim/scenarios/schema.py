"""`schema.json`: what a scenario may say, and what the panel's HTTP API accepts."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

SCHEMA_FILE = Path(__file__).with_name("schema.json")


@cache
def schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    return found


@cache
def _validator(definition: str) -> Draft202012Validator:
    """For the whole scenario ("") or for one of its definitions."""
    if not definition:
        return Draft202012Validator(schema())
    return Draft202012Validator({"$ref": f"#/$defs/{definition}", "$defs": schema()["$defs"]})


def problem_with(document: object, definition: str = "") -> ValidationError | None:
    """The most telling thing that is wrong, or None."""
    found: ValidationError | None = best_match(_validator(definition).iter_errors(document))
    return found
