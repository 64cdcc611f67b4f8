"""What stands before the simulated camera."""

from pathlib import Path

import numpy as np
import pytest
import zxingcpp

from hardware_sim.camera import portraits
from hardware_sim.camera.codes import Symbol
from hardware_sim.camera.lens import Sensor
from hardware_sim.camera.picture import Picture
from hardware_sim.camera.portraits import NoFace
from hardware_sim.camera.scenes import SCENES, Told, scene
from hardware_sim.faces import photo_of

WITHOUT_FACES = ("empty", "phone_with_code", "paper_slip", "two_codes")
HAS_PHOTOS = photo_of("xin") is not None and photo_of("zeng") is not None


def _texts(picture: Picture) -> set[str]:
    return {found.text for found in zxingcpp.read_barcodes(picture)}


@pytest.mark.parametrize("name", SCENES if HAS_PHOTOS else WITHOUT_FACES)
@pytest.mark.parametrize("size", [(640, 480), (1280, 720)])
def test_each_scene_fills_the_picture_and_moves(name: str, size: tuple[int, int]) -> None:
    made = scene(name, Told(*size))
    first, later = made(2.0), made(2.5)
    assert first.shape == (size[1], size[0], 3) and first.dtype == np.uint8
    assert not np.array_equal(first, later)
    assert np.array_equal(first, made(2.0))  # it was not drawn into


def test_a_still_scene_is_never_seen_twice_the_same() -> None:
    sensor, still = Sensor(64, 48), np.full((48, 64, 3), 90, np.uint8)
    assert not np.array_equal(sensor.see(still), sensor.see(still))
    assert not np.array_equal(sensor.covered(), sensor.covered())


@pytest.mark.parametrize("symbol", ["qr", "code128", "both"])
@pytest.mark.parametrize("tilt", [0.0, 12.0])
def test_a_phone_is_read_by_a_program_that_did_not_draw_it(symbol: Symbol, tilt: float) -> None:
    told = Told(1280, 720, text="284567890123456789", symbol=symbol, tilt=tilt)
    assert _texts(scene("phone_with_code", told)(0.3)) == {told.text}


def test_a_slip_and_two_codes() -> None:
    told = Told(text="YZ1:S:0123456789", tilt=8.0)
    assert _texts(scene("paper_slip", told)(0.3)) == {told.text}
    assert _texts(scene("two_codes", Told(1280, 720))(0.3)) == {Told().text, Told().other_text}


def test_an_unknown_scene_names_those_there_are() -> None:
    with pytest.raises(KeyError, match="two_faces"):
        scene("somebody", Told())


@pytest.mark.parametrize("person", ["nobody", "../people/obama", "", "\0"])
def test_a_person_without_a_photo_is_refused(person: str) -> None:
    with pytest.raises(NoFace, match=r"fetch\.py photos"):
        scene("one_face", Told(person=person))


def test_a_checkout_without_photos_says_how_to_get_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(portraits, "PHOTOS", tmp_path)
    monkeypatch.setattr("hardware_sim.faces.PHOTOS", tmp_path)
    with pytest.raises(NoFace, match=r"fetch\.py photos"):
        scene("one_face", Told(person="xin"))
    assert scene("empty", Told())(0.0).any()
