"""pcscd inside a bench's own namespace: its reader file, its start, its end."""

import socket
import subprocess
import time
from pathlib import Path

from hardware_sim.cards.vpcd_link import FIRST_PORT

SLOTS = 2
START_S_MAX = 10.0
STOP_S_MAX = 3.0
LOOK_AGAIN_S = 0.02
LISTENING = "0A"  # state column of /proc/net/tcp

PCSCD_SOCKET = Path("/run/pcscd/pcscd.comm")  # compiled into pcscd; /run is the bench's run directory here
VPCD_LIBRARY = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so"

READER_FILE = f"""\
FRIENDLYNAME "Virtual PCD"
DEVICENAME   /dev/null:0x{FIRST_PORT:04X}
LIBPATH      {VPCD_LIBRARY}
CHANNELID    0x{FIRST_PORT:04X}
"""


class Pcscd:
    """The service of one bench. Not thread-safe: the card host's main thread drives it."""

    def __init__(self, program: str, run_dir: Path) -> None:
        self._program = program
        self._config = run_dir / "reader.d"
        self._log = run_dir / "pcscd.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns when clients and cards can connect. Raises RuntimeError when it does not come up."""
        self._config.mkdir(exist_ok=True)
        (self._config / "vpcd").write_text(READER_FILE)
        PCSCD_SOCKET.parent.mkdir(exist_ok=True)
        with self._log.open("ab") as log:
            command = [self._program, "--foreground", "--config", str(self._config)]
            self._process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        deadline = time.monotonic() + START_S_MAX
        while not (_slots_listen() and _accepts_clients()):
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"pcscd did not start; see {self._log}")
            time.sleep(LOOK_AGAIN_S)

    def stop(self) -> None:
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_S_MAX)
        except subprocess.TimeoutExpired:  # a stuck card holds its reader thread
            self._process.kill()
            self._process.wait()
        self._process = None
        for left_over in (PCSCD_SOCKET, PCSCD_SOCKET.with_name("pcscd.pid")):
            left_over.unlink(missing_ok=True)


def _slots_listen() -> bool:
    lines = Path("/proc/net/tcp").read_text().splitlines()[1:]
    ports = {int(line.split()[1].partition(":")[2], 16) for line in lines if line.split()[3] == LISTENING}
    return all(FIRST_PORT + slot in ports for slot in range(SLOTS))


def _accepts_clients() -> bool:
    with socket.socket(socket.AF_UNIX) as client:
        return client.connect_ex(str(PCSCD_SOCKET)) == 0
