"""Pictures from a stream or a video device. Everything here blocks; one thread uses it.

RTSP, films over HTTP and video devices by OpenCV; motion JPEG over HTTP by `jpeg_stream`, for FFmpeg knows one dress of
it only and says nothing of a wrong password. Motion JPEG is taken undecoded and each picture decoded by itself: OpenCV
would stretch a picture of another size to that of the first, spend a second on one of 20 megapixels, and show half a
picture as a whole one.
"""

import os
import time
from dataclasses import dataclass

# Before cv2 looks. Whatever a camera answers: say nothing on stderr, follow no redirect and no playlist, ask no proxy.
os.environ["OPENCV_FFMPEG_LOGLEVEL"] = "-8"
os.environ["OPENCV_FFMPEG_CAPTURE_OPTIONS"] = (
    "format_whitelist;mpjpeg,mjpeg,rtsp,sdp,rtp,mpegts,h264,hevc|rtsp_transport;tcp|max_redirects;0|http_proxy;none"
    "|analyzeduration;500000"  # microseconds; without it FFmpeg studies a stream for a second before the first picture
)
os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "2")

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.api.errors import DeviceError, ErrorCode
from drivers.transport.descriptor import offline
from drivers.transport.http_body import refused
from drivers.transport.jpeg_picture import check_size, decode
from drivers.transport.jpeg_stream import JpegStream
from drivers.transport.rtsp_answer import rtsp_status
from drivers.transport.video_address import VideoAddress

cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
cv2.setNumThreads(1)  # a second one only adds jitter: the other core draws the screen

_OPEN_S_MIN = 0.1
_NEARLY = 0.95  # of a time-out: what ended so late ended by it
_SAYS_YES = (None, 200)
_UNDECODED = -1
_MOTION_JPEG = frozenset(int.from_bytes(name, "little") for name in (b"MJPG", b"mjpg"))


@dataclass(frozen=True, slots=True)
class CaptureSettings:
    """`width`, `height`, `fps`, `fourcc`: asked of a video device; 0 and "": as it likes."""

    read_s_max: float = 1.5
    side_px_max: int = 3840
    width: int = 0
    height: int = 0
    fps: float = 0
    fourcc: str = ""


class VideoCapture:
    def __init__(self, address: VideoAddress, settings: CaptureSettings) -> None:
        self._address, self._settings = address, settings
        self._capture: cv2.VideoCapture | None = None
        self._stream: JpegStream | None = None
        self._undecoded = False

    def probe(self, s_max: float) -> None:
        self._address.probe(s_max)

    def open(self, s_max: float) -> None:
        """Raises DeviceError: DEVICE_OFFLINE, DEVICE_BUSY, CAMERA_STALLED, PROTOCOL_ERROR (no stream of pictures)."""
        self.close()
        ends_s = time.monotonic() + s_max
        if self._address.url[:5].lower() == "http:":
            self._open_stream(ends_s)
        if self._stream is None:
            self._open_capture(max(_OPEN_S_MIN, ends_s - time.monotonic()))

    def read(self) -> tuple[NDArray[np.uint8], float]:
        """The next picture, and when it was here. Raises BadPicture; DeviceError: DEVICE_OFFLINE, CAMERA_STALLED."""
        if self._stream is not None:
            jpeg, here_s = self._stream.read(self._settings.read_s_max), time.monotonic()
            return decode(jpeg, self._settings.side_px_max), here_s
        if self._capture is None:
            raise offline("not open")
        began_s = time.monotonic()
        there, got = self._capture.read()
        here_s = time.monotonic()
        if here_s - began_s >= self._settings.read_s_max * _NEARLY:  # also if a decoder then gives what it held back
            raise DeviceError(ErrorCode.CAMERA_STALLED, f"no picture for {self._settings.read_s_max} s")
        if not there:
            raise offline("it hung up")
        if self._undecoded:
            return decode(got.tobytes(), self._settings.side_px_max), here_s
        return np.asarray(got, np.uint8), here_s

    def close(self) -> None:
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.close()
        capture, self._capture = self._capture, None
        if capture is not None:
            capture.release()

    def _open_stream(self, ends_s: float) -> None:
        stream = JpegStream(self._address.url, ends_s)
        try:
            if stream.has_pictures(ends_s):
                self._stream = stream
        finally:
            if self._stream is None:
                stream.close()

    def _open_capture(self, s_max: float) -> None:
        self._address.probe(s_max)
        began_s = time.monotonic()
        capture = self._new_capture(s_max)
        if not capture.isOpened():
            capture.release()
            raise self._not_opened(time.monotonic() - began_s >= s_max * _NEARLY, s_max)
        self._capture = capture
        fourcc = int(capture.get(cv2.CAP_PROP_FOURCC))
        self._undecoded = fourcc in _MOTION_JPEG
        if self._undecoded and self._address.url:
            capture.set(cv2.CAP_PROP_FORMAT, _UNDECODED)
        elif self._undecoded:
            capture.set(cv2.CAP_PROP_CONVERT_RGB, 0)
        else:
            size = int(capture.get(cv2.CAP_PROP_FRAME_WIDTH)), int(capture.get(cv2.CAP_PROP_FRAME_HEIGHT))
            check_size(*size, self._settings.side_px_max)

    def _new_capture(self, open_s_max: float) -> cv2.VideoCapture:
        wanted = self._settings
        limits = [cv2.CAP_PROP_READ_TIMEOUT_MSEC, int(wanted.read_s_max * 1000)]
        if self._address.url:
            limits += [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, int(open_s_max * 1000)]
            limits += [cv2.CAP_PROP_N_THREADS, 1]  # each one more holds one picture back
            return cv2.VideoCapture(self._address.url, cv2.CAP_FFMPEG, limits)
        capture = cv2.VideoCapture(self._address.device, cv2.CAP_V4L2)
        if wanted.fourcc:
            capture.set(cv2.CAP_PROP_FOURCC, int.from_bytes(wanted.fourcc.encode(), "little"))
        for name, value in (
            (cv2.CAP_PROP_FRAME_WIDTH, wanted.width),
            (cv2.CAP_PROP_FRAME_HEIGHT, wanted.height),
            (cv2.CAP_PROP_FPS, wanted.fps),
        ):
            if value:
                capture.set(name, value)
        return capture

    def _not_opened(self, late: bool, s_max: float) -> DeviceError:
        if self._address.device:
            return DeviceError(ErrorCode.DEVICE_BUSY, "another program has it, or it gives no format of ours")
        if late:
            return DeviceError(ErrorCode.CAMERA_STALLED, "it answers, and no picture comes")
        if (
            self._address.url[:5].lower() == "rtsp:"
            and (status := rtsp_status(self._address.url, s_max)) not in _SAYS_YES
        ):
            return refused(status, "user, password or path")  # which of them, it says to who has a right password only
        return DeviceError(ErrorCode.PROTOCOL_ERROR, "no stream of pictures at its address")
