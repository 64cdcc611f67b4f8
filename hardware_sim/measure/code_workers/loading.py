"""Any picture file as blue-green-red bytes, by Pillow: the first frame, upright by its EXIF mark, on white."""

import warnings
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

Picture = NDArray[np.uint8]
PIXELS_MAX = 64_000_000
SIDE_PX_MAX = 16_384


class Unusable(Exception):
    """Broken, too large, or no picture; the text says which."""


def load(path: Path) -> Picture:
    try:
        with warnings.catch_warnings(), Image.open(path) as image:
            warnings.simplefilter("ignore")  # what is wrong with a colour profile is no concern of ours
            if image.width * image.height > PIXELS_MAX or max(image.size) > SIDE_PX_MAX:
                raise Unusable(f"{image.width} × {image.height} px is too large")
            return _bgr(image)
    except Unusable:
        raise
    except Exception as cause:  # Pillow's many readers raise what they like
        raise Unusable(f"{type(cause).__name__}: {cause}"[:200]) from cause


def _bgr(image: Image.Image) -> Picture:
    upright = ImageOps.exif_transpose(image)
    if upright.mode in ("I", "F") or upright.mode.startswith("I;16"):
        upright = Image.fromarray(_eight_bits(np.asarray(upright)))
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        upright = _on_white(upright.convert("RGBA"))
    return np.ascontiguousarray(np.asarray(upright.convert("RGB"), np.uint8)[:, :, ::-1])


def _eight_bits(deep: NDArray[Any]) -> Picture:
    """Whole numbers of 16 bits lose their lower half; what has others is stretched between its least and greatest."""
    numbers = np.nan_to_num(deep.astype(np.float64))
    low, high = (float(numbers.min()), float(numbers.max())) if numbers.size else (0.0, 0.0)
    if deep.dtype == np.uint16 or (deep.dtype.kind == "i" and low >= 0 and 255 < high < 65536):
        return (numbers / 257).astype(np.uint8)
    return ((numbers - low) * (255 / max(high - low, 1e-9))).clip(0, 255).astype(np.uint8)


def _on_white(image: Image.Image) -> Image.Image:
    white = Image.new("RGBA", image.size, (255, 255, 255, 255))
    return Image.alpha_composite(white, image)
