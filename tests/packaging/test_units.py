"""The units keep what their processes hold of a person in memory, and off the disk."""

from configparser import ConfigParser
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "packaging/systemd"
UNITS = sorted(FOLDER.glob("*.service"))


def service(path: Path) -> dict[str, str]:
    parser = ConfigParser(interpolation=None, strict=True, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(path.read_text())
    return dict(parser["Service"])


def test_both_are_there() -> None:
    assert [path.name for path in UNITS] == ["yizhan-keeper.service", "yizhan-kiosk.service"]


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("LimitCORE", "0"),
        ("MemorySwapMax", "0"),
        ("PrivateTmp", "yes"),
        ("ProtectSystem", "strict"),
        ("ProtectHome", "yes"),
        ("NoNewPrivileges", "yes"),
        ("CapabilityBoundingSet", ""),
    ],
)
def test_a_unit_whose_processes_hold_faces_or_keys_leaves_no_trace(path: Path, setting: str, value: str) -> None:
    assert service(path).get(setting) == value, f"{path.name} needs {setting}={value}"


def test_the_turn_has_no_network() -> None:
    unit = service(FOLDER / "yizhan-kiosk.service")
    assert (unit["PrivateNetwork"], unit["RestrictAddressFamilies"]) == ("yes", "AF_UNIX")
