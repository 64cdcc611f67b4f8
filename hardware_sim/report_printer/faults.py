"""The accidents that can happen to the A4 printer, by name."""

from enum import StrEnum


class ReportPrinterFault(StrEnum):
    """`amount` is times or pages, for those that say so."""

    PAPER_OUT = "PAPER_OUT"
    PAPER_OUT_AFTER_PAGES = "PAPER_OUT_AFTER_PAGES"  # amount: pages still printed
    JAM = "JAM"
    COVER_OPEN = "COVER_OPEN"
    TONER_EMPTY = "TONER_EMPTY"
    TONER_LOW = "TONER_LOW"  # a warning: it prints
    BUSY = "BUSY"  # amount: so many jobs are answered server-error-busy
    DROP_AFTER_DOCUMENT = "DROP_AFTER_DOCUMENT"  # the job is there, its answer never leaves
    DROP_BEFORE_JOB = "DROP_BEFORE_JOB"  # the document was taken and no job made
    VANISH = "VANISH"  # the next job is forgotten once it has begun
    ABORT = "ABORT"  # the next job is aborted by the printer
    OFFLINE = "OFFLINE"  # nothing listens
    MUTE = "MUTE"  # it takes connections and says nothing


REASON = {
    ReportPrinterFault.PAPER_OUT: "media-empty-error",
    ReportPrinterFault.JAM: "media-jam-error",
    ReportPrinterFault.COVER_OPEN: "cover-open-error",
    ReportPrinterFault.TONER_EMPTY: "marker-supply-empty-error",
    ReportPrinterFault.TONER_LOW: "marker-supply-low-warning",
}
"""What the printer says of itself (PWG 5100.9)."""
