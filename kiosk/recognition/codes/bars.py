"""Bars are read from an enlargement only.

Where a module is little more than a pixel, some misreadings pass the one check character, and pass it on every picture.
The same strip at three and at four times the size was never misread alike, and is read where a first look reads
nothing (docs/recognition.md).
"""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from zxingcpp import Binarizer

from kiosk.recognition.codes.found import CodeFormat, CodeFound, Spot
from kiosk.recognition.codes.picture import Grey, cut, with_margin
from kiosk.recognition.codes.zxing import SIDE_PX_MIN, Sight, look

STRIPS_MAX = 3
MARGIN = 0.25  # round a strip: bars need their quiet zone
SCALES = (4.0, 3.0)
ENLARGED_PX_MAX = 2_000_000


def look_twice(grey: Grey, formats: Sequence[CodeFormat], binarizer: Binarizer = Binarizer.LocalAverage) -> Sight:
    """As `look`; but what it says of bars, read or not, only tells where to look again."""
    sight = look(grey, formats, binarizer)
    if not sight.bars:
        return sight
    bars = [each for each in formats if not each.mends_itself]
    symbols = [code for code in sight.found if code.format.mends_itself]
    strips = sorted(sight.bars, key=lambda spot: spot.area, reverse=True)[:STRIPS_MAX]
    return Sight((*symbols, *(code for strip in strips for code in _read(grey, strip, bars))), sight.suspects)


def _read(grey: Grey, strip: Spot, bars: Sequence[CodeFormat]) -> list[CodeFound]:
    """Only what both enlargements say, and one code at most: a misreading is of a line or two of the strip, and a
    neighbour has a strip of its own.
    """
    outer = with_margin(strip, MARGIN)
    part = cut(grey, outer)
    if min(part.shape) < SIDE_PX_MIN:
        return []
    found, again = (look(_enlarged(part, scale), bars).found for scale in SCALES)
    agreed = [code for code in found if code.data in {other.data for other in again}]
    placed = [replace(code, spot=code.spot.inside(outer)) for code in agreed]
    return sorted(placed, key=lambda code: (code.spot.meets(strip), code.spot.area))[-1:]


def _enlarged(part: Grey, scale: float) -> Grey:
    """Less the larger it is: there, a module has its pixels."""
    scale = max(1.0, min(scale, (ENLARGED_PX_MAX / part.size) ** 0.5))
    return np.asarray(cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC), np.uint8)
