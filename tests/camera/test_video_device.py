"""The shipped driver on a video device that is none: a shim answers the kernel's V4L2 calls (no driver, no USB)."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

SHIM = Path(__file__).with_name("v4l2_shim.c")
DEVICE = "/dev/full"  # a character device that everybody may open; under the shim it captures
NOISE = np.random.default_rng(11)
PLAY = """
import sys
from pathlib import Path
from tests.camera.conftest import STALLS_SOON, WAIT_S_MAX, Watched, until
folder, fourcc, width, height = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
watched = Watched(sys.argv[5], fourcc=fourcc, width=width, height=height, fps=30, reopen_s_max=0.2, **STALLS_SOON)
camera = watched.camera
camera.open()
camera.look()
assert [camera.frame(each, WAIT_S_MAX).pixels.shape for each in range(9)] == [(height, width, 3)] * 9
assert watched.events == []
for fault in sys.argv[6:]:
    heard = len(watched.events)
    (folder / fault).touch()
    until(lambda: len(watched.events) > heard)
    print(watched.told()[heard])
    if fault == "stall":
        other = Watched(sys.argv[5], **STALLS_SOON)
        other.camera.look()
        until(lambda: other.events)
        other.camera.close()
    (folder / fault).unlink()
    until(lambda: watched.told()[-1] == "recovered")
camera.rest()
camera.look()
camera.frame(0, WAIT_S_MAX)
camera.close()
"""


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not shutil.which("cc"):
        pytest.skip("no C compiler here: the V4L2 shim is not built")
    built = tmp_path_factory.mktemp("shim") / "shim.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", built, SHIM, "-ldl"], check=True, timeout=60)
    return built


@pytest.mark.nightly
@pytest.mark.parametrize(("fourcc", "width", "height"), [("YUYV", 640, 480), ("MJPG", 640, 480), ("MJPG", 1280, 720)])
def test_pictures_and_faults(shim: Path, tmp_path: Path, fourcc: str, width: int, height: int) -> None:
    for number in range(8):
        jpeg = cv2.imencode(".jpg", NOISE.integers(0, 255, (height, width, 3), np.uint8))[1]
        (tmp_path / f"{number}.jpg").write_bytes(jpeg.tobytes())
    told = {"stall": "CAMERA_STALLED", "gone": "DEVICE_OFFLINE", "freeze": "CAMERA_FROZEN"}
    if fourcc == "MJPG":
        told["cut"] = "PROTOCOL_ERROR"
    played = subprocess.run(
        [sys.executable, "-c", PLAY, tmp_path, fourcc, str(width), str(height), DEVICE, *told],
        env={**os.environ, "LD_PRELOAD": str(shim), "V4L2_PATH": DEVICE, "V4L2_FOLDER": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (played.stdout.split(), played.stderr) == (list(told.values()), "")
