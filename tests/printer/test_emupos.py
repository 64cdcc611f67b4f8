"""An ESC/POS printer that is not ours: emupos reads what our driver sends, and prints it.

It needs Python 3.13, so it lives in a virtualenv of its own, made once under build/.
"""

import fcntl
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from drivers.api.errors import DeviceError, ErrorCode
from drivers.api.receipt_printer import Paper
from drivers.models.escpos_receipt_printer import EscposReceiptPrinter
from drivers.wire.escpos_job import JobEncoder
from drivers.wire.escpos_photo import in_the_middle, photo_dots
from drivers.wire.escpos_raster import LineDrawer
from tests.printer.slips import PHOTO_SLIP, RAMP, SLIP

VERSION = "0.4.0"
INSTALL_S_MAX = 90.0  # of each of two steps; then nobody waits any longer, and it is skipped
START_S_MAX = 60.0
WAIT_S_MAX = 30.0
PAPER_DOTS = {80: 576, 58: 384}
VENV = Path(__file__).parents[2] / "build" / "emupos-venv"
PYENV = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
IS_NEW_ENOUGH = "import sys; sys.exit(sys.version_info < (3, 13))"
READ_TOKENS = """
import json, sys
from emupos.printer.escpos.tokenizer import Tokenizer, Unknown
data, step = sys.stdin.buffer.read(), int(sys.argv[1])
tokenizer = Tokenizer()
tokens = [token for at in range(0, len(data), step) for token in tokenizer.feed(data[at : at + step])]
rest = tokenizer.close()
tokens += [rest] if rest else []
rows = [(type(t).__name__, getattr(t, "name", ""), t.raw if isinstance(t, Unknown) else t.data) for t in tokens]
json.dump([(kind, name, data.hex()) for kind, name, data in rows], sys.stdout)
"""


def find_python() -> str | None:
    candidates = [sys.executable, *map(str, PYENV.glob("3.*/bin/python"))]
    candidates += [found for name in ("python3.13", "python3.14", "python3.15") if (found := shutil.which(name))]
    for candidate in candidates:
        try:
            if subprocess.run([candidate, "-c", IS_NEW_ENOUGH], capture_output=True, timeout=20).returncode == 0:
                return candidate
        except (OSError, subprocess.TimeoutExpired):
            continue
    return None


pytestmark = pytest.mark.timeout(600)  # one installs, and others wait for it
PYTHON = find_python()
if PYTHON is None:
    pytest.skip("the independent check by emupos needs any Python from 3.13 on", allow_module_level=True)


