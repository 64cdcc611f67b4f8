"""Codes before the camera, told as a scanner tells them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from drivers.api.code_scanner import CodeScanned
from kiosk.domain.looking import CodesClash, CodeUnusable
from kiosk.recognition.codes import CodeNews, CodeReader, CodeRefused, CodeStream, CodeTold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

News = CodeScanned | CodesClash | CodeUnusable


class CodeWatcher:
    """One for the whole turn: a code that was told is not told again because the next question looks, too."""

    interval_s = 0.0

    def __init__(self) -> None:
        self._reader, self._stream = CodeReader(), CodeStream()

    def see(self, pixels: "NDArray[np.uint8]", taken_s: float) -> Iterable[News]:
        return [_told(news) for news in self._stream.see(self._reader.read(pixels), taken_s)]

    def unheard(self) -> None:
        """Else a code that stays in sight would be told never."""
        self._stream.forget()

    def forget(self) -> None:
        """A text is forgotten a few seconds after it was seen last: between two questions it must not be."""


def _told(news: CodeNews) -> News:
    match news:
        case CodeTold(text):
            return CodeScanned(text)
        case CodeRefused(code):
            return CodeUnusable(code)
        case CodesClash():
            return news
