"""House rules that a reader would otherwise have to check by eye. Each failure says what to do."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from drivers.api.errors import ErrorCode
from kiosk.domain.liveness import NotLive
from kiosk.keeper.closing import Closed
from kiosk.keeper.protocol import Refusal
from offline_queue.errors import ErrorCode as QueueErrorCode

ROOT = Path(__file__).parents[2]
SHIPPED = ("kiosk", "drivers", "ui", "offline_queue")
PYTHON = sorted(path for folder in (*SHIPPED, "hardware_sim") for path in (ROOT / folder).rglob("*.py"))
CORE = ("kiosk/domain", "kiosk/screens", "kiosk/journeys", "kiosk/settlement", "drivers/wire")
CLOCK_CALLS = {("time", "time"), ("datetime", "now"), ("datetime", "utcnow"), ("uuid", "uuid4"), ("date", "today")}
CLOCK_EXCEPTIONS = {"kiosk/settlement/edge.py"}
TURN_MAY_NOT_LOAD = ("requests", "sqlite3", "sqlite_utils", "kiosk.settlement", "kiosk.hospital", "offline_queue")


def test_every_code_is_documented() -> None:
    documented = set(re.findall(r"^\| ([A-Z_]+) \|", (ROOT / "docs/errors.md").read_text(), re.MULTILINE))
    missing = {str(code) for code in (*ErrorCode, *Refusal, *Closed, *NotLive, *QueueErrorCode)} - documented
    assert not missing, f"add a row for each of {sorted(missing)} to docs/errors.md"


def test_packaging_is_no_python_package() -> None:
    assert not (ROOT / "packaging/__init__.py").exists(), "it would shadow PyPI's `packaging`: remove it"


def test_nothing_asks_whether_it_talks_to_a_simulator() -> None:
    asking = [path for path in PYTHON if "is_simulator" in path.read_text()]
    assert not asking, f"a simulator is chosen by address only: {asking}"


def test_the_core_takes_clock_ids_and_randomness_as_arguments() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in PYTHON
        if str(path.relative_to(ROOT)).startswith(CORE) and str(path.relative_to(ROOT)) not in CLOCK_EXCEPTIONS
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and _named(call) in CLOCK_CALLS
    ]
    assert not found, f"pass the time or the id in: {found}"


def _named(call: ast.Call) -> tuple[str, str] | None:
    match call.func:
        case ast.Attribute(value=ast.Name(id=owner), attr=name):
            return owner, name
    return None


def test_files_stay_small_enough_to_read() -> None:
    long = {str(path.relative_to(ROOT)): lines for path in PYTHON if (lines := _lines(path)) > 350}
    assert not long, f"find the seam in {long}"


def test_the_median_file_has_at_most_a_hundred_lines() -> None:
    sizes = sorted(_lines(path) for path in PYTHON if path.name != "__init__.py")
    assert sizes[len(sizes) // 2] <= 100


def _lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def test_the_glossary_points_at_files_that_exist() -> None:
    named = re.findall(
        r"`((?:kiosk|drivers|ui|offline_queue|hardware_sim)/[\w/.]+)`", (ROOT / "docs/glossary.md").read_text()
    )
    missing = [name for name in named if not (ROOT / name).exists()]
    assert not missing, f"docs/glossary.md names what is gone: {missing}"


@pytest.mark.parametrize("page", [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md", ROOT / "README.zh-CN.md"])
def test_links_in_the_docs_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text())
    broken = [link for link in links if not (page.parent / link).exists()]
    assert not broken, f"{page.name}: {broken}"


def test_a_turn_loads_neither_network_nor_database_nor_money() -> None:
    code = (
        "import sys, kiosk.composition.turn, kiosk.composition.devices, kiosk.turn, kiosk.keeper.client,"
        " kiosk.documents.slip, kiosk.composition.clock;"
        f"print(*[name for name in {TURN_MAY_NOT_LOAD!r} if name in sys.modules])"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert loaded.stdout.split() == []
