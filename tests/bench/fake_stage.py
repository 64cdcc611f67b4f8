"""A stage without a bench: what is shown, done and true is set by the test."""

from collections.abc import Callable, Sequence

from hardware_sim.bench.events import EventLog
from hardware_sim.bench.hands import DeedRefused
from hardware_sim.bench.mirror import Shown
from hardware_sim.scenarios.load import Scenario, Step, TimedAccident
from hardware_sim.scenarios.stage import DayFound, PersonTruth


class FakeStage:
    def __init__(self) -> None:
        self.events = EventLog()
        self.done: list[tuple[str, dict[str, object]]] = []
        self.tapped: list[str] = []
        self.refusing: set[str] = set()
        self.truth = PersonTruth()
        self.day = DayFound(0)
        self.items: list[str] = []
        self.on_deed: Callable[[str], None] = lambda deed: None
        self._shown: Shown | None = None

    def show(self, name: str, overlay: str = "", language: str = "zh_CN", elder: bool = False) -> None:
        self._shown = Shown(name, overlay, language, elder, "", ())
        self.events.add("terminal", "screen_shown", {"name": name, "overlay": overlay})

    def slip(self, text: str) -> None:
        self.events.add("printer", "slip", {"number": 1, "text": text})

    def document(self, text: str, pages: int = 1) -> None:
        self.events.add("a4", "document", {"number": 1, "pages": pages, "text": text})

    def shown(self) -> Shown | None:
        return self._shown

    def item_names(self) -> Sequence[str]:
        return self.items

    def tap(self, name: str) -> str:
        if name not in self.items:
            return "no_such_item"
        self.tapped.append(name)
        self.on_deed(name)
        return ""

    def do(self, deed: str, arguments: dict[str, object]) -> None:
        if deed in self.refusing:
            raise DeedRefused(f"{deed} cannot be done")
        self.done.append((deed, arguments))
        self.on_deed(deed)

    def truth_of(self, person: str) -> PersonTruth:
        return self.truth

    def day_close(self) -> DayFound:
        return self.day


def scenario(
    *steps: tuple[str, object], accidents: tuple[TimedAccident, ...] = (), never: tuple[str, ...] = ()
) -> Scenario:
    """Steps as (what, value), each on a line of its own, with no patience."""
    return Scenario(
        name="test",
        title="",
        language="zh_CN",
        panel="lobby",
        paper_mm=80,
        printer="tcp",
        report_printer="simulated",
        on_a4=(),
        limits={},
        waits={},
        accidents=accidents,
        steps=tuple(Step(what, value, 0.05, line) for line, (what, value) in enumerate(steps, start=1)),
        never_screens=never,
    )
