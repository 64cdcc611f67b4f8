"""Pages of a PDF as pictures, drawn by PDFium in a thread of its own: it is slow, and not safe for several."""

import asyncio
import hashlib
import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from kiosk.domain.pdf import PAGES_MAX, Picture

PICTURE_WIDTH_PX = 1000
HEIGHT_TO_WIDTH_MAX = 4.0
T = TypeVar("T")


class PagesBroken(Exception):
    """DOCUMENT_BROKEN: it is no PDF, has no page, or more than a person can look at."""

    code = "DOCUMENT_BROKEN"


class PdfiumPages:
    """`kiosk.ports.Pages`. Nothing is kept."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "pages")

    async def count(self, pdf: bytes) -> int:
        return await self._run(lambda: count_pages(pdf))

    async def picture(self, pdf: bytes, index: int) -> Picture:
        return await self._run(lambda: draw_page(pdf, index))

    async def _run(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)


def count_pages(pdf: bytes) -> int:
    """Raises PagesBroken."""
    import pypdfium2  # not at start: no screen before a report shows a page

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise PagesBroken from error
    count = len(document)
    document.close()
    if not 0 < count <= PAGES_MAX:
        raise PagesBroken(f"{count} pages")
    return count


def draw_page(pdf: bytes, index: int) -> Picture:
    """As wide as the screen needs it. Raises PagesBroken."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
        try:
            page = document[index]
            width, height = page.get_size()
            if width <= 0 or height > HEIGHT_TO_WIDTH_MAX * width:
                raise PagesBroken("a page of no possible shape")
            image = page.render(scale=PICTURE_WIDTH_PX / width).to_pil()
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        raise PagesBroken from error
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    png = out.getvalue()
    return Picture(hashlib.sha256(png).hexdigest()[:32], png)
