"""The shipped driver against the simulated camera, over real HTTP."""

import threading
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest

from drivers.api.camera import Frame
from drivers.api.errors import Action, DeviceError, ErrorCode
from drivers.api.status import DeviceState
from drivers.models.opencv_camera import OpencvCamera
from drivers.options import shown_address
from drivers.supervisor import DeviceSpec, DeviceSupervisor
from hardware_sim.camera import bit_strip
from hardware_sim.camera.camera import SimulatedCamera
from hardware_sim.camera.faults import CameraFault
from tests.camera.conftest import SHORT, STALLS_SOON, WAIT_S_MAX, Watched, until


def test_the_camera_stays_dark_until_somebody_looks(lobby: SimulatedCamera, watched: Watched) -> None:
    watched.camera.open()
    assert watched.camera.status().state is DeviceState.ONLINE and not lobby.looked_at
    watched.camera.look()
    watched.camera.look()  # twice is once
    assert watched.camera.frame(0, WAIT_S_MAX).number >= 1 and lobby.looked_at
    watched.camera.rest()
    until(lambda: not lobby.looked_at)
    assert watched.events == []


def test_each_picture_is_newer_than_the_one_before(watched: Watched) -> None:
    watched.camera.look()
    frames = [watched.camera.frame(0, WAIT_S_MAX)]
    for _ in range(5):
        frames.append(watched.camera.frame(frames[-1].number, WAIT_S_MAX))
    stamps = [bit_strip.read(frame.pixels) for frame in frames]
    sent = [stamp.number for stamp in stamps if stamp is not None]
    assert len(sent) == 6 and sent == sorted(set(sent))
    assert [frame.taken_s for frame in frames] == sorted(frame.taken_s for frame in frames)


def test_nobody_waits_for_an_old_picture(lobby: SimulatedCamera, watched: Watched) -> None:
    watched.camera.look()
    first = watched.camera.frame(0, WAIT_S_MAX)
    until(lambda: watched.camera.frame(0, WAIT_S_MAX).number > first.number + 3)  # nobody took those between
    assert watched.camera.frame(first.number, WAIT_S_MAX).number > first.number + 3


@pytest.mark.parametrize(
    ("fault", "code", "state"),
    [
        (CameraFault.STALL, ErrorCode.CAMERA_STALLED, DeviceState.OFFLINE),
        (CameraFault.UNPLUG, ErrorCode.DEVICE_OFFLINE, DeviceState.OFFLINE),
        (CameraFault.FREEZE, ErrorCode.CAMERA_FROZEN, DeviceState.OFFLINE),
        (CameraFault.BLACK, ErrorCode.CAMERA_DARK, DeviceState.USER_ERROR),
        (CameraFault.WRONG_SIZE, ErrorCode.PROTOCOL_ERROR, DeviceState.OFFLINE),
        (CameraFault.GARBAGE, ErrorCode.PROTOCOL_ERROR, DeviceState.OFFLINE),
        (CameraFault.CUT_SHORT, ErrorCode.PROTOCOL_ERROR, DeviceState.OFFLINE),
    ],
)
def test_a_fault_is_named_and_passes(
    lobby: SimulatedCamera, fault: CameraFault, code: ErrorCode, state: DeviceState
) -> None:
    watched = Watched(lobby.address, **STALLS_SOON)
    watched.camera.open()
    watched.camera.look()
    watched.camera.frame(0, WAIT_S_MAX)
    lobby.set_fault(fault)
    until(lambda: watched.told()[-1:] == [code])
    status = watched.camera.status()
    assert status.state is state and status.error is not None and status.error.code is code
    with pytest.raises(DeviceError) as refused:
        watched.camera.frame(10_000, 0.3)
    assert refused.value.code in (code, ErrorCode.DEVICE_OFFLINE, ErrorCode.CAMERA_STALLED)
    lobby.mend()
    until(lambda: watched.told()[-1] == "recovered")
    assert watched.camera.frame(0, WAIT_S_MAX).number > 0
    assert watched.camera.status().state is DeviceState.ONLINE
    assert all(one != other for one, other in pairwise(watched.told()))  # each is told once, however often it is tried
    watched.camera.close()


def test_a_camera_that_hangs_up_is_dialled_again(lobby: SimulatedCamera, watched: Watched) -> None:
    watched.camera.look()
    number = watched.camera.frame(0, WAIT_S_MAX).number
    lobby.set_fault(CameraFault.DROP)
    until(lambda: watched.told()[-2:] == [ErrorCode.DEVICE_OFFLINE, "recovered"])
    assert watched.camera.frame(number, WAIT_S_MAX).number > number


@pytest.mark.parametrize("fault", [CameraFault.DARK, CameraFault.SOME_CUT_SHORT])
def test_poor_light_and_a_broken_picture_between_good_ones_are_no_fault_of_the_camera(
    lobby: SimulatedCamera, watched: Watched, fault: CameraFault
) -> None:
    lobby.set_fault(fault)
    watched.camera.look()
    last = 0
    for _ in range(20):
        last = watched.camera.frame(last, WAIT_S_MAX).number
    assert watched.events == []


