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
from tests.privacy.residue import Found, Secrets, pictures


@pytest.mark.timeout(170)
@pytest.mark.parametrize(("name", "where"), [("visitor-pass-with-photo", "PassReady")])
def test_what_a_turn_saw_of_a_face_is_in_its_memory_on_paper_and_nowhere_else(
    name: str, where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = walked(name, where, tmp_path, monkeypatch)
    assert looked.problems == []
    found = {each.what for each in looked.in_turn}
    assert any(what.startswith("shot") for what in found) and {"paper", "chip"} <= found, "or nothing was looked for"
    assert looked.meanwhile == []
    assert looked.afterwards == [], "the turn is over"
    assert looked.next_turn_pid not in (0, looked.turn_pid) and not Path(f"/proc/{looked.turn_pid}").exists()
    assert {"run/keeper/keeper.db", "run/terminal.log"} <= set(looked.files)
    assert any(file.startswith("run/journal/turn-") for file in looked.files)
    assert looked.core_limits == [(0, 0), (0, 0)]
    assert sent_to_the_hospital(looked) == []


def walked(name: str, where: str, folder: Path, patch: pytest.MonkeyPatch) -> Looked:
    """All that the terminal may write to is under `folder`."""
    recorder, scenario = Recorder(), named(name)
    for inner in ("tmp", "run"):
        (folder / inner).mkdir()
    patch.setenv("TMPDIR", str(folder / "tmp"))
    patch.setattr("hardware_sim.hospital.stand_in.make_app", recorder.before(make_app))
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
    inspector.looked.said = recorder.said
    return inspector.looked


def known(shots: Shots, printed: bytes) -> dict[str, bytes]:
    chip = photo(next(holder for holder in HOLDERS if holder.key == "xin"))
    return shots.secrets() | {"paper": printed, "chip": chip}


def sent_to_the_hospital(looked: Looked) -> list[Found]:
    assert looked.secrets is not None
    assert any("visitor" in path for path, _ in looked.said)
    looks = (looked.secrets.find, pictures)
    return [found for path, body in looked.said for look in looks for found in look(path, body)]
