"""A scenario holds only if every expectation does, in order."""

from hardware_sim.scenarios.load import TimedAccident
from hardware_sim.scenarios.runner import Failure, ScenarioRun
from hardware_sim.scenarios.stage import DayFound, PersonTruth
from tests.bench.fake_stage import FakeStage, scenario


def failures_of(stage: FakeStage, *steps: tuple[str, object], never: tuple[str, ...] = ()) -> list[Failure]:
    return ScenarioRun(scenario(*steps, never=never), stage).play()


def test_a_screen_that_is_up_is_found() -> None:
    stage = FakeStage()
    stage.show("Attract")
    assert failures_of(stage, ("screen", "Attract")) == []


def test_a_screen_that_never_comes_fails_at_its_line() -> None:
    stage = FakeStage()
    stage.show("Attract")
    (failure,) = failures_of(stage, ("screen", "Attract"), ("screen", "Paid"))
    assert failure.line == 2
    assert "Paid did not come" in failure.text
    assert "Attract" in failure.text


def test_a_screen_from_before_the_deed_does_not_count() -> None:
    stage = FakeStage()
    stage.show("Paid")
    assert failures_of(stage, ("tear_slip", {}), ("screen", "Paid"))


def test_a_screen_that_the_deed_brings_counts() -> None:
    stage = FakeStage()
    stage.on_deed = lambda deed: stage.show("Paid")
    assert failures_of(stage, ("scan_pay_qr", {}), ("screen", "Paid")) == []


def test_the_same_screen_is_not_counted_twice() -> None:
    stage = FakeStage()
    stage.show("Attract")
    (failure,) = failures_of(stage, ("screen", "Attract"), ("screen", "Attract"))
    assert failure.line == 2


def test_an_overlay_is_a_screen_too() -> None:
    stage = FakeStage()
    stage.show("ChooseBills", overlay="TimeoutWarning")
    assert failures_of(stage, ("screen", "TimeoutWarning")) == []


def test_no_screen_fails_when_it_comes() -> None:
    stage = FakeStage()
    stage.on_deed = lambda deed: stage.show("Problem")
    assert failures_of(stage, ("remove_card", {}), ("no_screen", "Problem"))
    assert failures_of(FakeStage(), ("no_screen", "Problem")) == []


def test_a_screen_that_must_never_come_fails_the_whole_run() -> None:
    stage = FakeStage()
    stage.show("Problem")
    stage.show("Attract")
    (failure,) = failures_of(stage, ("screen", "Attract"), never=("Problem",))
    assert "Problem" in failure.text


def test_a_tap_names_an_item_that_is_there() -> None:
    stage = FakeStage()
    stage.items = ["去结算"]
    assert failures_of(stage, ("tap", {"name": "去结算"})) == []
    assert stage.tapped == ["去结算"]


def test_a_tap_on_nothing_says_what_is_in_sight() -> None:
    stage = FakeStage()
    stage.items = ["返回"]
    (failure,) = failures_of(stage, ("tap", {"name": "去结算"}))
    assert "no_such_item" in failure.text
    assert "返回" in failure.text


def test_a_deed_that_is_refused_fails() -> None:
    stage = FakeStage()
    stage.refusing = {"insert_card"}
    (failure,) = failures_of(stage, ("insert_card", {"card": "zhang"}))
    assert "cannot be done" in failure.text


def test_nothing_is_done_after_a_failure() -> None:
    stage = FakeStage()
    failures_of(stage, ("screen", "Paid"), ("insert_card", {"card": "zhang"}))
    assert stage.done == []


def test_a_slip_must_have_and_lack_the_words() -> None:
    stage = FakeStage()
    stage.slip("姓名 张*丰\n副本")
    assert failures_of(stage, ("slip", {"contains": ["张*丰"]})) == []
    stage = FakeStage()
    stage.slip("姓名 张*丰\n副本")
    (failure,) = failures_of(stage, ("slip", {"contains": ["微信"], "lacks": ["副本"]}))
    assert "lacks '微信'" in failure.text
    assert "has '副本'" in failure.text


def test_a_document_must_have_its_words_and_its_sheets_and_one_is_not_two() -> None:
    stage = FakeStage()
    stage.document("RP000001 page 1 of 2", pages=2)
    assert failures_of(stage, ("document", {"contains": ["RP000001"], "lacks": ["COPY"], "pages": 2})) == []
    stage.document("RP000002 COPY")
    (failure,) = failures_of(stage, ("document", {}), ("document", {"contains": ["RP000002"], "lacks": ["COPY"]}))
    assert "has 'COPY'" in failure.text
    (failure,) = failures_of(stage, ("document", {"pages": 7}))
    assert "2 sheets" in failure.text
    (failure,) = failures_of(FakeStage(), ("document", {}))
    assert "no document" in failure.text
    assert failures_of(FakeStage(), ("no_document", {})) == []


def test_one_slip_is_not_two() -> None:
    stage = FakeStage()
    stage.slip("one")
    (failure,) = failures_of(stage, ("slip", {}), ("slip", {}))
    assert failure.line == 2
    assert failures_of(stage, ("slip", {}), ("no_slip", {})) == []
    assert failures_of(stage, ("no_slip", {}))


def test_the_ledger_must_be_as_said() -> None:
    stage = FakeStage()
    stage.truth = PersonTruth(paid_fen=12000, charges=1, settled=3)
    assert failures_of(stage, ("ledger", {"person": "zhang", "charges": 1, "settled": 3})) == []
    (failure,) = failures_of(stage, ("ledger", {"person": "zhang", "charges": 2}))
    assert "12000" in failure.text


def test_language_mode_and_items_are_looked_at() -> None:
    stage = FakeStage()
    stage.show("Attract", language="en", elder=True)
    stage.items = ["Touch here to start"]
    seen = (("language_is", "en"), ("elder_is", True), ("shown", {"item": "Touch"}), ("shown", {"no_item": "张"}))
    assert failures_of(stage, *seen) == []
    for wrong in (
        ("language_is", "zh_CN"),
        ("elder_is", False),
        ("shown", {"item": "张"}),
        ("shown", {"no_item": "T"}),
    ):
        assert failures_of(stage, wrong), wrong


def test_what_was_said_is_heard_once() -> None:
    stage = FakeStage()
    stage.events.add("terminal", "screen_shown", {"name": "Attract", "spoken": "您好"})
    assert failures_of(stage, ("spoken", "您好")) == []
    assert failures_of(stage, ("spoken", "您好"), ("spoken", "您好"))


def test_an_accident_happens_at_its_time_and_its_refusal_counts() -> None:
    stage = FakeStage()
    stage.on_deed = lambda deed: stage.show("OutOfService")
    accident = TimedAccident(0.0, "cut_network", {})
    run = ScenarioRun(scenario(("screen", "OutOfService"), accidents=(accident,)), stage)
    assert run.play() == []
    assert stage.done == [("cut_network", {})]
    stage = FakeStage()
    stage.refusing = {"cut_network"}
    (failure, *_) = ScenarioRun(scenario(("no_slip", {}), accidents=(accident,)), stage).play()
    assert "cut_network" in failure.text


def test_the_days_close_is_held_against_what_the_command_says() -> None:
    stage = FakeStage()
    stage.day = DayFound(1, matched=3, codes=("PAID_AFTER_CLOSE",))
    assert failures_of(stage, ("day_close", {"status": 1, "matched": 3, "code": "PAID_AFTER_CLOSE"})) == []
    for wrong in ({"status": 0}, {"status": 1, "matched": 2}, {"status": 1, "code": "LONG_UNKNOWN"}):
        assert failures_of(stage, ("day_close", wrong))
