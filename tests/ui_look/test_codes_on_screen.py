"""Codes on the screen can be read from the screen, on every panel and in both modes."""

from collections.abc import Iterator

import numpy as np
import pytest
import zxingcpp
from PySide6.QtGui import QGuiApplication, QImage

from kiosk.screens.samples import SAMPLES
from tests.ui_look.wall import PANELS, Wall

WITH_CODE = {
    name: code
    for name, s in SAMPLES.items()
    if (code := getattr(s, "code", "") or getattr(s, "slip_code", "")) and "problem" not in name
}


@pytest.fixture(params=list(PANELS))
def wall(gui: QGuiApplication, request: pytest.FixtureRequest) -> Iterator[Wall]:
    made = Wall(PANELS[request.param], request.param)
    yield made
    made.close()


def _read(picture: QImage) -> list[zxingcpp.Barcode]:
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = np.frombuffer(grey.constBits(), np.uint8)
    return zxingcpp.read_barcodes(
        zxingcpp.ImageView(pixels, grey.width(), grey.height(), zxingcpp.ImageFormat.Lum, grey.bytesPerLine())
    )


def test_the_reminder_for_the_phone_can_be_read_in_ordinary_type(wall: Wall) -> None:
    """Large type leaves no room for it: it is on the ticket."""
    wall.put_up(SAMPLES["in-queue"])
    read = [found.text for found in _read(wall.stage.window.grabWindow())]
    assert read == ["https://queue.hospital.example/q/k7Qm2xvT1WcJ0aRz9bYe4uHs"]


@pytest.mark.parametrize("elder", [False, True])
def test_a_code_can_be_read_off_the_screen(wall: Wall, elder: bool) -> None:
    wall.stage.bridge.setElder(elder)
    for name, code in WITH_CODE.items():
        wall.put_up(SAMPLES[name])
        read = [found.text for found in _read(wall.stage.window.grabWindow())]
        assert read == [code], f"{name}: {read}"
