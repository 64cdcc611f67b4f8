"""Codes, the gallery, the surface without a display."""

import json
import os
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtGui import QGuiApplication, QImage

from kiosk.domain.wording import Language, LocalText
from kiosk.screens.samples import SAMPLES
from tests.ui.terminal import SMALL_QML, pay_qr
from ui.chrome import Chrome, PanelSize
from ui.gallery import GalleryFailed, draw_gallery
from ui.qr_images import CODE_CHARS_MAX, NotACode, QrImages, qr_image
from ui.stage import Stage
from ui.surface import choose_surface

AWKWARD = "weixin://wxpay?pr=ab/c%41+d&x=#1 医站"


def codes_in(image: QImage, folder: Path) -> list[str]:
    path = folder / "picture.png"
    image.save(str(path))
    with Image.open(path) as picture:
        return [code.text for code in zxingcpp.read_barcodes(picture)]


@pytest.mark.parametrize("side", [0, 50, 400, 5000])
@pytest.mark.parametrize("text", [AWKWARD, "1" * 18, "长" * 80])
def test_a_code_can_be_read_and_its_modules_are_whole_pixels(text: str, side: int, tmp_path: Path) -> None:
    image = qr_image(text, side)
    assert image.width() <= max(side, qr_image(text, 1).width())
    assert image.width() % qr_image(text, 1).width() == 0
    if side >= 400:
        assert codes_in(image, tmp_path) == [text]


def test_qml_gets_a_code_of_the_size_it_asks_for() -> None:
    given = QSize()
    image = QrImages().requestImage("a%20b", given, QSize(300, 300))
    assert 250 < image.width() <= 300
    assert given == image.size()


@pytest.mark.parametrize("text", ["", "x" * (CODE_CHARS_MAX + 1)])
def test_what_is_no_code_is_refused_without_its_text(text: str) -> None:
    with pytest.raises(NotACode) as caught:
        qr_image(text)
    assert "xx" not in str(caught.value)


def drawn(stage: Stage) -> QImage:
    loop = QEventLoop()
    stage.window.frameSwapped.connect(loop.quit)
    QTimer.singleShot(5000, loop.quit)
    stage.window.show()
    loop.exec()
    return stage.window.grabWindow()


def test_a_code_reaches_the_screen_as_it_is(gui: QGuiApplication, tmp_path: Path) -> None:
    warnings: list[str] = []
    chrome = Chrome(LocalText("医院"), LocalText("大厅"), "K", "lobby")
    stage = Stage(chrome, PanelSize(), warnings.append, lambda path: None, SMALL_QML)
    stage.load()
    stage.bridge.show(pay_qr())
    image = drawn(stage)
    stage.close()
    assert warnings == []
    assert codes_in(image.copy(0, 1500, 300, 300), tmp_path) == ["weixin://wxpay?pr=ab/c"]


def test_the_gallery_draws_each_language_and_mode_and_a_page(gui: QGuiApplication, tmp_path: Path) -> None:
    pictures = draw_gallery(tmp_path, SAMPLES, panels=("cart",), languages=(Language.ZH_CN,), only="TimeoutWarning")
    assert [path.name for path in pictures] == [
        "TimeoutWarning.timeout-warning.cart.zh_CN.normal.png",
        "TimeoutWarning.timeout-warning.cart.zh_CN.elder.png",
    ]
    normal, elder = (QImage(str(path)) for path in pictures)
    assert (normal.width(), normal.height()) == (1280, 800)
    assert normal != elder
    page = (tmp_path / "index.html").read_text()
    assert all(path.name in page for path in pictures)


def test_the_gallery_says_when_it_knows_no_such_screen(gui: QGuiApplication, tmp_path: Path) -> None:
    with pytest.raises(GalleryFailed, match="Nowhere"):
        draw_gallery(tmp_path, SAMPLES, only="Nowhere")


def test_the_gallery_fails_when_qml_warns(gui: QGuiApplication, tmp_path: Path) -> None:
    warning = tmp_path / "Warning.qml"
    warning.write_text(SMALL_QML.read_text().replace('"white"', "nobody.knows"))
    with pytest.raises(GalleryFailed, match="ReferenceError"):
        draw_gallery(tmp_path, SAMPLES, panels=("cart",), only="attract", main_qml=warning)


def test_without_a_display_the_panel_is_drawn_into_memory() -> None:
    environment: dict[str, str] = {}
    descriptor = choose_surface(environment, PanelSize(1280, 800, 0.17))
    assert descriptor is not None
    with os.fdopen(descriptor, "rb") as told:
        told.seek(0)
        screen = json.load(told)["screens"][0]
    assert (screen["width"], screen["height"]) == (1280, 800)
    assert environment["QT_QPA_PLATFORM"].startswith("offscreen:configfile=")
    assert environment["QT_QUICK_BACKEND"] == "software"


@pytest.mark.parametrize(
    ("given", "first"),
    [({"DISPLAY": ":0"}, "xcb;"), ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "w"}, "wayland;xcb;"), ({"DISPLAY": ""}, "")],
)
def test_a_display_is_tried_first_and_memory_last(given: dict[str, str], first: str) -> None:
    descriptor = choose_surface(environment := dict(given), PanelSize())
    assert descriptor is not None
    os.close(descriptor)
    assert environment["QT_QPA_PLATFORM"].startswith(f"{first}offscreen:")


def test_a_choice_already_made_is_left_alone() -> None:
    environment = {"QT_QPA_PLATFORM": "eglfs", "QT_QUICK_BACKEND": "rhi"}
    assert choose_surface(environment, PanelSize()) is None
    assert (environment["QT_QPA_PLATFORM"], environment["QT_QUICK_BACKEND"]) == ("eglfs", "rhi")


def test_a_panel_in_a_window_shrinks_and_its_millimetres_with_it() -> None:
    panel = PanelSize(1080, 1920, 0.25).fitted(1920, 960)
    assert (panel.width_px, panel.height_px, panel.pitch_mm) == (540, 960, 0.5)
    assert PanelSize(800, 600, 0.2).fitted(1920, 1080) == PanelSize(800, 600, 0.2)
