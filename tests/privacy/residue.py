"""What is looked for wherever no face may be: the beginnings of pictures, and pieces of what the test knows."""

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

RUN_BYTES = 16  # a copied piece of 31 bytes holds one whole run, wherever it was cut
DISTINCT_MIN = 8  # a run of fewer different bytes is of anything: padding, a table
BLOCK_BYTES = 8 << 20

PICTURES = re.compile(
    rb"(?P<jpeg>\xff\xd8\xff[\xc0-\xc2\xc4\xdb\xdd\xe0-\xef\xfe])"
    rb"|(?P<png>\x89PNG\r\n\x1a\n)"
    rb"|(?P<bmp>BM.{4}\x00{4}.{4}[\x28\x7c]\x00{3})"
    rb"|(?P<webp>RIFF.{4}WEBPVP8)"
    rb"|(?P<jpeg_in_base64>/9j/[24]|_9j_[24])"
    rb"|(?P<png_in_base64>iVBORw0KGgo)"
    rb"|(?P<webp_in_base64>UklGR.{7}RUJQVlA4)",
    re.DOTALL,
)


@dataclass(frozen=True, order=True)
class Found:
    """`what` was found at `offset` of `place`."""

    place: str
    what: str
    offset: int = 0


def forms(secret: bytes) -> Iterable[bytes]:
    """As it is, in base64 from each of the three places it may begin at, and in hex."""
    yield secret
    for lead in range(3):
        yield b64encode(bytes(lead) + secret)[4:-4]
    yield secret.hex().encode()


class Secrets:
    """Runs of `secrets`, found fast: most offsets are ruled out by a table of their first three bytes."""

    def __init__(self, secrets: Mapping[str, bytes]) -> None:
        self._names: dict[bytes, str] = {}
        for name, secret in secrets.items():
            for run in chain.from_iterable(map(_runs, forms(secret))):
                self._names[run] = name
        assert self._names, "nothing to look for"
        self._begins = np.zeros(1 << 24, np.bool_)
        for run in self._names:
            self._begins[int.from_bytes(run[:3], "little")] = True
        self._heads = np.unique(np.array([int.from_bytes(run[:8], "little") for run in self._names], np.uint64))

    def find(self, place: str, data: bytes) -> Iterable[Found]:
        """Each secret at most once a block."""
        for start in range(0, max(1, len(data)), BLOCK_BYTES):
            block = data[start : start + BLOCK_BYTES + RUN_BYTES]
            yield from self._in_block(place, block, start)

    def _in_block(self, place: str, block: bytes, start: int) -> Iterable[Found]:
        seen: set[str] = set()
        for offset in self._candidates(block):
            name = self._names.get(block[offset : offset + RUN_BYTES])
            if name is not None and name not in seen:
                seen.add(name)
                yield Found(place, name, start + offset)

    def _candidates(self, block: bytes) -> list[int]:
        data = np.frombuffer(block, np.uint8)
        if len(data) < RUN_BYTES or not data.any():
            return []
        wide = data[: len(data) - RUN_BYTES + 3].astype(np.uint32)
        threes = wide[:-2] | wide[1:-1] << np.uint32(8) | wide[2:] << np.uint32(16)
        at = np.flatnonzero(self._begins[threes])
        heads = self._head_at(data, at)
        places = np.minimum(np.searchsorted(self._heads, heads), len(self._heads) - 1)
        found: list[int] = at[self._heads[places] == heads].tolist()
        return found

    @staticmethod
    def _head_at(data: NDArray[np.uint8], at: NDArray[np.intp]) -> NDArray[np.uint64]:
        heads = np.zeros(len(at), np.uint64)
        for place in range(8):
            heads |= data[at + place].astype(np.uint64) << np.uint64(8 * place)
        return heads


def _runs(data: bytes) -> Iterable[bytes]:
    for start in range(0, len(data) - RUN_BYTES + 1, RUN_BYTES):
        if len(set(run := data[start : start + RUN_BYTES])) >= DISTINCT_MIN:
            yield run


def pictures(place: str, data: bytes) -> Iterable[Found]:
    """Each kind once."""
    seen: set[str] = set()
    for match in PICTURES.finditer(data):
        kind = str(match.lastgroup)
        if kind not in seen:
            seen.add(kind)
            yield Found(place, kind, match.start())
