"""The line to one ESC/POS printer: asks, prints a job to its barrier, hears what the printer tells by itself."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from drivers.api.errors import Action, DeviceError, ErrorCode
from drivers.api.receipt_printer import PrinterStatus
from drivers.transport.byte_stream import ByteStream
from drivers.transport.link import Link, LinkLimits
from drivers.wire.escpos_dialogue import Dialogue
from drivers.wire.escpos_job import CUT, RESYNC
from drivers.wire.escpos_status import BARRIER, Flags, printer_status, unreachable, why_not

_TROUBLED_POLL_S = 1.0
_NOT_OPEN = DeviceError(ErrorCode.DEVICE_OFFLINE, "not open")


@dataclass(frozen=True, slots=True)
class LineLimits:
    answer_s_max: float = 2.0  # four answers to DLE EOT
    print_s_max: float = 30.0  # from the first byte of a job to its barrier, a new roll included
    poll_s: float = 5.0  # asking an idle printer finds one that was switched off, and a clone without ASB
    settle_s_max: float = 0.5  # a late barrier comes right before the one sent to flush it out


class EscposLine:
    """Commands come from one worker thread at a time; the link's thread calls `on_change`."""

    def __init__(
        self, name: str, stream: ByteStream, limits: LineLimits, link_limits: LinkLimits, on_change: Callable[[], None]
    ) -> None:
        self._limits = limits
        self._link = Link(name, stream, self, link_limits)
        self._on_change = on_change
        self._commands = threading.Lock()  # one command at a time
        self._told = threading.Condition()  # guards all below
        self._dialogue = Dialogue()
        self._down: DeviceError | None = _NOT_OPEN
        self._lost: DeviceError | None = None  # the line went down since the command began; it may be up again
        self._in_step = False  # nothing half said is waiting in the printer
        self._asked_at = 0.0
        self._last_told: Flags | ErrorCode | None = None

    def start(self) -> None:
        self._link.start()

    def stop(self) -> None:
        self._link.stop()
        self._hang_up(_NOT_OPEN)

    def known_status(self) -> PrinterStatus:
        with self._told:
            if self._down:
                return unreachable(self._down)
            if self._dialogue.flags is None:
                return unreachable(DeviceError(ErrorCode.DEVICE_OFFLINE, "has not answered yet", Action.SUSPEND))
            return printer_status(self._dialogue.flags)

    def ask(self) -> PrinterStatus:
        with self._commands:
            self._begin()
            status = self._ask()
            if status.error is None:
                self._get_in_step()
            return status

    def print(self, data: bytes) -> None:
        """`data` ends with BARRIER.

        Raises DeviceError: PRINT_UNKNOWN if any of it may have left, else what hinders it.
        """
        with self._commands:
            self._begin()
            status = self._ask()
            if status.error:
                raise status.error
            self._get_in_step()
            self._flush_out_old_barriers()
            try:
                self._send_to_barrier(data)
            except DeviceError as error:
                raise DeviceError(ErrorCode.PRINT_UNKNOWN, str(error), error.action) from error

    # commands

    def _begin(self) -> None:
        with self._told:
            self._lost = self._down

    def _ask(self) -> PrinterStatus:
        with self._told:
            self._refuse_if_lost()
            round_, noise = self._dialogue.rounds_asked + 1, self._dialogue.noise
        self._write_question()
        if not self._wait(lambda: self._dialogue.rounds_answered >= round_, self._limits.answer_s_max):
            error = self._why_silent(noise)
            self._link.drop(error)  # late answers would be taken for those to the next questions
            raise error
        return self.known_status()

    def _why_silent(self, noise_before: int) -> DeviceError:
        with self._told:
            noise = self._dialogue.noise - noise_before
        if noise:
            detail = f"{noise} bytes that no printer sends: another baud rate, or no printer"
            return DeviceError(ErrorCode.PROTOCOL_ERROR, detail, Action.CONFIGURATION)
        return DeviceError(ErrorCode.TIMEOUT, "no answer to DLE EOT")

    def _get_in_step(self) -> None:
        """Once on each new line, as soon as the printer can print: until then it would only fill its buffer."""
        if not self._in_step:
            self._link.write(RESYNC, self._limits.answer_s_max)
            self._in_step = True

    def _send_to_barrier(self, data: bytes) -> None:
        deadline = time.monotonic() + self._limits.print_s_max
        with self._told:
            self._dialogue.barriers_sent += 1
        self._write_job(data)
        self._wait(lambda: self._printed() or self._needs_a_technician(), deadline - time.monotonic())
        if self._printed():
            return
        error = self._ask().error  # also from a printer that tells nothing by itself
        if not self._printed():
            raise error or DeviceError(ErrorCode.TIMEOUT, f"no completion answer in {self._limits.print_s_max} s")

    def _write_job(self, data: bytes) -> None:
        try:
            self._link.write(data, self._limits.print_s_max)
        except DeviceError as error:
            self._link.drop(error)  # a command may be half said
            raise

    def _flush_out_old_barriers(self) -> None:
        """After a slip of unknown end its barrier may still come, and must not count for the next slip.

        What hangs out of the printer of that slip is cut off: it may be somebody else's. Raises DeviceError.
        """
        with self._told:
            if self._printed():
                return
            passed = self._dialogue.barriers_passed
            self._dialogue.barriers_sent += 1
        self._link.write(RESYNC + CUT + BARRIER, self._limits.answer_s_max)
        if not self._wait(lambda: self._dialogue.barriers_passed > passed, self._limits.print_s_max):
            raise DeviceError(ErrorCode.TIMEOUT, "still busy with an older slip")
        self._wait(self._printed, self._limits.settle_s_max)
        with self._told:
            self._dialogue.forgive_barriers()

    # waiting

    def _wait(self, until: Callable[[], bool], timeout_s: float) -> bool:
        """Whether it came true in time. Raises DeviceError if the line went down first."""
        with self._told:
            self._told.wait_for(lambda: self._lost is not None or until(), timeout_s)
            if until():
                return True
            self._refuse_if_lost()
            return False

    def _refuse_if_lost(self) -> None:
        if self._lost:
            raise DeviceError(self._lost.code, self._lost.detail, self._lost.action) from self._lost

    def _printed(self) -> bool:
        return not self._dialogue.owes_barriers

    def _needs_a_technician(self) -> bool:
        error = why_not(self._dialogue.flags) if self._dialogue.flags else None
        return error is not None and error.action is Action.MAINTENANCE

    def _write_question(self) -> None:
        with self._told:
            question = self._dialogue.ask()
            self._asked_at = time.monotonic()
        self._link.write(question, self._limits.answer_s_max)

    # the link's thread

    def link_up(self) -> None:
        with self._told:
            self._dialogue.hang_up()
            self._down, self._in_step = None, False
        self._write_question()

    def link_down(self, error: DeviceError) -> None:
        self._hang_up(error)
        self._tell_change()

    def received(self, data: bytes) -> None:
        if data:
            with self._told:
                self._dialogue.feed(data)
                self._told.notify_all()
            self._tell_change()
        if self._commands.acquire(blocking=False):
            try:
                self._look_after_idle_printer()
            finally:
                self._commands.release()

    def _look_after_idle_printer(self) -> None:
        with self._told:
            flags, asked_s = self._dialogue.flags, time.monotonic() - self._asked_at
            unanswered = self._dialogue.rounds_answered < self._dialogue.rounds_asked
        fine = flags is not None and why_not(flags) is None
        if unanswered and asked_s > self._limits.answer_s_max:
            raise DeviceError(ErrorCode.TIMEOUT, "no answer to DLE EOT")
        if fine:
            self._get_in_step()
        if not unanswered and asked_s >= (self._limits.poll_s if fine else min(_TROUBLED_POLL_S, self._limits.poll_s)):
            self._write_question()

    def _hang_up(self, error: DeviceError) -> None:
        with self._told:
            self._down = self._lost = error
            self._dialogue.hang_up()
            self._told.notify_all()

    def _tell_change(self) -> None:
        with self._told:
            now = self._down.code if self._down else self._dialogue.flags
            changed = now is not None and now != self._last_told
            self._last_told = now or self._last_told
        if changed:
            self._on_change()
