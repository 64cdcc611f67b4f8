"""Black and white cells along the upper edge: the number of the picture and when it left, to be read at the other end.

80 cells across the whole width: 24 bits number, 40 bits clock (tenths of a millisecond, monotonic), 16 bits check sum.
"""

import binascii
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NUMBER_BYTES, CLOCK_BYTES, CHECK_BYTES = 3, 5, 2
CELLS = 8 * (NUMBER_BYTES + CLOCK_BYTES + CHECK_BYTES)
HEIGHT_PX = 16  # whole blocks of a JPEG, so that the scene does not ring into it
TICKS_PER_S = 10_000
_BLACK, _WHITE, _MIDDLE = 16, 240, 128


@dataclass(frozen=True, slots=True)
class Stamp:
    number: int
    sent_s: float  # time.monotonic() of the sender


def draw(picture: NDArray[np.uint8], number: int, sent_s: float) -> None:
    """Over the upper edge of the picture."""
    told = (number % (1 << 8 * NUMBER_BYTES)).to_bytes(NUMBER_BYTES, "big")
    told += (int(sent_s * TICKS_PER_S) % (1 << 8 * CLOCK_BYTES)).to_bytes(CLOCK_BYTES, "big")
    bits = np.unpackbits(np.frombuffer(told + _check(told), np.uint8))
    columns = (np.arange(picture.shape[1]) * CELLS) // picture.shape[1]
    picture[:HEIGHT_PX] = np.where(bits[columns] == 1, _WHITE, _BLACK).astype(np.uint8)[None, :, None]


def read(picture: NDArray[np.uint8]) -> Stamp | None:
    """None if there is no strip, or a damaged one. Of the middle of each cell: the edges are blurred."""
    width = picture.shape[1]
    middles = ((np.arange(CELLS) + 0.5) * width / CELLS).astype(int)
    levels = picture[4 : HEIGHT_PX - 4, middles].mean(axis=(0, 2))
    data = np.packbits(levels > _MIDDLE).tobytes()
    told, check = data[:-CHECK_BYTES], data[-CHECK_BYTES:]
    if _check(told) != check:
        return None
    number, clock = told[:NUMBER_BYTES], told[NUMBER_BYTES:]
    return Stamp(int.from_bytes(number, "big"), int.from_bytes(clock, "big") / TICKS_PER_S)


def _check(told: bytes) -> bytes:
    return binascii.crc_hqx(told, 0xFFFF).to_bytes(CHECK_BYTES, "big")
