"""A whole turn with a face on the real bench: what the camera saw is in that turn's memory, on the paper, nowhere else.

The turn is looked through as well: where nothing was found there, nothing was looked for anywhere.
"""

from pathlib import Path

import pytest

from hardware_sim.hospital.server import make_app
from hardware_sim.id_card.contents import photo
from hardware_sim.id_card.holders import HOLDERS
from tests.privacy.bench import LookingRun, Shots, named, new_bench, printed_pictures
from tests.privacy.inspection import Inspector, Looked, until
from tests.privacy.recorder import Recorder
from tests.privacy.residue import Secrets, pictures


@pytest.fixture(scope="module")
def looked(tmp_path_factory: pytest.TempPathFactory) -> Looked:
    """The visitor's pass with a photo, from the first touch to the next turn."""
    folder, recorder = tmp_path_factory.mktemp("b"), Recorder()
    for name in ("tmp", "run"):
        (folder / name).mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(folder / "tmp"))
        patch.setattr("hardware_sim.hospital.stand_in.make_app", recorder.before(make_app))
        looked = walked("visitor-pass-with-photo", "PassReady", folder)
    looked.said = recorder.said
    return looked


def walked(name: str, where: str, folder: Path) -> Looked:
    scenario = named(name)
    bench = new_bench(scenario, folder / "run")
    inspector = Inspector(bench, folder)

    def at(screen: str) -> None:
        if screen == where:
            until(lambda: bool(printed_pictures(bench)))
            inspector.look(Secrets(known(shots, printed_pictures(bench))))

    with bench, Shots(bench) as shots:
        run = LookingRun(scenario, bench, at)
        inspector.looked.problems = [f"line {each.line}: {each.text}" for each in run.play()]
        inspector.look_again()
    return inspector.looked


def known(shots: Shots, printed: bytes) -> dict[str, bytes]:
    chip = photo(next(holder for holder in HOLDERS if holder.key == "xin"))
    return shots.secrets() | {"paper": printed, "chip": chip}


@pytest.mark.timeout(150)
def test_the_scenario_holds_while_it_is_looked_at(looked: Looked) -> None:
    assert looked.problems == []


def test_the_turn_itself_holds_them_or_nothing_was_looked_for(looked: Looked) -> None:
    found = {each.what for each in looked.in_turn}
    assert any(what.startswith("shot") for what in found) and {"paper", "chip"} <= found


def test_no_other_process_and_no_file_has_them_meanwhile(looked: Looked) -> None:
    assert looked.meanwhile == []


def test_nor_when_the_turn_is_over(looked: Looked) -> None:
    assert looked.afterwards == []


def test_the_turns_process_is_gone_with_its_person(looked: Looked) -> None:
    assert looked.turn_pid and looked.next_turn_pid not in (0, looked.turn_pid)
    assert not Path(f"/proc/{looked.turn_pid}").exists()


def test_the_files_that_were_looked_at_are_the_terminals(looked: Looked) -> None:
    assert {"run/keeper/keeper.db", "run/terminal.log"} <= set(looked.files)
    assert any(name.startswith("run/journal/turn-") for name in looked.files)


def test_nothing_of_them_went_to_the_hospital(looked: Looked) -> None:
    assert looked.secrets is not None
    assert any("visitor" in path for path, _ in looked.said)
    found = [
        each for path, body in looked.said for look in (looked.secrets.find, pictures) for each in look(path, body)
    ]
    assert found == []
