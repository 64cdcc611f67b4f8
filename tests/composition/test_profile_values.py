"""Values that are of the right shape and still cannot be meant."""

from pathlib import Path

import pytest

from kiosk.domain.face_check import FaceCheckPolicy
from kiosk.profile import ProfileError, load_profile
from tests.composition.machine import PROFILE


def written(folder: Path, text: str) -> Path:
    path = folder / "profile.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("value", ["nan", "inf", "-1", "true"])
def test_a_limit_is_a_time_that_passes(tmp_path: Path, value: str) -> None:
    with pytest.raises(ProfileError, match="idle_s_max"):
        load_profile(written(tmp_path, f"{PROFILE}\n[limits]\nidle_s_max = {value}\n"))


@pytest.mark.parametrize("line", ['lab = "false"', "lab = 0"])
def test_a_machine_is_a_lab_only_if_it_says_so_plainly(tmp_path: Path, line: str) -> None:
    """A lab takes touches from the network."""
    with pytest.raises(ProfileError, match="lab"):
        load_profile(written(tmp_path, PROFILE.replace('kind = "lobby"', f'kind = "lobby"\n{line}')))


def test_who_starts_the_keeper_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="managed"):
        load_profile(written(tmp_path, PROFILE.replace("managed = false", 'managed = "no"')))


@pytest.mark.parametrize("line", ["pitch_mm = 0", 'width_px = "1080"', "height_px = -1", "width_px = true"])
def test_a_panel_has_a_size(tmp_path: Path, line: str) -> None:
    with pytest.raises(ProfileError, match=line.split()[0]):
        load_profile(written(tmp_path, f"{PROFILE}\n[panel]\n{line}\n"))


@pytest.mark.parametrize(
    "line",
    [
        'face_check = "always"',
        "face_check = true",
        'id_photo_decoder = "/opt/x -q"',
        'id_photo_decoder = ["x"]',
        "x = 1",
    ],
)
def test_what_is_said_of_faces_is_said_plainly(tmp_path: Path, line: str) -> None:
    with pytest.raises(ProfileError):
        load_profile(written(tmp_path, f"{PROFILE}\n[recognition]\n{line}\n"))


def test_unless_the_profile_says_so_no_face_is_compared(tmp_path: Path) -> None:
    assert load_profile(written(tmp_path, PROFILE)).recognition.face_check is FaceCheckPolicy.OFF
    text = f'{PROFILE}\n[recognition]\nface_check = "wanted"\nid_photo_decoder = ["/opt/x", "-q"]\n'
    recognition = load_profile(written(tmp_path, text)).recognition
    assert (recognition.face_check, recognition.id_photo_decoder) == (FaceCheckPolicy.WANTED, ("/opt/x", "-q"))


def test_a_deep_nest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProfileError):
        load_profile(written(tmp_path, f"x = {'[' * 30_000}"))


def test_the_key_is_a_file_or_a_credential_of_systemd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", "/run/credentials/x")
    text = PROFILE.replace('key_file = "keeper.key"', 'key_credential = "keeper-key"')
    keeper = load_profile(written(tmp_path, text)).keeper
    assert (keeper.key_file, keeper.key_from_systemd) == (Path("/run/credentials/x/keeper-key"), True)
    keeper = load_profile(written(tmp_path, PROFILE)).keeper
    assert (keeper.key_file, keeper.key_from_systemd) == (tmp_path / "keeper.key", False)


@pytest.mark.parametrize(
    "lines",
    [
        "",
        'key_file = "k"\nkey_credential = "k"',
        'key_credential = ""',
        'key_credential = "../k"',
        'key_credential = ".k"',
    ],
)
def test_one_key_is_named_and_plainly(tmp_path: Path, lines: str) -> None:
    with pytest.raises(ProfileError, match="key_"):
        load_profile(written(tmp_path, PROFILE.replace('key_file = "keeper.key"', lines)))


@pytest.mark.parametrize("value", ["1.5", "-1", "true", '"9"'])
def test_a_count_is_a_whole_number(tmp_path: Path, value: str) -> None:
    with pytest.raises(ProfileError, match="open_operations_max"):
        load_profile(written(tmp_path, f"{PROFILE}\n[limits]\nopen_operations_max = {value}\n"))
