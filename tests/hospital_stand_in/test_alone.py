"""`python -m hardware_sim.hospital`: the hospital in a process of its own."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import requests

START_S_MAX = 30.0


def test_the_hospital_runs_alone_and_leaves_its_ledger(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hardware_sim.hospital", "--run-dir", str(tmp_path), "--port", "0"]
    with subprocess.Popen([*command, "--terminal", "W07"], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            told = json.loads(process.stdout.readline())
            files = Path(told["certificates"])
            with requests.Session() as session:
                session.trust_env = False
                session.verify = str(files / "ca.pem")
                session.cert = (str(files / "terminal-W07.pem"), str(files / "terminal-W07.key"))
                answer = session.get(f"{told['url']}/v1/health", headers={"X-Terminal-Id": "W07"}, timeout=10)
            assert answer.json()["accepts_payments"] is True
            process.send_signal(signal.SIGTERM)
            assert process.wait(START_S_MAX) == 0
        finally:
            process.kill()
    assert json.loads((tmp_path / "ledger.json").read_text(encoding="utf-8"))["entries"] == []
