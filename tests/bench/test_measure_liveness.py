"""`kiosk-bench measure liveness` on photos that nobody here has seen, and on what is not there."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from hardware_sim.__main__ import main
from hardware_sim.measure import faces
from hardware_sim.measure.liveness_workers import ours
from kiosk.recognition.faces.detector import Detector
from kiosk.recognition.models import Models, find_models
from tests.bench.hand import SeesAHandToo
from tests.recognition.faces.photos import bytes_of

COMMAND = ["measure", "liveness", "--runs", "1"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--dir", "empty"], "no pictures in empty"),
        (["--dir", "missing"], "no pictures in missing"),
        (["--person", "nobody"], "no photo of nobody in "),
        (["--species", "hologram"], "no such species: hologram; of acting, "),
    ],
)
def test_what_is_not_there_is_said_and_exits_2(
    options: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, [*COMMAND, *options])
    assert done.exit_code == 2 and done.stderr.startswith(said)


def test_without_models_it_exits_3_and_with_broken_ones_1(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faces, "MODELS", tmp_path)
    done = CliRunner().invoke(main, COMMAND)
    assert (done.exit_code, done.stderr) == (3, f"no models in {tmp_path}: packaging/fetch.py models\n")
    (tmp_path / "face_detection_yunet_2023mar.onnx").write_bytes(b"no model")
    done = CliRunner().invoke(main, COMMAND)
    assert done.exit_code == 1 and done.stderr.startswith("the worker failed: ")


def test_a_folder_of_any_photos_is_shown_and_what_cannot_be_is_counted(tmp_path: Path) -> None:
    folder = tmp_path / "some: photos"
    folder.mkdir()
    (folder / "one.jpg").write_bytes(bytes_of("astronaut"))
    (folder / "broken.jpg").write_bytes(b"no picture")
    done = CliRunner().invoke(main, [*COMMAND, "--dir", str(folder), "--species", "print_held", "--json"])
    assert done.exit_code == 0, done.output
    row = json.loads(done.stdout)["species"]["print_held"]
    assert (row["of"], row["begun"], row["live"], row["refused"]) == (2, 1, 0, {"LIVENESS_TIMED_OUT": 1})
    assert [code.split(":")[0] for code in row["unfit"]] == ["UnidentifiedImageError"]


def test_how_far_it_is_is_told(tmp_path: Path) -> None:
    (tmp_path / "broken.jpg").write_bytes(b"no picture")
    command = ["measure", "liveness", "--runs", "20", "--dir", str(tmp_path), "--species", "print_held", "--json"]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0, done.output
    assert done.stderr == "10 of 20\n20 of 20\n"
    assert json.loads(done.stdout)["species"]["print_held"]["of"] == 20


def test_the_face_is_shown_and_not_a_larger_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def with_a_hand(models: Models, looked_at_px: int) -> SeesAHandToo:
        return SeesAHandToo(Detector(models, looked_at_px))

    (tmp_path / "one.jpg").write_bytes(bytes_of("astronaut"))
    models = find_models(faces.MODELS)
    plain = ours._photo(models, str(tmp_path / "one.jpg"))
    monkeypatch.setattr(ours, "Detector", with_a_hand)
    assert ours._photo(models, str(tmp_path / "one.jpg")).tobytes() == plain.tobytes()