@pytest.fixture(scope="module")
def emupos() -> Path:
    """The bin directory of emupos's own virtualenv."""
    assert PYTHON
    VENV.parent.mkdir(exist_ok=True)
    with (VENV.parent / "emupos-venv.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (VENV / "bin" / "emupos").exists():
            try:
                install(PYTHON)
            except subprocess.SubprocessError as error:
                pytest.skip(f"emupos {VERSION} could not be installed: {error}")
    return VENV / "bin"


def install(python: str) -> None:
    subprocess.run([python, "-m", "venv", "--clear", str(VENV)], check=True, capture_output=True, timeout=INSTALL_S_MAX)
    pip = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--quiet", f"emupos=={VERSION}"]
    subprocess.run(pip, check=True, capture_output=True, timeout=INSTALL_S_MAX)


@pytest.mark.parametrize("paper_mm", [80, 58])
@pytest.mark.parametrize("step", [1, 100_000])
def test_its_parser_knows_every_byte_of_a_slip(emupos: Path, paper_mm: int, step: int) -> None:
    data = JobEncoder(paper_mm, LineDrawer()).encode(SLIP)
    command = [str(emupos / "python"), "-c", READ_TOKENS, str(step)]
    read = subprocess.run(command, input=data, capture_output=True, check=True, timeout=30)
    tokens = [(kind, name, bytes.fromhex(raw)) for kind, name, raw in json.loads(read.stdout)]
    assert [token for token in tokens if token[0] == "Unknown"] == []
    text = b"".join(raw for kind, _, raw in tokens if kind == "Text").decode("gb18030")
    assert "医站人民医院" in text
    assert "￥25.00" in text
    names = [name for kind, name, _ in tokens if kind == "Command"]
    assert names[0] == "ESC @"
    assert names[-2:] == ["GS V", "GS r"]
    assert "GS v 0" in names


def tokens_of(emupos: Path, data: bytes) -> list[tuple[str, str, bytes]]:
    command = [str(emupos / "python"), "-c", READ_TOKENS, "4096"]
    read = subprocess.run(command, input=data, capture_output=True, check=True, timeout=30)
    return [(kind, name, bytes.fromhex(raw)) for kind, name, raw in json.loads(read.stdout)]


@pytest.mark.parametrize("paper_mm", [80, 58])
def test_its_parser_finds_the_whole_photo_of_a_slip(emupos: Path, paper_mm: int) -> None:
    tokens = tokens_of(emupos, JobEncoder(paper_mm, LineDrawer()).encode(PHOTO_SLIP))
    assert [token for token in tokens if token[0] == "Unknown"] == []
    dots = b"".join(raw for kind, name, raw in tokens if (kind, name) == ("Command", "GS v 0"))
    ours = photo_dots(RAMP, PAPER_DOTS[paper_mm])
    strip = in_the_middle(ours, PAPER_DOTS[paper_mm]).tobytes()
    assert len(dots) == len(strip)
    assert sum(theirs != sent for theirs, sent in zip(dots, strip, strict=True)) < 200  # hidden real-time commands


class Daemon:
    """emupos's own printer daemon, with a printer on TCP and its control API as our hands."""

    def __init__(self, bin_dir: Path, folder: Path) -> None:
        self.port, self._api = free_port(), free_port()
        config = {
            "schema": 1,
            "api": {"host": "127.0.0.1", "port": self._api},
            "devices": [
                {
                    "id": "front",
                    "type": "printer",
                    "profile": "epson-tm-t20iii",
                    "receipts_dir": str(folder / "receipts"),
                    "connections": [{"tcp": {"host": "127.0.0.1", "port": self.port}}],
                }
            ],
        }
        (folder / "emupos.yaml").write_text(json.dumps(config))
        command = [str(bin_dir / "emupos"), "run", "--config", str(folder / "emupos.yaml")]
        self.log = folder / "emupos.log"
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log)
        self._wait_until_up()

    def _wait_until_up(self) -> None:
        deadline = time.monotonic() + START_S_MAX
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                self.call("GET", "devices")
                return
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.05)  # it has no event for being ready
        raise AssertionError(self.log.read_text())

    def call(self, method: str, path: str) -> bytes:
        request = urllib.request.Request(f"http://127.0.0.1:{self._api}/api/v1/{path}", method=method)
        with urllib.request.urlopen(request, timeout=WAIT_S_MAX) as answer:
            body: bytes = answer.read()
            return body

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(WAIT_S_MAX)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@pytest.fixture
def daemon(emupos: Path, tmp_path: Path) -> Iterator[Daemon]:
    started = Daemon(emupos, tmp_path)
    yield started
    started.stop()


def test_our_driver_prints_on_it_and_survives_its_paper_running_out(daemon: Daemon) -> None:
    printer = EscposReceiptPrinter("receipt_printer", f"tcp://127.0.0.1:{daemon.port}", {"print_s_max": 1.0})
    printer.open()
    try:
        printer.print(SLIP)
        (receipt,) = json.loads(daemon.call("GET", "devices/front/receipts"))
        assert receipt["boundary"] == "cut"
        daemon.call("PUT", "devices/front/faults/paper-out")
        assert printer.printer_status().paper is Paper.OUT
        with pytest.raises(DeviceError) as caught:
            printer.print(SLIP)
        assert caught.value.code is ErrorCode.PAPER_OUT
        daemon.call("DELETE", "devices/front/faults/paper-out")
        daemon.call("PUT", "devices/front/faults/paper-near-end")
        assert printer.printer_status().paper is Paper.LOW
        printer.print(SLIP)
        assert len(json.loads(daemon.call("GET", "devices/front/receipts"))) == 2
    finally:
        printer.close()


def test_its_completion_answer_waits_for_the_new_roll(daemon: Daemon) -> None:
    """The job's bytes are given to the printer behind the driver's back, so that paper can be out before they come."""
    data = JobEncoder(80, LineDrawer()).encode(SLIP)
    daemon.call("PUT", "devices/front/faults/paper-out")
    with socket.create_connection(("127.0.0.1", daemon.port), WAIT_S_MAX) as line, ThreadPoolExecutor(1) as worker:
        line.sendall(data + b"\x10\x04\x04")
        line.settimeout(WAIT_S_MAX)
        assert line.recv(16) == b"\x7e"
        answer = worker.submit(line.recv, 16)
        daemon.call("DELETE", "devices/front/faults/paper-out")
        received = answer.result(WAIT_S_MAX)
        while len(received) < 5:
            received += line.recv(16)
        assert received == b"\x10\x00\x00\x00" + b"\x00"
