"""The example of the package's docstring runs."""

import textwrap
from pathlib import Path

import pytest

import offline_queue


def test_the_example_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    doc = offline_queue.__doc__
    assert doc is not None
    lines = [line for line in doc.splitlines() if line.startswith("    ") or not line]
    example = textwrap.dedent("\n".join(lines))
    space: dict[str, object] = {**vars(offline_queue), "Path": Path}
    exec(compile(example, "example", "exec"), space)
    assert repr(space["operation"]) == "Operation(1, 'op-1', 'sale', MONEY, OPEN)"
    assert {"queue.db", "queue.db.lock"} <= {file.name for file in tmp_path.iterdir()}


def test_everything_public_is_there() -> None:
    assert all(hasattr(offline_queue, name) for name in offline_queue.__all__)
