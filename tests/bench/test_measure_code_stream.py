"""`kiosk-bench measure codes --stream`: the shipped eyes see what the simulated camera shows. No time is asserted."""

import io
import json
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner

from hardware_sim.__main__ import main
from hardware_sim.measure import code_stream
from hardware_sim.measure.code_stream import Telling
from hardware_sim.measure.unmeasured import MeasureFailed


def telling(*lines: dict[str, object]) -> Telling:
    process: Any = SimpleNamespace(stdout=io.StringIO("".join(json.dumps(line) + "\n" for line in lines)))
    return Telling(process)


def test_each_code_that_comes_before_the_camera_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(code_stream, "SIZES", ((640, 480),))
    done = CliRunner().invoke(main, ["measure", "codes", "--stream", "--appearances", "2", "--json"])
    assert done.exit_code == 0, done.output
    names = [figure["name"] for figure in json.loads(done.stdout)["figures"]]
    assert names == [
        "phone with code, 640 × 480: in view to event, p50",
        "phone with code, 640 × 480: in view to event, p95",
        "paper slip, 640 × 480: in view to event, p50",
        "paper slip, 640 × 480: in view to event, p95",
    ]


def test_another_code_than_the_one_shown_is_a_failure() -> None:
    assert telling({"text": "A", "at_s": 3.5}).at_s("A", 2.0) == 3.5
    with pytest.raises(MeasureFailed, match="another code"):
        telling({"text": "B", "at_s": 3.5}).at_s("A", 2.0)


def test_a_code_that_is_not_told_is_a_failure() -> None:
    with pytest.raises(MeasureFailed, match="no event"):
        telling().at_s("A", 0.05)


def test_neither_folder_nor_stream_is_a_mistake() -> None:
    done = CliRunner().invoke(main, ["measure", "codes"])
    assert (done.exit_code, "--stream" in done.stderr) == (2, True)
