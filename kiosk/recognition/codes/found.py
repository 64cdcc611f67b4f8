"""What is found in a picture. A text may be a payer code: it has no repr and is never logged."""

from dataclasses import dataclass, field
from enum import StrEnum


class CodeFormat(StrEnum):
    QR = "qr"
    CODE_128 = "code128"
    DATA_MATRIX = "datamatrix"
    PDF_417 = "pdf417"
    AZTEC = "aztec"
    MICRO_QR = "microqr"
    CODE_39 = "code39"
    CODE_93 = "code93"
    CODABAR = "codabar"
    ITF = "itf"
    EAN_UPC = "ean"

    @property
    def mends_itself(self) -> bool:
        """Reed-Solomon: a symbol misread in a few places comes out right or not at all. Bars have a check character."""
        return self in _MATRIX


_MATRIX = frozenset({CodeFormat.QR, CodeFormat.DATA_MATRIX, CodeFormat.PDF_417, CodeFormat.AZTEC, CodeFormat.MICRO_QR})


@dataclass(frozen=True, slots=True)
class Spot:
    """Where it is, as shares of the picture's width and height, from the left and the top."""

    left: float
    top: float
    width: float
    height: float

    @property
    def area(self) -> float:
        return self.width * self.height

    def meets(self, other: "Spot") -> bool:
        return (
            self.left < other.left + other.width
            and other.left < self.left + self.width
            and self.top < other.top + other.height
            and other.top < self.top + self.height
        )

    def inside(self, outer: "Spot") -> "Spot":
        """This spot was measured in a part of the picture, `outer`: the same place in the whole."""
        return Spot(
            outer.left + self.left * outer.width,
            outer.top + self.top * outer.height,
            self.width * outer.width,
            self.height * outer.height,
        )


WHOLE = Spot(0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True, repr=False)
class CodeFound:
    """`sure`: the text is what its maker wrote. Else its bytes are no UTF-8, and their encoding was guessed."""

    text: str = field(repr=False)
    format: CodeFormat
    spot: Spot
    data: bytes = field(repr=False, default=b"")
    sure: bool = True
