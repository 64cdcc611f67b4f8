"""What the status bytes of an ESC/POS printer mean, and how to ask for them. Sans I/O.

Source: Epson ESC/POS Command Reference, `DLE EOT`, `GS a`, `GS r`. Cover open leaves the paper sensor's byte at
"paper adequate", so that only all four answers together tell the state.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from drivers.api.errors import Action, DeviceError, ErrorCode
from drivers.api.receipt_printer import Paper, PrinterStatus

QUESTIONS = (1, 2, 3, 4)  # DLE EOT n: printer, why offline, which error, paper
ASK_ALL = b"".join(b"\x10\x04" + bytes([n]) for n in QUESTIONS)
TELL_CHANGES = b"\x1da\x0e"  # GS a: online/offline 02, error 04, paper 08; in force until the next ESC @
BARRIER = b"\x1dr\x01"  # GS r 1: waits in the buffer behind the print data, so its answer means "done"


@dataclass(frozen=True, slots=True)
class Flags:
    """What the bytes say, bit by bit; the same from DLE EOT and from ASB."""

    offline: bool = False
    cover_open: bool = False
    feeding: bool = False
    paper_low: bool = False
    paper_out: bool = False
    mechanical_error: bool = False  # "recoverable error" in newer manuals
    cutter_error: bool = False
    unrecoverable_error: bool = False
    passing_error: bool = False  # print head too hot, say: it recovers by itself
    unnamed_error: bool = False


def flags_from_answers(answers: Sequence[int]) -> Flags:
    """From the four answers to DLE EOT 1, 2, 3, 4."""
    printer, cause, error, paper = answers
    return Flags(
        offline=bool(printer & 0x08),
        cover_open=bool(cause & 0x04),
        feeding=bool(cause & 0x08),
        paper_low=bool(paper & 0x0C),
        paper_out=bool(paper & 0x60) or bool(cause & 0x20),
        mechanical_error=bool(error & 0x04),
        cutter_error=bool(error & 0x08),
        unrecoverable_error=bool(error & 0x20),
        passing_error=bool(error & 0x40),
        unnamed_error=bool(cause & 0x40) and not error & 0x6C,
    )


def flags_from_asb(message: bytes) -> Flags:
    """From the four bytes of an ASB message."""
    first, second, third, _ = message
    return Flags(
        offline=bool(first & 0x08),
        cover_open=bool(first & 0x20),
        feeding=bool(first & 0x40),
        paper_low=bool(third & 0x03),
        paper_out=bool(third & 0x0C),
        mechanical_error=bool(second & 0x04),
        cutter_error=bool(second & 0x08),
        unrecoverable_error=bool(second & 0x20),
        passing_error=bool(second & 0x40),
    )


def printer_status(flags: Flags) -> PrinterStatus:
    error = why_not(flags)
    return PrinterStatus(
        online=not flags.offline,
        paper=_paper(flags),
        cover_open=flags.cover_open,
        cutter_error=flags.cutter_error,
        error=error,
    )


def unreachable(error: DeviceError) -> PrinterStatus:
    """Nothing is known of the paper behind a cut cable."""
    return PrinterStatus(online=False, paper=Paper.UNKNOWN, cover_open=False, cutter_error=False, error=error)


def why_not(flags: Flags) -> DeviceError | None:
    """Why it cannot print now, the cause that has to be mended first; None if it can. Low paper prints."""
    for holds, code, detail, action in (
        (flags.unrecoverable_error, ErrorCode.HARDWARE_ERROR, "unrecoverable error", Action.MAINTENANCE),
        (flags.cutter_error, ErrorCode.CUTTER_ERROR, "cutter error", Action.MAINTENANCE),
        (flags.mechanical_error, ErrorCode.PAPER_JAMMED, "mechanical error", Action.CLEAR),
        (flags.cover_open, ErrorCode.COVER_OPEN, "cover open", Action.CLEAR),
        (flags.paper_out, ErrorCode.PAPER_OUT, "paper out", Action.CLEAR),
        (flags.passing_error, ErrorCode.HARDWARE_ERROR, "waits for the print head to cool", Action.SUSPEND),
        (flags.unnamed_error, ErrorCode.HARDWARE_ERROR, "error without a cause", Action.RESET),
        (flags.offline or flags.feeding, ErrorCode.DEVICE_OFFLINE, "switched offline", Action.CLEAR),
    ):
        if holds:
            return DeviceError(code, detail, action)
    return None


def _paper(flags: Flags) -> Paper:
    if flags.mechanical_error:
        return Paper.JAMMED
    if flags.paper_out:
        return Paper.OUT
    return Paper.LOW if flags.paper_low else Paper.FULL
