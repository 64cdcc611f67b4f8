"""The camera's live picture for QML: `image://live/` and a number that is new for each. Only the newest is held."""

from threading import Lock

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider

from kiosk.screens.live import LivePicture

SIDE_PX_MAX = 4096


class LiveStore:
    """Filled by the eyes' thread, read by Qt's."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._picture: LivePicture | None = None

    def keep(self, picture: LivePicture | None) -> None:
        with self._lock:
            self._picture = picture

    @property
    def newest(self) -> LivePicture | None:
        with self._lock:
            return self._picture


class LiveImages(QQuickImageProvider):
    """Registered as "live". Before the first picture, and after the last: a dark one."""

    def __init__(self, store: LiveStore) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._store = store

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:
        image = live_image(self._store.newest)
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image


def live_image(picture: LivePicture | None) -> QImage:
    sides = (picture.width, picture.height) if picture else (0, 0)
    if picture is None or not all(0 < side <= SIDE_PX_MAX for side in sides):
        return _dark()
    if len(picture.bgrx) != 4 * picture.width * picture.height:
        return _dark()
    image = QImage(picture.bgrx, picture.width, picture.height, 4 * picture.width, QImage.Format.Format_RGB32)
    return image.copy()  # the bytes are Python's, and go with the next picture


def _dark() -> QImage:
    image = QImage(4, 3, QImage.Format.Format_RGB32)
    image.fill(0)
    return image
