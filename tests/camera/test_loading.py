"""What is loaded, and what is printed, in a process of its own."""

import subprocess
import sys

import pytest

NO_CAMERA = """
import sys
import kiosk.composition.turn, kiosk.composition.devices, drivers.supervisor, drivers.api.camera
for model in ("pcsc", "sam_a", "serial", "escpos", "ipp"):
    drivers.supervisor.load_model(model)
print([name for name in ("cv2", "numpy", "drivers.models.opencv_camera") if name in sys.modules])
"""
EVERY_FAULT = """
import time
import cv2
from hardware_sim.camera.camera import SimulatedCamera
from hardware_sim.camera.faults import CameraFault
from tests.camera.conftest import STALLS_SOON, Watched, until
lobby = SimulatedCamera(fps=30)
lobby.start()
watched = Watched(lobby.address, **STALLS_SOON)
watched.camera.open()
watched.camera.look()
for fault in CameraFault:
    heard = len(watched.events)
    lobby.set_fault(fault)
    if fault not in (CameraFault.DARK, CameraFault.SOME_CUT_SHORT):
        until(lambda: len(watched.events) > heard)
    lobby.mend()
    until(lambda: watched.told()[-1] == "recovered")
watched.camera.close()
lobby.stop()
print(cv2.getNumThreads())
"""

FAULTS = """
import resource, threading
import numpy as np
from drivers.transport.jpeg_picture import decode
import cv2
jpeg = cv2.imencode(".jpg", np.zeros((720, 1280, 3), np.uint8))[1].tobytes()
def decode_some():
    kept = [decode(jpeg, 1920) for _ in range(3)]  # as the mailbox and who looks keep one
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for number in range(30):
        kept[number % 3] = decode(jpeg, 1920)
    print((resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before) // 30)
thread = threading.Thread(target=decode_some)
thread.start()
thread.join()
"""


def _said_by(code: str) -> tuple[str, str]:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    return done.stdout.strip(), done.stderr


def test_a_machine_without_a_camera_loads_no_opencv() -> None:
    assert _said_by(NO_CAMERA) == ("[]", "")


def test_opencv_and_ffmpeg_print_nothing_and_take_one_thread() -> None:
    assert _said_by(EVERY_FAULT) == ("1", "")


@pytest.mark.parametrize("proxy", ["http_proxy", "HTTP_PROXY"])
def test_a_proxy_of_the_machine_is_not_asked(proxy: str) -> None:
    code = f"""
import os
os.environ[{proxy!r}] = "http://127.0.0.1:9"
from hardware_sim.camera.camera import SimulatedCamera
from tests.camera.conftest import Watched
lobby = SimulatedCamera()
lobby.start()
watched = Watched(lobby.address)
watched.camera.look()
print(watched.camera.frame(0, 30).pixels.shape)
watched.camera.close()
"""
    assert _said_by(code) == ("(480, 640, 3)", "")


def test_the_memory_of_a_picture_is_used_again_for_the_next() -> None:
    faults, said = _said_by(FAULTS)
    assert int(faults) < 200 and said == ""
