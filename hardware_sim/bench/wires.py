"""The last bytes on each wire, for the panel and the bench's records."""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

CHUNKS_MAX = 300  # a wire
CHUNK_BYTES_SHOWN_MAX = 512
PRINTABLE = range(0x20, 0x7F)


@dataclass(frozen=True, slots=True)
class Chunk:
    """`direction`: to_device (the terminal sent it) or from_device."""

    number: int
    t_ms: float
    wire: str
    direction: str
    length: int
    shown: bytes  # at most CHUNK_BYTES_SHOWN_MAX of it

    def as_dict(self) -> dict[str, object]:
        return {
            "number": self.number,
            "t_ms": self.t_ms,
            "wire": self.wire,
            "direction": self.direction,
            "length": self.length,
            "hex": self.shown.hex(" ").upper(),
            "ascii": "".join(chr(byte) if byte in PRINTABLE else "·" for byte in self.shown),
        }


class Wires:
    """Thread-safe tail of every wire by name."""

    def __init__(self, now_ms: Callable[[], float], on_chunk: Callable[[Chunk], None]) -> None:
        self._now_ms = now_ms
        self._on_chunk = on_chunk
        self._tails: dict[str, deque[Chunk]] = {}
        self._number = 0
        self._lock = threading.Lock()

    def add(self, wire: str, direction: str, data: bytes) -> None:
        with self._lock:
            self._number += 1
            chunk = Chunk(self._number, self._now_ms(), wire, direction, len(data), data[:CHUNK_BYTES_SHOWN_MAX])
            self._tails.setdefault(wire, deque(maxlen=CHUNKS_MAX)).append(chunk)
        self._on_chunk(chunk)

    def tail(self, wire: str) -> list[Chunk]:
        with self._lock:
            return list(self._tails.get(wire, ()))

    @property
    def names(self) -> tuple[str, ...]:
        with self._lock:
            return tuple(self._tails)
