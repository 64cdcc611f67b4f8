"""Takes the pictures: one after the other while somebody looks, none while nobody does."""

import os
import threading
import time
from dataclasses import dataclass

import cv2
import numpy as np

from hardware_sim.camera import bit_strip
from hardware_sim.camera.faults import CameraFault
from hardware_sim.camera.lens import Sensor, exposed, fits
from hardware_sim.camera.picture import Picture, Scene

JPEG_QUALITY = 85
DARK_GAIN = 0.18
TOO_LARGE = (4608, 2592)
_GARBAGE_BYTES = 8_000
_END_S_MAX = 2.0


@dataclass(frozen=True, slots=True, repr=False)
class Shot:
    number: int
    jpeg: bytes


class Shutter:
    """`scene` may be changed at any time, from any thread."""

    def __init__(self, width: int, height: int, fps: float, scene: Scene) -> None:
        self._size, self._interval_s = (width, height), 1 / fps
        self._sensor = Sensor(width, height)
        self._scene, self._since_s = scene, time.monotonic()
        self._changed = threading.Condition()
        self._fault: CameraFault | None = None
        self._viewers = 0
        self._stopping = False
        self._shot = Shot(0, b"")
        self._frozen = b""
        self._thread: threading.Thread | None = None

    @property
    def viewers(self) -> int:
        return self._viewers

    @property
    def last(self) -> Shot:
        return self._shot

    def start(self) -> None:
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="camera-shutter", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(_END_S_MAX)

    def show(self, scene: Scene) -> None:
        with self._changed:
            self._scene, self._since_s = scene, time.monotonic()

    def set_fault(self, fault: CameraFault | None) -> None:
        with self._changed:
            self._fault, self._frozen = fault, b""
            self._changed.notify_all()

    def join_in(self, change: int) -> None:
        """One viewer more, or one less."""
        with self._changed:
            self._viewers += change
            if not self._viewers:
                self._shot = Shot(self._shot.number, b"")
            self._changed.notify_all()

    def next_after(self, number: int, wait_s_max: float) -> Shot | None:
        with self._changed:
            self._changed.wait_for(lambda: self._shot.number > number or self._stopping, wait_s_max)
            return self._shot if self._shot.number > number and self._shot.jpeg else None

    def _run(self) -> None:
        due_s = time.monotonic()
        while self._wait_for_viewers():
            due_s = max(due_s + self._interval_s, time.monotonic())
            self._take()
            time.sleep(max(0.0, due_s - time.monotonic()))

    def _wait_for_viewers(self) -> bool:
        with self._changed:
            self._changed.wait_for(lambda: self._stopping or (self._viewers and self._fault is not CameraFault.STALL))
            return not self._stopping

    def _take(self) -> None:
        with self._changed:
            scene, seen_s, fault, number = self._scene, time.monotonic() - self._since_s, self._fault, self._shot.number
        jpeg = self._jpeg(scene, seen_s, fault, number + 1)
        with self._changed:
            if self._viewers:
                self._shot = Shot(number + 1, jpeg)
                self._changed.notify_all()

    def _jpeg(self, scene: Scene, seen_s: float, fault: CameraFault | None, number: int) -> bytes:
        if fault is CameraFault.GARBAGE:
            return os.urandom(_GARBAGE_BYTES)
        if fault is CameraFault.FREEZE and self._frozen:
            return self._frozen
        picture = self._picture(scene, seen_s, fault)
        bit_strip.draw(picture, number, time.monotonic())
        jpeg = self._frozen = encoded(picture)
        cut = fault is CameraFault.CUT_SHORT or (fault is CameraFault.SOME_CUT_SHORT and number % 3 == 0)
        return jpeg[: len(jpeg) // 2] if cut else jpeg

    def _picture(self, scene: Scene, seen_s: float, fault: CameraFault | None) -> Picture:
        if fault is CameraFault.BLACK:
            return self._sensor.covered()
        if fault is CameraFault.WRONG_SIZE:
            return np.full((TOO_LARGE[1], TOO_LARGE[0], 3), 128, np.uint8)
        picture = fits(scene(seen_s), *self._size)
        return self._sensor.see(exposed(picture, DARK_GAIN) if fault is CameraFault.DARK else picture)


def encoded(picture: Picture) -> bytes:
    done, jpeg = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    if not done:
        raise ValueError("OpenCV encodes no JPEG")
    return jpeg.tobytes()
