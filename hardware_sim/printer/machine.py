"""The printer itself, without a wire: bytes in, answers and slips out. The time is an argument."""

from collections import deque
from dataclasses import replace

from hardware_sim.printer.commands import ACTIONS
from hardware_sim.printer.faults import Fault, with_fault
from hardware_sim.printer.glyphs import Glyphs
from hardware_sim.printer.grammar import Command, Text, Token, Unknown
from hardware_sim.printer.paper import Paper, Slip
from hardware_sim.printer.parser import Parser
from hardware_sim.printer.real_time import RealTimeListener
from hardware_sim.printer.state import PrinterState, asb, asb_is_due, dle_eot, gs_r
from hardware_sim.printer.typesetter import Typesetter

RECEIVE_BYTES_MAX = 65536
SLIP_BYTES_MAX = 4 << 20
EVENTS_MAX = 1000


class PrinterMachine:
    """Not thread-safe. Answers, slips and events pile up until they are taken."""

    def __init__(self, width_dots: int, glyphs: Glyphs, dots_per_s: float | None = None) -> None:
        """`dots_per_s` None prints in no time."""
        self.state = PrinterState()
        self.slips: list[Slip] = []
        self.events: deque[tuple[str, str]] = deque(maxlen=EVENTS_MAX)
        self._paper = Paper(width_dots)
        self.type = Typesetter(self._paper, glyphs, lambda kind, detail: self.events.append((kind, detail)))
        self._dots_per_s = dots_per_s
        self._parser = Parser()
        self._real_time = RealTimeListener()
        self._waiting: deque[Token] = deque()
        self._waiting_bytes = 0
        self._answers = bytearray()
        self._asb_mask = 0
        self._busy_until = 0.0
        self._raw = bytearray()
        self._numbers = 0
        self._pending: dict[Fault, int] = {}

    # the wire

    @property
    def has_room(self) -> bool:
        """A full buffer takes nothing more until something is printed."""
        return self._waiting_bytes < RECEIVE_BYTES_MAX

    def receive(self, data: bytes, now: float) -> None:
        for n in self._real_time.feed(data):
            self.answer(dle_eot(n, self.state))
        for token in self._parser.feed(data):
            self._waiting.append(token)
            self._waiting_bytes += len(token.raw)
        self.tick(now)

    def tick(self, now: float) -> None:
        """Print what waits, as far as time and trouble allow."""
        while self._waiting and not self.state.offline and now >= self._busy_until:
            token = self._waiting.popleft()
            self._waiting_bytes -= len(token.raw)
            self._raw += token.raw[: SLIP_BYTES_MAX - len(self._raw)]
            dots = self._obey(token)
            if dots:
                self._printed(dots, now)

    def next_due(self) -> float | None:
        """When `tick` has something to do; None if only bytes or hands can change anything."""
        return self._busy_until if self._waiting and not self.state.offline else None

    def take_answers(self) -> bytes:
        answers, self._answers = bytes(self._answers), bytearray()
        if Fault.MUTE in self._pending:
            return b""
        return b"\xff" * len(answers) if Fault.GARBLED in self._pending else answers

    def hang_up(self) -> None:
        """The network connection ended: nobody is told of changes any more. Half a command stays half a command."""
        self._asb_mask = 0
        self._real_time = RealTimeListener()
        self._answers.clear()

    # hands and accidents

    def set_fault(self, fault: Fault, amount: int, now: float) -> None:
        if fault in (Fault.PAPER_OUT_AFTER_LINES, Fault.JAM_AFTER_LINES) and amount <= 0:
            fault = Fault.PAPER_OUT if fault is Fault.PAPER_OUT_AFTER_LINES else Fault.JAM
        state = with_fault(self.state, fault)
        if state == self.state:
            self._pending[fault] = amount
        self.change(state, now)

    def change(self, state: PrinterState, now: float) -> None:
        before, self.state = self.state, state
        if asb_is_due(self._asb_mask, before, state):
            self._tell_state()
        self.tick(now)

    def load_paper(self, now: float) -> None:
        self.change(replace(self.state, paper_low=False, paper_out=False), now)

    def clear(self, now: float) -> None:
        """Everything mended, nothing more to come."""
        self._pending.clear()
        self.change(PrinterState(), now)

    def tear(self) -> Slip | None:
        """A hand tears off what hangs out without a cut."""
        return None if self._paper.is_blank else self._take_slip()

    # what the commands do

    def answer(self, data: bytes) -> None:
        self._answers += data

    def answer_gs_r(self, n: int) -> None:
        self.answer(gs_r(n, self.state))

    def set_asb(self, mask: int) -> None:
        self._asb_mask = mask
        if mask:
            self._tell_state()

    def initialise(self) -> None:
        self.type.reset()
        self._asb_mask = 0

    def cut(self, token: Command) -> None:
        if self._pending.pop(Fault.CUTTER_ERROR_AT_CUT, None) is not None:
            self._waiting.appendleft(token)  # it cuts once it is mended
            self._waiting_bytes += len(token.raw)
            del self._raw[-len(token.raw) :]
            self._become(replace(self.state, cutter_error=True))
            return
        if self._paper.is_blank:
            self.events.append(("BLANK_CUT", ""))
            self._raw.clear()
        else:
            self.slips.append(self._take_slip())
        if self._pending.pop(Fault.PAPER_OUT_AFTER_CUT, None) is not None:
            self._become(replace(self.state, paper_out=True))

    def _obey(self, token: Token) -> int:
        """Returns the dots the paper moved."""
        match token:
            case Text():
                return self.type.text(token.raw)
            case Unknown():
                self.events.append(("UNKNOWN_BYTES", token.raw[:16].hex()))
                return 0
            case Command():
                return ACTIONS[token.name](self, token) if token.name in ACTIONS else 0

    def _printed(self, dots: int, now: float) -> None:
        if self._dots_per_s:
            self._busy_until = max(self._busy_until, now) + dots / self._dots_per_s
        for fault, change in (
            (Fault.PAPER_OUT_AFTER_LINES, {"paper_out": True}),
            (Fault.JAM_AFTER_LINES, {"jammed": True}),
        ):
            if fault in self._pending:
                self._pending[fault] -= 1
                if self._pending[fault] <= 0:
                    del self._pending[fault]
                    self._become(replace(self.state, **change))

    def _become(self, state: PrinterState) -> None:
        """Like `change`, from within the printing itself."""
        before, self.state = self.state, state
        if asb_is_due(self._asb_mask, before, state):
            self._tell_state()

    def _tell_state(self) -> None:
        if Fault.NO_STATUS_BACK not in self._pending:
            self.answer(asb(self.state))

    def _take_slip(self) -> Slip:
        self._numbers += 1
        raw = bytes(self._raw)
        self._raw.clear()
        return self._paper.tear_off(self._numbers, raw)
