"""The code scanner on a pty. It knows what a hand holds to it and how the bytes then leave."""

import threading
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from hardware_sim.pty_port import PtyPort

SUFFIXES = {"CR": b"\r", "LF": b"\n", "CRLF": b"\r\n", "NONE": b""}
OnBytes = Callable[[str, bytes], None]  # direction, bytes
WRITE_S_MAX = 1.0
GARBAGE = bytes([0xFF, 0x00, 0x9B, 0x07, 0xC3, 0x28]) + b"\r"  # what a wrong baud rate looks like


class SimulatedScanner:
    """Call it from any thread; a scan leaves in the caller's thread, one at a time."""

    def __init__(self, path: Path, on_bytes: OnBytes | None = None) -> None:
        self._port = PtyPort(path)
        self._on_bytes = on_bytes
        self._sending = threading.Lock()
        self._stopping = threading.Event()

    @property
    def address(self) -> str:
        return str(self._port.path)

    def start(self) -> None:
        self._stopping.clear()
        self._port.plug()

    def stop(self) -> None:
        self._stopping.set()
        self._port.unplug()

    def unplug(self) -> None:
        self._port.unplug()

    def replug(self) -> None:
        self._port.plug()

    def wait_until_read(self, wait_s_max: float) -> bool:
        """Whether the program at the other end has taken every byte in that time."""
        return self._port.wait_until_read(wait_s_max)

    def scan(self, text: str, suffix: str = "\r", split: Sequence[int] = (), gap_s: float = 0.0) -> None:
        """Hold one code to it. `split` names the byte positions where the sending pauses for `gap_s`.

        Raises Unplugged while the cable is out.
        """
        self.send(text.encode() + suffix.encode(), split, gap_s)

    def burst(self, texts: Sequence[str], suffix: str = "\r") -> None:
        """Several codes in one go, without a pause between them."""
        self.send("".join(text + suffix for text in texts).encode())

    def garbage(self) -> None:
        self.send(GARBAGE)

    def send(self, data: bytes, split: Sequence[int] = (), gap_s: float = 0.0) -> None:
        with self._sending:
            for number, part in enumerate(_parts(data, split)):
                if number and self._stopping.wait(gap_s):
                    return
                self._port.write(part, WRITE_S_MAX)
                if self._on_bytes:
                    self._on_bytes("from_scanner", part)


def _parts(data: bytes, split: Sequence[int]) -> Iterator[bytes]:
    for start, end in pairwise([0, *sorted(at for at in split if 0 < at < len(data)), len(data)]):
        yield data[start:end]
