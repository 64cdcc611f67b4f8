"""One look at a grey picture through zxing-cpp. Measured: the best reader by far (docs/recognition.md)."""

from collections.abc import Sequence
from dataclasses import dataclass

import zxingcpp
from zxingcpp import BarcodeFormat as Theirs
from zxingcpp import Binarizer

from kiosk.recognition.codes.found import CodeFormat, CodeFound, Spot
from kiosk.recognition.codes.picture import Grey

# QRCode would bring Micro QR along, whose smallest sizes have hardly a check: false reads.
_ASKED = {
    CodeFormat.QR: (Theirs.QRCodeModel2, Theirs.QRCodeModel1),
    CodeFormat.CODE_128: (Theirs.Code128,),
    CodeFormat.DATA_MATRIX: (Theirs.DataMatrix,),
    CodeFormat.PDF_417: (Theirs.PDF417,),
    CodeFormat.AZTEC: (Theirs.Aztec,),
    CodeFormat.MICRO_QR: (Theirs.MicroQRCode,),
    CodeFormat.CODE_39: (Theirs.Code39,),
    CodeFormat.CODE_93: (Theirs.Code93,),
    CodeFormat.CODABAR: (Theirs.Codabar,),
    CodeFormat.ITF: (Theirs.ITF,),
    CodeFormat.EAN_UPC: (Theirs.EANUPC,),
}
_SYMBOLOGY_OF = {theirs[0].symbology: ours for ours, theirs in _ASKED.items() if ours is not CodeFormat.MICRO_QR}
SIDE_PX_MIN = 8  # less holds no code


@dataclass(frozen=True, slots=True, repr=False)
class Sight:
    """`suspects`: where a symbol is that could not be read. To know them costs nothing. `bars`: where bars are, read or
    not.
    """

    found: tuple[CodeFound, ...] = ()
    suspects: tuple[Spot, ...] = ()
    bars: tuple[Spot, ...] = ()


def look(grey: Grey, formats: Sequence[CodeFormat], binarizer: Binarizer = Binarizer.LocalAverage) -> Sight:
    if min(grey.shape) < SIDE_PX_MIN:
        return Sight()
    seen = zxingcpp.read_barcodes(
        grey,
        formats=zxingcpp.BarcodeFormats([theirs for each in formats for theirs in _ASKED[each]]),
        text_mode=zxingcpp.TextMode.Plain,  # the text itself, not as printed below the bars
        binarizer=binarizer,
        return_errors=True,
    )
    return Sight(
        tuple(_found(each, grey) for each in seen if each.valid),
        tuple(_spot(each.position, grey) for each in seen if not each.valid),
        tuple(_spot(each.position, grey) for each in seen if not _format(each).mends_itself),
    )


def _found(barcode: zxingcpp.Barcode, grey: Grey) -> CodeFound:
    text, data = barcode.text, barcode.bytes
    return CodeFound(text, _format(barcode), _spot(barcode.position, grey), data, _is_sure(text, data))


def _format(barcode: zxingcpp.Barcode) -> CodeFormat:
    if barcode.format == Theirs.MicroQRCode:
        return CodeFormat.MICRO_QR
    return _SYMBOLOGY_OF[barcode.symbology]


def _is_sure(text: str, data: bytes) -> bool:
    try:
        return data.decode("utf-8") == text
    except UnicodeDecodeError:
        return False


def _spot(position: zxingcpp.Position, grey: Grey) -> Spot:
    height, width = grey.shape
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    xs = [min(max(corner.x / width, 0.0), 1.0) for corner in corners]
    ys = [min(max(corner.y / height, 0.0), 1.0) for corner in corners]
    return Spot(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
