"""The ladder: what is tried when a first look reads nothing. Each rung is one change of the picture and one more look.

Chosen by measuring some 200 of them on photos that a first look misses (docs/recognition.md).
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

import cv2
import numpy as np
from zxingcpp import Binarizer

from kiosk.recognition.codes.picture import Grey, turned

BLUR_PX = 2.2
SMALL_BLUR_PX = 1.0
SMALLER_PX_MIN = 60
SHARPEN_PX = 2.0
DOUBLED_PX_MAX = 400_000  # a larger picture is not made four times as large: its modules are large enough
BENDS = (0.06, -0.06, 0.03, -0.03, 0.1, -0.1)  # of half the side


@dataclass(frozen=True, slots=True)
class Rung:
    change: Callable[[Grey], Grey]
    binarizer: Binarizer = Binarizer.LocalAverage
    turned_degrees: float = 0.0


def _same(grey: Grey) -> Grey:
    return grey


def _blurred(grey: Grey) -> Grey:
    """Dots and patterns inside the modules of a "design" code melt together."""
    return np.asarray(cv2.GaussianBlur(grey, (0, 0), BLUR_PX), np.uint8)


def _smaller(grey: Grey) -> Grey:
    """The same for large modules and for noise: a third of the size, each pixel a mean of nine."""
    if min(grey.shape) < SMALLER_PX_MIN:
        return grey
    small = cv2.resize(grey, None, fx=1 / 3, fy=1 / 3, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.GaussianBlur(small, (0, 0), SMALL_BLUR_PX), np.uint8)


def _doubled(grey: Grey) -> Grey:
    """Modules of some 2 px become 4."""
    if grey.size > DOUBLED_PX_MAX:
        return grey
    return np.asarray(cv2.resize(grey, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC), np.uint8)


def _sharpened(grey: Grey) -> Grey:
    large = _doubled(grey)
    return np.asarray(cv2.addWeighted(large, 2.0, cv2.GaussianBlur(large, (0, 0), SHARPEN_PX), -1.0, 0), np.uint8)


def _negative(grey: Grey) -> Grey:
    """White bars on black; white modules on black are found anyway."""
    return np.asarray(cv2.bitwise_not(grey), np.uint8)


def _turning(degrees: float) -> Rung:
    return Rung(lambda grey: turned(grey, degrees), turned_degrees=degrees)


def _bent(kind: int, much: float) -> Callable[[Grey], Grey]:
    """A code on a wristband, a curled slip or cloth is bent: it is bent back, along (0, 1) or across (2, 3) an axis."""

    def bend(grey: Grey) -> Grey:
        scale = 2 if grey.size <= DOUBLED_PX_MAX else 1
        height, width = grey.shape
        x = np.linspace(-1, 1, width * scale, dtype=np.float32)[np.newaxis, :]
        y = np.linspace(-1, 1, height * scale, dtype=np.float32)[:, np.newaxis]
        bow = np.float32(much) * (1 - (x if kind in (0, 3) else y) ** 2)
        from_x, from_y = (x + bow, y) if kind in (0, 2) else (x, y + bow)
        map_x, map_y = np.broadcast_arrays((from_x + 1) * ((width - 1) / 2), (from_y + 1) * ((height - 1) / 2))
        maps = [np.ascontiguousarray(each, np.float32) for each in (map_x, map_y)]
        bent = cv2.remap(grey, maps[0], maps[1], cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(bent, np.uint8)

    return bend


QUICK = (
    Rung(_same, Binarizer.GlobalHistogram),
    Rung(_blurred),
    Rung(_smaller),
    Rung(_doubled, Binarizer.GlobalHistogram),
    Rung(_sharpened, Binarizer.GlobalHistogram),
)
# A first look reads bars that lie or stand: some 12 degrees are allowed when they are a quarter as high as wide.
TURNED = (Rung(_negative), *(_turning(degrees) for degrees in (22.5, -22.5, 45.0)))
BENT = tuple(Rung(_bent(kind, much), Binarizer.GlobalHistogram) for much, kind in product(BENDS, range(4)))
