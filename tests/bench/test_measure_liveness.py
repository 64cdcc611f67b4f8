"""`kiosk-bench measure liveness` on photos that nobody here has seen, and on what is not there."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from hardware_sim.__main__ import main
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
