"""Brings a document of the person's into memory, part by part. It is never written anywhere."""

import hashlib

from kiosk.documents.pages import PagesBroken
from kiosk.domain.pdf import PDF_BYTES_MAX, PdfPart
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.visit import Visit

TRIES_MAX = 2  # it may become a copy between two of its parts


async def fetch_pdf(visit: Visit, handle: str, document_id: str) -> tuple[bytes, int]:
    """The PDF and how many pages it has. Raises Refused; HOSPITAL_ERROR for one that is broken or beyond all limits."""
    for _ in range(TRIES_MAX):
        pdf = await _fetch(visit, handle, document_id)
        if pdf:
            try:
                return pdf, await visit.pages.count(pdf)
            except PagesBroken as broken:
                raise Refused(Refusal.HOSPITAL_ERROR) from broken
    raise Refused(Refusal.HOSPITAL_ERROR)


async def _fetch(visit: Visit, handle: str, document_id: str) -> bytes:
    """Empty: what came does not fit together."""
    pdf, whole = bytearray(), ("", 0)
    while not pdf or len(pdf) < whole[1]:
        part = await visit.keeper.ask(PdfPart(document_id, len(pdf)), handle)
        if not part.data or not 0 < part.total <= PDF_BYTES_MAX:
            raise Refused(Refusal.HOSPITAL_ERROR)
        if pdf and (part.sha256, part.total) != whole:
            return b""
        whole = (part.sha256, part.total)
        pdf += part.data
    return bytes(pdf) if len(pdf) == whole[1] and hashlib.sha256(pdf).hexdigest() == whole[0] else b""
