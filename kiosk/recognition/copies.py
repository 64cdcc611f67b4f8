"""A camera that is frozen gives the same picture again, maybe of whoever stood here before: no photo is taken of it."""

import zlib

import numpy as np
from numpy.typing import NDArray


class Copies:
    def __init__(self) -> None:
        self._last: int | None = None

    def is_copy(self, picture: NDArray[np.uint8]) -> bool:
        """The same pixels as of the picture before. A real sensor has noise."""
        checksum = zlib.crc32(np.ascontiguousarray(picture).data)
        last, self._last = self._last, checksum
        return checksum == last
