"""Plays a scenario on a stage: deeds one after the other, each expectation waited for, at most its `within_s_max`."""

import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from hardware_sim.bench.events import Event
from hardware_sim.bench.hands import DeedRefused
from hardware_sim.bench.terminal import TerminalError
from hardware_sim.scenarios.load import Scenario, Step, TimedAccident
from hardware_sim.scenarios.stage import Stage

LOOK_AGAIN_S = 0.05


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a scenario did not go as written."""

    line: int
    text: str


class ScenarioRun:
    """One run on one stage. A screen counts from the last deed on; a slip from the last slip that was expected."""

    def __init__(self, scenario: Scenario, stage: Stage, monotonic_s: Callable[[], float] = time.monotonic) -> None:
        self._scenario = scenario
        self._stage = stage
        self._monotonic_s = monotonic_s
        self._screens_after = 0
        self._slips_after = self._documents_after = 0
        self._spoken_after = 0
        self._heard_after = 0
        self._accident_failures: list[Failure] = []
        self._ended = threading.Event()
        self._expectations: dict[str, Callable[[Step], str]] = {
            "screen": self._screen,
            "no_screen": self._no_screen,
            "shown": self._shown,
            "language_is": lambda step: self._mode(step, "language"),
            "elder_is": lambda step: self._mode(step, "elder"),
            "spoken": self._spoken,
            "slip": self._slip,
            "no_slip": self._no_slip,
            "document": self._document,
            "no_document": self._no_document,
            "ledger": self._ledger,
            "day_close": self._day_close,
            "heard": self._heard,
            "tap": self._tap,
        }

    def play(self) -> list[Failure]:
        """Empty when every expectation held. Stops at the first one that does not."""
        accidents = threading.Thread(target=self._accidents, name="accidents", daemon=True)
        accidents.start()
        failures = self._steps()
        self._ended.set()
        accidents.join()
        return failures + self._accident_failures + self._seen_though_never()

    def _steps(self) -> list[Failure]:
        for step in self._scenario.steps:
            problem = self._step(step)
            self._stage.events.add("scenario", step.what, {"line": step.line, "ok": not problem})
            if problem:
                return [Failure(step.line, f"{step.what}: {problem}")]
        return []

    def _step(self, step: Step) -> str:
        """ "" or what is wrong."""
        if step.what in self._expectations:
            return self._expectations[step.what](step)
        self._screens_after = self._stage.events.last_number
        return self._deed(step.what, step.value or {})

    def _deed(self, what: str, arguments: dict[str, object]) -> str:
        try:
            self._stage.do(what, arguments)
        except DeedRefused as refusal:
            return str(refusal)
        return ""

    def _accidents(self) -> None:
        began_s = self._monotonic_s()
        for accident in sorted(self._scenario.accidents, key=lambda one: one.at_s):
            if self._ended.wait(max(0.0, accident.at_s - (self._monotonic_s() - began_s))):
                return
            self._happen(accident)

    def _happen(self, accident: TimedAccident) -> None:
        if problem := self._deed(accident.what, dict(accident.value)):
            self._accident_failures.append(Failure(0, f"{accident.what} at {accident.at_s} s: {problem}"))

    # --- expectations: each returns "" or what is wrong -----------------------------------------------------------

    def _screen(self, step: Step) -> str:
        found = self._stage.events.wait(
            lambda event: _shows(event, step.value), after=self._screens_after, within_s_max=step.within_s_max
        )
        if found is None:
            up = self._stage.shown()
            instead = f"{up.name}{' under ' + up.overlay if up.overlay else ''}" if up else "no picture"
            return f"{step.value} did not come within {step.within_s_max} s; there is {instead}"
        self._screens_after = found.number
        return ""

    def _no_screen(self, step: Step) -> str:
        found = self._stage.events.wait(
            lambda event: _shows(event, step.value), after=self._screens_after, within_s_max=step.within_s_max
        )
        return "" if found is None else f"{step.value} came"

    def _shown(self, step: Step) -> str:
        wanted, unwanted = step.value.get("item"), step.value.get("no_item")

        def holds() -> bool:
            names = self._stage.item_names()
            has = [part is not None and any(part in name for name in names) for part in (wanted, unwanted)]
            return (wanted is None or has[0]) and not has[1]

        return self._until(holds, step) and f"not so: {step.value}; in sight: {list(self._stage.item_names())}"

    def _mode(self, step: Step, field: str) -> str:
        def holds() -> bool:
            up = self._stage.shown()
            return up is not None and getattr(up, field) == step.value

        return self._until(holds, step) and f"{field} is not {step.value}"

    def _spoken(self, step: Step) -> str:
        found = self._stage.events.wait(
            lambda event: step.value in str(event.data.get("spoken", "")),
            after=self._spoken_after,
            within_s_max=step.within_s_max,
        )
        self._spoken_after = found.number if found else self._spoken_after
        return "" if found else f"{step.value!r} was not said"

    def _slip(self, step: Step) -> str:
        contains, lacks = step.value.get("contains", []), step.value.get("lacks", [])
        found = self._stage.events.wait(_is_slip, after=self._slips_after, within_s_max=step.within_s_max)
        if found is None:
            return f"no slip came within {step.within_s_max} s"
        self._slips_after = found.number
        return _wrong_words("the slip", str(found.data["text"]), contains, lacks)

    def _no_slip(self, step: Step) -> str:
        found = self._stage.events.wait(_is_slip, after=self._slips_after, within_s_max=step.within_s_max)
        return "" if found is None else "a slip came"

    def _document(self, step: Step) -> str:
        found = self._stage.events.wait(_is_document, after=self._documents_after, within_s_max=step.within_s_max)
        if found is None:
            return f"no document came within {step.within_s_max} s"
        self._documents_after = found.number
        if step.value.get("pages", found.data["pages"]) != found.data["pages"]:
            return f"it has {found.data['pages']} sheets"
        contains, lacks = step.value.get("contains", []), step.value.get("lacks", [])
        return _wrong_words("the document", str(found.data["text"]), contains, lacks)

    def _no_document(self, step: Step) -> str:
        found = self._stage.events.wait(_is_document, after=self._documents_after, within_s_max=step.within_s_max)
        return "" if found is None else "a document came"

    def _ledger(self, step: Step) -> str:
        wanted = {name: value for name, value in step.value.items() if name != "person"}

        def truth() -> dict[str, Any]:
            return asdict(self._stage.truth_of(step.value["person"]))

        holds = self._until(lambda: all(truth()[name] == value for name, value in wanted.items()), step)
        return holds and f"wanted {wanted}, the truth is {truth()}"

    def _heard(self, step: Step) -> str:
        """The hospital was called so and said yes; each call counts once."""
        found = self._stage.events.wait(
            lambda event: (event.actor, event.event, event.data.get("status")) == ("hospital", step.value, 200),
            after=self._heard_after,
            within_s_max=step.within_s_max,
        )
        self._heard_after = found.number if found else self._heard_after
        return "" if found else f"the hospital did not hear {step.value} within {step.within_s_max} s"

    def _day_close(self, step: Step) -> str:
        """Asked once more only where the terminal itself could not be asked, or the machine is still at work."""
        wanted = step.value
        found = None

        def holds() -> bool:
            nonlocal found
            try:
                found = self._stage.day_close()
            except TerminalError:
                return False
            fits = found.status == wanted["status"] and wanted.get("matched", found.matched) == found.matched
            return fits and wanted.get("code", "") in (*found.codes, "")

        return self._until(holds, step) and f"wanted {wanted}, found {found}"

    def _tap(self, step: Step) -> str:
        name = step.value["name"]
        reason = ""

        def touched() -> bool:
            nonlocal reason
            self._screens_after = self._stage.events.last_number
            reason = self._stage.tap(name)
            return not reason

        return self._until(touched, step) and f"{reason}; in sight: {list(self._stage.item_names())}"

    def _until(self, holds: Callable[[], bool], step: Step) -> str:
        deadline = self._monotonic_s() + step.within_s_max
        while not holds():
            if self._monotonic_s() > deadline:
                return "late"
            time.sleep(LOOK_AGAIN_S)
        return ""

    def _seen_though_never(self) -> list[Failure]:
        events = self._stage.events.after(0)
        seen = [name for name in self._scenario.never_screens if any(_shows(event, name) for event in events)]
        return [Failure(0, f"{name} was shown, which must not be") for name in seen]


def _shows(event: Event, screen: str) -> bool:
    return event.event == "screen_shown" and screen in (event.data.get("name"), event.data.get("overlay"))


def _wrong_words(what: str, text: str, contains: list[str], lacks: list[str]) -> str:
    wrong = [f"lacks {part!r}" for part in contains if part not in text]
    wrong += [f"has {part!r}" for part in lacks if part in text]
    return f"{what} {', '.join(wrong)}:\n{text}" if wrong else ""


def _is_document(event: Event) -> bool:
    return (event.actor, event.event) == ("a4", "document")


def _is_slip(event: Event) -> bool:
    return event.actor == "printer" and event.event == "slip"
