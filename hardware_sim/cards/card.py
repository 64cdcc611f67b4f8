"""A chip card as ISO 7816-4 sees it from outside: commands in, answers out, one file selected at a time."""

from hardware_sim.cards.applications import Application, ElementaryFile, applications_on
from hardware_sim.cards.contents import CardContents
from hardware_sim.cards.faults import Fault, spoil

OK = 0x9000
MEMORY_FAILURE = 0x6581
WRONG_LENGTH = 0x6700
NO_FILE_SELECTED = 0x6986
FILE_NOT_FOUND = 0x6A82
RECORD_NOT_FOUND = 0x6A83
WRONG_P1_P2 = 0x6A86
UNKNOWN_INSTRUCTION = 0x6D00
UNKNOWN_CLASS = 0x6E00

SELECT, READ_RECORD, GET_RESPONSE = 0xA4, 0xB2, 0xC0

HISTORICAL = bytes.fromhex("0073C84012009000")
ATR_T0 = bytes.fromhex("3B6800") + b"\x00" + HISTORICAL

Answer = tuple[bytes, int]  # data, status word


def atr_t1() -> bytes:
    """TD1 = 01: T=1 only, and so a check byte TCK at the end (ISO 7816-3 clause 8.2.5)."""
    body = bytes((0x88, 0x01)) + HISTORICAL
    check = 0
    for byte in body:
        check ^= byte
    return b"\x3b" + body + bytes((check,))


class Card:
    """Reset or power loss forgets the selection and any answer still to be fetched."""

    def __init__(self, contents: CardContents, fault: Fault | None = None) -> None:
        contents = spoil(contents, fault)
        self._applications = applications_on(contents, fault)
        self._is_t0 = contents.protocol == "T=0"
        self.atr = bytes.fromhex(contents.atr) or (ATR_T0 if self._is_t0 else atr_t1())
        self.reset()

    def reset(self) -> None:
        self._application: Application | None = None
        self._file: ElementaryFile | None = None
        self._to_fetch = b""

    def answer(self, command: bytes) -> bytes:
        """Any bytes in, a response of at least two bytes out."""
        data, status = self._answer_t0(command) if self._is_t0 else self._answer_t1(command)
        return data + status.to_bytes(2)

    def _answer_t1(self, command: bytes) -> Answer:
        """The transport carries the whole APDU; the answer comes at once, if Le lets it."""
        parsed = _split(command)
        if parsed is None:
            return b"", WRONG_LENGTH
        body, le = parsed
        data, status = self._execute(command[:4], body)
        if le is None:
            return b"", status
        if len(data) > le:
            return b"", 0x6C00 | len(data) & 0xFF
        return data, status

    def _answer_t0(self, command: bytes) -> Answer:
        """One TPDU has data in one direction only (ISO 7816-3 clause 12.2): the rest is 61xx and 6Cxx."""
        parsed = _split(command)
        if parsed is None or (parsed[0] and parsed[1] is not None):
            return b"", WRONG_LENGTH
        body, le = parsed
        if command[1] == GET_RESPONSE:
            return self._fetch(le)
        self._to_fetch = b""
        data, status = self._execute(command[:4], body)
        if status != OK or not data:
            return b"", status
        if le is None:
            self._to_fetch = data
            return b"", 0x6100 | len(data) & 0xFF
        if le != len(data):
            return b"", 0x6C00 | len(data) & 0xFF
        return data, OK

    def _fetch(self, le: int | None) -> Answer:
        waiting = self._to_fetch
        if not waiting or le is None:
            return b"", NO_FILE_SELECTED
        if le > len(waiting):
            return b"", 0x6C00 | len(waiting) & 0xFF
        self._to_fetch = waiting[le:]
        return waiting[:le], 0x6100 | len(self._to_fetch) & 0xFF if self._to_fetch else OK

    def _execute(self, header: bytes, body: bytes) -> Answer:
        cla, ins, p1, p2 = header
        if cla != 0x00:
            return b"", UNKNOWN_CLASS
        if ins == SELECT:
            return self._select(p1, p2, body)
        if ins == READ_RECORD:
            return self._read_record(p1, p2)
        return b"", UNKNOWN_INSTRUCTION

    def _select(self, p1: int, p2: int, body: bytes) -> Answer:
        if p2 not in (0x00, 0x0C):
            return b"", WRONG_P1_P2
        if p1 == 0x04:
            return self._select_application(body, wants_fci=p2 == 0x00)
        if p1 in (0x00, 0x02):
            return self._select_file(body)
        return b"", WRONG_P1_P2

    def _select_application(self, aid: bytes, wants_fci: bool) -> Answer:
        for application in self._applications:
            if aid and application.aid.startswith(aid):
                self._application, self._file = application, None
                return application.control_information if wants_fci else b"", OK
        return b"", FILE_NOT_FOUND

    def _select_file(self, identifier: bytes) -> Answer:
        files = self._application.files if self._application else {}
        chosen = files.get(int.from_bytes(identifier)) if len(identifier) == 2 else None
        if chosen is None:
            return b"", FILE_NOT_FOUND
        self._file = chosen
        return b"", OK

    def _read_record(self, p1: int, p2: int) -> Answer:
        """P2 = 00: P1 is the record identifier, the tag here. P2 = 04: P1 is its number (table 49)."""
        if p2 not in (0x00, 0x04):
            return b"", WRONG_P1_P2
        if self._file is None:
            return b"", NO_FILE_SELECTED
        if self._file.broken:
            return b"", MEMORY_FAILURE
        for number, record in enumerate(self._file.records, start=1):
            if p1 == (number if p2 == 0x04 else record[0]):
                return record, OK
        return b"", RECORD_NOT_FOUND


def _split(command: bytes) -> tuple[bytes, int | None] | None:
    """Body and Le of a short APDU (ISO 7816-3 clause 12.1.3), or None when its lengths contradict each other."""
    if len(command) < 4:
        return None
    if len(command) == 4:
        return b"", None
    if len(command) == 5:
        return b"", command[4] or 256
    end = 5 + command[4]
    if command[4] == 0 or len(command) not in (end, end + 1):
        return None
    return command[5:end], (command[end] or 256) if len(command) > end else None
