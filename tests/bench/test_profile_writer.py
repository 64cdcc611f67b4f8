"""What the bench writes, the terminal reads."""

from pathlib import Path

from hardware_sim.profile_writer import PANELS, HospitalAccess, ProfileValues, toml_text, write_profile
from kiosk.profile import load_profile


def values(run_dir: Path, panel: str = "lobby") -> ProfileValues:
    return ProfileValues(
        run_dir=run_dir,
        terminal_id="T01",
        panel=panel,
        hospital=HospitalAccess("https://127.0.0.1:1", Path("/c/ca.pem"), Path("/c/t.pem"), Path("/c/t.key")),
        card_service_socket=Path('/run/with "quotes"/pcscd.comm'),
        scanner="/run/scanner",
        printer="tcp://127.0.0.1:9100",
        paper_mm=58,
        mirror_socket=run_dir / "mirror.sock",
        limits={"idle_s_max": 1.5},
    )


def test_the_terminal_reads_the_profile_as_it_was_meant(tmp_path: Path) -> None:
    profile = load_profile(write_profile(values(tmp_path)))
    devices = {device.name: device for device in profile.devices}
    assert (profile.terminal.id, profile.terminal.lab, profile.keeper.managed) == ("T01", True, True)
    assert profile.limits.idle_s_max == 1.5
    assert devices["insurance_card_reader"].options["service_socket"] == '/run/with "quotes"/pcscd.comm'
    assert devices["receipt_printer"].options["paper_mm"] == 58
    assert profile.mirror_socket == tmp_path / "mirror.sock"
    assert profile.journal_dir == tmp_path / "journal"


def test_every_panel_can_be_read(tmp_path: Path) -> None:
    for name, size in PANELS.items():
        panel = load_profile(write_profile(values(tmp_path, name))).panel
        assert (panel.width_px, panel.height_px) == (size.width_px, size.height_px)


def test_the_key_is_kept_and_is_for_its_owner_only(tmp_path: Path) -> None:
    write_profile(values(tmp_path))
    key = (tmp_path / "keeper.key").read_bytes()
    write_profile(values(tmp_path))
    assert (tmp_path / "keeper.key").read_bytes() == key
    assert len(key) == 32
    assert (tmp_path / "keeper.key").stat().st_mode & 0o777 == 0o600


def test_text_of_any_kind_survives_toml() -> None:
    import tomllib

    text = 'a "b" \\ \n 医站 𬱖'
    assert tomllib.loads(toml_text({"t": {"x": text, "yes": True, "n": 3, "f": 0.5}}))["t"] == {
        "x": text,
        "yes": True,
        "n": 3,
        "f": 0.5,
    }
