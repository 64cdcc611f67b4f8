"""Pages as pictures: only their address passes through QML, and only as long as they are shown."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage

from kiosk.domain.pdf import Picture
from kiosk.domain.wording import LocalText
from kiosk.screens.pdfs import FetchingPages, PreviewPages
from ui.convert import to_qml
from ui.page_images import NO_PICTURE_PX, PageImages, PageStore


def picture(digest: str, width: int = 100) -> Picture:
    image = QImage(width, 141, QImage.Format.Format_RGB32)
    image.fill(0)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return Picture(digest, bytes(data.data()))


def preview(digest: str) -> PreviewPages:
    return PreviewPages(title=LocalText("血常规"), page=1, pages=1, copy=False, picture=picture(digest))


def drawn(store: PageStore, digest: str, width: int = 0) -> QImage:
    given = QSize()
    image = PageImages(store).requestImage(digest, given, QSize(width, 0))
    assert given == image.size()
    return image


def test_qml_gets_an_address_and_no_bytes() -> None:
    shown = to_qml(preview("abc"))
    assert shown["picture"] == "image://pages/abc"


def test_a_page_is_given_as_large_as_it_is_asked_for_and_never_larger() -> None:
    store = PageStore()
    store.keep(preview("abc"))
    assert drawn(store, "abc").width() == 100
    assert drawn(store, "abc", 50).width() == 50
    assert drawn(store, "abc", 900).width() == 100


def test_a_page_is_held_only_until_the_next_screen_is_up() -> None:
    store = PageStore()
    store.keep(preview("one"))
    store.keep(preview("two"))
    assert store.png("one") and store.png("two")
    store.keep(FetchingPages(documents=1))
    store.keep(FetchingPages(documents=1))
    assert not store.png("one") and not store.png("two")


def test_what_is_gone_or_no_picture_is_an_empty_sheet() -> None:
    store = PageStore()
    store.keep(PreviewPages(title=LocalText("x"), page=1, pages=1, copy=False, picture=Picture("bad", b"no png")))
    for digest in ("bad", "gone"):
        image = drawn(store, digest)
        assert (image.width(), image.pixelColor(0, 0).lightness()) == (NO_PICTURE_PX, 255)
