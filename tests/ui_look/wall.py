"""Puts samples up in a real window and measures what is there: words, things to touch, where they are."""

from dataclasses import dataclass, replace
from typing import get_args

from PySide6.QtCore import QElapsedTimer, QEventLoop, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtQml import QQmlExpression, qmlContext
from PySide6.QtQuick import QQuickItem

from kiosk.domain.wording import Language, LocalText
from kiosk.screens.base import Screen
from kiosk.screens.leaving import Overlay
from kiosk.screens.samples import SAMPLES
from ui.accessible import Item, visible_items
from ui.chrome import Chrome, PanelSize
from ui.stage import Stage

PANELS = {
    "lobby": PanelSize(1080, 1920, 0.248),
    "cart": PanelSize(1280, 800, 0.170),
    "guide": PanelSize(1920, 1080, 0.369),
}
PUT_UP_MS_MAX = 5000
STEADY_LOOKS_MAX = 40
LOOK_MS = 3
INK_ABOVE_EM, INK_BELOW_EM = 0.30, 0.20  # empty parts of a line of Noto Sans CJK, above and below the letters
ITEMS_MAX = 5000
QML_ELIDE_NONE = 3  # Text.ElideNone


@dataclass(frozen=True, slots=True)
class Words:
    """One Text item. `ink` is where letters are, in pixels of the window."""

    text: str
    ink: QRectF
    font: QFont
    truncated: bool
    may_elide: bool


@dataclass(frozen=True, slots=True)
class Target:
    """One thing to touch."""

    name: str
    box: QRectF


@dataclass(frozen=True, slots=True)
class Drawn:
    sample: str
    panel: PanelSize
    words: tuple[Words, ...]
    targets: tuple[Target, ...]
    items: tuple[Item, ...]  # what a person without eyes is told
    spoken: str
    warnings: tuple[str, ...]


class Wall:
    """One panel's window."""

    def __init__(self, panel: PanelSize, kind: str) -> None:
        self._panel = panel
        self._warnings: list[str] = []
        hospital, place = (
            LocalText("江州市第一人民医院", "Jiangzhou First Hospital"),
            LocalText("门诊一楼", "Outpatients"),
        )
        chrome = Chrome(hospital, place, "K-07", kind, still=True)
        self.stage = Stage(
            chrome, panel, self._warnings.append, lambda path: self._warnings.append(f"{path} is missing")
        )
        self.stage.load()
        self.stage.window.show()

    def draw_all(self, language: Language, *, elder: bool) -> list[Drawn]:
        self.stage.bridge.setLanguage(language.value)
        self.stage.bridge.setElder(elder)
        try:
            return [self._draw(name, screen) for name, screen in SAMPLES.items()]
        finally:
            self.stage.bridge.setLanguage(Language.ZH_CN.value)  # translators belong to the process, not to a window

    def close(self) -> None:
        self.stage.close()

    def put_up(self, screen: Screen, overlay: Screen | None = None) -> Drawn:
        """Puts it up and measures it; with an overlay, only what is in front."""
        self._warnings.clear()
        self.stage.bridge.show(screen)
        self.stage.bridge.show_overlay(overlay)
        return self.look()

    def look(self) -> Drawn:
        """As it stands now: a screen may have changed by itself."""
        self._settle()
        over = self.stage.window.property("overlayItem")
        items = _visible(over if isinstance(over, QQuickItem) else self.stage.window.contentItem())
        words = tuple(_words(item) for item in items if _is_text(item))
        targets = tuple(_target(item) for item in items if _is_target(item))
        told = tuple(visible_items(self.stage.window))
        return Drawn("", self._panel, words, targets, told, self.stage.spoken(), tuple(self._warnings))

    def _draw(self, name: str, screen: Screen) -> Drawn:
        if isinstance(screen, get_args(Overlay)):
            return replace(self.put_up(SAMPLES["choose-bills"], screen), sample=name)
        return replace(self.put_up(screen), sample=name)

    def _settle(self) -> None:
        """Until it is up and two looks in a row measure the same."""
        clock = QElapsedTimer()
        clock.start()
        while not self.stage.is_up():
            assert clock.elapsed() < PUT_UP_MS_MAX, "the screen was not put up"
            _let_qt_work()
        before: list[tuple[float, ...]] = []
        for _ in range(STEADY_LOOKS_MAX):
            _let_qt_work()
            now = [_edges(item) for item in _visible(self.stage.window.contentItem()) if _is_text(item)]
            if now == before:
                return
            before = now


def _let_qt_work() -> None:
    loop = QEventLoop()
    QTimer.singleShot(LOOK_MS, loop.quit)
    loop.exec()


def _visible(item: QQuickItem) -> list[QQuickItem]:
    found, waiting = [], [item]
    while waiting:
        here = waiting.pop(0)
        if not here.isVisible() or here.opacity() == 0:
            continue
        found.append(here)
        assert len(found) < ITEMS_MAX
        waiting[:0] = here.childItems()
    return found


def _is_text(item: QQuickItem) -> bool:
    return item.inherits("QQuickText") and bool(item.property("text"))


def _is_target(item: QQuickItem) -> bool:
    """A TapArea: a MouseArea with a name."""
    return item.inherits("QQuickMouseArea") and item.property("name") is not None and item.isEnabled()


def _box(item: QQuickItem) -> QRectF:
    return QRectF(item.mapToScene(QPointF(0, 0)), item.mapToScene(QPointF(item.width(), item.height())))


def _edges(item: QQuickItem) -> tuple[float, ...]:
    box = _box(item)
    return box.left(), box.top(), box.right(), box.bottom()


def _words(item: QQuickItem) -> Words:
    font = item.property("font")
    assert isinstance(font, QFont)
    elide, sideways, upright = _enums(item)
    ink = _ink(item, font, Qt.AlignmentFlag(sideways), Qt.AlignmentFlag(upright))
    return Words(str(item.property("text")), ink, font, bool(item.property("truncated")), elide != QML_ELIDE_NONE)


def _enums(item: QQuickItem) -> tuple[int, int, int]:
    """Qt converts no QQuickText enum to Python: QML reads them."""
    context = qmlContext(item)
    assert context is not None
    asked = QQmlExpression(context, item, "[elide, effectiveHorizontalAlignment, verticalAlignment].join()")
    elide, sideways, upright = str(asked.evaluate()[0]).split(",")
    return int(elide), int(sideways), int(upright)


def _ink(item: QQuickItem, font: QFont, sideways: Qt.AlignmentFlag, upright: Qt.AlignmentFlag) -> QRectF:
    box = _box(item)
    width, height = float(item.property("contentWidth")), float(item.property("contentHeight"))
    if sideways & Qt.AlignmentFlag.AlignRight:
        box.setLeft(box.right() - width)
    elif sideways & Qt.AlignmentFlag.AlignHCenter:
        box.setLeft(box.center().x() - width / 2)
    if upright & Qt.AlignmentFlag.AlignVCenter:
        box.setTop(box.center().y() - height / 2)
    box.setWidth(width)
    box.setHeight(height + float(item.property("bottomPadding")))
    em = font.pixelSize() * min(1.0, height / (font.pixelSize() * 1.4))
    return box.adjusted(0, em * INK_ABOVE_EM, 0, -em * INK_BELOW_EM)


def _target(item: QQuickItem) -> Target:
    return Target(str(item.property("name")), _box(item))
