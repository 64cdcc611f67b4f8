"""`kiosk gallery`: the samples of every screen, drawn by the ui."""

import os
from pathlib import Path

from kiosk.screens.samples import SAMPLES


def draw(out: Path, only: str, panel: str) -> list[Path]:
    """Needs no display, and leaves one alone that is there."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from ui.gallery import PANELS, draw_gallery

    return draw_gallery(out, SAMPLES, panels=(panel,) if panel else tuple(PANELS), only=only)
