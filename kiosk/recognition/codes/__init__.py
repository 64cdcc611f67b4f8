"""Codes out of pictures: `CodeReader` finds them in one picture, `CodeStream` makes events of what many show."""

from kiosk.recognition.codes.found import CodeFormat, CodeFound, Spot
from kiosk.recognition.codes.picture import NotAPicture
from kiosk.recognition.codes.reader import KIOSK_FORMATS, PAPER_FORMATS, CodeReader

__all__ = ["KIOSK_FORMATS", "PAPER_FORMATS", "CodeFormat", "CodeFound", "CodeReader", "NotAPicture", "Spot"]
