"""Reads a scenario file. Anything the schema does not know is refused here, with its line, before a bench starts."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from hardware_sim.scenarios.schema import problem_with

FOLDER = Path(__file__).parent
FILE_BYTES_MAX = 256 * 1024
WITHIN_S = 20.0  # when a step does not say


class ScenarioError(Exception):
    """The file is no scenario; the text names the file and the line."""


@dataclass(frozen=True, slots=True)
class Step:
    """`what`: a deed or an expectation of the schema; `value` goes with it."""

    what: str
    value: Any
    within_s_max: float
    line: int


@dataclass(frozen=True, slots=True)
class TimedAccident:
    at_s: float
    what: str
    value: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Scenario:
    name: str
    title: str
    language: str
    panel: str
    paper_mm: int
    printer: str  # tcp | pty
    report_printer: str  # simulated | ippeveprinter
    on_a4: tuple[str, ...]  # papers that the profile wants on sheets
    limits: dict[str, float]
    waits: dict[str, float]
    accidents: tuple[TimedAccident, ...]
    steps: tuple[Step, ...]
    never_screens: tuple[str, ...] = field(default=())
    journey: str = ""  # which journey it is the good way of, for `kiosk-bench measure journey`
    begins: str = ""  # where it begins once the person is known and has chosen it; "": with the first act
    camera: bool = False
    face_check: str = ""
    presence: bool = False
    scanner: bool = True
    face_pay: str = ""  # 3d | 2d
    goal: str = ""  # the screen that the person came for; "": the last one before the machine says good-bye


def shipped() -> tuple[Path, ...]:
    return tuple(sorted(FOLDER.glob("*.yaml")))


def find_scenario(name_or_file: str) -> Path:
    """A shipped scenario by name, or a file. Raises ScenarioError naming what there is."""
    if name_or_file.endswith((".yaml", ".yml")):
        return Path(name_or_file)
    found = FOLDER / f"{name_or_file}.yaml"
    if "/" in name_or_file or not found.is_file():
        names = ", ".join(path.stem for path in shipped())
        raise ScenarioError(f"no scenario {name_or_file!r} and no .yaml file; there are: {names}")
    return found


def load_scenario(path: Path) -> Scenario:
    """Raises ScenarioError."""
    try:
        raw = path.read_bytes()
        if len(raw) > FILE_BYTES_MAX:
            raise ScenarioError(f"{path}: larger than {FILE_BYTES_MAX} bytes")
        root = yaml.compose(raw.decode(), Loader=yaml.SafeLoader)
        document = yaml.safe_load(raw)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ScenarioError(f"{path}: {error}") from error
    if problem := problem_with(document):
        raise ScenarioError(f"{path}:{_line_of(root, problem.absolute_path)}: {problem.message}")
    return _scenario(path, root, document)


def _scenario(path: Path, root: yaml.Node | None, document: dict[str, Any]) -> Scenario:
    terminal = document.get("terminal", {})
    return Scenario(
        name=document["name"],
        title=document["title"],
        language=document.get("language", "zh_CN"),
        panel=terminal.get("panel", "lobby"),
        paper_mm=terminal.get("paper_mm", 80),
        printer=terminal.get("printer", "tcp"),
        report_printer=terminal.get("report_printer", "simulated"),
        camera=terminal.get("camera", False),
        face_check=terminal.get("face_check", ""),
        presence=terminal.get("presence", False),
        scanner=terminal.get("scanner", True),
        face_pay=terminal.get("face_pay", ""),
        on_a4=tuple(terminal.get("a4", ())),
        limits=document.get("limits", {}),
        waits=document.get("hospital", {}).get("waits", {}),
        accidents=tuple(_accident(one) for one in document.get("accidents", ())),
        steps=tuple(_step(path, one, _line_of(root, ("steps", i))) for i, one in enumerate(document["steps"])),
        never_screens=tuple(document.get("never_screens", ())),
        journey=document.get("journey", ""),
        begins=document.get("begins", ""),
        goal=document.get("goal", ""),
    )


def _accident(table: dict[str, Any]) -> TimedAccident:
    (what,) = set(table) - {"at_s"}
    return TimedAccident(table["at_s"], what, table[what] or {})


def _step(path: Path, table: dict[str, Any], line: int) -> Step:
    acts = set(table) - {"within_s_max"}
    if len(acts) != 1:
        raise ScenarioError(
            f"{path}:{line}: a step is one deed or one expectation, not {', '.join(sorted(acts)) or 'none'}"
        )
    (what,) = acts
    return Step(what, table[what], table.get("within_s_max", WITHIN_S), line)


def _line_of(root: yaml.Node | None, where: Iterable[str | int]) -> int:
    """The line (from 1) of the deepest node on the way that there is."""
    node = root
    for part in where:
        child = _child(node, part)
        if child is None:
            break
        node = child
    return node.start_mark.line + 1 if node is not None else 1


def _child(node: yaml.Node | None, part: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        child: yaml.Node = node.value[part]
        return child
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == part:
                found: yaml.Node = value
                return found
    return None
