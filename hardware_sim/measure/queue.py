"""`kiosk-bench measure queue`: our queue and its rivals, interleaved, each run in a process of its own."""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
RIVALS_VENV = ROOT / ".venv-rivals"
RIVALS_LOCK = ROOT / "requirements-rivals.lock"
WORKERS = Path(__file__).parent / "queue_workers"
OURS = [sys.executable, "-m", "hardware_sim.measure.queue_workers.ours"]
RIVALS = ("raw", "sqlite", "persist-queue", "huey", "litequeue", "dbos")
NAMES = {
    "plain": "ours: business + outbox + audit row",
    "sealed": "the same, bodies sealed (AES-GCM)",
    "raw": "append + fdatasync (the unit)",
    "sqlite": "sqlite3 WAL FULL, one bare row",
    "persist-queue": "persist-queue 1.1 SQLiteAckQueue",
    "huey": "huey 3.5 SqliteHuey",
    "litequeue": "litequeue 0.9, patched to FULL",
    "dbos": "DBOS 3.4 on SQLite, one-step workflow",
}
COUNT, COUNT_DBOS, COUNT_SLOW = 1_000, 60, 600
SLOW_SYNC_US = 1_000
SYNC_COUNT = 200
SIZES = (10_000, 100_000, 1_000_000)
WORKER_S_MAX = 120.0

Figures = dict[str, float]
Aim = tuple[str, str, float, bool]  # what, key, limit, at most (else at least)
AIMS: tuple[Aim, ...] = (
    ("put, p50 against append + fdatasync", "put_ratio", 1.35, True),
    ("syncs for each put", "put_syncs", 1.02, True),
    ("syncs for each acknowledgement, ten at once", "drain_syncs", 0.15, True),
    ("drain against the raw rate", "drain_ratio", 3.5, False),
    ("sixteen producers against the raw rate", "crowd_ratio", 2.0, False),
    ("sixteen producers, on a disk that syncs in 1 ms", "slow_crowd_ratio", 2.0, False),
    ("put, p50, on a disk that syncs in 1 ms", "slow_put_ratio", 1.35, True),
    ("sealed against plain, p50", "sealed_ratio", 1.5, True),
    ("next operation among 100,000, µs", "head_us_100000", 100.0, True),
    ("next operation among 1,000,000 against 100,000", "head_growth", 1.5, True),
    ("open with 10,000 waiting, ms", "open_ms_10000", 300.0, True),
)


def measure_queue(runs: int) -> dict[str, object]:
    """`rows`: each subject's medians over the runs. `aims`: what was wanted, what was seen."""
    missing = "" if _install_rivals() else "the rivals could not be installed: only sqlite3 and the raw file ran"
    subjects = ["plain", "sealed", *(name for name in RIVALS if not missing or name in ("raw", "sqlite"))]
    taken: dict[str, list[Figures]] = {name: [] for name in subjects}
    for _ in range(runs):
        for name in subjects:
            taken[name].append(_run(name, "all"))
    rows = {name: _medians(each) for name, each in taken.items() if any(each)}
    for name in rows:
        rows[name] |= _syncs(name)
    ours = dict(rows["plain"])
    ours["sealed_ratio"] = rows["sealed"]["put_p50_us"] / ours["put_p50_us"]
    ours |= _on_a_slow_disk() | _selection()
    ours["head_growth"] = ours["head_us_1000000"] / ours["head_us_100000"]
    aims = [_judged(aim, ours[aim[1]]) for aim in AIMS if aim[1] in ours]
    return {"runs": runs, "rows": {NAMES[name]: row for name, row in rows.items()}, "aims": aims, "note": missing}


def as_markdown(figures: dict[str, object]) -> str:
    """Two tables for docs/performance.md."""
    rows, aims = figures["rows"], figures["aims"]
    assert isinstance(rows, dict)
    assert isinstance(aims, list)
    keys = ("put_p50_us", "put_p99_us", "put_ratio", "put_syncs", "drain_per_s", "drain_ratio", "drain_syncs")
    lines = ["| queue | put p50 µs | p99 µs | p50 × raw | syncs | drain/s | × raw | syncs |", "|---|" + "---|" * 7]
    for name, row in rows.items():
        lines.append(f"| {name} | " + " | ".join(_text(row.get(key), key) for key in keys) + " |")
    lines += ["", "| figure | seen | aim | |", "|---|---|---|---|"]
    for aim in aims:
        sign = "≤" if aim["at_most"] else "≥"
        verdict = "met" if aim["met"] else "**missed**"
        lines.append(f"| {aim['what']} | {aim['seen']:.2f} | {sign} {aim['limit']:g} | {verdict} |")
    return "\n".join([*lines, str(figures["note"])]).rstrip()


