"""Only a terminal with its certificate gets in, and it knows its hospital."""

import contextlib
import io
import stat
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
import requests

from hardware_sim.hospital.certificates import make_certificates
from hardware_sim.hospital.clock import SystemClock
from hardware_sim.hospital.stand_in import HospitalStandIn
from tests.hospital_stand_in.terminal import Terminal

CURL_S_MAX = 20


def curl(stand_in: HospitalStandIn, *options: str) -> subprocess.CompletedProcess[str]:
    command = ["curl", "--silent", "--show-error", "--noproxy", "*", "--header", "X-Terminal-Id: T01", *options]
    return subprocess.run(
        [*command, f"{stand_in.url}/v1/health"], capture_output=True, text=True, timeout=CURL_S_MAX, check=False
    )


def own_certificate(stand_in: HospitalStandIn) -> list[str]:
    files = stand_in.certificates
    return ["--cert", str(files.terminal()), "--key", str(files.terminal_key())]


def test_curl_with_the_terminals_certificate_gets_in(stand_in: HospitalStandIn) -> None:
    answer = curl(stand_in, "--cacert", str(stand_in.certificates.ca), *own_certificate(stand_in))
    assert '"accepts_payments":true' in answer.stdout


def test_curl_without_a_certificate_stays_out(stand_in: HospitalStandIn) -> None:
    answer = curl(stand_in, "--cacert", str(stand_in.certificates.ca))
    assert answer.returncode != 0
    assert answer.stdout == ""
    assert stand_in.requests.records() == ()


def test_a_certificate_of_another_ca_stays_out(stand_in: HospitalStandIn, tmp_path: Path) -> None:
    stranger = make_certificates(tmp_path, SystemClock().now())
    foreign = ["--cert", str(stranger.terminal()), "--key", str(stranger.terminal_key())]
    answer = curl(stand_in, "--cacert", str(stand_in.certificates.ca), *foreign)
    assert answer.returncode != 0
    assert stand_in.requests.records() == ()


def test_a_terminal_does_not_talk_to_a_hospital_of_another_ca(stand_in: HospitalStandIn, tmp_path: Path) -> None:
    stranger = make_certificates(tmp_path, SystemClock().now())
    answer = curl(stand_in, "--cacert", str(stranger.ca), *own_certificate(stand_in))
    assert answer.returncode == 60


def test_a_terminal_cannot_speak_for_another(wired: Terminal, stand_in: HospitalStandIn) -> None:
    refused = wired.call("callHelp", body={"call_id": "help-0001", "step": "A"}, headers={"X-Terminal-Id": "T02"})
    assert (refused.status, refused.code) == (403, "TERMINAL_REFUSED")
    assert stand_in.hospital.desk.help_calls == {}


def test_plain_http_gets_no_answer(stand_in: HospitalStandIn) -> None:
    plain = stand_in.url.replace("https", "http")
    with requests.Session() as session:
        session.trust_env = False
        with pytest.raises(requests.ConnectionError):
            session.get(f"{plain}/v1/health", timeout=5)


def test_certificates_are_kept_until_they_end(tmp_path: Path) -> None:
    now = SystemClock().now()
    first = make_certificates(tmp_path, now, ("T01", "T02")).ca.read_bytes()
    assert make_certificates(tmp_path, now, ("T01", "T02")).ca.read_bytes() == first
    assert make_certificates(tmp_path, now + timedelta(days=30), ("T01",)).ca.read_bytes() != first


def test_a_new_terminal_gets_a_certificate(tmp_path: Path) -> None:
    now = SystemClock().now()
    make_certificates(tmp_path, now, ("T01",))
    assert make_certificates(tmp_path, now, ("T01", "T02")).terminal("T02").exists()


def test_keys_are_for_their_owner_only(stand_in: HospitalStandIn) -> None:
    for key in (stand_in.certificates.server_key, stand_in.certificates.terminal_key()):
        assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_nothing_is_printed_or_logged(
    wired: Terminal, stand_in: HospitalStandIn, caplog: pytest.LogCaptureFixture
) -> None:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed), caplog.at_level(0):
        wired.quote("zhang", "310")
        stand_in.cut_network()
    ours = [record for record in caplog.records if not record.name.startswith("urllib3")]
    assert (printed.getvalue(), ours) == ("", [])
    assert "张三丰" not in repr(stand_in.requests.records())


def test_a_taken_port_is_an_error_with_a_cause(stand_in: HospitalStandIn, run_dir: Path) -> None:
    port = int(stand_in.url.rsplit(":", 1)[1])
    second = HospitalStandIn(run_dir, type(stand_in.config)(port=port))
    with pytest.raises(OSError, match="cannot listen"):
        second.start()
    second.stop()
