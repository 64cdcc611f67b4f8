"""What is counted of a journey, out of what happened on the bench."""

from dataclasses import replace

import pytest

from hardware_sim.bench.events import EventLog
from hardware_sim.measure.journeys import YARDSTICKS, Walk, as_markdown, measured, row, walk_of
from hardware_sim.measure.unmeasured import MeasureFailed


class Bench:
    """Events at given milliseconds."""

    def __init__(self) -> None:
        self.log = EventLog(lambda: 0.0)

    def at(self, t_ms: float, actor: str, event: str, **data: object) -> None:
        self.log.add(actor, event, data, at_s=t_ms / 1000)

    def shows(self, t_ms: float, name: str) -> None:
        self.at(t_ms, "terminal", "screen_shown", name=name)

    def walk(self) -> Walk:
        return walk_of(self.log.after(0))


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_touches_screens_and_the_machines_own_time_are_told_apart(bench: Bench) -> None:
    bench.shows(0, "Attract")
    bench.at(1000, "patient", "insert_card")
    bench.shows(1100, "Reading")
    bench.at(1600, "hospital", "identifyPatient", waited_s=0.4)
    bench.shows(1700, "ChooseBills")  # 700 ms, 400 of them waited for the hospital
    bench.at(5000, "patient", "tap", name="去结算")
    bench.shows(5050, "ConfirmSplit")
    bench.at(9000, "patient", "tap", name="付款")
    bench.shows(9020, "Progress")
    bench.shows(9200, "Paid")
    bench.shows(9900, "Paid")  # the slip is out: the same screen
    bench.at(12_000, "patient", "tap", name="完成")
    bench.shows(12_050, "TakeCardAndSlip")
    bench.shows(13_000, "Attract")
    assert bench.walk() == Walk(2, ("ChooseBills", "ConfirmSplit", "Paid"), 0.55)


def test_a_screen_that_is_seen_twice_counts_once(bench: Bench) -> None:
    bench.shows(0, "Attract")
    for at, name in ((100, "ChooseService"), (200, "Help"), (300, "ChooseService"), (400, "Done")):
        bench.at(at, "patient", "tap", name="x")
        bench.shows(at + 10, name)
    assert bench.walk() == Walk(4, ("ChooseService", "Help", "Done"), 0.04)


def test_a_scenario_may_name_the_screen_that_one_came_for(bench: Bench) -> None:
    bench.at(0, "patient", "tap", name="x")
    bench.shows(10, "ShowPrices")
    bench.at(100, "patient", "tap", name="x")
    bench.shows(110, "SearchPrices")
    assert walk_of(bench.log.after(0), "ShowPrices") == Walk(1, ("ShowPrices",), 0.01)
    with pytest.raises(MeasureFailed):
        walk_of(bench.log.after(0), "Paid")


def test_what_came_before_the_journey_begins_may_be_left_out(bench: Bench) -> None:
    for at, name in ((0, "ChooseService"), (100, "SurveyAsk"), (200, "SurveyThanks")):
        bench.at(at, "patient", "tap", name="x")
        bench.shows(at + 10, name)
    assert walk_of(bench.log.after(0)).touches == 3
    assert walk_of(bench.log.after(0), begins="SurveyAsk") == Walk(1, ("SurveyAsk", "SurveyThanks"), 0.01)
    with pytest.raises(MeasureFailed):
        walk_of(bench.log.after(0), begins="Paid")


def test_where_nothing_happens_nothing_is_measured(bench: Bench) -> None:
    bench.shows(0, "Attract")
    with pytest.raises(MeasureFailed):
        bench.walk()
    bench.at(10, "patient", "tap", name="x")
    bench.shows(20, "Attract")
    with pytest.raises(MeasureFailed):
        bench.walk()


def test_every_measured_scenario_names_its_journey_and_ends_at_home() -> None:
    scenarios = measured()
    assert "pay" in {scenario.journey for scenario in scenarios}
    for scenario in scenarios:
        assert "Problem" in scenario.never_screens, f"{scenario.name}: a good way has no Problem on it"


def test_a_row_says_whether_our_own_limits_hold() -> None:
    scenario = next(each for each in measured() if each.journey == "pay")
    limits = YARDSTICKS["register"]
    assert (limits.touches_max, limits.screens_max) == (6, 5)
    few = Walk(1, ("B",), 0.1)
    found = row(scenario, [(Walk(3, ("A", "B"), 0.5), few), (Walk(4, ("A", "B", "C"), 0.7), few)])
    assert (found["touches"], found["screens"]) == (4, ["A", "B", "C"])
    assert found["own_s"] == {"smallest": 0.5, "median": 0.6, "largest": 0.7}
    assert found["within_limits"] is True
    assert as_markdown([found]).splitlines()[2].startswith(f"| {scenario.journey} | {scenario.name} | 4 | 3 |")
    too_many = row(replace(scenario, journey="survey"), [(few, Walk(4, ("A",), 0.1))])
    assert too_many["within_limits"] is False
