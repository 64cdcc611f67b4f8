"""`kiosk doctor` on machines where something, or everything, is missing: it says so and goes on."""

import fcntl
import json
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from hardware_sim.face_pay.cloud import FaceCloud
from hardware_sim.face_pay.service import FaceService
from hardware_sim.face_pay.simulated import SimulatedFacePay
from kiosk.__main__ import main
from kiosk.composition import doctor
from kiosk.composition.doctor import Finding, examine
from tests.composition.machine import write_profile

PRINTER = """
[devices.receipt_printer]
model = "escpos"
address = "tcp://127.0.0.1:1"
open_s_max = 0.2
"""


@pytest.fixture(autouse=True)
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "ASK_S_MAX", 2.0)


def found(profile: Path, group: str, name: str = "") -> Finding:
    (finding,) = [f for f in examine(profile) if f.group == group and name in f.name]
    return finding


def test_nothing_runs_and_nothing_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(doctor, "SYSTEM_PATH", str(tmp_path))
    findings = examine(write_profile(tmp_path, '[voice]\ncommand = "espeak-ng"\n' + PRINTER))
    assert [f.group for f in findings] == [
        "profile", "program", "font", "file", "file", "file", "file", "device", "keeper", "hospital",
    ]  # fmt: skip
    assert [f.ok for f in findings] == [True, *[False] * 9]
    assert all(f.what_to_do for f in findings if not f.ok)


def test_the_command_prints_all_of_it_and_exits_1(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["doctor", "--json", "--profile", str(write_profile(tmp_path))])
    assert result.exit_code == 1
    assert {row["group"] for row in json.loads(result.output)} >= {"profile", "font", "file", "keeper", "hospital"}


def test_a_certificate_that_is_none_is_the_hospitals_finding(tmp_path: Path) -> None:
    for name in ("ca.pem", "terminal.pem", "terminal.key"):
        (tmp_path / name).write_text("nothing of the kind")
    finding = found(write_profile(tmp_path), "hospital")
    assert not finding.ok and finding.what_to_do


def test_a_vendors_program_that_is_not_there_is_named(tmp_path: Path) -> None:
    program = tmp_path / "wlt2bmp"
    profile = write_profile(tmp_path, f'[recognition]\nid_photo_decoder = ["{program}", "-q"]\n')
    assert (finding := found(profile, "program", "wlt2bmp")).what_to_do and not finding.ok
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    assert found(profile, "program", "wlt2bmp").ok


def test_a_program_outside_a_users_path_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    (tmp_path / "sbin").mkdir()
    program = tmp_path / "sbin/espeak-ng"
    program.touch(mode=0o755)
    monkeypatch.setattr(doctor, "SYSTEM_PATH", str(tmp_path / "sbin"))
    assert found(write_profile(tmp_path, '[voice]\ncommand = "espeak-ng"\n'), "program").ok


def test_a_driver_with_a_bug_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("baud")

    monkeypatch.setattr("drivers.supervisor.load_model", lambda model: broken)
    finding = found(write_profile(tmp_path, PRINTER), "device")
    assert not finding.ok and "KeyError" in finding.state


