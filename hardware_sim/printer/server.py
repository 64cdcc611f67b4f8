"""The printer ready on a cable."""

from pathlib import Path
from typing import Any

from hardware_sim.printer.channel import PtyChannel, TcpChannel
from hardware_sim.printer.printer import SimulatedPrinter


def printer_on_tcp(host: str = "127.0.0.1", port: int = 0, **printer: Any) -> SimulatedPrinter:
    """Port 0 takes a free one; ask `address` after `start`. Keywords are those of SimulatedPrinter."""
    return SimulatedPrinter(TcpChannel(host, port), **printer)


def printer_on_pty(path: Path, **printer: Any) -> SimulatedPrinter:
    """`path` becomes a link to the pty. Keywords are those of SimulatedPrinter."""
    return SimulatedPrinter(PtyChannel(path), **printer)
