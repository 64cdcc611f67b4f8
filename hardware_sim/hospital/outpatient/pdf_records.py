"""The documents on A4 that the hospital has of people, and how often each was printed."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

from hardware_sim.hospital.problems import Problem, not_found

PART_BYTES = 384 * 1024


@dataclass(slots=True)
class Pdf:
    """`make(copy)` draws it when it is wanted. `withheld`: it is not given out."""

    document_id: str
    person_key: str
    make: Callable[[bool], bytes] = field(repr=False)
    withheld: bool = False
    prints: list[tuple[str, int, bool]] = field(default_factory=list)  # terminal, pages, sure

    @property
    def printed(self) -> bool:
        return bool(self.prints)


class Pdfs:
    """Reports, invoices, whatever is printed: each puts its own here."""

    def __init__(self) -> None:
        self.by_id: dict[str, Pdf] = {}
        self._drawn: dict[tuple[str, bool], bytes] = {}

    def put(self, pdf: Pdf) -> None:
        self.by_id[pdf.document_id] = pdf

    def get(self, document_id: str, person_key: str) -> Pdf:
        pdf = self.by_id.get(document_id)
        if pdf is None or pdf.person_key != person_key:
            raise not_found("DOCUMENT")
        return pdf

    def part(self, pdf: Pdf, offset: int) -> tuple[int, str, bytes]:
        """Length of the whole, its hash, and what begins at the offset."""
        if pdf.withheld:
            raise Problem(409, "DOCUMENT_WITHHELD")
        whole = self._whole(pdf)
        if offset >= len(whole):
            raise not_found("DOCUMENT")
        return len(whole), hashlib.sha256(whole).hexdigest(), whole[offset : offset + PART_BYTES]

    def _whole(self, pdf: Pdf) -> bytes:
        key = (pdf.document_id, pdf.printed)
        if key not in self._drawn:
            self._drawn[key] = pdf.make(pdf.printed)
        return self._drawn[key]
