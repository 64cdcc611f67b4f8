"""What carries a code: a phone's screen as a wallet shows it, and a slip of thermal paper."""

from typing import Literal

import cv2
import numpy as np
import zxingcpp

from hardware_sim.camera.picture import Picture

Symbol = Literal["qr", "code128", "both"]
PHONE = (540, 1000)
SLIP = (480, 700)
_WHITE, _INK, _THERMAL = (255, 255, 255), (24, 20, 18), (232, 238, 238)
_HEADS = {"wechat": (96, 174, 60), "alipay": (230, 120, 22), "other": (150, 110, 70)}
_FONT = cv2.FONT_HERSHEY_SIMPLEX


def phone_screen(text: str, symbol: Symbol = "both", wallet: str = "other") -> Picture:
    """A wallet's payment page: the bar code above, the square one below, both of the same number."""
    wide, high = PHONE
    screen = np.full((high, wide, 3), _HEADS[wallet], np.uint8)
    cv2.rectangle(screen, (28, 120), (wide - 28, high - 110), _WHITE, -1)
    if symbol != "qr":
        _paste(screen, _bars(text, wide - 60, 130), 150)
    if symbol != "code128":
        _paste(screen, _square(text, 400), 150 if symbol == "qr" else 340)
    cv2.putText(screen, wallet, (40, 80), _FONT, 1.4, _WHITE, 3, cv2.LINE_AA)
    return _framed(screen)


def paper_slip(text: str, lines: tuple[str, ...] = ()) -> Picture:
    """Thermal paper: grey rather than black on a warm white, the square code in the middle."""
    wide, high = SLIP
    slip = np.full((high, wide, 3), _THERMAL, np.uint8)
    for row, line in enumerate(lines[:6]):
        cv2.putText(slip, line, (36, 60 + 34 * row), _FONT, 0.8, (70, 64, 60), 2, cv2.LINE_AA)
    code = _square(text, 360)
    _paste(slip, np.where(code < 128, np.uint8(62), np.uint8(232)).astype(np.uint8), 270)
    return slip


def printed_slip(png: bytes) -> Picture:
    """A slip that really came out of the printer, on thermal paper."""
    ink = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_GRAYSCALE)
    if ink is None:
        raise ValueError("no picture of a slip")
    paper = 62 + (np.asarray(ink, np.float32) / 255) * (232 - 62)
    return np.repeat(paper.astype(np.uint8)[:, :, None], 3, axis=2)


def _framed(screen: Picture) -> Picture:
    """The phone's black rim around it."""
    return np.asarray(cv2.copyMakeBorder(screen, 24, 24, 16, 16, cv2.BORDER_CONSTANT, value=_INK), np.uint8)


def _square(text: str, side_px: int) -> Picture:
    return _drawn(zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M"), side_px, side_px)


def _bars(text: str, wide_px: int, high_px: int) -> Picture:
    return _drawn(zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.Code128), wide_px, high_px)


def _drawn(code: zxingcpp.Barcode, wide_px: int, high_px: int) -> Picture:
    """Whole pixels for each module, as a screen and a printer draw them."""
    modules = np.asarray(zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=True), np.uint8)
    scale = max(1, wide_px // modules.shape[1])
    if code.format == zxingcpp.BarcodeFormat.QRCode:
        grey = np.kron(modules, np.ones((scale, scale), np.uint8))
    else:
        grey = np.tile(np.kron(modules[modules.shape[0] // 2], np.ones(scale, np.uint8)), (high_px, 1))
    return np.repeat(grey[:, :, None], 3, axis=2)


def _paste(on: Picture, what: Picture, top: int) -> None:
    high, wide = what.shape[:2]
    left = (on.shape[1] - wide) // 2
    on[top : top + high, left : left + wide] = what
