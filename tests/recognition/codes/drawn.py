"""Pictures with codes, drawn by others' programs: `qrcode` and zxing-cpp's writer; and what a camera makes of them."""

from typing import Any

import cv2
import numpy as np
import qrcode
import zxingcpp
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
PAYER = "134567890123456789"
SLIP = "YZ1:B:" + "x7Kq2mP9" * 4


def qr(text: str, module_px: int = 5) -> Grey:
    return _enlarged(modules(text), module_px)


def modules(text: str) -> NDArray[np.bool_]:
    """With the quiet zone."""
    code = qrcode.QRCode(border=4, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    return np.array(code.get_matrix(), np.bool_)


def dots(text: str, module_px: int, radius_px: int) -> Grey:
    """A "design" code: a dot for each dark module."""
    dark = modules(text)
    picture = np.full((dark.shape[0] * module_px, dark.shape[1] * module_px), 255, np.uint8)
    for y, x in zip(*np.nonzero(dark), strict=True):
        cv2.circle(
            picture, (int(x + 0.5) * module_px + module_px // 2, int(y) * module_px + module_px // 2), radius_px, 0, -1
        )
    return picture


def bars(text: str, module_px: int = 3, height: float = 0.3) -> Grey:
    """`height`: as a share of the width."""
    row = np.array(zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.Code128).to_image(scale=1), np.uint8)[:1]
    wide = np.kron(row, np.ones((1, module_px), np.uint8))
    return cv2_border(wide.repeat(int(wide.shape[1] * height), 0), 24)


def any_code(content: str | bytes, form: zxingcpp.BarcodeFormat, module_px: int = 5, **options: Any) -> Grey:
    drawn = np.array(zxingcpp.create_barcode(content, form, **options).to_image(scale=1), np.uint8)
    return cv2_border(np.kron(drawn, np.ones((module_px, module_px), np.uint8)), 24)


def cv2_border(picture: Grey, px: int) -> Grey:
    return np.asarray(cv2.copyMakeBorder(picture, px, px, px, px, cv2.BORDER_CONSTANT, value=(255,)), np.uint8)


def on_frame(*codes: Grey, height: int = 720, width: int = 1280) -> Grey:
    """Side by side on a grey wall."""
    frame = np.full((height, width), 150, np.uint8)
    left = 20
    for code in codes:
        frame[40 : 40 + code.shape[0], left : left + code.shape[1]] = code
        left += code.shape[1] + 40
    return frame


def blurred(picture: Grey, sigma_px: float) -> Grey:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma_px), np.uint8)


def shrunk(picture: Grey, share: float) -> Grey:
    return np.asarray(cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA), np.uint8)


def tilted(picture: Grey, degrees: float) -> Grey:
    wide = cv2_border(picture, picture.shape[0] // 2)
    height, width = wide.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    return np.asarray(cv2.warpAffine(wide, turn, (width, height), borderValue=(255,)), np.uint8)


def leaning(picture: Grey, share: float) -> Grey:
    """Held at an angle: the upper edge is shorter by `share` on both sides."""
    wide = cv2_border(picture, 40)
    height, width = wide.shape
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    there = corners + np.array([[share * width, 0], [-share * width, 0], [0, 0], [0, 0]], np.float32)
    flat = cv2.warpPerspective(wide, cv2.getPerspectiveTransform(corners, there), (width, height), borderValue=(255,))
    return np.asarray(flat, np.uint8)


def inverted(picture: Grey) -> Grey:
    return np.asarray(255 - picture, np.uint8)


def faint(picture: Grey) -> Grey:
    """A screen at its darkest: 30 of 255 between dark and light."""
    return np.asarray(100 + picture.astype(np.float32) * 30 / 255, np.uint8)


def noisy(picture: Grey, sigma: float, seed: int = 1) -> Grey:
    noise = np.random.default_rng(seed).normal(0, sigma, picture.shape)
    return np.asarray(np.clip(picture + noise, 0, 255), np.uint8)


def bowed(picture: Grey, much: float, across: bool) -> Grey:
    """As on a wristband: the rows (across: the columns) become arcs."""
    wide = cv2_border(picture, 40)
    height, width = wide.shape
    x = np.linspace(-1, 1, width, dtype=np.float32)[np.newaxis, :].repeat(height, 0)
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, np.newaxis].repeat(width, 1)
    x, y = (x + much * (1 - y * y), y) if across else (x, y + much * (1 - x * x))
    maps = (x + 1) * ((width - 1) / 2), (y + 1) * ((height - 1) / 2)
    return np.asarray(cv2.remap(wide, *maps, cv2.INTER_LINEAR, borderValue=(255,)), np.uint8)


def _enlarged(dark: NDArray[np.bool_], module_px: int) -> Grey:
    return np.where(np.kron(dark, np.ones((module_px, module_px), np.bool_)), 0, 255).astype(np.uint8)
