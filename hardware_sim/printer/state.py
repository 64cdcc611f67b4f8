"""What is the matter with the printer, and the status bytes that tell it.

All of them are made from one frozen value, so that DLE EOT, GS r and ASB cannot contradict each other.
Source: Epson ESC/POS Command Reference, `DLE EOT`, `GS r`, `GS a`.
"""

from dataclasses import dataclass

ASB_ON_OFFLINE, ASB_ON_ERROR, ASB_ON_PAPER = 0x02, 0x04, 0x08


@dataclass(frozen=True, slots=True)
class PrinterState:
    paper_low: bool = False
    paper_out: bool = False
    cover_open: bool = False
    cutter_error: bool = False
    jammed: bool = False
    overheated: bool = False
    broken: bool = False
    switched_offline: bool = False

    @property
    def has_error(self) -> bool:
        return self.cutter_error or self.jammed or self.overheated or self.broken

    @property
    def offline(self) -> bool:
        """It takes data into its buffer, and prints none of it."""
        return self.switched_offline or self.cover_open or self.paper_out or self.has_error


def dle_eot(n: int, state: PrinterState) -> bytes:
    """The answer to DLE EOT n; none for an n that is not 1 to 4."""
    match n:
        case 1:
            bits = _bits((state.offline, 0x08))
        case 2:
            bits = _bits((state.cover_open, 0x04), (state.paper_out, 0x20), (state.has_error, 0x40))
        case 3:
            bits = _error_bits(state)
        case 4:
            bits = _bits((state.paper_low or state.paper_out, 0x0C), (state.paper_out, 0x60))
        case _:
            return b""
    return bytes([0x12 | bits])


def gs_r(n: int, state: PrinterState) -> bytes:
    """The answer to GS r n: paper for 1, drawer for 2."""
    if n in (1, 49):
        return bytes([_paper_bits(state)])
    return b"\x00" if n in (2, 50) else b""


def asb(state: PrinterState) -> bytes:
    first = 0x10 | _bits((state.offline, 0x08), (state.cover_open, 0x20))
    return bytes([first, _error_bits(state), _paper_bits(state), 0])


def asb_is_due(enabled: int, before: PrinterState, after: PrinterState) -> bool:
    """Whether the change is of a kind that GS a asked to be told of."""
    old, new = asb(before), asb(after)
    return bool(
        (enabled & ASB_ON_OFFLINE and old[0] != new[0])
        or (enabled & ASB_ON_ERROR and old[1] != new[1])
        or (enabled & ASB_ON_PAPER and old[2] != new[2])
    )


def _error_bits(state: PrinterState) -> int:
    return _bits((state.jammed, 0x04), (state.cutter_error, 0x08), (state.broken, 0x20), (state.overheated, 0x40))


def _paper_bits(state: PrinterState) -> int:
    return _bits((state.paper_low or state.paper_out, 0x03), (state.paper_out, 0x0C))


def _bits(*pairs: tuple[bool, int]) -> int:
    return sum(bit for holds, bit in pairs if holds)
