"""The simulated receipt printer: a machine on a cable, with hands that open it, fill it and break it."""

import os
import threading
import time
from collections.abc import Callable
from dataclasses import replace

from hardware_sim.printer.channel import Channel, HungUp, wait_readable
from hardware_sim.printer.faults import Fault
from hardware_sim.printer.glyphs import Glyphs
from hardware_sim.printer.machine import PrinterMachine
from hardware_sim.printer.paper import Slip
from hardware_sim.printer.state import PrinterState

WIDTH_DOTS = {80: 576, 58: 384}
SLIPS_MAX = 500
STOP_S_MAX = 3.0
_IDLE_S = 1.0

OnBytes = Callable[[str, bytes], None]  # "to_printer" or "from_printer", bytes


class SimulatedPrinter:
    """Its own thread reads the cable; hands may act from any thread. Callbacks come from its thread or the hand's."""

    def __init__(
        self,
        channel: Channel,
        *,
        paper_mm: int = 80,
        dots_per_s: float | None = None,
        font_path: str = "",
        on_slip: Callable[[Slip], None] | None = None,
        on_bytes: OnBytes | None = None,
        on_event: Callable[[str, str], None] | None = None,
    ) -> None:
        """`dots_per_s` None prints in no time; a real one does 1200 to 2400."""
        self._channel = channel
        self._machine = PrinterMachine(WIDTH_DOTS[paper_mm], Glyphs(font_path), dots_per_s)
        self._on_slip, self._on_bytes, self._on_event = on_slip, on_bytes, on_event
        self._changed = threading.Condition(threading.RLock())  # guards all below and the machine
        self._slips: list[Slip] = []
        self._cable_in = True
        self._bytes_until_cut: int | None = None
        self._stopping = False
        self._thread: threading.Thread | None = None
        self._wake_read, self._wake_write = os.pipe()

    @property
    def address(self) -> str:
        return self._channel.address

    @property
    def slips(self) -> tuple[Slip, ...]:
        """The last SLIPS_MAX that were cut or torn off."""
        with self._changed:
            return tuple(self._slips)

    @property
    def state(self) -> PrinterState:
        with self._changed:
            return self._machine.state

    def start(self) -> None:
        """Plug it in; `address` is valid from here on. Raises OSError if the port is taken."""
        self._channel.plug()
        self._thread = threading.Thread(target=self._run, name="simulated-printer", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        with self._changed:
            self._stopping = True
        self._wake()
        if self._thread:
            self._thread.join(STOP_S_MAX)
        self._channel.unplug()

    def wait_for_slips(self, count: int, wait_s_max: float) -> tuple[Slip, ...]:
        """All slips once there are `count`, or as many as there are after `wait_s_max`."""
        with self._changed:
            self._changed.wait_for(lambda: len(self._slips) >= count, wait_s_max)
            return tuple(self._slips)

    # hands

    def set_fault(self, fault: Fault, amount: int = 0) -> None:
        with self._changed:
            if fault is Fault.CABLE_CUT:
                self._cable_in = False
            elif fault is Fault.CABLE_CUT_AFTER_BYTES:
                self._bytes_until_cut = amount
            else:
                self._machine.set_fault(fault, amount, time.monotonic())
        self._wake()

    def clear(self) -> None:
        """Everything mended, cable in."""
        with self._changed:
            self._cable_in, self._bytes_until_cut = True, None
            self._machine.clear(time.monotonic())
        self._wake()

    def plug_in(self) -> None:
        with self._changed:
            self._cable_in, self._bytes_until_cut = True, None
        self._wake()

    def load_paper(self) -> None:
        with self._changed:
            self._machine.load_paper(time.monotonic())
        self._wake()

    def open_cover(self) -> None:
        self._change(cover_open=True)

    def close_cover(self) -> None:
        self._change(cover_open=False)

    def tear(self) -> Slip | None:
        """Tear off what hangs out without a cut. None if nothing does."""
        with self._changed:
            slip = self._machine.tear()
        if slip:
            self._hand_out([slip])
        return slip

    def _change(self, **what: bool) -> None:
        with self._changed:
            self._machine.change(replace(self._machine.state, **what), time.monotonic())
        self._wake()

    # the printer's thread

    def _run(self) -> None:
        while not self._stopping:
            self._follow_cable()
            if wait_readable(self._channel, self._wake_read, self._patience_s(), may_read=self._machine.has_room):
                self._read()
            with self._changed:
                self._machine.tick(time.monotonic())
            self._give_out()

    def _patience_s(self) -> float:
        with self._changed:
            due = self._machine.next_due()
        return _IDLE_S if due is None else min(_IDLE_S, max(0.0, due - time.monotonic()))

    def _follow_cable(self) -> None:
        with self._changed:
            cable_in = self._cable_in
        if cable_in:
            self._channel.plug()
        elif self._channel.fileno() >= 0:
            self._channel.unplug()
            self._hang_up()

    def _read(self) -> None:
        try:
            data = self._channel.read()
        except HungUp:
            self._hang_up()
            return
        data = self._up_to_the_cut(data)
        if data:
            if self._on_bytes:
                self._on_bytes("to_printer", data)
            with self._changed:
                self._machine.receive(data, time.monotonic())

    def _up_to_the_cut(self, data: bytes) -> bytes:
        with self._changed:
            if self._bytes_until_cut is None:
                return data
            taken = data[: self._bytes_until_cut]
            self._bytes_until_cut -= len(taken)
            if self._bytes_until_cut == 0:
                self._cable_in, self._bytes_until_cut = False, None
            return taken

    def _give_out(self) -> None:
        """Answers to the wire, slips and events to whoever wants them."""
        with self._changed:
            answers = self._machine.take_answers() if self._cable_in else b""
            slips, self._machine.slips = self._machine.slips, []
            events = list(self._machine.events)
            self._machine.events.clear()
        if slips:
            self._hand_out(slips)
        for kind, detail in events if self._on_event else []:
            assert self._on_event
            self._on_event(kind, detail)
        if answers:
            self._send(answers)

    def _send(self, answers: bytes) -> None:
        if self._on_bytes:
            self._on_bytes("from_printer", answers)
        try:
            self._channel.write(answers)
        except HungUp:
            self._hang_up()

    def _hand_out(self, slips: list[Slip]) -> None:
        with self._changed:
            self._slips = [*self._slips, *slips][-SLIPS_MAX:]
            self._changed.notify_all()
        for slip in slips if self._on_slip else []:
            assert self._on_slip
            self._on_slip(slip)

    def _hang_up(self) -> None:
        if self._channel.ends_with_connection:
            with self._changed:
                self._machine.hang_up()

    def _wake(self) -> None:
        os.write(self._wake_write, b"x")
