"""Every screen drawn to PNG, for each panel, language and mode, and a page to look at them side by side."""

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from html import escape
from itertools import product
from pathlib import Path
from typing import get_args

from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication, QImage

from kiosk.domain.wording import Language, LocalText
from kiosk.screens.base import Screen
from kiosk.screens.leaving import Overlay
from ui.chrome import Chrome, PanelSize
from ui.mirror_link import PNG_QUALITY, encoded
from ui.stage import MAIN_QML, Stage
from ui.surface import gui_application

DRAW_MS_MAX = 5000
SETTLE_MS_MAX = 1500
LOOK_INTERVAL_MS = 15
SAVERS = 2
MODES = ("normal", "elder")
UNDER_OVERLAY = "ChooseBills"


@dataclass(frozen=True, slots=True)
class GalleryPanel:
    kind: str
    size: PanelSize
    thumbnail_px: int


PANELS = {
    "lobby": GalleryPanel("lobby", PanelSize(1080, 1920, 0.248), 250),
    "cart": GalleryPanel("cart", PanelSize(1280, 800, 0.170), 400),
    "guide": GalleryPanel("guide", PanelSize(1920, 1080, 0.369), 400),
}


class GalleryFailed(Exception):
    """UI_GALLERY_FAILED: a screen was not drawn, or QML warned while it was."""

    code = "UI_GALLERY_FAILED"


def draw_gallery(
    out: Path,
    samples: Mapping[str, Screen],
    panels: tuple[str, ...] = tuple(PANELS),
    languages: tuple[Language, ...] = tuple(Language),
    modes: tuple[str, ...] = MODES,
    only: str = "",
    main_qml: Path = MAIN_QML,
) -> list[Path]:
    """Writes `<Screen>.<sample>.<panel>.<language>.<mode>.png` and `index.html` into `out`; returns the pictures.

    `only`: a sample's name or a screen's. Raises GalleryFailed.
    """
    chosen = {name: screen for name, screen in samples.items() if only in ("", name, type(screen).__name__)}
    if not chosen:
        raise GalleryFailed(f"no sample named {only}")
    out.mkdir(parents=True, exist_ok=True)
    base = next((screen for screen in samples.values() if type(screen).__name__ == UNDER_OVERLAY), None)
    app = QGuiApplication.instance() or gui_application(PANELS[panels[0]].size)
    saves: list[Future[Path]] = []
    with ThreadPoolExecutor(SAVERS) as savers:
        for panel in panels:
            wall = _Wall(PANELS[panel], main_qml)
            try:
                for (name, screen), language, mode in product(chosen.items(), languages, modes):
                    image = wall.draw(screen, base, language, elder=mode == "elder")
                    path = out / f"{type(screen).__name__}.{name}.{panel}.{language.value}.{mode}.png"
                    saves.append(savers.submit(_save, image, path))
            finally:
                wall.close()
    del app  # it had to outlive the windows
    pictures = [save.result() for save in saves]
    (out / "index.html").write_text(_page(pictures), encoding="utf-8")
    return pictures


def _let_qt_work() -> None:
    loop = QEventLoop()
    QTimer.singleShot(LOOK_INTERVAL_MS, loop.quit)
    loop.exec()


def _save(image: QImage, path: Path) -> Path:
    path.write_bytes(encoded(image, "PNG", PNG_QUALITY))
    return path


def _title(name: str) -> str:
    return name.partition(".")[0]


class _Wall:
    """One panel's window, on which the screens are hung one after another."""

    def __init__(self, panel: GalleryPanel, main_qml: Path) -> None:
        self._warnings: list[str] = []
        chrome = Chrome(
            LocalText("江州市第一人民医院", "Jiangzhou First Hospital"),
            LocalText("门诊一楼", "Outpatients, floor 1"),
            "K-07",
            panel.kind,
            still=True,
        )
        self._stage = Stage(chrome, panel.size, self._warnings.append, self._missing, main_qml)
        self._stage.load()
        self._stage.window.show()

    def draw(self, screen: Screen, base: Screen | None, language: Language, *, elder: bool) -> QImage:
        bridge = self._stage.bridge
        bridge.setLanguage(language.value)
        bridge.setElder(elder)
        is_overlay = isinstance(screen, get_args(Overlay))
        bridge.show_overlay(screen if is_overlay else None)
        if not is_overlay:
            bridge.show(screen)
        elif base is not None:
            bridge.show(base)
        image = self._settled()
        if self._warnings:
            raise GalleryFailed(f"{type(screen).__name__}: {self._warnings[0]}")
        return image

    def close(self) -> None:
        self._stage.close()

    def _settled(self) -> QImage:
        """The picture once two looks in a row are the same."""
        clock = QElapsedTimer()
        clock.start()
        while not self._stage.is_up():
            if clock.elapsed() > DRAW_MS_MAX:
                raise GalleryFailed("the screen was not put up")
            _let_qt_work()
        before = self._stage.window.grabWindow()
        while clock.elapsed() < SETTLE_MS_MAX:
            _let_qt_work()
            after = self._stage.window.grabWindow()
            if after == before:
                break
            before = after
        return before.copy()

    def _missing(self, path: Path) -> None:
        self._warnings.append(f"{path.name} is missing")


_HEAD = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Gallery</title><style>
body { font: 16px sans-serif; margin: 24px; background: #f4f4f2; color: #222 }
section { display: flex; flex-wrap: wrap; gap: 12px; margin-bottom: 32px }
figure { margin: 0 } figcaption { font-size: 12px } img { display: block; border: 1px solid #bbb; background: #fff }
</style>
"""


def _page(pictures: list[Path]) -> str:
    titles = list(dict.fromkeys(_title(path.name) for path in pictures))
    parts = [f"<h2>{escape(title)}</h2>\n<section>\n{_figures(title, pictures)}</section>\n" for title in titles]
    return f"{_HEAD}{''.join(parts)}</html>\n"


def _figures(title: str, pictures: list[Path]) -> str:
    return "".join(_figure(path.name) for path in pictures if _title(path.name) == title)


def _figure(name: str) -> str:
    panel = PANELS[name.split(".")[-4]]
    link = escape(name, quote=True)
    return (
        f'<figure><a href="{link}"><img src="{link}" width="{panel.thumbnail_px}" loading="lazy"></a>'
        f"<figcaption>{escape(name.removesuffix('.png'))}</figcaption></figure>\n"
    )
