"""A document's sheets: how many, and what they look like."""

import io
import threading
from dataclasses import dataclass, field

import pypdfium2

SHEET_WIDTH_PX = 620
_PDFIUM = threading.Lock()  # it is not safe for threads


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """What lies in the tray: the first `pages` pages of what was sent."""

    number: int
    name: str  # the job's
    pdf: bytes = field(repr=False)
    pages: int

    def png(self, page: int) -> bytes:
        """The picture of one sheet, from 1."""
        with _PDFIUM:
            document = pypdfium2.PdfDocument(self.pdf)
            try:
                sheet = document[page - 1]
                image = sheet.render(scale=SHEET_WIDTH_PX / sheet.get_width()).to_pil()
            finally:
                document.close()
        out = io.BytesIO()
        image.save(out, "PNG")
        return out.getvalue()

    @property
    def text(self) -> str:
        """What can be read in it as text; a scanned page has none."""
        with _PDFIUM:
            document = pypdfium2.PdfDocument(self.pdf)
            try:
                pages = [document[index].get_textpage().get_text_range() for index in range(self.pages)]
            finally:
                document.close()
        return "\n".join(pages)


def count_pages(pdf: bytes) -> int:
    """0: it is no PDF."""
    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError:
            return 0
        count = len(document)
        document.close()
        return count
