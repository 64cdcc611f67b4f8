"""From the simulated camera's wire to news: the shipped driver, the shipped eyes, the models where faces are wanted."""

import asyncio
import io
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from drivers.api.camera import CameraFailed
from drivers.api.code_scanner import CodeScanned
from drivers.api.errors import ErrorCode
from hardware_sim.camera.camera import SimulatedCamera
from hardware_sim.camera.faults import CameraFault
from hardware_sim.camera.scenes import Told, scene
from kiosk.composition.devices import CAMERA, MachineDevices
from kiosk.composition.eyes import MachineEyes
from kiosk.composition.sight import open_eyes
from kiosk.domain.face import Guidance
from kiosk.domain.looking import (
    CodesClash,
    FaceNews,
    Look,
    LookForAnybody,
    LookForCodes,
    PhotoTaken,
    Somebody,
    TakePhoto,
)
from kiosk.ports import Event
from kiosk.profile import DevicePlace, Recognition

MODELS = Path(__file__).parents[2] / ".models"
WAIT_S_MAX = 60.0
HERE = Recognition(MODELS, presence=True)
PAYER_CODE = "134567890123456789"


class Eyesight:
    """The eyes of a machine whose camera is the simulated one, and what they told."""

    def __init__(self, camera: SimulatedCamera, recognition: Recognition, read_s_max: float) -> None:
        self.camera = camera
        self.news: list[Event] = []
        self._changed = threading.Condition()
        place = DevicePlace("camera", "opencv", camera.address, {"read_s_max": read_s_max})
        self.devices = MachineDevices((place,), lambda rows: None)
        asyncio.run(self._watch())
        self.devices.start()
        eyes = open_eyes(self.devices, recognition, self._post, lambda picture: None)
        assert isinstance(eyes, MachineEyes)
        self.eyes = eyes

    async def _watch(self) -> None:
        camera = self.devices.camera
        assert camera is not None
        camera.watch(self._post)

    def _post(self, event: Event) -> None:
        with self._changed:
            self.news.append(event)
            self._changed.notify_all()

    def told(self, kind: type[Event]) -> Event:
        """The first of this kind, waited for."""

        def first() -> Event | None:
            return next((each for each in self.news if isinstance(each, kind)), None)

        with self._changed:
            assert self._changed.wait_for(lambda: first() is not None, WAIT_S_MAX), [type(one) for one in self.news]
            found = first()
            assert found is not None
            return found

    def can(self, look: type[Look]) -> bool:
        """As soon as it is known."""
        deadline_s = time.monotonic() + WAIT_S_MAX
        while (can := self.eyes.can(look)) is None and time.monotonic() < deadline_s:
            time.sleep(0.01)
        assert can is not None
        return can

    def close(self) -> None:
        self.eyes.close()
        asyncio.run(self.devices.close())


@pytest.fixture
def camera() -> Iterator[SimulatedCamera]:
    simulated = SimulatedCamera(fps=15)
    simulated.start()
    yield simulated
    simulated.stop()


@pytest.fixture
def look(camera: SimulatedCamera) -> Iterator[Callable[..., Eyesight]]:
    made: list[Eyesight] = []

    def begin(name: str, what: Look, recognition: Recognition = HERE, read_s_max: float = 20.0) -> Eyesight:
        camera.show(scene(name, Told(text=PAYER_CODE)))
        made.append(Eyesight(camera, recognition, read_s_max))
        made[-1].eyes.look(what)
        return made[-1]

    yield begin
    for each in made:
        each.close()


def test_a_code_on_a_phone_is_a_code_scanned(look: Callable[..., Eyesight]) -> None:
    assert look("phone_with_code", LookForCodes()).told(CodeScanned) == CodeScanned(PAYER_CODE)


def test_two_codes_are_a_clash(look: Callable[..., Eyesight]) -> None:
    seeing = look("two_codes", LookForCodes())
    seeing.told(CodesClash)
    assert not [each for each in seeing.news if isinstance(each, CodeScanned)]


def test_a_face_is_guided_and_its_photo_taken(look: Callable[..., Eyesight]) -> None:
    seeing = look("one_face", TakePhoto())
    taken = seeing.told(PhotoTaken)
    assert isinstance(taken, PhotoTaken)
    with Image.open(io.BytesIO(taken.photo.jpeg)) as photo:
        assert photo.format == "JPEG"
        assert photo.height > photo.width
    assert any(isinstance(each, FaceNews) and each.seen.guidance is Guidance.GOOD for each in seeing.news)


@pytest.mark.parametrize(("name", "word"), [("far", Guidance.COME_CLOSER), ("empty", Guidance.NOBODY)])
def test_who_stands_badly_is_told_what_to_do(look: Callable[..., Eyesight], name: str, word: Guidance) -> None:
    news = look(name, TakePhoto()).told(FaceNews)
    assert isinstance(news, FaceNews)
    assert news.seen.guidance is word


@pytest.mark.parametrize(("name", "here"), [("one_face", True), ("empty", False)])
def test_whether_anybody_is_here(look: Callable[..., Eyesight], name: str, here: bool) -> None:
    assert look(name, LookForAnybody()).told(Somebody) == Somebody(here)


def test_a_camera_that_stalls_while_it_is_looked_through_is_told(look: Callable[..., Eyesight]) -> None:
    seeing = look("phone_with_code", LookForCodes(), read_s_max=1.5)
    seeing.told(CodeScanned)
    seeing.camera.set_fault(CameraFault.STALL)
    failed = seeing.told(CameraFailed)
    assert isinstance(failed, CameraFailed)
    assert failed.error.code is ErrorCode.CAMERA_STALLED
    deadline_s = time.monotonic() + WAIT_S_MAX
    while seeing.devices.usable(CAMERA) is not False and time.monotonic() < deadline_s:
        time.sleep(0.05)
    assert seeing.devices.usable(CAMERA) is False, "no screen offers it while it is out"


def test_without_models_there_are_codes_and_no_faces(look: Callable[..., Eyesight], tmp_path: Path) -> None:
    seeing = look("phone_with_code", LookForCodes(), Recognition(tmp_path, presence=True))
    seeing.told(CodeScanned)
    assert seeing.can(LookForCodes)
    assert not seeing.can(TakePhoto)
    assert not seeing.can(LookForAnybody)


def test_nobody_is_looked_for_where_the_profile_does_not_say_so(look: Callable[..., Eyesight]) -> None:
    seeing = look("phone_with_code", LookForCodes(), Recognition(MODELS))
    seeing.told(CodeScanned)
    assert not seeing.can(LookForAnybody)
    assert seeing.can(TakePhoto)


def test_a_model_that_is_not_what_it_should_be_is_not_used(look: Callable[..., Eyesight], tmp_path: Path) -> None:
    for model in MODELS.iterdir():
        (tmp_path / model.name).write_bytes(model.read_bytes()[:1000])
    seeing = look("one_face", TakePhoto(), Recognition(tmp_path))
    assert not seeing.can(TakePhoto), "nobody is asked to agree to a photo that cannot be taken"
    failed = seeing.told(CameraFailed)
    assert isinstance(failed, CameraFailed)
    assert failed.error.detail == "recognition raised ModelsWrong"


def test_a_folder_of_models_that_cannot_be_looked_into_is_none(look: Callable[..., Eyesight], tmp_path: Path) -> None:
    seeing = look("phone_with_code", LookForCodes(), Recognition(tmp_path / ("x" * 300)))
    assert not seeing.can(TakePhoto)
    assert seeing.can(LookForCodes)
