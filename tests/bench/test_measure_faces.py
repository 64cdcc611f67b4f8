"""`kiosk-bench measure faces` over folders that nobody has seen, with everything in them that people put in folders."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

from hardware_sim.__main__ import main
from hardware_sim.measure import face_trials, faces
from hardware_sim.measure.code_workers.loading import Picture
from hardware_sim.measure.face_folders import person_of, pictures_in, spread_out
from hardware_sim.measure.face_scenes import DEFECTS, Sitter, before_wall, clean, eyes_in_scene
from hardware_sim.measure.face_workers.ours import Ours
from kiosk.domain.face import Guidance
from tests.bench.hand import SeesAHandToo
from tests.recognition.faces.photos import PHOTOS, bytes_of, photo_of


def sitter() -> Sitter:
    return Sitter(np.full((400, 300, 3), 90, np.uint8), np.array([[100, 150], [200, 150]], np.float32))


def judged(picture: Picture) -> str:
    """Bright pictures are good, all others are nobody."""
    return "good" if picture.mean() > 100 else "nobody"


def test_every_defect_wants_a_word_that_there_is() -> None:
    assert {right for right, _ in DEFECTS.values()} <= set(Guidance) and face_trials.GOOD == Guidance.GOOD


def test_the_eyes_are_where_the_scene_says() -> None:
    photo = np.full((400, 300, 3), 200, np.uint8)
    photo[140:160, 90:110] = photo[140:160, 190:210] = 0
    one = Sitter(photo, np.array([[100, 150], [200, 150]], np.float32))
    scene = before_wall(one)
    for x, y in eyes_in_scene(one):
        assert scene[int(y) - 3 : int(y) + 3, int(x) - 3 : int(x) + 3].mean() < 30
    assert len(list(clean(one))) == 3 and scene.shape == (480, 640, 3)


def test_defects_are_tried_on_those_alone_that_pass_clean() -> None:
    bright, dark = sitter(), sitter()
    bright.photo.fill(250)
    dark.photo.fill(0)
    told = face_trials.defects(judged, {"bright": bright, "dark": dark})
    assert told["passed"] == ["bright"] and told["refused"] == {"dark": "nobody"}
    assert told["defects"]["two people"]["of"] == 2
    row = told["defects"]["dark (skin at 10, 20, 30, 45 of 255)"]
    assert row["of"] == 4 and row["said_right"] == 0
    assert told["defects"]["eyes shut"]["of"] == 0  # there is nobody on it to shut them


@pytest.mark.parametrize(
    ("name", "person"), [("anna/1.jpg", "anna"), ("anna_12.png", "anna"), ("li-wei2.jpg", "li-wei"), ("bo.jpg", "bo")]
)
def test_whose_a_photo_is(name: str, person: str) -> None:
    assert person_of(Path("/d") / name, Path("/d")) == person


def test_a_face_that_is_believed_sits_for_the_trials(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = Ours(faces.MODELS)
    monkeypatch.setattr(ours, "whole", SeesAHandToo(ours.whole))
    found = ours.sitter(photo_of("biden"))
    assert found is not None and found.eye_distance_px > 20


class Number:
    def __init__(self, value: float) -> None:
        self.value = value

    def cosine(self, other: "Number") -> float:
        return 1.0 if self.value == other.value else 0.4


def test_pairs_are_counted_once_and_by_person() -> None:
    photos = {name: np.full((1, 1, 3), shade, np.uint8) for name, shade in (("a", 1), ("b", 1), ("c", 2), ("d", 0))}
    people = {"a": "x", "b": "x", "c": "y", "d": "z"}
    embed: Callable[[Picture], Number | None] = lambda picture: Number(picture.mean()) if picture.any() else None  # noqa: E731
    told = face_trials.pairs(embed, photos, people)
    assert (told["photos"], told["without_a_face"], told["genuine"], told["impostor"]) == (3, 1, 1, 2)
    assert told["above"] == {"0.363": 2, "0.45": 0} and told["below"] == {"0.363": 0, "0.45": 0}


def odd_folder(folder: Path) -> Path:
    for name in ("biden", "obama", "obama2", "sample6-a"):
        person = folder / ("obama" if name == "obama2" else name)
        person.mkdir(parents=True, exist_ok=True)
        (person / f"{name}.jpg").write_bytes(bytes_of(name))
    (folder / "000-broken.jpg").write_bytes(bytes_of("biden")[:900])
    (folder / "empty.png").write_bytes(b"")
    (folder / "notes.txt").write_text("no picture")
    Image.new("L", (1, 1)).save(folder / "point.png")
    Image.new("RGBA", (3000, 7), (1, 2, 3, 4)).save(folder / "strip.png")
    Image.fromarray(photo_of("obama")[:, :, ::-1]).convert("P").save(folder / "few-colours.gif")
    (folder / "folder.jpg").mkdir()
    return folder


def test_a_linked_folder_is_one_too_and_each_counts_once(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/a.jpg").write_bytes(b"")
    (tmp_path / "faces").mkdir()
    (tmp_path / "faces/anna").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "faces/round").symlink_to(tmp_path / "faces")
    assert pictures_in([tmp_path / "faces", tmp_path / "faces"]) == [tmp_path / "faces/anna/a.jpg"]


@pytest.mark.nightly
def test_a_folder_with_everything_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = odd_folder(tmp_path / "faces")
    assert len(pictures_in([folder])) == 9
    monkeypatch.chdir(tmp_path)
    command = ["measure", "faces", "--dir", "faces", "--none", str(PHOTOS / "no_face"), "--pairs", "--json"]
    done = CliRunner().invoke(main, [*command, "--rounds", "10"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.output)
    assert told["folder"]["photos"] == 7 and len(told["folder"]["unreadable"]) == 2
    assert sorted(Path(name).name for name in told["folder"]["missed"]) == ["point.png", "strip.png"]
    assert told["none"]["pictures"] == 15 and told["none"]["accepted"] == 0
    assert {Path(name).stem for name in told["trials"]["passed"]} >= {"biden", "obama", "sample6-a"}
    assert all(row["of"] for row in told["trials"]["defects"].values())
    assert told["ms"]["the loop, whole"]["pictures"] == 5 and told["memory_mib"]["rss"] > 50
    assert told["pairs"]["genuine"] == 1 and told["pairs"]["above"]["0.45"] == 2  # the GIF is obama, too


@pytest.mark.parametrize("option", ["--dir", "--none"])
@pytest.mark.parametrize("name", ["nothing here", "missing", "a file"])
def test_a_folder_without_a_picture_is_said_and_exits_2(name: str, option: str, tmp_path: Path) -> None:
    """One mistyped among others, too: the figures would only be smaller."""
    (tmp_path / "nothing here").mkdir()
    (tmp_path / "a file").write_bytes(b"")
    command = ["measure", "faces", "--dir", str(PHOTOS / "people"), option, str(tmp_path / name)]
    done = CliRunner().invoke(main, command)
    assert (done.exit_code, done.stderr) == (2, f"no pictures in {tmp_path / name}\n")


def test_a_folder_where_no_picture_can_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"no picture")
    done = CliRunner().invoke(main, ["measure", "faces", "--dir", str(tmp_path)])
    assert (done.exit_code, done.stderr) == (2, f"none of 1 pictures in {tmp_path} can be read\n")


def test_without_models_it_exits_3_and_says_how_to_get_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faces, "MODELS", tmp_path)
    done = CliRunner().invoke(main, ["measure", "faces"])
    assert (done.exit_code, done.stderr) == (3, f"no models in {tmp_path}: packaging/fetch.py models\n")


def test_a_worker_that_fails_exits_1(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "face_detection_yunet_2023mar.onnx").write_bytes(b"no model")
    monkeypatch.setattr(faces, "MODELS", tmp_path)
    done = CliRunner().invoke(main, ["measure", "faces"])
    assert done.exit_code == 1 and done.stderr.startswith("the worker failed: ")


def test_the_first_of_a_large_folder_come_from_all_over_it() -> None:
    names = [f"{number:03}" for number in range(10)]
    assert spread_out(names, 5) == [*names[::2], *names[1::2]]
    assert spread_out(names, 20) == names


def test_the_table_names_what_was_counted(tmp_path: Path) -> None:
    (tmp_path / "biden.jpg").write_bytes(bytes_of("biden"))
    (tmp_path / "broken\udcff.jpg").write_bytes(bytes_of("biden")[:900])
    done = CliRunner().invoke(main, ["measure", "faces", "--dir", str(tmp_path), "--rounds", "10"])
    assert done.exit_code == 0, done.output
    assert "Unreadable or too large: 1 files: broken?.jpg." in done.output
    assert "Faces found: 1 of 1 photos" in done.output and "| the loop, whole |" in done.output
    assert "MediaPipe" in done.output and "MiB RSS" in done.output
