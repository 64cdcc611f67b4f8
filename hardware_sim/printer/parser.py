"""Cuts the printer's input into tokens. Any split of the same bytes gives the same tokens."""

from hardware_sim.printer.grammar import (
    BARCODE,
    BARCODE_OLD,
    COMMANDS,
    DATA_BYTES_MAX,
    NUL_ENDED_BYTES_MAX,
    TEXT_RUN_BYTES_MAX,
    Command,
    Shape,
    Text,
    Token,
    Unknown,
)

_LONGER_PREFIXES = {prefix[:length] for prefix in COMMANDS for length in range(1, len(prefix))} | {b"\x1dk"}


_STEP_BYTES = 4096  # each token copies what is held, so that little at a time is held


class Parser:
    """Holds at most one unfinished command: DATA_BYTES_MAX and its head."""

    def __init__(self) -> None:
        self._held = bytearray()
        self._wanted = 1  # no use in looking again before so many bytes are held

    def feed(self, data: bytes) -> list[Token]:
        tokens: list[Token] = []
        for start in range(0, len(data), _STEP_BYTES):
            self._held += data[start : start + _STEP_BYTES]
            while len(self._held) >= self._wanted and (token := self._next(bytes(self._held))):
                del self._held[: len(token.raw)]
                self._wanted = 1
                tokens.append(token)
        return tokens

    def _next(self, held: bytes) -> Token | None:
        if held[0] >= 0x20 and held[0] != 0x7F:
            return self._text(held)
        shape, head = _shape_at(held)
        if shape is None:
            return None if bytes(held) in _LONGER_PREFIXES else Unknown(held[: max(1, head)])
        return self._nul_ended(shape, head, held) if shape.nul_ended else self._sized(shape, head, held)

    def _text(self, held: bytes) -> Token | None:
        for at, byte in enumerate(held):
            if byte < 0x20 or byte == 0x7F or at == TEXT_RUN_BYTES_MAX:
                return Text(held[:at])
        self._wanted = len(held) + 1
        return None

    def _sized(self, shape: Shape, head: int, held: bytes) -> Token | None:
        data_at = head + shape.params
        if len(held) < data_at:
            return None
        params = held[head:data_at]
        length = shape.length(params) if shape.length else 0
        if length > DATA_BYTES_MAX:
            return Unknown(held[:data_at])
        end = data_at + length
        if len(held) < end:
            self._wanted = end
            return None
        return Command(shape.name, params, held[data_at:end], held[:end])

    def _nul_ended(self, shape: Shape, head: int, held: bytes) -> Token | None:
        data_at = head + shape.params
        end = held.find(0, data_at, data_at + NUL_ENDED_BYTES_MAX)
        if end < 0:
            return Unknown(held[:data_at]) if len(held) >= data_at + NUL_ENDED_BYTES_MAX else None
        return Command(shape.name, held[head:data_at], held[data_at:end], held[: end + 1])


def _shape_at(held: bytes) -> tuple[Shape | None, int]:
    """The command at the beginning and the length of its prefix; or how many bytes begin none."""
    if held[:2] == b"\x1dk" and len(held) > 2:
        return (BARCODE_OLD if held[2] <= 6 else BARCODE), 2
    for length in (1, 2, 3):
        if held[:length] in COMMANDS:
            return COMMANDS[held[:length]], length
    return None, 2 if held[:1] in _LONGER_PREFIXES else 1
