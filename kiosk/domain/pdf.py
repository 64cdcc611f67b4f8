"""A document on A4 that the hospital has of a person: a report, an invoice. Fetched in parts, shown, printed, marked.

Every document has an id, by which these know it; whose it is the keeper adds.
"""

from dataclasses import dataclass, field

from kiosk.domain.inquiry import Notice, Query

PDF_BYTES_MAX = 4 << 20
PART_BYTES_MAX = 384 * 1024  # in base64 half of what a frame or an answer of the hospital may have
PAGES_MAX = 60


@dataclass(frozen=True, slots=True)
class Part:
    """`total` bytes in all, with this SHA-256, in hex; `data` begins at the offset that was asked for."""

    total: int
    sha256: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class PdfPart(Query[Part]):
    """Of a document of the person's. One that was printed before comes marked as a copy (副本): by the hospital, since
    it alone knows of every machine.
    """

    document_id: str
    offset: int


@dataclass(frozen=True, slots=True)
class DocumentPrinted(Notice):
    """It is on paper: from now on a print of it is a copy. `sure` False: it may be on paper in part or not at all."""

    document_id: str
    pages: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as PNG, on its way to the screen. `digest` is a name of its content."""

    digest: str
    png: bytes = field(repr=False)
