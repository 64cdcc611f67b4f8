"""No core dump of a process that holds faces or keys; in production no other process reads its memory.

That the shipped processes ask for it: tests/privacy/test_bench.py.
"""

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

PR_GET_DUMPABLE = 3
SAYS = """
import ctypes, resource
from kiosk.composition.closed_memory import close_memory
resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
close_memory(lab={lab})
print(ctypes.CDLL(None).prctl({get}, 0, 0, 0, 0), *resource.getrlimit(resource.RLIMIT_CORE))
"""


@pytest.mark.parametrize(("lab", "dumpable"), [(False, "0"), (True, "1")])
def test_what_the_kernel_is_told(lab: bool, dumpable: str) -> None:
    code = SAYS.format(lab=lab, get=PR_GET_DUMPABLE)
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.split() == [dumpable, "0", "0"]


def test_who_is_closed_leaves_no_core_where_one_that_is_open_does(tmp_path: Path) -> None:
    if not Path("/proc/sys/kernel/core_pattern").read_text().startswith("core"):
        pytest.skip("cores go elsewhere on this machine")
    if resource.getrlimit(resource.RLIMIT_CORE)[1] == 0:
        pytest.skip("cores are off here")
    assert _cores(tmp_path / "open", "pass")
    assert not _cores(tmp_path / "closed", "close_memory(False)")


def _cores(folder: Path, closing: str) -> list[Path]:
    folder.mkdir()
    code = (
        "import os, resource; from kiosk.composition.closed_memory import close_memory;"
        "resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2);"
        f"{closing}; os.abort()"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, check=False)
    assert done.returncode == -signal.SIGABRT
    return list(folder.glob("core*"))
