"""The profile: what a file may say, and what it is told when it may not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.profile import Limits, ProfileError, load_profile

EXAMPLE = Path(__file__).parents[2] / "packaging/profile.example.toml"


def written(folder: Path, text: str) -> Path:
    path = folder / "profile.toml"
    path.write_text(text)
    return path


def test_the_example_loads() -> None:
    profile = load_profile(EXAMPLE)
    assert profile.terminal.id == "K07"
    names = ["insurance_card_reader", "code_scanner", "receipt_printer", "report_printer"]
    assert [device.name for device in profile.devices] == names
    assert profile.devices[2].options == {"paper_mm": 80}
    assert profile.mirror_socket is None
    assert not profile.terminal.lab


def test_limits_may_be_shortened(tmp_path: Path) -> None:
    profile = load_profile(written(tmp_path, EXAMPLE.read_text() + "\n[limits]\nidle_s_max = 2\n"))
    assert profile.limits.idle_s_max == 2.0
    assert profile.limits.device_wait_s_max == Limits().device_wait_s_max


def test_relative_paths_are_from_the_files_own_folder(tmp_path: Path) -> None:
    text = EXAMPLE.read_text().replace('"/run/yizhan/keeper.sock"', '"keeper.sock"')
    assert load_profile(written(tmp_path, text)).keeper.socket == tmp_path / "keeper.sock"


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("[limits]\nidle_seconds = 2\n", "idle_seconds"),
        ("[limits]\nidle_s_max = 'soon'\n", "soon"),
        ("[devices.camera]\nmodel = 'v4l2'\n", "address"),
        ("[devices]\nprinter = 3\n", "printer"),
        ("not toml", "TOML"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, change: str, named: str) -> None:
    text = EXAMPLE.read_text().replace("[devices.code_scanner]", "[devices.scanner]") + "\n" + change
    if change == "not toml":
        text, named = change, "profile.toml"
    if change.startswith("[devices]"):
        text = text[: text.index("[devices.")] + change
    with pytest.raises(ProfileError, match=named):
        load_profile(written(tmp_path, text))


def test_a_kind_nobody_knows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match=r"terminal\.kind"):
        load_profile(written(tmp_path, EXAMPLE.read_text().replace('"lobby"', '"vending"')))


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="No such file"):
        load_profile(tmp_path / "nowhere.toml")


@given(st.binary(max_size=300))
def test_any_bytes_load_or_are_refused(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    path = tmp_path_factory.mktemp("profile") / "profile.toml"
    path.write_bytes(raw)
    with pytest.raises(ProfileError):
        load_profile(path)
