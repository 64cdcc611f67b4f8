"""What each command does. A command of the grammar that is not here is taken and does nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from hardware_sim.printer.typesetter import LINE_DOTS, QR_BYTES_MAX

if TYPE_CHECKING:
    from hardware_sim.printer.grammar import Command
    from hardware_sim.printer.machine import PrinterMachine

FEED_DOTS_MAX = 8000  # 1 m
_QR_CODE = 0x31


def _initialise(machine: PrinterMachine, _: Command) -> int:
    machine.initialise()
    return 0


def _line_feed(machine: PrinterMachine, _: Command) -> int:
    return machine.type.end_line()


def _tab(machine: PrinterMachine, _: Command) -> int:
    machine.type.tab()
    return 0


def _end_open_line(machine: PrinterMachine) -> int:
    return machine.type.end_line() if machine.type.has_open_line else 0


def _feed_lines(machine: PrinterMachine, command: Command) -> int:
    return _feed(machine, command.params[0] * machine.type.modes.line_dots)


def _feed_dots(machine: PrinterMachine, command: Command) -> int:
    return _feed(machine, command.params[0])


def _feed(machine: PrinterMachine, dots: int) -> int:
    fed = _end_open_line(machine)
    machine.type.feed(min(dots, FEED_DOTS_MAX))
    return fed + dots


def _align(machine: PrinterMachine, command: Command) -> int:
    machine.type.modes.align = {0: 0, 48: 0, 1: 1, 49: 1, 2: 2, 50: 2}.get(command.params[0], 0)
    return 0


def _bold(machine: PrinterMachine, command: Command) -> int:
    machine.type.modes.bold = bool(command.params[0] & 1)
    return 0


def _underline(machine: PrinterMachine, command: Command) -> int:
    machine.type.modes.underline = bool(command.params[0] & 3)
    return 0


def _size(machine: PrinterMachine, command: Command) -> int:
    machine.type.modes.scale_x = (command.params[0] >> 4 & 7) + 1
    machine.type.modes.scale_y = (command.params[0] & 7) + 1
    return 0


def _print_mode(machine: PrinterMachine, command: Command) -> int:
    """ESC !: bold 08, double height 10, double width 20, underline 80."""
    bits, modes = command.params[0], machine.type.modes
    modes.bold, modes.underline = bool(bits & 0x08), bool(bits & 0x80)
    modes.scale_y, modes.scale_x = 1 + bool(bits & 0x10), 1 + bool(bits & 0x20)
    return 0


def _chinese_print_mode(machine: PrinterMachine, command: Command) -> int:
    """FS !: double width 04, double height 08, underline 80."""
    bits, modes = command.params[0], machine.type.modes
    modes.scale_x, modes.scale_y, modes.underline = 1 + bool(bits & 4), 1 + bool(bits & 8), bool(bits & 0x80)
    return 0


def _line_spacing(machine: PrinterMachine, command: Command) -> int:
    machine.type.modes.line_dots = command.params[0]
    return 0


def _default_line_spacing(machine: PrinterMachine, _: Command) -> int:
    machine.type.modes.line_dots = LINE_DOTS
    return 0


def _chinese(machine: PrinterMachine, command: Command) -> int:
    machine.type.modes.chinese = command.name == "FS &"
    return 0


def _raster(machine: PrinterMachine, command: Command) -> int:
    mode, row_low, row_high, rows_low, rows_high = command.params
    fed = _end_open_line(machine)
    row_bytes, rows = row_low | row_high << 8, rows_low | rows_high << 8
    return fed + machine.type.picture(command.data, row_bytes, rows, bool(mode & 1), bool(mode & 2))


def _symbol(machine: PrinterMachine, command: Command) -> int:
    """GS ( k: cn fn parameters. Only QR codes (cn 49) are drawn."""
    if len(command.data) < 2 or command.data[0] != _QR_CODE:
        return 0
    function, rest = command.data[1], command.data[2:]
    modes = machine.type.modes
    match function:
        case 67 if rest:
            modes.qr_module_dots = min(16, max(1, rest[0]))
        case 69 if rest:
            modes.qr_level = min(3, max(0, rest[0] - 48))
        case 80:
            modes.qr_data = rest[1 : 1 + QR_BYTES_MAX]
        case 81 if modes.qr_data:
            return _end_open_line(machine) + machine.type.qr()
    return 0


def _cut(machine: PrinterMachine, command: Command) -> int:
    fed = _end_open_line(machine)
    machine.cut(command)
    return fed


def _status_back(machine: PrinterMachine, command: Command) -> int:
    machine.set_asb(command.params[0])
    return 0


def _transmit_status(machine: PrinterMachine, command: Command) -> int:
    machine.answer_gs_r(command.params[0])
    return 0


ACTIONS: Mapping[str, Callable[[PrinterMachine, Command], int]] = {
    "ESC @": _initialise,
    "LF": _line_feed,
    "HT": _tab,
    "ESC d": _feed_lines,
    "ESC J": _feed_dots,
    "ESC a": _align,
    "ESC E": _bold,
    "ESC G": _bold,
    "ESC -": _underline,
    "ESC !": _print_mode,
    "GS !": _size,
    "FS !": _chinese_print_mode,
    "ESC 3": _line_spacing,
    "ESC 2": _default_line_spacing,
    "FS &": _chinese,
    "FS .": _chinese,
    "GS v 0": _raster,
    "GS ( k": _symbol,
    "GS V": _cut,
    "ESC i": _cut,
    "ESC m": _cut,
    "GS a": _status_back,
    "GS r": _transmit_status,
}
