"""PDF files (ISO 32000) out of pictures, each with words beneath it that can be searched for but are not seen."""

import io
import zlib
from dataclasses import dataclass

from PIL import Image

A4_POINTS = (595, 842)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One A4 page. `words` are Latin letters only: the font every reader brings along has no others."""

    picture: Image.Image
    words: str


def write_pdf(sheets: list[Sheet]) -> bytes:
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    pages = []
    for sheet in sheets:
        first = len(objects) + 1
        objects += [_picture(sheet.picture), _content(sheet.words), _page(first)]
        pages.append(b"%d 0 R" % (first + 2))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(pages), len(pages))
    return _file(objects)


def _page(first: int) -> bytes:
    resources = b"<</XObject<</P %d 0 R>>/Font<</F 3 0 R>>>>" % first
    box = b"[0 0 %d %d]" % A4_POINTS
    return b"<</Type/Page/Parent 2 0 R/MediaBox%s/Resources%s/Contents %d 0 R>>" % (box, resources, first + 1)


def _content(words: str) -> bytes:
    width, height = A4_POINTS
    safe = "".join(each if each.isalnum() or each in " .,:/-" else " " for each in words)
    text = b"BT 3 Tr /F 9 Tf 40 20 Td (%s) Tj ET" % safe.encode("ascii", "replace")  # 3: no ink
    return _stream(b"<</Length %d>>", b"q %d 0 0 %d 0 0 cm /P Do Q %s" % (width, height, text))


def _picture(picture: Image.Image) -> bytes:
    """Grey, one byte a dot, deflated: sharp, and small where there is much white."""
    grey = picture.convert("L")
    head = b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8" % grey.size
    return _stream(head + b"/Filter/FlateDecode/Length %d>>", zlib.compress(grey.tobytes(), 6))


def _stream(head: bytes, data: bytes) -> bytes:
    return (head % len(data) if head.count(b"%d") else head) + b"\nstream\n" + data + b"\nendstream"


def _file(objects: list[bytes]) -> bytes:
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()
