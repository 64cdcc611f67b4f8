"""The accidents that can happen to the printer, by name."""

from dataclasses import replace
from enum import StrEnum

from hardware_sim.printer.state import PrinterState


class Fault(StrEnum):
    """Some come at once, some wait for what they name. `amount` is lines or bytes, for those that say so."""

    PAPER_LOW = "PAPER_LOW"
    PAPER_OUT = "PAPER_OUT"
    PAPER_OUT_AFTER_LINES = "PAPER_OUT_AFTER_LINES"  # amount: lines still printed
    PAPER_OUT_AFTER_CUT = "PAPER_OUT_AFTER_CUT"  # the slip is whole, its completion answer is withheld
    COVER_OPEN = "COVER_OPEN"
    CUTTER_ERROR = "CUTTER_ERROR"
    CUTTER_ERROR_AT_CUT = "CUTTER_ERROR_AT_CUT"  # printed, not cut
    JAM = "JAM"
    JAM_AFTER_LINES = "JAM_AFTER_LINES"  # amount: lines still printed
    OVERHEATED = "OVERHEATED"
    BROKEN = "BROKEN"
    OFFLINE = "OFFLINE"
    MUTE = "MUTE"  # takes everything, answers nothing
    GARBLED = "GARBLED"  # answers as a wrong baud rate would show them
    NO_STATUS_BACK = "NO_STATUS_BACK"  # a clone that does not know GS a
    CABLE_CUT = "CABLE_CUT"
    CABLE_CUT_AFTER_BYTES = "CABLE_CUT_AFTER_BYTES"  # amount: bytes still taken


_AT_ONCE = {
    Fault.PAPER_LOW: "paper_low",
    Fault.PAPER_OUT: "paper_out",
    Fault.COVER_OPEN: "cover_open",
    Fault.CUTTER_ERROR: "cutter_error",
    Fault.JAM: "jammed",
    Fault.OVERHEATED: "overheated",
    Fault.BROKEN: "broken",
    Fault.OFFLINE: "switched_offline",
}


def with_fault(state: PrinterState, fault: Fault) -> PrinterState:
    """The state after a fault that shows at once; the same state for the others."""
    return replace(state, **{_AT_ONCE[fault]: True}) if fault in _AT_ONCE else state
