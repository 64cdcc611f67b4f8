"""`kiosk run` with real child processes: what it does when one dies, hangs, or it is to end itself."""

import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.composition import run
from kiosk.profile import load_profile
from tests.composition.machine import write_profile
from tests.composition.supervised import WAIT_S_MAX, Supervised, alive, is_zombie, kill, wait_for

Start = Callable[..., Supervised]
REAL = ("-m", "kiosk", "run", "--profile")


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    started: list[Supervised] = []

    def start_run(*limits: str, faults: str = "", more: str = "", program: tuple[str, ...] = ()) -> Supervised:
        (tmp_path / "faults").write_text(faults)
        profile = write_profile(tmp_path, more)
        started.append(Supervised(profile, *limits, program=program) if program else Supervised(profile, *limits))
        return started[-1]

    yield start_run
    for supervised in started:
        supervised.close()


def test_the_spare_takes_over_when_the_active_turn_is_killed(start: Start) -> None:
    supervised = start()
    active, spare = supervised.hears("active"), supervised.hears("spare")
    kill(active["pid"])
    assert supervised.hears("takes over")["pid"] == spare["pid"]
    assert supervised.hears("spare", 2)["pid"] != spare["pid"]
    assert not is_zombie(int(active["pid"]))
    assert len(supervised.said("active")) == 1


def test_the_state_names_the_processes_as_they_are(start: Start) -> None:
    supervised = start()
    active, spare = supervised.hears("active"), supervised.hears("spare")
    wanted = {"run": supervised.process.pid, "turn": active["pid"], "spare": spare["pid"]}
    assert wait_for(lambda: supervised.pids() == wanted)
    kill(active["pid"])
    fresh = supervised.hears("spare", 2)
    assert wait_for(lambda: supervised.pids() == {**wanted, "turn": spare["pid"], "spare": fresh["pid"]})


def test_a_killed_spare_is_replaced_and_the_turn_stays(start: Start) -> None:
    supervised = start()
    active, spare = supervised.hears("active"), supervised.hears("spare")
    kill(spare["pid"])
    supervised.hears("spare", 2)
    assert alive(int(active["pid"]))
    assert not supervised.said("takes over")


def test_turns_that_die_at_once_are_started_at_growing_distances(start: Start) -> None:
    supervised = start(faults="dies")
    supervised.hears("active", 4)
    at_s = [line["s"] for line in supervised.said("active")]
    assert at_s[1] - at_s[0] >= 0.2 and at_s[2] - at_s[1] >= 0.4 and at_s[3] - at_s[2] >= 0.8
    (supervised._folder / "faults").write_text("")
    supervised.hears("spare")


def test_spares_that_die_at_once_are_started_at_growing_distances(start: Start) -> None:
    supervised = start(faults="spare_dies")
    supervised.hears("spare", 4)
    at_s = [line["s"] for line in supervised.said("spare")]
    assert at_s[1] - at_s[0] >= 0.2 and at_s[2] - at_s[1] >= 0.4 and at_s[3] - at_s[2] >= 0.8
    assert len(supervised.said("active")) == 1


def test_a_spare_that_dies_as_it_takes_over_counts_as_dying_at_once(start: Start) -> None:
    """However long it had been waiting. The first is followed at once, those after it at growing distances."""
    supervised = start("QUICK_END_S=0.5", faults="dies_when_activated")
    active, spare = supervised.hears("active"), supervised.hears("spare")
    assert wait_for(lambda: time.monotonic() - spare["s"] > 0.6)
    kill(active["pid"])
    supervised.hears("takes over", 4)
    at_s = [line["s"] for line in supervised.said("takes over")]
    assert at_s[2] - at_s[1] >= 0.4 and at_s[3] - at_s[2] >= 0.8


def test_a_turn_that_never_loads_is_replaced(start: Start) -> None:
    supervised = start("LOAD_S_MAX=3", "TICK_S=0.05", faults="hangs")
    hung = supervised.hears("active")
    (supervised._folder / "faults").write_text("")
    supervised.hears("active", 2)
    supervised.hears("spare")
    assert not alive(int(hung["pid"]))


def test_a_spare_that_never_loads_is_replaced(start: Start) -> None:
    supervised = start("LOAD_S_MAX=3", "TICK_S=0.05", faults="")
    supervised.hears("spare")
    (supervised._folder / "faults").write_text("hangs")
    kill(supervised.said("spare")[0]["pid"])
    hung = supervised.hears("spare", 2)
    (supervised._folder / "faults").write_text("")
    supervised.hears("spare", 3)
    assert not alive(int(hung["pid"]))


