"""The shipped driver against a real RTSP server: GStreamer's, with the encoders of real cameras.

apt-get install --no-install-recommends python3-gi gir1.2-gst-rtsp-server-1.0 gstreamer1.0-plugins-{good,bad,ugly}
"""

import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

import pytest

from drivers.api.errors import DeviceError, ErrorCode
from tests.camera.conftest import WAIT_S_MAX, Watched, until

pytestmark = pytest.mark.nightly
SYSTEM_PYTHON = "/usr/bin/python3"  # the bindings are Debian's
NEEDED = """
import gi
gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import Gst
Gst.init(None)
absent = [name for name in ("x264enc", "x265enc", "jpegenc", "rtph264pay") if Gst.ElementFactory.find(name) is None]
assert not absent, absent
"""
SERVER = """
import sys, gi
gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtspServer
Gst.init(None)
PICTURES = "videotestsrc is-live=true pattern=smpte ! video/x-raw,format=I420,width=640,height=480,framerate=25/1 ! "
CODECS = {
    "h264": "x264enc tune=zerolatency speed-preset=ultrafast key-int-max=25 ! rtph264pay name=pay0",
    "held-back": "x264enc speed-preset=ultrafast bframes=2 b-adapt=false key-int-max=25 ! rtph264pay name=pay0",
    "h265": "x265enc tune=zerolatency speed-preset=ultrafast key-int-max=25 ! rtph265pay name=pay0",
    "jpeg": "jpegenc ! rtpjpegpay name=pay0",
}
server = GstRtspServer.RTSPServer()
server.set_address("127.0.0.1")
server.set_service(sys.argv[1])
for path, codec in CODECS.items():
    factory = GstRtspServer.RTSPMediaFactory()
    factory.set_launch("( " + PICTURES + codec + " )")
    factory.set_shared(True)
    if "locked" in sys.argv:
        may = GstRtspServer.RTSPPermissions()
        may.add_permission_for_role("user", "media.factory.access", True)
        may.add_permission_for_role("user", "media.factory.construct", True)
        factory.set_permissions(may)
    server.get_mount_points().add_factory("/" + path, factory)
if "locked" in sys.argv:
    lock, user = GstRtspServer.RTSPAuth(), GstRtspServer.RTSPToken()
    user.set_string("media.factory.role", "user")
    lock.add_basic(GstRtspServer.RTSPAuth.make_basic("eve", "se@cret"), user)
    server.set_auth(lock)
server.attach(None)
print(server.get_bound_port(), flush=True)
GLib.MainLoop().run()
"""


@cache
def _absent() -> str:
    try:
        subprocess.run([SYSTEM_PYTHON, "-c", NEEDED], check=True, capture_output=True, timeout=60)
    except (OSError, subprocess.SubprocessError) as error:
        return f"no GStreamer RTSP server here (see this file's head): {error}"
    return ""


@dataclass
class Server:
    how: tuple[str, ...] = ()
    port: str = "0"
    process: subprocess.Popen[str] | None = field(default=None)

    def start(self) -> None:
        self.process = subprocess.Popen(
            [SYSTEM_PYTHON, "-c", SERVER, self.port, *self.how], stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        self.port = self.process.stdout.readline().strip()

    def send(self, number: signal.Signals) -> None:
        assert self.process is not None
        self.process.send_signal(number)

    def end(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.communicate()

    def address(self, path: str, user: str = "") -> str:
        return f"rtsp://{user}127.0.0.1:{self.port}/{path}"


@pytest.fixture
def serving() -> Iterator[Callable[..., Server]]:
    if _absent():
        pytest.skip(_absent())
    servers: list[Server] = []

    def serve(*how: str) -> Server:
        servers.append(Server(how))
        servers[-1].start()
        return servers[-1]

    yield serve
    for server in servers:
        server.end()


SLOWER = {"open_s_max": 5.0, "read_s_max": 1.0, "reopen_s_max": 0.2, "frozen_s_max": 5}


@pytest.mark.parametrize("path", ["h264", "held-back", "h265", "jpeg"])
def test_pictures_stall_drop_and_return(
    serving: Callable[..., Server], path: str, capfd: pytest.CaptureFixture[str]
) -> None:
    server = serving()
    watched = Watched(server.address(path), **SLOWER)
    watched.camera.open()
    watched.camera.look()
    assert [watched.camera.frame(each, WAIT_S_MAX).pixels.shape for each in range(20)] == [(480, 640, 3)] * 20
    server.send(signal.SIGSTOP)
    until(lambda: watched.told()[-1:] == [ErrorCode.CAMERA_STALLED])
    server.send(signal.SIGCONT)
    until(lambda: watched.told()[-1:] == ["recovered"])
    server.end()
    until(lambda: watched.told()[-1:] == [ErrorCode.DEVICE_OFFLINE])
    server.start()
    until(lambda: watched.told()[-1:] == ["recovered"])
    watched.camera.close()
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("path", ["h264", "held-back"])
def test_what_a_decoder_held_back_is_not_given_after_a_stall(serving: Callable[..., Server], path: str) -> None:
    """A read that ran into its time-out gives one picture of before, the next read another one, and so on."""
    server = serving()
    watched = Watched(server.address(path), **SLOWER)
    watched.camera.look()
    watched.camera.frame(20, WAIT_S_MAX)
    server.send(signal.SIGSTOP)
    stopped_s, last = time.monotonic(), watched.camera.frame(0, WAIT_S_MAX)
    while not watched.events:
        try:
            last = watched.camera.frame(last.number, 0.1)
        except DeviceError:
            continue
    watched.camera.close()
    server.send(signal.SIGCONT)
    assert last.taken_s - stopped_s < SLOWER["read_s_max"] * 0.9


@pytest.mark.parametrize(
    ("path", "user", "detail"),
    [
        ("h264", "eve:wrong@", "it answers 401: user, password or path"),
        ("h264", "", "it answers 401: user, password or path"),
        ("nothing", "eve:se%40cret@", "it answers 404: the path"),
        ("h264", "eve:se%40cret@", ""),
    ],
)
def test_a_password(serving: Callable[..., Server], path: str, user: str, detail: str) -> None:
    watched = Watched(serving("locked").address(path, user), **SLOWER)
    watched.camera.look()
    if not detail:
        watched.camera.frame(3, WAIT_S_MAX)
    else:
        until(lambda: watched.events)
        error = watched.camera.status().error
        assert error is not None and error.detail == detail
    watched.camera.close()


def test_a_path_that_is_not_there(serving: Callable[..., Server]) -> None:
    watched = Watched(serving().address("nothing"), **SLOWER)
    watched.camera.look()
    until(lambda: watched.events)
    error = watched.camera.status().error
    assert error is not None and error.detail == "it answers 404: the path"
    watched.camera.close()
