"""Real-time requests: a printer obeys DLE EOT wherever it stands in the stream, even inside a picture, and even
while it is offline and its print data wait. So they are looked for beside the parser, not by it."""

_DLE, _EOT = 0x10, 0x04


class RealTimeListener:
    """Finds every DLE EOT n; any split of the bytes finds the same."""

    def __init__(self) -> None:
        self._matched = 0  # bytes of `DLE EOT` seen just now

    def feed(self, data: bytes) -> list[int]:
        """The n of each request."""
        found = []
        for byte in data:
            if self._matched == 2:
                found.append(byte)
                self._matched = 0
            elif self._matched == 1 and byte == _EOT:
                self._matched = 2
            else:
                self._matched = 1 if byte == _DLE else 0
        return found
