"""Pages of a PDF as pictures."""

import asyncio
import io

import pytest
from PIL import Image

from kiosk.documents.pages import PICTURE_WIDTH_PX, PagesBroken, PdfiumPages, count_pages, draw_page
from kiosk.domain.pdf import PAGES_MAX
from tests.report_printer.pdfs import pdf

TWO = pdf("one", "two")


def test_each_page_is_drawn_as_wide_as_the_screen_needs_it() -> None:
    assert count_pages(TWO) == 2
    first, second = draw_page(TWO, 0), draw_page(TWO, 1)
    image = Image.open(io.BytesIO(first.png))
    assert abs(image.width - PICTURE_WIDTH_PX) <= 1 and 1.40 < image.height / image.width < 1.43
    assert first.digest != second.digest
    assert image.convert("L").histogram()[0] > 100  # there is ink


@pytest.mark.parametrize(
    "broken", [b"", b"%PDF-1.4", b"<html>", TWO[: len(TWO) // 3], pdf(), pdf(*["x"] * (PAGES_MAX + 1))]
)
def test_what_cannot_be_shown_is_refused_by_code(broken: bytes) -> None:
    with pytest.raises(PagesBroken):
        count_pages(broken)


def test_a_page_that_is_a_thread_or_is_not_there_is_refused() -> None:
    with pytest.raises(PagesBroken):
        draw_page(TWO.replace(b"[0 0 595 842]", b"[0 0 1 99999]"), 0)
    with pytest.raises(PagesBroken):
        draw_page(b"nothing", 0)


def test_drawing_happens_away_from_the_loop() -> None:
    async def look() -> None:
        pages = PdfiumPages()
        assert await pages.count(TWO) == 2
        drawn = asyncio.gather(*(pages.picture(TWO, index) for index in (0, 1, 0)))
        beats = 0
        while not drawn.done():
            await asyncio.sleep(0)
            beats += 1
        assert beats > 1
        first, second, again = await drawn
        assert first == again and first != second

    asyncio.run(look())
