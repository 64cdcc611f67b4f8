"""Codes in one picture. A first look always; a ladder of further looks where there is reason to.

The ladder costs ten times the look. A live stream shows the same code again in 33 ms, so there each picture gets a
few rungs only: two on a symbol that is there and was not read, one on every third picture that shows nothing at all.
The rung that has read something is the first to be tried on the next pictures: bars are believed when two agree.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from numpy.typing import NDArray

from kiosk.recognition.codes.bars import look_twice
from kiosk.recognition.codes.found import WHOLE, CodeFormat, CodeFound, Spot
from kiosk.recognition.codes.picture import Grey, as_grey, cut, turned_back, with_margin
from kiosk.recognition.codes.rungs import BENT, QUICK, TURNED, Rung
from kiosk.recognition.codes.zxing import SIDE_PX_MIN

KIOSK_FORMATS = (CodeFormat.QR, CodeFormat.CODE_128)
PAPER_FORMATS = (*KIOSK_FORMATS, CodeFormat.DATA_MATRIX, CodeFormat.PDF_417, CodeFormat.CODE_39)
SUSPECTS_MAX = 3
MARGIN = 0.25  # round a suspect: finder patterns need their quiet zone
RUNGS_A_PICTURE = 2
PICTURES_A_RUNG = 3
AGAIN_PICTURES_MAX = 5  # in vain, with the rung that read something
WHOLE_RUNGS = (*QUICK[:3], *TURNED)  # none that makes a picture larger
BARS_CHARS_MIN = 4  # a shorter text of bars in a picture is more often no code at all

Found = tuple[CodeFound, ...]


@dataclass(frozen=True, slots=True)
class _Again:
    rung: Rung
    on_whole: bool
    left: int = AGAIN_PICTURES_MAX


class CodeReader:
    """For one stream of pictures, and one thread. Gives each text once, and no repr of any."""

    def __init__(self, formats: Sequence[CodeFormat] = KIOSK_FORMATS) -> None:
        self._formats = tuple(formats)
        self._in_vain = 0  # pictures in a row without a code and without a suspect
        self._rung = 0
        self._again: _Again | None = None

    def read(self, picture: NDArray[Any]) -> Found:
        """Of a live stream. Raises NotAPicture."""
        grey = as_grey(picture)
        sight = look_twice(grey, self._formats)
        if found := _sifted(sight.found):
            self._in_vain = self._rung = 0
            return found
        if found := self._read_again(grey, sight.suspects):
            return found
        if sight.suspects:
            self._in_vain = 0
            return self._climb(grey, _largest(sight.suspects)[:1], self._next((*QUICK, *BENT), RUNGS_A_PICTURE))
        self._in_vain += 1
        if self._in_vain % PICTURES_A_RUNG:
            return ()
        return self._climb(grey, [WHOLE], self._next(WHOLE_RUNGS, 1))

    def read_still(self, picture: NDArray[Any]) -> Found:
        """All that is known to help. Raises NotAPicture."""
        grey = as_grey(picture)
        sight = look_twice(grey, self._formats)
        if found := _sifted(sight.found):
            return found
        suspects = _largest(sight.suspects)
        return (
            self._climb(grey, suspects, QUICK)
            or self._climb(grey, [WHOLE], (*QUICK, *TURNED))
            or self._climb(grey, suspects, BENT)
        )

    def _read_again(self, grey: Grey, suspects: Sequence[Spot]) -> Found:
        again = self._again
        if again is None:
            return ()
        found = self._climb(grey, [WHOLE] if again.on_whole else _largest(suspects)[:1], [again.rung])
        if not found:  # else `_climb` has begun anew
            self._again = replace(again, left=again.left - 1) if again.left > 1 else None
        return found

    def _next(self, rungs: Sequence[Rung], count: int) -> list[Rung]:
        chosen = [rungs[(self._rung + step) % len(rungs)] for step in range(count)]
        self._rung += count
        return chosen

    def _climb(self, grey: Grey, spots: Iterable[Spot], rungs: Sequence[Rung]) -> Found:
        """The first that reads anything."""
        for spot in spots:
            outer = WHOLE if spot is WHOLE else with_margin(spot, MARGIN)
            part = cut(grey, outer)
            for rung in rungs if min(part.shape) >= SIDE_PX_MIN else ():
                seen = look_twice(rung.change(part), self._formats, rung.binarizer).found
                if found := _sifted(_moved(code, rung, part, outer) for code in seen):
                    self._again = _Again(rung, spot is WHOLE)
                    return found
        return ()


def _moved(code: CodeFound, rung: Rung, part: Grey, outer: Spot) -> CodeFound:
    spot = turned_back(code.spot, rung.turned_degrees, part.shape) if rung.turned_degrees else code.spot
    return CodeFound(code.text, code.format, spot.inside(outer), code.data, code.sure)


def _sifted(codes: Iterable[CodeFound]) -> Found:
    """Each text once (a payer code shows as bars and as QR: the QR counts), without the bars that are too short."""
    kept: dict[tuple[str, bytes], CodeFound] = {}
    for code in sorted(codes, key=lambda code: not code.format.mends_itself):
        if code.data and (code.format.mends_itself or len(code.text) >= BARS_CHARS_MIN):
            kept.setdefault((code.text, code.data), code)
    return tuple(kept.values())


def _largest(spots: Iterable[Spot]) -> list[Spot]:
    return sorted(spots, key=lambda spot: spot.area, reverse=True)[:SUSPECTS_MAX]