def test_the_same_picture_is_given_until_it_has_lasted_for_too_long(lobby: SimulatedCamera) -> None:
    watched = Watched(lobby.address, frozen_s_max=60)
    watched.camera.look()
    lobby.set_fault(CameraFault.FREEZE)
    until(lambda: _same_twice(watched.camera))  # the first may be from before
    watched.camera.close()


def _same_twice(camera: OpencvCamera) -> bool:
    first = camera.frame(0, WAIT_S_MAX)
    return bool((camera.frame(first.number, WAIT_S_MAX).pixels == first.pixels).all())


def test_a_camera_that_is_gone_is_found_when_it_comes(lobby: SimulatedCamera, watched: Watched) -> None:
    lobby.set_fault(CameraFault.UNPLUG)
    with pytest.raises(DeviceError) as refused:
        watched.camera.open()
    assert refused.value.code is ErrorCode.DEVICE_OFFLINE
    watched.camera.look()  # also before it could be opened
    until(lambda: watched.told()[-1:] == [ErrorCode.DEVICE_OFFLINE])
    lobby.mend()
    assert watched.camera.frame(0, WAIT_S_MAX).number > 0


def test_while_it_rests_a_pulled_cable_is_noticed_and_its_return_too(lobby: SimulatedCamera, watched: Watched) -> None:
    watched.camera.open()
    lobby.set_fault(CameraFault.UNPLUG)
    until(lambda: watched.told()[-1:] == [ErrorCode.DEVICE_OFFLINE])
    lobby.mend()
    until(lambda: watched.told()[-2:] == [ErrorCode.DEVICE_OFFLINE, "recovered"])
    assert not lobby.looked_at


def test_a_fault_does_not_outlive_its_look(lobby: SimulatedCamera, watched: Watched) -> None:
    watched.camera.open()
    watched.camera.look()
    lobby.set_fault(CameraFault.BLACK)
    until(lambda: watched.told()[-1:] == [ErrorCode.CAMERA_DARK])
    watched.camera.rest()
    until(lambda: watched.told()[-2:] == [ErrorCode.CAMERA_DARK, "recovered"])
    assert watched.camera.status().error is None


def test_rest_does_not_wait_for_a_read_that_is_held_up(lobby: SimulatedCamera) -> None:
    watched = Watched(lobby.address, read_s_max=5.0)
    watched.camera.look()
    watched.camera.frame(0, WAIT_S_MAX)
    lobby.set_fault(CameraFault.STALL)
    until(lambda: _code_of(watched.camera, 0.2) is ErrorCode.TIMEOUT)  # the read is held up now
    waiting = _frame_in_a_thread(watched.camera)
    watched.camera.rest()
    assert lobby.looked_at  # it came back while the read was still under way
    assert waiting() is ErrorCode.DEVICE_OFFLINE
    until(lambda: not lobby.looked_at)
    assert watched.events == []  # what the last read ran into is of no interest any more
    watched.camera.close()


def test_looking_again_at_once_begins_anew(lobby: SimulatedCamera, watched: Watched) -> None:
    watched.camera.open()
    for _ in range(30):
        watched.camera.look()
        watched.camera.rest()
    watched.camera.look()
    assert watched.camera.frame(0, WAIT_S_MAX).number >= 1
    watched.camera.rest()
    until(lambda: not lobby.looked_at)
    assert watched.events == []


def test_no_picture_is_left_after_rest(watched: Watched) -> None:
    watched.camera.look()
    frame = watched.camera.frame(0, WAIT_S_MAX)
    watched.camera.rest()
    with pytest.raises(DeviceError) as refused:
        watched.camera.frame(0, WAIT_S_MAX)
    assert refused.value.code is ErrorCode.DEVICE_OFFLINE
    assert frame.pixels.any()  # what somebody took is theirs


def test_a_picture_is_shared_and_so_not_written_into(watched: Watched) -> None:
    watched.camera.look()
    with pytest.raises(ValueError, match="read-only"):
        watched.camera.frame(0, WAIT_S_MAX).pixels[0, 0, 0] = 1


def test_close_from_another_thread_ends_a_wait(lobby: SimulatedCamera) -> None:
    watched = Watched(lobby.address, **STALLS_SOON)
    watched.camera.open()
    lobby.set_fault(CameraFault.STALL)
    watched.camera.look()
    waiting = _frame_in_a_thread(watched.camera)
    watched.camera.close()
    assert waiting() is ErrorCode.DEVICE_OFFLINE
    watched.camera.look()  # closed is closed
    until(lambda: not lobby.looked_at)
    assert watched.camera.status().state is DeviceState.OFFLINE
    lobby.mend()
    watched.camera.open()
    assert _code_of(watched.camera, 0) is ErrorCode.DEVICE_OFFLINE  # that look is forgotten
    watched.camera.look()
    assert watched.camera.frame(0, WAIT_S_MAX).number < 1000  # counted anew
    watched.camera.close()


