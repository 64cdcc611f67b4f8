"""Every journey that a scenario goes through well (`journey: …`): its touches, screens and own seconds.

From the first thing that the person does to the first sight of what they came for: the scenario's `goal`, or else the
last screen before the machine says good-bye. `screens`: those that were shown, each once, without the public one and
without those that pass by themselves. Where a scenario says at which screen the journey `begins` (the person is known,
the service is chosen), touches and screens are counted from there as well, and our own limits are for those. `own_s`:
from each act of the hands to the screen it led to; neither the hands' time, nor the simulated waits of hospital,
insurer and bank.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from hardware_sim.bench.bench import Bench, new_run_dir
from hardware_sim.bench.events import Event
from hardware_sim.measure.unmeasured import MeasureFailed
from hardware_sim.scenarios.command import bench_options
from hardware_sim.scenarios.load import Scenario, load_scenario, shipped
from hardware_sim.scenarios.runner import ScenarioRun
from hardware_sim.scenarios.stage import BenchStage

PUBLIC = "Attract"
GOOD_BYE = frozenset({"TakeCardAndSlip", PUBLIC})
PASSING = frozenset(
    {"Reading", "Progress", "LookingUp", "FetchingPages", "PrintingPages"}
)  # nothing to answer, gone by themselves


@dataclass(frozen=True, slots=True)
class Yardstick:
    """`published`: the best that a maker or a hospital has written down. The rest are our own limits."""

    published: str = ""
    touches_max: int | None = None
    screens_max: int | None = None


YARDSTICKS = {
    "register": Yardstick("< 20 s, practised users", touches_max=6, screens_max=5),
    "pay": Yardstick("< 10 s, practised users"),
    "check_in": Yardstick("4 screens", touches_max=3, screens_max=4),
    "survey": Yardstick(touches_max=3),
    "book_exam": Yardstick(screens_max=5),
}


@dataclass(frozen=True, slots=True)
class Walk:
    """One run."""

    touches: int
    screens: tuple[str, ...]
    own_s: float


def walk_of(events: Iterable[Event], goal_name: str = "", begins: str = "") -> Walk:
    """Raises MeasureFailed where nothing was done or nothing shown."""
    seen = [event for event in events if event.actor in ("patient", "terminal", "hospital")]
    acts = [event for event in seen if event.actor == "patient"]
    shown = [event for event in seen if event.event == "screen_shown"]
    goal = _goal(acts, shown, goal_name)
    first = _first(acts, shown, begins)
    acts = [act for act in acts if first <= act.number < goal.number]
    names = [str(event.data["name"]) for event in shown if first <= event.number <= goal.number]
    return Walk(
        touches=sum(act.event == "tap" for act in acts),
        screens=tuple(dict.fromkeys(name for name in names if name != PUBLIC and name not in PASSING)),
        own_s=round(sum(_answered_ms(act, following, shown, seen) for act, following in _pairs(acts, goal)) / 1000, 3),
    )


def _goal(acts: Sequence[Event], shown: Sequence[Event], name: str) -> Event:
    """The first sight of it; without a name, of the last screen that is no good-bye."""
    after = [event for event in shown if acts and event.number > acts[0].number]
    name = name or next((str(each.data["name"]) for each in reversed(after) if each.data["name"] not in GOOD_BYE), "")
    found = next((event for event in after if event.data["name"] == name), None)
    if found is None:
        raise MeasureFailed(f"nobody did anything, or {name or 'nothing'} never came of it")
    return found


def _first(acts: Sequence[Event], shown: Sequence[Event], begins: str) -> int:
    """The number of the event that begins it: the first sight of that screen, else the first act."""
    if not begins:
        return acts[0].number
    found = next((event.number for event in shown if event.data["name"] == begins), 0)
    if not found:
        raise MeasureFailed(f"{begins} never came")
    return found


def _pairs(acts: Sequence[Event], goal: Event) -> list[tuple[Event, Event]]:
    return list(zip(acts, [*acts[1:], goal], strict=True))


def _answered_ms(act: Event, following: Event, shown: Sequence[Event], seen: Sequence[Event]) -> float:
    """Until the last screen before the hands did something again, less what was waited for meanwhile."""
    answers = [event for event in shown if act.number < event.number <= following.number]
    if not answers:
        return 0.0
    until_ms = answers[-1].t_ms
    waits = (event for event in seen if event.actor == "hospital" and act.t_ms <= event.t_ms <= until_ms)
    waited_ms = sum(float(str(event.data.get("waited_s", 0.0))) for event in waits) * 1000
    return max(0.0, until_ms - act.t_ms - waited_ms)


def measured() -> list[Scenario]:
    return [scenario for scenario in map(load_scenario, shipped()) if scenario.journey]


def measure_journeys(runs: int) -> list[dict[str, object]]:
    """A row a scenario. Raises MeasureFailed naming the scenario and its line."""
    return [row(scenario, [_one_run(scenario) for _ in range(runs)]) for scenario in measured()]


def _one_run(scenario: Scenario) -> tuple[Walk, Walk]:
    """The whole, and from where the journey begins."""
    with Bench(new_run_dir(), bench_options(scenario), remove_run_dir=True) as bench:
        failures = ScenarioRun(scenario, BenchStage(bench)).play()
        if failures:
            raise MeasureFailed(f"{scenario.name}:{failures[0].line}: {failures[0].text}")
        events = bench.events.after(0)
        return walk_of(events, scenario.goal), walk_of(events, scenario.goal, scenario.begins)


def row(scenario: Scenario, walks: Sequence[tuple[Walk, Walk]]) -> dict[str, object]:
    by = YARDSTICKS.get(scenario.journey, Yardstick())
    whole, known = zip(*walks, strict=True)
    touches, screens = _most(whole)
    touches_known, screens_known = _most(known)
    within = (by.touches_max is None or touches_known <= by.touches_max) and (
        by.screens_max is None or len(screens_known) <= by.screens_max
    )
    own = [walk.own_s for walk in whole]
    return {
        "journey": scenario.journey,
        "scenario": scenario.name,
        "touches": touches,
        "screens": list(screens),
        "begins": scenario.begins,
        "touches_from_there": touches_known,
        "touches_max": by.touches_max,
        "screens_from_there": list(screens_known),
        "screens_max": by.screens_max,
        "within_limits": within,
        "own_s": {"smallest": min(own), "median": round(median(own), 3), "largest": max(own)},
        "runs": len(walks),
        "published": by.published,
    }


def _most(walks: Sequence[Walk]) -> tuple[int, tuple[str, ...]]:
    """Of several runs, the most touches and the most screens."""
    return max(walk.touches for walk in walks), max((walk.screens for walk in walks), key=len)


def as_markdown(rows: Sequence[dict[str, object]]) -> str:
    lines = [
        "| journey | scenario | touches | screens | begins at | touches | screens | own seconds | best published |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for each in rows:
        screens, known, own = each["screens"], each["screens_from_there"], each["own_s"]
        assert isinstance(screens, list)
        assert isinstance(known, list)
        assert isinstance(own, dict)
        lines.append(
            f"| {each['journey']} | {each['scenario']} | {each['touches']} | {len(screens)} | {each['begins']}"
            f" | {_of(each['touches_from_there'], each['touches_max'])} | {_of(len(known), each['screens_max'])}"
            f" | {own['median']:.2f} | {each['published']} |"
        )
    return "\n".join(lines)


def _of(count: object, most: object) -> str:
    return f"{count}" if most is None else f"{count} (≤ {most})"
