"""A whole turn with a face on the real bench: what it knows of it is in its memory, on the paper, nowhere else.

The turn is looked through first: where nothing was found there, nothing was looked for anywhere. The hospital's photo:
test_keeper.py.
"""

import io
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from hardware_sim.bench.bench import Bench
from hardware_sim.hospital.server import make_app
from hardware_sim.id_card.contents import photo
from hardware_sim.id_card.holders import HOLDERS
from hardware_sim.id_card.photo_decoder import bmp_of
from tests.privacy.bench import IDLE_S_MAX, LOOK_S_MAX, LookingRun, Shots, named, new_bench, printed_pictures
from tests.privacy.conftest import templates_of
from tests.privacy.inspection import Inspector, until
from tests.privacy.recorder import Recorder

CHIP = photo(next(holder for holder in HOLDERS if holder.key == "xin"))


@dataclass(frozen=True)
class Walk:
    """Looked at when `where` has come and `awaited` is in the turn: what it holds then, not what it let go of, such as
    a camera's picture, whose bytes may be overwritten any time. `asked`: in a path that the hospital was asked.
    `before`: what is looked for is known before anybody comes, and nobody waits for us.
    """

    scenario: str
    where: str
    known: Callable[[Bench], dict[str, bytes]]
    awaited: frozenset[str]
    asked: str
    before: bool = True


def on_the_pass(bench: Bench) -> dict[str, bytes]:
    until(lambda: bool(printed_pictures(bench)))
    return {"paper": printed_pictures(bench), "chip": CHIP}


def on_the_card(bench: Bench) -> dict[str, bytes]:
    opened = bmp_of(CHIP)
    assert opened is not None, "packaging/fetch.py photos"
    with Image.open(io.BytesIO(opened)) as image:
        return {"chip": CHIP, "pixels": image.tobytes(), "bmp": opened[54:], **templates_of("card", opened)}


WALKS = (
    Walk(
        "visitor-pass-with-photo",
        "PassReady",
        on_the_pass,
        frozenset({"paper", "chip"}),
        "visitor",
        before=False,
    ),
    Walk("enrol-face-checked", "EnterDigits", on_the_card, frozenset({"chip"}), "identify"),
)


@pytest.mark.parametrize(
    "walk", [WALKS[0], pytest.param(WALKS[1], marks=pytest.mark.nightly)], ids=lambda walk: walk.scenario
)
def test_what_a_turn_knows_of_a_face_is_in_its_memory_on_paper_and_nowhere_else(
    walk: Walk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inspector = walked(walk, tmp_path, monkeypatch)
    looked = inspector.looked
    assert looked.problems == []
    assert walk.awaited <= looked.in_turn
    assert looked.meanwhile == []
    assert looked.afterwards == [], "the turn is over"
    assert looked.next_turn_pid not in (0, looked.turn_pid) and not Path(f"/proc/{looked.turn_pid}").exists()
    assert {"run/keeper/keeper.db", "run/terminal.log"} <= set(looked.files)
    assert any(file.startswith("run/journal/turn-") for file in looked.files)
    assert looked.core_limits == [(0, 0), (0, 0)]
    assert any(walk.asked in path for path, _ in looked.said)
    assert inspector.sent_to_the_hospital() == []


def walked(walk: Walk, folder: Path, patch: pytest.MonkeyPatch) -> Inspector:
    """All that the terminal may write to is under `folder`."""
    recorder, scenario = Recorder(), named(walk.scenario)
    for inner in ("tmp", "run"):
        (folder / inner).mkdir()
    patch.setenv("TMPDIR", str(folder / "tmp"))
    patch.setattr("hardware_sim.hospital.stand_in.make_app", recorder.before(make_app))
    bench = new_bench(scenario, folder / "run", IDLE_S_MAX if walk.before else LOOK_S_MAX)

    def look() -> None:
        if not walk.before:
            inspector.look_for(shots.secrets() | walk.known(bench))
        inspector.look(walk.awaited)

    def at(screen: str) -> None:
        """A result stays until we have looked; whoever acts before the camera is not held up by us."""
        if screen == walk.where:
            looking.append(looker.submit(look))
            if not walk.before:
                looking[0].result()

    looking: list[Future[None]] = []
    with closing(Inspector(bench, folder)) as inspector, ThreadPoolExecutor(1) as looker:
        if walk.before:
            inspector.look_for(walk.known(bench))
        with bench, Shots(bench) as shots:
            run = LookingRun(scenario, bench, at)
            inspector.looked.problems = [f"line {each.line}: {each.text}" for each in run.play()]
            assert inspector.looked.problems == []
            for each in looking:
                each.result()
            inspector.look_for(shots.secrets() | walk.known(bench))
            inspector.look_again()
    inspector.looked.said = recorder.said
    return inspector
