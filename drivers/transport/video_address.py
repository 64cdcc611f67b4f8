"""Where a camera is: a stream on the network, or a video device of this machine."""

import os
import socket
import stat
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from drivers.api.errors import Action, DeviceError, ErrorCode
from drivers.options import misconfigured
from drivers.transport.descriptor import offline

_PORTS = {"http": 80, "rtsp": 554}
_DEVICES = "/dev/"


@dataclass(frozen=True, slots=True, repr=False)
class VideoAddress:
    """Either `url` or `device`. A URL may hold a password: it is never logged and never part of an error."""

    url: str = ""
    device: str = ""

    def probe(self, s_max: float) -> None:
        """Something is there. No picture is taken. Raises DeviceError: DEVICE_OFFLINE."""
        if self.device:
            _probe_device(Path(self.device))
        else:
            _probe_host(self.url, s_max)


def parse_video_address(address: str) -> VideoAddress:
    """`http://…`, `rtsp://…`, `/dev/video0`, or the number of a video device.

    Raises DeviceError with action `configuration` for anything else: files and playlists are no cameras.
    """
    if address.isascii() and address.isdecimal():
        return VideoAddress(device=f"{_DEVICES}video{int(address)}")
    if address.startswith(_DEVICES) and ".." not in address:
        return VideoAddress(device=address)
    if _is_stream(address):
        return VideoAddress(url=address)
    raise misconfigured("the camera's address is none of http://…, rtsp://…, /dev/video…, or a device's number")


def _is_stream(address: str) -> bool:
    if not all("!" <= character <= "~" for character in address):
        return False
    try:
        parts = urlsplit(address)
        return parts.scheme in _PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _probe_host(url: str, s_max: float) -> None:
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    try:
        socket.create_connection((host, port), s_max).close()
    except OSError as error:
        raise offline(f"nothing answers at {host}:{port}") from error


def _probe_device(path: Path) -> None:
    try:
        is_device = stat.S_ISCHR(path.stat().st_mode)
    except OSError as error:
        raise offline(f"no {path}") from error
    if not is_device:
        raise misconfigured(f"{path} is no device")
    if not os.access(path, os.R_OK | os.W_OK):
        raise DeviceError(ErrorCode.DEVICE_OFFLINE, f"no permission to open {path}", Action.MAINTENANCE)
