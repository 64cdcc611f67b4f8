"""Pictures of pages for QML: `image://pages/` and the picture's digest.

Only those of the last two screens are held, in memory: the one that is up and the one that is coming.
"""

from collections import deque
from dataclasses import fields
from threading import Lock

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider

from kiosk.domain.pdf import Picture
from kiosk.screens.base import Screen

SCREENS_MAX = 2
PNG_BYTES_MAX = 8 << 20
NO_PICTURE_PX = 8


class PageStore:
    """Filled by the core's thread, read by Qt's."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._screens: deque[dict[str, bytes]] = deque(maxlen=SCREENS_MAX)

    def keep(self, screen: Screen) -> None:
        """What this screen shows; what the one before the last showed is let go."""
        values = (getattr(screen, field.name) for field in fields(screen))
        shown = {each.digest: each.png for each in values if isinstance(each, Picture)}
        with self._lock:
            self._screens.append(shown)

    def png(self, digest: str) -> bytes:
        """Empty: it is not held (any more)."""
        with self._lock:
            return next((shown[digest] for shown in self._screens if digest in shown), b"")


class PageImages(QQuickImageProvider):
    """Registered as "pages". What is gone, or is no picture, is an empty sheet."""

    def __init__(self, store: PageStore) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._store = store

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:
        png = self._store.png(id)
        image = QImage.fromData(png) if 0 < len(png) <= PNG_BYTES_MAX else QImage()
        if image.isNull():
            image = QImage(NO_PICTURE_PX, NO_PICTURE_PX, QImage.Format.Format_Grayscale8)
            image.fill(Qt.GlobalColor.white)
        elif 0 < requestedSize.width() < image.width():
            image = image.scaledToWidth(requestedSize.width(), Qt.TransformationMode.SmoothTransformation)
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image