def _text(value: float | None, key: str) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if key.endswith(("_us", "_per_s")) else f"{value:.2f}"


def _judged(aim: Aim, seen: float) -> dict[str, object]:
    what, key, limit, at_most = aim
    met = seen <= limit if at_most else seen >= limit
    return {"what": what, "key": key, "seen": round(seen, 3), "limit": limit, "at_most": at_most, "met": met}


def _medians(taken: list[Figures]) -> Figures:
    good = [each for each in taken if each]
    return {key: median(each[key] for each in good) for key in good[0]}


def _run(name: str, what: str, count: int = 0, before: tuple[str, ...] = ()) -> Figures:
    """What the worker says; nothing if it failed."""
    count = count or (COUNT_DBOS if name == "dbos" else COUNT)
    with _folder() as folder:
        command = [*before, *_command(name), str(folder), str(count), what]
        try:
            done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=WORKER_S_MAX)
        except subprocess.TimeoutExpired:
            return {}
    lines = done.stdout.splitlines()
    return _figures(lines[-1]) if done.returncode == 0 and lines else {}


def _figures(said: bytes) -> Figures:
    figures: Figures = json.loads(said)
    return figures


def _command(name: str) -> list[str]:
    if name in ("plain", "sealed"):
        return [*OURS, name]
    python = RIVALS_VENV / "bin" / "python"
    return [str(python) if python.exists() else sys.executable, str(WORKERS / "rivals.py"), name]


def _syncs(name: str) -> Figures:
    """Counted by strace: twice as many against once as many, so that opening and closing drop out."""
    if shutil.which("strace") is None:
        return {}
    size = COUNT_DBOS if name == "dbos" else SYNC_COUNT
    once, twice = (_count_syncs(name, "put", count) for count in (size, 2 * size))
    figures = {"put_syncs": (twice - once) / size}
    if name != "dbos":
        both = _count_syncs(name, "drain", 2 * size) - _count_syncs(name, "drain", size)
        figures["drain_syncs"] = both / size - figures["put_syncs"]
    return figures


def _count_syncs(name: str, what: str, count: int) -> int:
    with _folder() as folder:
        log = folder / "syncs"
        _run(name, what, count, ("strace", "-f", "-o", str(log), "-e", "trace=fdatasync,fsync"))
        return len(re.findall(r"f(?:data)?sync\(\d+(?:\)| <unfinished)", log.read_text()))


def _on_a_slow_disk() -> Figures:
    """As a kiosk's eMMC is: every sync, ours and the unit's, takes a millisecond longer, by strace."""
    delay = f"inject=fdatasync,fsync:delay_exit={SLOW_SYNC_US}"
    before = ("strace", "-f", "--seccomp-bpf", "-o", "/dev/null", "-e", "trace=fdatasync,fsync", "-e", delay)
    if shutil.which("strace") is None:
        return {}
    seen = _run("plain", "all", COUNT_SLOW, before)
    return {f"slow_{key}": seen[key] for key in ("put_ratio", "crowd_ratio") if key in seen}


def _selection() -> Figures:
    with _folder() as folder:
        command = [*OURS, "selection", str(folder), ",".join(map(str, SIZES))]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=WORKER_S_MAX)
        return _figures(done.stdout)


def _install_rivals() -> bool:
    """Into an environment of their own: nothing of ours needs them."""
    if (RIVALS_VENV / "installed").exists():
        return True
    try:
        subprocess.run([sys.executable, "-m", "venv", str(RIVALS_VENV)], check=True, capture_output=True)
        pip = [str(RIVALS_VENV / "bin" / "pip"), "install", "-q", "--require-hashes", "-r", str(RIVALS_LOCK)]
        subprocess.run(pip, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    (RIVALS_VENV / "installed").touch()
    return True


@contextmanager
def _folder() -> Iterator[Path]:
    """On the disk that the checkout is on: a memory file system would sync for nothing."""
    (ROOT / "build").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT / "build") as name:
        yield Path(name)
