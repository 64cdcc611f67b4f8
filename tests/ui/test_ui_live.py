"""The camera's live picture: only the newest, gone with the camera, and never more often than Qt can draw."""

import threading

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QGuiApplication

from kiosk.screens.live import LivePicture
from ui.bridge import Bridge
from ui.live_images import LiveImages, LiveStore, live_image

RED = LivePicture(2, 2, bytes([0, 0, 255, 0]) * 4)


def test_a_picture_comes_out_as_it_went_in() -> None:
    store = LiveStore()
    store.keep(RED)
    size = QSize()
    image = LiveImages(store).requestImage("1", size, QSize())
    assert (size.width(), size.height()) == (2, 2)
    assert image.pixelColor(1, 1) == QColor(255, 0, 0)


@pytest.mark.parametrize(
    "picture", [None, LivePicture(2, 2, b"short"), LivePicture(0, 0, b""), LivePicture(9999, 1, b"")]
)
def test_what_is_no_picture_is_dark(picture: LivePicture | None) -> None:
    assert live_image(picture).pixelColor(0, 0) == QColor(0, 0, 0)


def test_each_picture_has_a_new_number_and_none_has_0(gui: QGuiApplication) -> None:
    bridge = Bridge({})
    numbers: list[int] = []
    bridge.liveNumberChanged.connect(lambda: numbers.append(bridge.property("liveNumber")))
    for picture in (RED, RED, None):
        bridge.show_live(picture)
        gui.processEvents()
    assert numbers == [1, 2, 0]
    assert bridge.live.newest is None


def test_pictures_that_come_faster_than_qt_draws_are_not_piled_up(gui: QGuiApplication) -> None:
    bridge = Bridge({})
    numbers: list[int] = []
    bridge.liveNumberChanged.connect(lambda: numbers.append(bridge.property("liveNumber")))
    camera = threading.Thread(target=lambda: fast(bridge))
    camera.start()
    camera.join()
    gui.processEvents()
    assert numbers == [1]
    assert bridge.live.newest is RED


def fast(bridge: Bridge) -> None:
    for _ in range(50):
        bridge.show_live(RED)


def test_a_live_picture_says_nothing_of_itself() -> None:
    assert "LivePicture object" in repr(RED)
