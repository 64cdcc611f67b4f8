"""Codes out of pictures: `CodeReader` finds them in one picture, `CodeStream` makes events of what many show."""

from kiosk.recognition.codes.found import CodeFormat, CodeFound, Spot
from kiosk.recognition.codes.picture import NotAPicture
from kiosk.recognition.codes.reader import KIOSK_FORMATS, PAPER_FORMATS, CodeReader
from kiosk.recognition.codes.stream import CodeNews, CodeRefused, CodeStream, CodeTold, StreamLimits

__all__ = [
    "KIOSK_FORMATS",
    "PAPER_FORMATS",
    "CodeFormat",
    "CodeFound",
    "CodeNews",
    "CodeReader",
    "CodeRefused",
    "CodeStream",
    "CodeTold",
    "NotAPicture",
    "Spot",
    "StreamLimits",
]
