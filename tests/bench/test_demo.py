"""A demo leaves nothing behind, however it ends; there is one at a time."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from hardware_sim.bench.demo_lock import AlreadyRunning, DemoLock

BENCH = Path(sys.executable).parent / "kiosk-bench"
START_S_MAX, END_S_MAX = 90.0, 60.0
LISTENS = "0A"  # as /proc/net/tcp writes it


class Demo:
    """One demo in a process group and a runtime folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.before = set(Path("/tmp").glob("yizhan-*"))
        self.process = self.start()

    def start(self) -> "subprocess.Popen[str]":
        environment = {**os.environ, "XDG_RUNTIME_DIR": str(self.folder)}
        environment.pop("DISPLAY", None)
        return subprocess.Popen(
            [BENCH, "demo", "--no-browser", "--port", "8700"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=environment,
        )

    def await_url(self) -> str:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line.startswith("Yizhan bench: open http://127.0.0.1:"), line
        return line.split()[-1]

    def family(self) -> list[psutil.Process]:
        return [psutil.Process(self.process.pid), *psutil.Process(self.process.pid).children(recursive=True)]

    def run_dirs(self) -> set[Path]:
        """Other benches may run beside this one: only those that this demo's processes were given count."""
        known = {path for path in Path("/tmp").glob("yizhan-*") if path not in self.before}
        lines = list(map(command_of, self.family()))
        return {path for path in known if any(str(path) in line for line in lines)}


def command_of(process: psutil.Process) -> str:
    """Empty once it is gone."""
    try:
        return " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return ""


def listening() -> set[str]:
    """The sockets, not their ports: a port that is free again may be anybody's at once, another test's too."""
    tables = [table for table in (Path("/proc/net/tcp"), Path("/proc/net/tcp6")) if table.exists()]  # or no IPv6
    lines = [line.split() for table in tables for line in table.read_text().splitlines()]
    return {f"socket:[{fields[9]}]" for fields in lines if fields[3] == LISTENS}


def sockets_of(pid: int) -> Iterator[str]:
    with suppress(OSError):  # it is gone
        for link in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(OSError):
                yield str(link.readlink())


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    demo = Demo(tmp_path)
    yield demo
    demo.process.kill()
    demo.process.wait()
    assert demo.process.stdout is not None
    demo.process.stdout.close()


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_demo_leaves_nothing_behind(demo: Demo, ending: signal.Signals) -> None:
    demo.await_url()
    family, run_dirs = demo.family(), demo.run_dirs()
    names = " ".join(map(command_of, family))
    assert "pcscd" in names
    assert "kiosk.composition.turn" in names
    assert len(run_dirs) == 1
    sockets = {socket for process in family for socket in sockets_of(process.pid)} & listening()
    assert len(sockets) >= 3  # panel, hospital, printer
    demo.process.send_signal(ending)
    gone, alive = psutil.wait_procs(family, END_S_MAX)
    assert list(map(command_of, alive)) == []
    assert not sockets & listening()
    assert not [path for path in run_dirs if path.exists()]
    if ending is not signal.SIGKILL:
        assert [getattr(process, "returncode", None) for process in gone if process.pid == demo.process.pid] == [0]


def test_a_second_demo_says_where_the_first_one_is(demo: Demo) -> None:
    url = demo.await_url()
    second = demo.start()
    said, _ = second.communicate(timeout=START_S_MAX)
    assert second.returncode == 4
    assert said == f"Yizhan bench: already running at {url}\n"


def test_missing_system_packages_give_one_apt_line(tmp_path: Path) -> None:
    """With a PATH and a pcscd that are not there."""
    code = (
        "import hardware_sim.pcsc as pcsc, hardware_sim.__main__ as m;"
        "pcsc.VPCD_LIBRARY = '/nowhere/libifdvpcd.so';"
        "m.main(['demo', '--no-browser', '--port', '8750'])"
    )
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=START_S_MAX, env=environment, check=False
    )
    assert done.returncode == 3
    (line,) = (done.stdout + done.stderr).splitlines()
    assert line.startswith("apt-get install ")


def test_the_lock_is_free_again_after_release(tmp_path: Path) -> None:
    lock, other = DemoLock(tmp_path / "lock"), DemoLock(tmp_path / "lock")
    lock.take()
    lock.tell("http://127.0.0.1:1/")
    with pytest.raises(AlreadyRunning, match=r"http://127\.0\.0\.1:1/"):
        other.take()
    lock.release()
    other.take()
    other.release()
    assert not (tmp_path / "lock").exists()
