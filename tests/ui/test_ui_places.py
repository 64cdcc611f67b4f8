"""What comes and goes beside a screen moves nothing on it, and no word of the camera's screens is cut."""

from collections.abc import Iterator
from itertools import product

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem

from kiosk.domain.face import Challenge, Guidance
from kiosk.domain.wording import Language
from kiosk.screens.faces import LookHere
from kiosk.screens.live import LivePicture
from kiosk.screens.samples import SAMPLES, face_pay, faces, visiting
from kiosk.screens.samples.values import LONG_NAME
from tests.ui.test_ui_screens import Shop
from ui.accessible import Item, visible_items
from ui.chrome import PanelSize

TOUCH_MM_MIN = 19.8  # 20, as Theme has it, and a pixel
DARK = LivePicture(2, 2, bytes(16))
BY_CAMERA = [name for name, screen in SAMPLES.items() if getattr(screen, "by_camera", False)]
SIGNS = ("摄像头开着", "Camera on")
STAFF = ("呼叫工作人员", "请人来帮我", "Call staff", "Get help")
PICTURES = ("摄像头的画面", "What the camera sees")
BARS = ("present-card", "no-reports", "pass-ready", "face-pay-consent-worst", "confirm-visit-long")  # each has another
PANELS = {"lobby": PanelSize(), "cart": PanelSize(1280, 800, 0.17)}
MODES = tuple(product(Language, (False, True)))


@pytest.fixture(scope="module", params=PANELS.items(), ids=tuple(PANELS))
def wall(request: pytest.FixtureRequest, gui: QGuiApplication) -> Iterator[Shop]:
    shop = Shop(*request.param)
    yield shop
    shop.stage.close()
    assert shop.warnings == []


def set_up(wall: Shop, language: Language, elder: bool) -> None:
    wall.stage.bridge.setLanguage(language.value)
    wall.stage.bridge.setElder(elder)


def items(wall: Shop) -> list[Item]:
    """Once they are where they stay: what does not fit gets smaller after the first picture."""
    found: list[list[Item]] = []

    def settled() -> bool:
        wall.stage.window.grabWindow()
        found.append(visible_items(wall.stage.window))
        return found[-1] in found[-2:-1]

    wall.until(settled)
    return found[-1]


def touching(one: Item, other: Item) -> bool:
    (x, y, width, height), (left, top, wide, high) = one.rect, other.rect
    return x < left + wide and left < x + width and y < top + high and top < y + height


@pytest.mark.parametrize("name", BARS)
def test_the_sign_that_the_camera_is_on_moves_nothing_and_covers_nothing(wall: Shop, name: str) -> None:
    wall.put_up(SAMPLES[name])
    for language, elder in MODES:
        set_up(wall, language, elder)
        before = items(wall)
        wall.stage.bridge.show_live(DARK)
        wall.until(lambda: wall.stage.bridge.property("liveNumber") > 0)
        after = items(wall)
        wall.stage.bridge.show_live(None)
        wall.until(lambda: wall.stage.bridge.property("liveNumber") == 0)
        signs = [item for item in after if item.name in SIGNS]
        assert len(signs) == 1, (language, elder)
        assert [item for item in after if item not in signs] == [item for item in before if item in after]
        assert len([item for item in before if item not in after]) <= 1, "the time of day, at the most"
        assert not [item.name for item in after if item not in signs and touching(item, signs[0])]


def test_what_the_camera_says_moves_nothing(wall: Shop) -> None:
    said = [LookHere(can_back=True, checking=True, guidance=each) for each in Guidance]
    said += [LookHere(can_back=True, checking=True, challenge=each, of=2) for each in Challenge]
    for language, elder in MODES:
        set_up(wall, language, elder)
        places = set()
        for screen in said:
            wall.put_up(screen)
            places |= {item.rect for item in items(wall) if item.name in PICTURES}
            assert not cut(wall.stage.window.contentItem()), (screen, language, elder)
        assert len(places) == 1


@pytest.mark.parametrize("name", [*faces.SAMPLES, *visiting.SAMPLES, *face_pay.SAMPLES, *BY_CAMERA])
def test_no_word_of_the_cameras_screens_is_cut_and_all_can_be_touched(wall: Shop, name: str) -> None:
    wall.put_up(SAMPLES[name])
    for language, elder in MODES:
        set_up(wall, language, elder)
        wall.put_up(SAMPLES[name])
        shown = items(wall)
        assert not cut(wall.stage.window.contentItem()), (language, elder)
        assert not [
            item.name for item in shown if item.touchable and min(item.rect[2:]) < TOUCH_MM_MIN / wall.pitch_mm
        ], (language, elder)
        bar = next(item for item in shown if item.name in STAFF).rect[1]
        assert not [item.name for item in shown if item.rect[1] < bar < item.rect[1] + item.rect[3]], (language, elder)


def cut(item: QQuickItem) -> list[str]:
    """The texts that are shown in part: elided, or higher than their place, or out of the window."""
    if not item.isVisible():
        return []
    found = [text for child in item.childItems() for text in cut(child)]
    if not item.inherits("QQuickText") or not item.property("text"):
        return found
    if str(item.property("text")).startswith(LONG_NAME):
        return found  # on top, of who pays: as much of it as there is room for
    in_part = item.property("truncated") or item.property("contentHeight") > item.height() + 1
    return [*found, str(item.property("text"))] if in_part else found