@pytest.fixture
def running(tmp_path: Path) -> Iterator[None]:
    (tmp_path / "keeper").mkdir()
    with (tmp_path / "keeper/run.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.mark.usefixtures("running")
def test_the_devices_of_a_terminal_that_runs_are_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(*_: object) -> None:
        raise AssertionError("opened under the terminal's hands")

    monkeypatch.setattr("drivers.supervisor.load_model", opened)
    finding = found(write_profile(tmp_path, PRINTER), "device")
    assert not finding.ok and finding.what_to_do


@pytest.mark.usefixtures("running")
def test_the_devices_of_a_terminal_that_runs_are_as_it_sees_them(tmp_path: Path) -> None:
    row = {"name": "receipt_printer", "state": "userError", "code": "PAPER_OUT", "action": "clear", "health_reason": ""}
    (tmp_path / "keeper/run.json").write_text(json.dumps({"processes": {}, "devices": [row]}))
    finding = found(write_profile(tmp_path, PRINTER), "device")
    assert (finding.ok, finding.state) == (False, "userError PAPER_OUT")
    assert "paper" in finding.what_to_do


def test_what_a_terminal_wrote_before_it_was_killed_counts_no_more(tmp_path: Path) -> None:
    """Its process id may be somebody else's by now."""
    (tmp_path / "keeper").mkdir()
    (tmp_path / "keeper/run.lock").touch()
    row = {"name": "receipt_printer", "state": "online", "code": "", "action": "", "health_reason": ""}
    (tmp_path / "keeper/run.json").write_text(json.dumps({"processes": {"run": os.getpid()}, "devices": [row]}))
    assert not found(write_profile(tmp_path, PRINTER), "device").ok


def test_a_keeper_that_takes_calls_and_answers_none_is_not_well(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(str(tmp_path / "keeper.sock"))
        deaf.listen()
        finding = found(write_profile(tmp_path, "[limits]\nhospital_read_s_max = 0.2\n"), "keeper")
    assert not finding.ok and finding.what_to_do


def test_templates_of_the_hospitals_own_are_tried(tmp_path: Path) -> None:
    profile = write_profile(tmp_path, '[documents]\ntemplates = "own"\n')
    assert "own" in found(profile, "template").state
    (tmp_path / "own").mkdir()
    (tmp_path / "own/settled.zh_CN.j2").write_text("# 凭条\n{{ slip.trace_number }}\n")
    finding = found(profile, "template")
    assert not finding.ok and "settled.zh_CN.j2, line 2" in finding.state


def test_templates_that_can_be_used_are_well(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own/_foot.en.j2").write_text("{{ case.trace_number }}\n")
    assert found(write_profile(tmp_path, '[documents]\ntemplates = "own"\n'), "template").ok


def test_recorded_sentences_are_counted_and_a_missing_list_is_asked_for(tmp_path: Path) -> None:
    profile = write_profile(tmp_path, '[voice]\nprompts = "prompts"\n')
    assert "no folder" in found(profile, "voice").state
    (tmp_path / "prompts").mkdir()
    assert found(profile, "voice").what_to_do.startswith("kiosk voice --out")
    (tmp_path / "prompts" / "sentences.tsv").write_text("zh_CN/a.wav\t您好\n", encoding="utf-8")
    assert found(profile, "voice").ok
    assert found(profile, "voice").state == "0 of 1 sentences have a recording"


CAMERA = """
[devices.camera]
model = "opencv"
address = "/dev/nowhere"
"""


def test_a_machine_without_a_camera_hears_nothing_of_models(tmp_path: Path) -> None:
    assert not [f for f in examine(write_profile(tmp_path)) if f.group == "models"]


def test_a_camera_without_models_only_reads_codes_and_that_is_no_fault(tmp_path: Path) -> None:
    finding = found(write_profile(tmp_path, CAMERA), "models")
    assert finding.ok and "hidden" in finding.state


def test_models_that_were_not_fetched_are_named_with_what_is_hidden(tmp_path: Path) -> None:
    finding = found(write_profile(tmp_path, '[recognition]\nmodels = "models"\n' + CAMERA), "models")
    assert not finding.ok
    assert finding.state.startswith("FACE_MODELS_MISSING") and "face_detection_yunet" in finding.state
    assert "fetch.py models" in finding.what_to_do and "hidden" in finding.what_to_do


@pytest.mark.parametrize(
    ("camera", "models", "state"),
    [
        ("", "", "wanted, and the profile names no camera, no models"),
        (CAMERA, "", "wanted, and the profile names no models"),
        (
            CAMERA,
            'models = "models"',
            "wanted; compared with the hospital's photo; the card's needs an id_photo_decoder",
        ),
    ],
)
def test_a_face_check_that_can_never_be_made_is_named(tmp_path: Path, camera: str, models: str, state: str) -> None:
    profile = write_profile(tmp_path, f'[recognition]\nface_check = "wanted"\n{models}\n{camera}')
    finding = next(each for each in examine(profile) if each.name == "face check")
    assert (finding.state, finding.ok) == (state, bool(camera and models))


@pytest.mark.parametrize(("camera", "state"), [("2d", "FACE_PAY_NOT_CERTIFIED a 2d camera"), ("3d", "opens")])
def test_a_camera_that_may_take_no_payments_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, camera: str, state: str
) -> None:
    monkeypatch.setattr(doctor, "ASK_S_MAX", 30.0)  # somebody answers
    service = FaceService(FaceCloud(time.monotonic), lambda behaviour: "", time.monotonic, camera=camera)
    simulator = SimulatedFacePay(tmp_path / "face.sock", service)
    simulator.start()
    device = f'[devices.face_pay]\nmodel = "wxpay_face"\naddress = "{simulator.address}"\n'
    finding = found(write_profile(tmp_path, f'{device}store_id = "S"\ndevice_id = "D"\n'), "device")
    simulator.stop()
    assert (finding.state, finding.ok) == (state, camera == "3d")


def test_fetched_models_are_checked_one_by_one(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    for path in (Path(__file__).parents[2] / ".models").iterdir():
        (tmp_path / "models" / path.name).symlink_to(path)
    profile = write_profile(tmp_path, '[recognition]\nmodels = "models"\n')
    assert found(profile, "models").ok
    spoiled = tmp_path / "models" / "face_blendshapes.tflite"
    spoiled.unlink()
    spoiled.write_bytes(b"another")
    assert found(profile, "models").state.startswith("FACE_MODELS_WRONG")
