"""ISO/IEC 7816-3 and -4: commands, responses and the answer to reset, as bytes and values. Does no input or output."""

from collections.abc import Generator
from dataclasses import dataclass

from drivers.api.errors import DeviceError, ErrorCode

ROUNDS_MAX = 16  # commands one exchange may cost: 61xx in small pieces, one 6Cxx
DATA_BYTES_MAX = 2048
RESPONSE_BYTES_MAX = 258  # 256 and the status word (short length fields)
BODY_BYTES_MAX = 255

SUCCESS = 0x9000

# What an exchange is made of: commands out, responses in, the last response as its result.
Exchange = Generator[bytes, bytes, "Response"]


@dataclass(frozen=True, slots=True, repr=False)
class Command:
    """A short command APDU (ISO 7816-4 clause 5.1) with a body or with an expected length, never both.

    Both at once (case 4) does not fit into one T=0 exchange; sent without Le, T=0 and T=1 cards alike
    take it, and what they have to say comes by 61xx.
    """

    cla: int
    ins: int
    p1: int
    p2: int
    body: bytes = b""
    le: int | None = None  # bytes expected, 1 to 256

    def encode(self) -> bytes:
        if (self.body and self.le is not None) or len(self.body) > BODY_BYTES_MAX:
            raise ValueError("a command has a body of at most 255 bytes, or an expected length")
        header = bytes((self.cla, self.ins, self.p1, self.p2))
        if self.body:
            return header + bytes((len(self.body),)) + self.body
        return header if self.le is None else header + bytes((self.le % 256,))


@dataclass(frozen=True, slots=True, repr=False)
class Response:
    data: bytes
    status: int  # SW1 SW2

    @classmethod
    def parse(cls, raw: bytes) -> "Response":
        """Raises DeviceError(PROTOCOL_ERROR) when the length cannot be that of a response."""
        if not 2 <= len(raw) <= RESPONSE_BYTES_MAX:
            raise DeviceError(ErrorCode.PROTOCOL_ERROR, f"a response of {len(raw)} bytes")
        return cls(raw[:-2], int.from_bytes(raw[-2:]))


def exchange(command: Command) -> Exchange:
    """One command with all it takes to get the whole answer (ISO 7816-4 clause 5.1.3, 7816-3 clause 12.2).

    61xx: more to fetch by GET RESPONSE. 6Cxx: the same again with that expected length, once. Cards do both
    under T=1 too. Raises DeviceError(PROTOCOL_ERROR) when it does not end within the limits.
    """
    collected = b""
    asked_again = False
    for _ in range(ROUNDS_MAX):
        response = Response.parse((yield command.encode()))
        collected += response.data
        if len(collected) > DATA_BYTES_MAX:
            raise DeviceError(ErrorCode.PROTOCOL_ERROR, f"an answer longer than {DATA_BYTES_MAX} bytes")
        length = response.status & 0xFF or 256
        if response.status >> 8 == 0x61:
            command = Command(command.cla, 0xC0, 0x00, 0x00, le=length)
            asked_again = False
        elif response.status >> 8 == 0x6C and command.le is not None and not asked_again:
            command = Command(command.cla, command.ins, command.p1, command.p2, le=length)
            asked_again = True
        else:
            return Response(collected, response.status)
    raise DeviceError(ErrorCode.PROTOCOL_ERROR, f"no end after {ROUNDS_MAX} commands")


def is_answer_to_reset(atr: bytes) -> bool:
    """Could a card have sent this (ISO 7816-3 clause 8.2)? A card the wrong way round gives nothing or noise.

    Walks TS, T0, the interface bytes and the historical bytes; the check byte TCK must be there, and right,
    as soon as a protocol other than T=0 is offered.
    """
    if not 2 <= len(atr) <= 33 or atr[0] not in (0x3B, 0x3F):
        return False
    end = 2
    indicator = atr[1]
    needs_check = False
    while indicator & 0xF0:
        end += (indicator >> 4).bit_count()
        if not indicator & 0x80:
            break
        if end > len(atr):
            return False
        indicator = atr[end - 1]
        needs_check = needs_check or bool(indicator & 0x0F)
    end += atr[1] & 0x0F
    if needs_check:
        return len(atr) == end + 1 and _xor(atr[1:]) == 0
    return len(atr) == end


def _xor(data: bytes) -> int:
    value = 0
    for byte in data:
        value ^= byte
    return value
