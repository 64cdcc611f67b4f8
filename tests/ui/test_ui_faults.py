"""Whatever goes wrong in the ui or in the core's loop ends the process with a status, and logs nobody's data."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.terminal import SECRET
from tests.ui.watcher import Terminal, Watcher

Start = Callable[..., Terminal]


def fault(log: str) -> dict[str, object]:
    lines: list[dict[str, object]] = [json.loads(line) for line in log.splitlines()]
    return next(line for line in lines if line["event"] == "ui_fault")


@pytest.mark.parametrize("core", ["raises", "task raises", "shows unshowable"])
def test_an_exception_in_the_core_ends_the_turn(start: Start, core: str) -> None:
    status, log = start(core=core).end()
    assert (status, fault(log)["code"]) == (82, "UI_CORE_FAILED")
    assert SECRET not in log


@pytest.mark.parametrize("lab", [True, False])
@pytest.mark.parametrize(("plan", "name"), [({"slot": "raises"}, "付款"), ({}, "不是回答")])
def test_an_exception_in_a_slot_ends_the_turn(
    start: Start, watcher: Watcher, plan: dict[str, str], name: str, lab: bool
) -> None:
    terminal = start(mirror=str(watcher.path), lab=lab, **plan)
    watcher.accept()
    watcher.wait("screen_shown")
    watcher.send("tap", name=name)
    status, log = terminal.end()
    found = fault(log)
    assert (status, found["code"]) == (80, "UI_SLOT_FAILED")
    assert "bridge.py" in str(found["where"])
    assert SECRET not in log


@pytest.mark.parametrize("lab", [True, False])
def test_an_error_in_qml_ends_the_turn(start: Start, watcher: Watcher, lab: bool) -> None:
    terminal = start(mirror=str(watcher.path), lab=lab)
    watcher.accept()
    watcher.wait("screen_shown")
    watcher.send("tap", name="坏掉")
    status, log = terminal.end()
    found = fault(log)
    assert (status, found["code"], found["type"]) == (81, "UI_QML_WARNED", "TypeError")
    assert str(found["where"]).startswith("['Small.qml:")
    assert ("text" in found) == lab


def test_qml_that_does_not_load_ends_the_turn(start: Start, tmp_path: Path) -> None:
    broken = tmp_path / "Broken.qml"
    broken.write_text("import QtQuick\nWindow { nonsense }")
    status, log = start(qml=str(broken)).end()
    assert status != 0
    assert "UI_LOAD_FAILED" in log


def test_a_core_that_ends_ends_the_process_well(start: Start) -> None:
    assert start(core="ends").end() == (0, "")


def test_the_first_frame_is_told(start: Start) -> None:
    start().line("first_frame")


def test_every_code_of_the_ui_is_documented() -> None:
    root = Path(__file__).parents[2]
    source = "".join(path.read_text() for path in (root / "ui").glob("*.py"))
    used = set(re.findall(r'"((?:UI|MIRROR)_[A-Z_]+)"', source))
    documented = set(re.findall(r"^\| ([A-Z_]+) \|", (root / "docs/errors.md").read_text(), re.MULTILINE))
    assert len(used) >= 8
    assert used <= documented
