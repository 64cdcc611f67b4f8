"""What we asked an ESC/POS printer and what it has told so far. Sans I/O; not thread-safe."""

from collections import deque

from drivers.wire.escpos_replies import AsbReply, Noise, PaperReply, RealTimeReply, ReplyDecoder
from drivers.wire.escpos_status import ASK_ALL, QUESTIONS, Flags, flags_from_answers, flags_from_asb


class Dialogue:
    """Counts rounds of questions and barriers, so that a late answer is never taken for a newer one's."""

    def __init__(self) -> None:
        self.flags: Flags | None = None  # None: it has told nothing yet
        self.rounds_asked = 0
        self.rounds_answered = 0
        self.barriers_sent = 0
        self.barriers_passed = 0
        self.noise = 0
        self._decoder = ReplyDecoder()
        self._unanswered: deque[int] = deque()
        self._answers: list[int] = []

    def ask(self) -> bytes:
        """The bytes of one round, DLE EOT 1 to 4; answered once `rounds_answered` reaches `rounds_asked`."""
        self.rounds_asked += 1
        self._unanswered.extend(QUESTIONS)
        return ASK_ALL

    def feed(self, data: bytes) -> None:
        for reply in self._decoder.feed(data):
            match reply:
                case RealTimeReply(byte):
                    self._answer(byte)
                case AsbReply(message):
                    self.flags = flags_from_asb(message)
                case PaperReply() if self.owes_barriers:
                    self.barriers_passed += 1
                case PaperReply() | Noise():  # a barrier that nobody set: the tail of a torn message
                    self.noise += 1

    def hang_up(self) -> None:
        """The line is closed: no question asked on it will be answered any more.

        Barriers stay owed: behind a serial line the printer may still pass them after the cable is back.
        """
        self._decoder = ReplyDecoder()
        self._unanswered.clear()
        self._answers.clear()
        self.rounds_answered = self.rounds_asked
        self.flags = None

    def forgive_barriers(self) -> None:
        self.barriers_passed = self.barriers_sent

    @property
    def owes_barriers(self) -> bool:
        return self.barriers_passed < self.barriers_sent

    def _answer(self, byte: int) -> None:
        if not self._unanswered:
            self.noise += 1  # an answer to nothing; print data can hold DLE EOT by accident
            return
        self._answers.append(byte)
        if self._unanswered.popleft() == QUESTIONS[-1]:
            self.flags = flags_from_answers(self._answers)
            self._answers.clear()
            self.rounds_answered += 1
