"""The rivals, each as its own documentation uses it. Run with: NAME FORMATS."""

import sys
from typing import Any

import cv2
import zxingcpp
from zxingcpp import BarcodeFormat

from hardware_sim.measure.code_workers.loading import Picture
from hardware_sim.measure.code_workers.serving import Code, serve, timed

ZXING = {
    "qr": BarcodeFormat.QRCode,
    "code128": BarcodeFormat.Code128,
    "datamatrix": BarcodeFormat.DataMatrix,
    "pdf417": BarcodeFormat.PDF417,
    "aztec": BarcodeFormat.Aztec,
    "microqr": BarcodeFormat.MicroQRCode,
    "code39": BarcodeFormat.Code39,
    "code93": BarcodeFormat.Code93,
    "codabar": BarcodeFormat.Codabar,
    "itf": BarcodeFormat.ITF,
    "ean": BarcodeFormat.EANUPC,
}
ZBAR = {
    "qr": ["QRCODE"],
    "code128": ["CODE128"],
    "pdf417": ["PDF417"],
    "code39": ["CODE39"],
    "code93": ["CODE93"],
    "codabar": ["CODABAR"],
    "itf": ["I25"],
    "ean": ["EAN13", "EAN8", "UPCA", "UPCE"],
}


def zxing_plain(formats: list[str]) -> Any:
    """Its defaults: every format, in colour."""
    return lambda picture: _zxing(zxingcpp.read_barcodes(picture, text_mode=zxingcpp.TextMode.Plain))


def zxing_grey(formats: list[str]) -> Any:
    wanted = zxingcpp.BarcodeFormats([ZXING[name] for name in formats])

    def read(picture: Picture) -> list[Code]:
        grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
        return _zxing(zxingcpp.read_barcodes(grey, formats=wanted, text_mode=zxingcpp.TextMode.Plain))

    return read


def _zxing(found: list[zxingcpp.Barcode]) -> list[Code]:
    return [Code(each.text, each.bytes) for each in found]


def pyzbar(formats: list[str]) -> Any:
    from pyzbar import pyzbar as zbar

    symbols = [getattr(zbar.ZBarSymbol, name) for each in formats for name in ZBAR.get(each, [])]

    def read(picture: Picture) -> list[Code]:
        found = zbar.decode(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), symbols=symbols)
        return [Code(each.data.decode("utf-8", "replace"), each.data) for each in found]

    return read


def opencv(formats: list[str]) -> Any:
    """QRCodeDetectorAruco: QR only. It hands over no bytes."""
    detector = cv2.QRCodeDetectorAruco()

    def read(picture: Picture) -> list[Code]:
        texts = detector.detectAndDecodeMulti(picture)[1]
        return [Code(text, text.encode("utf-8", "replace")) for text in texts if text]

    return read


READERS = {"zxing-plain": zxing_plain, "zxing-grey": zxing_grey, "pyzbar": pyzbar, "cv2": opencv}

if __name__ == "__main__":
    serve(timed(READERS[sys.argv[1]](sys.argv[2].split(","))))
