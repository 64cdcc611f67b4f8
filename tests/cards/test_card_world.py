"""The bench's PC/SC world: many at once, nothing left behind, and an independent program that reads its cards."""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from hardware_sim import pcsc
from hardware_sim.cards.contents import CardContents
from hardware_sim.cards.library import find_card
from hardware_sim.pcsc import Missing, PcscWorld

END_S_MAX = 10.0


def _processes_of(run_dir: Path) -> list[str]:
    """Command lines that name this run directory."""
    lines = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            lines.append(entry.read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return [line for line in lines if str(run_dir) in line]


def test_two_worlds_run_side_by_side_and_leave_nothing(short_dir: Path) -> None:
    worlds = [PcscWorld(short_dir / name) for name in ("a", "b")]
    for world in worlds:
        world.start()
    worlds[0].insert(0, "zhang")
    assert [world.cards_in() for world in worlds] == [(True, False), (False, False)]
    assert len({world.service_socket for world in worlds if world.service_socket.is_socket()}) == 2
    for world in worlds:
        world.stop()
        world.stop()
    assert not [path for path in short_dir.rglob("*") if path.is_socket()]
    assert not [thread for thread in threading.enumerate() if thread.name == "card-world" and not thread.daemon]


def _wait_until_gone(run_dir: Path) -> None:
    """The kernel ends a killed namespace a moment later."""
    for _ in range(round(END_S_MAX / 0.05)):
        if not _processes_of(run_dir):
            break
        threading.Event().wait(0.05)
    assert _processes_of(run_dir) == []


def test_a_stopped_world_has_no_processes(short_dir: Path) -> None:
    world = PcscWorld(short_dir)
    world.start()
    assert _processes_of(short_dir)
    world.stop()
    _wait_until_gone(short_dir)


def test_a_killed_bench_takes_its_world_along(short_dir: Path) -> None:
    program = f"""
import pathlib, sys
from hardware_sim.pcsc import PcscWorld
PcscWorld(pathlib.Path({str(short_dir)!r})).start()
print("up", flush=True)
sys.stdin.read()
"""
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as bench:
        assert bench.stdout is not None
        assert bench.stdout.readline() == b"up\n"
        os.kill(bench.pid, signal.SIGKILL)
    _wait_until_gone(short_dir)


def test_a_missing_program_is_named_with_the_line_that_installs_it(
    short_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pcsc, "VPCD_LIBRARY", "/nowhere")
    with pytest.raises(Missing, match=r"missing: vsmartcard-vpcd\. Install with: apt-get install"):
        PcscWorld(short_dir).start()


def test_a_run_directory_too_deep_for_a_socket_is_refused(short_dir: Path) -> None:
    with pytest.raises(RuntimeError, match="too long"):
        PcscWorld(short_dir / ("x" * 100)).start()


def test_what_cannot_be_done_is_refused(world: PcscWorld) -> None:
    with pytest.raises(ValueError, match="no slot 2"):
        world.insert(2, "zhang")
    with pytest.raises(ValueError, match="NO_SUCH"):
        world.insert(0, "zhang", "NO_SUCH")
    with pytest.raises(ValueError, match="no card in slot 0"):
        world.remove(0)
    world.insert(0, CardContents(name="张三丰"))
    with pytest.raises(ValueError, match="already"):
        world.insert(0, "li")
    with pytest.raises(RuntimeError, match="not running"):
        PcscWorld(world.service_socket.parent).cards_in()


def _answers_in(output: str) -> list[str]:
    """The responses in what scriptor prints: `< 01 10 33 ...`, over several lines, up to ` : Normal processing`."""
    return ["".join(found.split()) for found in re.findall(r"^< ((?:[0-9A-F]{2}\s+)+):", output, re.MULTILINE)]


def test_scriptor_reads_the_same_card(world: PcscWorld, tmp_path: Path) -> None:
    """pcsc-tools' scriptor knows nothing of us: what it reads from EF05 is what the card file says."""
    scriptor = shutil.which("scriptor")
    if scriptor is None:
        pytest.skip("no scriptor: apt-get install pcsc-tools")
    world.insert(0, "zhang-t1")
    script = tmp_path / "script"
    script.write_text(
        "reset\n00 A4 04 00 0F 73 78 31 2E 73 68 2E C9 E7 BB E1 B1 A3 D5 CF\n00 A4 02 00 02 EF 05\n"
        + "".join(f"00 B2 {tag:02X} 00 00\n" for tag in range(1, 8))
    )
    environment = os.environ | {"PCSCLITE_CSOCK_NAME": str(world.service_socket)}
    command = [scriptor, "-r", world.reader_names[0], str(script)]
    for _ in range(20):  # until the reader has noticed the card
        run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=20, check=False)
        answers = _answers_in(run.stdout)
        if answers:
            break
        threading.Event().wait(0.1)
    values = find_card("zhang-t1").record_values()
    expected = [f"{tag:02X}{len(values[tag]):02X}{values[tag].hex().upper()}9000" for tag in range(1, 8)]
    assert answers == ["9000", "9000", *expected], run.stdout + run.stderr