def test_many_threads_may_look_rest_and_take(watched: Watched) -> None:
    watched.camera.open()
    camera, broken = watched.camera, list[BaseException]()

    def disturb(seed: int) -> None:
        random = np.random.default_rng(seed)
        acts: list[Callable[[], object]] = [camera.look, camera.rest, lambda: camera.frame(0, 0.05)]
        for _ in range(40):
            try:
                acts[random.integers(len(acts))]()
            except DeviceError:
                pass
            except BaseException as error:
                broken.append(error)

    threads = [threading.Thread(target=disturb, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    watched.camera.look()
    assert isinstance(watched.camera.frame(0, WAIT_S_MAX), Frame)
    assert broken == []


@pytest.mark.parametrize(
    "address",
    [
        *(
            "",
            "file:///etc/passwd",
            "/etc/passwd",
            "picture.avi",
            "concat:a|b",
            "https://h/s",
            "http://",
            "http://h:x/",
        ),
        *("http://h/\r\nX: y", "/dev/../etc/passwd", "rtsp:///x", "http://[::1/", "udp://h:1", "²", "-1"),
    ],
)
def test_what_is_no_camera_is_refused(address: str) -> None:
    with pytest.raises(DeviceError) as refused:
        OpencvCamera("camera", address, {})
    assert refused.value.action is Action.CONFIGURATION


@pytest.mark.parametrize(
    "address", ["http://eve:se%40cret@127.0.0.1:9/stream?pwd=secret", "rtsp://eve:secret@127.0.0.1:9/"]
)
def test_a_password_in_the_address_is_told_to_nobody(address: str) -> None:
    told: list[object] = []
    supervisor = DeviceSupervisor([DeviceSpec("camera", "opencv", address, {**SHORT})], told.append)
    camera = supervisor.device("camera")
    with pytest.raises(DeviceError) as refused:
        camera.open()
    said = repr((told, supervisor.inventory(), camera.status(), refused.value, refused.value.__cause__))
    assert "127.0.0.1:9" in said and "cret" not in said and "eve" not in said


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("rtsp://h:554/user=eve&password=secret&channel=1&stream=0.sdp", "rtsp://h:554/…"),
        ("http://eve:s/ecret@h/x", "…"),
        ("http://eve:1/secret@h/x", "http://…"),
        ("http://eve:#secret@h/x", "http://…"),
        ("http://eve:sec?ret@h/x", "…"),
        ("eve:secret@h/x", "…"),
        ("http:/eve:secret@h/", "…"),
        ("http://h/a?b=secret#secret", "http://h/a?…"),
        ("http://[::1]:80/a", "http://[::1]:80/a"),
        ("ipp+unix:/run/cups/cups.sock#/printers/a4", "ipp+unix:/run/cups/cups.sock#/printers/a4"),
        ("/dev/serial/by-id/usb-a=b", "/dev/serial/by-id/usb-a=b"),
    ],
)
def test_of_an_address_only_what_is_harmless_is_shown(address: str, shown: str) -> None:
    assert shown_address(address) == shown


@pytest.mark.parametrize(
    "options", [{"colour": 1}, {"fps": "fast"}, {"frozen_s_max": 0}, {"fourcc": "H264"}, {"width": -1}]
)
def test_options_that_cannot_be_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(DeviceError) as refused:
        OpencvCamera("camera", "http://127.0.0.1/stream", options)
    assert refused.value.action is Action.CONFIGURATION


def test_a_video_device_that_is_not_there() -> None:
    for address in ("/dev/video97", "97"):
        with pytest.raises(DeviceError) as refused:
            OpencvCamera("camera", address, {}).open()
        assert refused.value.code is ErrorCode.DEVICE_OFFLINE


def test_a_device_that_gives_no_pictures() -> None:
    """/dev/null is there, and no camera: V4L2 will not have it."""
    watched = Watched("/dev/null")
    watched.camera.open()
    watched.camera.look()
    until(lambda: watched.told()[-1:] == [ErrorCode.DEVICE_BUSY])
    watched.camera.close()


def _code_of(camera: OpencvCamera, wait_s_max: float) -> ErrorCode | None:
    """Why no picture comes that is newer than the newest; None when one comes."""
    try:
        camera.frame(camera.frame(0, WAIT_S_MAX).number, wait_s_max)
    except DeviceError as error:
        return error.code
    return None


def _frame_in_a_thread(camera: OpencvCamera) -> Callable[[], ErrorCode]:
    """Begins to wait for a picture that does not come; what is returned gives the code it ended with."""
    codes: list[ErrorCode] = []

    def wait() -> None:
        try:
            camera.frame(10_000, 60)
        except DeviceError as error:
            codes.append(error.code)

    thread = threading.Thread(target=wait)
    thread.start()

    def ended() -> ErrorCode:
        thread.join(WAIT_S_MAX)
        return codes[0]

    return ended
