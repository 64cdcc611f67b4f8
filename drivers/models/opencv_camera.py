"""Any camera that OpenCV opens: an IP camera's stream, or a video device (V4L2) of this machine."""

import threading
from collections.abc import Callable, Mapping

from drivers.api.camera import CameraEvent, CameraFailed, CameraRecovered, Frame
from drivers.api.errors import Action, DeviceError, ErrorCode
from drivers.api.status import DeviceState, DeviceStatus
from drivers.models.camera_health import HealthLimits
from drivers.models.camera_worker import CameraWorker, WorkerLimits
from drivers.options import number, refuse_unknown, shown_address, text
from drivers.transport.jpeg_picture import SIDE_PX_MIN
from drivers.transport.video_address import parse_video_address
from drivers.transport.video_capture import CaptureSettings, VideoCapture

MODEL = "opencv"
_WANTED = frozenset({"width", "height", "fps", "fourcc"})
_LIMITS = frozenset({"open_s_max", "read_s_max", "reopen_s_max", "presence_s"})
_OPTIONS = _WANTED | _LIMITS | {"side_px_max", "frozen_s_max", "dark_s_max", "dark_level_max"}


class OpencvCamera:
    """Entry point `opencv`. Address `http://…` (motion JPEG), `rtsp://…`, `/dev/video0` or its number.

    Options: width, height, fps, fourcc (MJPG, YUYV) are asked of a video device. open_s_max, read_s_max (no picture for
    so long: stalled), reopen_s_max (longest pause before it is opened again), presence_s (how often it is asked for
    while it rests), side_px_max, frozen_s_max, dark_s_max, dark_level_max (95 of 100 pixels are no lighter: black).
    """

    def __init__(self, name: str, address: str, options: Mapping[str, object]) -> None:
        """Raises DeviceError with action `configuration` for an option or an address that cannot be."""
        refuse_unknown(options, _OPTIONS)
        self._name, self._shown_address = name, shown_address(address)
        source = VideoCapture(parse_video_address(address), _capture_settings(options))
        self._worker = CameraWorker(name, source, _health_limits(options), _worker_limits(options), self._tell)
        self._listener: Callable[[CameraEvent], None] = _nobody
        self._lock = threading.Lock()
        self._error: DeviceError | None = None
        self._open = False

    def watch(self, listener: Callable[[CameraEvent], None]) -> None:
        self._listener = listener

    def open(self) -> None:
        """Raises DeviceError: DEVICE_OFFLINE, DEVICE_BUSY."""
        self._worker.start()
        with self._lock:
            self._open = True

    def close(self) -> None:
        self._worker.stop()
        with self._lock:
            self._open, self._error = False, None

    def look(self) -> None:
        self._worker.look()

    def rest(self) -> None:
        self._worker.rest()

    def frame(self, after: int, wait_s_max: float) -> Frame:
        return self._worker.frame(after, wait_s_max)

    def status(self) -> DeviceStatus:
        with self._lock:
            error = self._error
            state = _state(error) if self._open else DeviceState.OFFLINE
        return DeviceStatus(self._name, MODEL, self._shown_address, state, error)

    def _tell(self, error: DeviceError | None) -> None:
        """In the worker's thread: it goes on by itself, so nobody need reset anything."""
        failure = error and DeviceError(error.code, error.detail, _action(error))
        if failure is not None:
            failure.__cause__ = error
        with self._lock:
            self._error = failure
        self._listener(CameraRecovered() if failure is None else CameraFailed(failure))


def _action(error: DeviceError) -> Action:
    return Action.SUSPEND if error.action is Action.RESET else error.action


def _state(error: DeviceError | None) -> DeviceState:
    if error is None:
        return DeviceState.ONLINE
    return DeviceState.USER_ERROR if error.code is ErrorCode.CAMERA_DARK else DeviceState.OFFLINE


def _capture_settings(options: Mapping[str, object]) -> CaptureSettings:
    default = CaptureSettings()
    return CaptureSettings(
        read_s_max=number(options, "read_s_max", default.read_s_max, 0.1, 30),
        side_px_max=int(number(options, "side_px_max", default.side_px_max, SIDE_PX_MIN, 8192)),
        width=int(number(options, "width", 0, 0, 8192)),
        height=int(number(options, "height", 0, 0, 8192)),
        fps=number(options, "fps", 0, 0, 120),
        fourcc=text(options, "fourcc", "", ("", "MJPG", "YUYV")),
    )


def _health_limits(options: Mapping[str, object]) -> HealthLimits:
    default = HealthLimits()
    return HealthLimits(
        frozen_s_max=number(options, "frozen_s_max", default.frozen_s_max, 0.2, 600),
        dark_s_max=number(options, "dark_s_max", default.dark_s_max, 0, 600),
        dark_level_max=int(number(options, "dark_level_max", default.dark_level_max, 0, 255)),
    )


def _worker_limits(options: Mapping[str, object]) -> WorkerLimits:
    default = WorkerLimits()
    return WorkerLimits(
        open_s_max=number(options, "open_s_max", default.open_s_max, 0.1, 30),
        reopen_s_max=number(options, "reopen_s_max", default.reopen_s_max, 0.05, 60),
        presence_s=number(options, "presence_s", default.presence_s, 0.05, 3600),
    )


def _nobody(event: CameraEvent) -> None:
    """Nobody watches."""