def test_a_turn_whose_picture_hangs_is_replaced_though_its_devices_still_talk(start: Start) -> None:
    supervised = start("BEAT_S_MAX=3", "TICK_S=0.05", faults="silent")
    hung = supervised.hears("active")
    (supervised._folder / "faults").write_text("")
    supervised.hears("takes over")
    assert not alive(int(hung["pid"]))


def test_a_turn_that_hangs_up_is_replaced(start: Start) -> None:
    supervised = start(faults="hangs_up")
    deaf = supervised.hears("active")
    (supervised._folder / "faults").write_text("")
    assert wait_for(lambda: not alive(int(deaf["pid"])))
    assert wait_for(lambda: supervised.said("takes over") or len(supervised.said("active")) > 1)


def test_the_end_ends_every_child(start: Start) -> None:
    supervised = start(more="")
    active, spare = supervised.hears("active"), supervised.hears("spare")
    supervised.process.send_signal(signal.SIGTERM)
    assert supervised.process.wait(WAIT_S_MAX) == 0
    assert not alive(int(active["pid"])) and not alive(int(spare["pid"]))


def test_the_end_while_it_starts_ends_every_child(start: Start) -> None:
    supervised = start(faults="hangs")
    hung = supervised.hears("active")
    supervised.process.send_signal(signal.SIGTERM)
    assert supervised.process.wait(WAIT_S_MAX) == 0
    assert not alive(int(hung["pid"]))


def test_its_own_death_leaves_no_child(start: Start) -> None:
    supervised = start()
    pids = [int(supervised.hears(event)["pid"]) for event in ("active", "spare")]
    supervised.process.kill()
    assert wait_for(lambda: not any(map(alive, pids)))


def test_a_second_one_is_refused_and_the_first_goes_on(start: Start, tmp_path: Path) -> None:
    first = start()
    first.hears("spare")
    second = Supervised(tmp_path / "profile.toml")
    assert second.process.wait(WAIT_S_MAX) == run.EXIT_ALREADY_RUNNING == 4
    assert second.process.stderr is not None
    assert b"K07" in second.process.stderr.read()
    second.process.stderr.close()
    assert alive(first.process.pid) and len(first.said("active")) == 1


def test_a_disk_that_takes_no_state_file_does_not_take_the_picture_away(start: Start, tmp_path: Path) -> None:
    (tmp_path / "keeper/run.json/in the way").mkdir(parents=True)
    supervised = start()
    supervised.hears("spare")
    assert alive(supervised.process.pid)


def test_the_keeper_is_started_again_and_a_turn_needs_none_to_start(start: Start) -> None:
    supervised = start(more="")
    profile = supervised._folder / "profile.toml"
    supervised.hears("spare")
    assert not supervised.said("keeper")
    supervised.close()
    profile.write_text(profile.read_text().replace("managed = false", "managed = true"))
    managed = Supervised(profile)
    try:
        kill(managed.hears("keeper")["pid"])
        managed.hears("keeper", 2)
    finally:
        managed.close()


def test_the_pause_has_an_end_however_often_it_dies(tmp_path: Path) -> None:
    supervisor = run.Run(load_profile(write_profile(tmp_path)))
    for _ in range(1100):
        supervisor._forget("turn", _ended_child())
    assert supervisor._pause_until_s["turn"] - time.monotonic() <= run.RESTART_PAUSE_S_MAX


def _ended_child() -> run.Child:
    process = subprocess.Popen.__new__(subprocess.Popen)
    process.returncode = 1
    now_s = time.monotonic()
    return run.Child(process, None, now_s, now_s)


def test_the_real_spare_takes_over_from_the_real_turn_and_both_die_with_their_parent(start: Start) -> None:
    supervised = start(program=REAL)
    before = wait_for(lambda: pids if "spare" in (pids := supervised.pids()) else None)
    kill(before["turn"])
    after = wait_for(
        lambda: pids if (pids := supervised.pids()).get("turn") == before["spare"] and "spare" in pids else None
    )
    assert after["run"] == before["run"]
    supervised.process.kill()
    assert wait_for(lambda: not alive(after["turn"]) and not alive(after["spare"]))


def test_a_keeper_that_hangs_is_replaced(tmp_path: Path) -> None:
    profile = write_profile(tmp_path)
    profile.write_text(profile.read_text().replace("managed = false", "managed = true"))
    (tmp_path / "faults").write_text("")
    supervised = Supervised(profile, "KEEPER_BEAT_S_MAX=3", "TICK_S=0.05")
    try:
        first = supervised.hears("keeper")
        (tmp_path / "faults").write_text("keeper_hangs")
        assert supervised.hears("keeper", 2)["pid"] != first["pid"]
        assert not alive(int(first["pid"]))
    finally:
        supervised.close()
