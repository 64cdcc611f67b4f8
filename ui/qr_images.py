"""Codes as pictures for QML: `image://qr/` and the percent-encoded text. A module is a whole number
of pixels, so the code is crisp.

The text of a code never reaches a log.
"""

from urllib.parse import unquote

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider

CODE_CHARS_MAX = 512
SIDE_PX_MAX = 2048
SIDE_PX_DEFAULT = 400


class NotACode(ValueError):
    """UI_CODE_REFUSED: nothing to draw, or too long."""

    code = "UI_CODE_REFUSED"


def qr_image(text: str, side_px: int = SIDE_PX_DEFAULT) -> QImage:
    """The code with its quiet zone of four modules (ISO/IEC 18004), as large as fits `side_px`. Raises NotACode."""
    if not 0 < len(text) <= CODE_CHARS_MAX:
        raise NotACode(f"{len(text)} characters")
    import zxingcpp  # not at start: no screen before the payment shows a code

    barcode = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    picture = barcode.to_image(scale=1, add_quiet_zones=True)
    modules = memoryview(picture)  # type: ignore[arg-type]  # has the buffer protocol; its stub does not say so
    side = len(modules)
    image = QImage(modules.tobytes(), side, side, side, QImage.Format.Format_Grayscale8)
    wanted = side * max(1, min(side_px, SIDE_PX_MAX) // side)
    return image.scaled(wanted, wanted)  # by repeating pixels, which is the default


class QrImages(QQuickImageProvider):
    """Registered as "qr"."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:
        image = qr_image(unquote(id), requestedSize.width() if requestedSize.width() > 0 else SIDE_PX_DEFAULT)
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image
