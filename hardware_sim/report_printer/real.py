"""CUPS' own `ippeveprinter` as the A4 printer: a printer we did not write.

It wants a D-Bus to tell its name on, so it gets one of its own, in its own folder; `-r off` keeps it from telling
anything, and `-n localhost` from listening anywhere else (tried: CUPS 2.4.2).
"""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

PROGRAMS = {"ippeveprinter": "cups-ipp-utils", "dbus-daemon": "dbus-daemon"}
START_S_MAX = 10.0
STOP_S_MAX = 3.0
LOOK_S = 0.02
_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><listen>unix:path={path}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
"""


class NoRealPrinter(RuntimeError):
    """What is missing, and the package that has it; or the end of its log."""


class IppEvePrinter:
    """`command` gets each document's file as its argument and is what takes the time."""

    def __init__(self, run_dir: Path, command: str = "/bin/true") -> None:
        self._run_dir, self._command = run_dir, command
        self._processes: list[subprocess.Popen[bytes]] = []
        self.port = 0

    @property
    def address(self) -> str:
        return f"ipp://localhost:{self.port}/ipp/print"

    def start(self) -> None:
        """Raises NoRealPrinter."""
        programs = {name: _program(name) for name in PROGRAMS}
        spool = self._run_dir / "spool"
        spool.mkdir(parents=True)
        bus, config = self._run_dir / "bus", self._run_dir / "bus.conf"
        config.write_text(_BUS.format(path=bus))
        self._run([programs["dbus-daemon"], f"--config-file={config}", "--nofork", "--nopidfile"])
        self._until(bus.exists)
        self.port = _free_port()
        options = ["-k", "-d", str(spool), "-p", str(self.port), "-n", "localhost", "-r", "off"]
        self._run(
            [programs["ippeveprinter"], *options, "-f", "application/pdf", "-c", self._command, "A4"],
            DBUS_SYSTEM_BUS_ADDRESS=f"unix:path={bus}",
        )
        self._until(lambda: _listens(self.port))

    def stop(self) -> None:
        for process in reversed(self._processes):
            process.terminate()
        for process in self._processes:
            try:
                process.wait(STOP_S_MAX)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # the program that it runs for a job is not its to end
        self._processes = []

    @property
    def documents(self) -> tuple[Path, ...]:
        """What it was given, the oldest first."""
        return tuple(sorted((self._run_dir / "spool").glob("*.pdf"), key=lambda path: int(path.name.split("-")[0])))

    def _run(self, command: list[str], **more: str) -> None:
        with (self._run_dir / "log").open("ab") as log:
            environment = dict(os.environ, **more)
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment, start_new_session=True
            )
        self._processes.append(process)

    def _until(self, there: Callable[[], bool]) -> None:
        ends_s = time.monotonic() + START_S_MAX
        while not there():
            if time.monotonic() > ends_s or any(process.poll() is not None for process in self._processes):
                raise NoRealPrinter((self._run_dir / "log").read_text(errors="replace")[-500:])
            time.sleep(LOOK_S)


def _program(name: str) -> str:
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if found is None:
        raise NoRealPrinter(f"no {name}: apt-get install {PROGRAMS[name]}")
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
