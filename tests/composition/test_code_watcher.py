"""Codes before the camera, on pictures drawn by a program that is not ours."""

from typing import Any

import numpy as np
import qrcode
from numpy.typing import NDArray

from drivers.api.code_scanner import CodeScanned
from kiosk.composition.code_watcher import CodeWatcher
from kiosk.domain.looking import CodesClash, CodeUnusable

PAYER_CODE = "134567890123456789"


def picture(*texts: str) -> NDArray[Any]:
    """The codes side by side on grey."""
    frame = np.full((480, 960, 3), 128, np.uint8)
    for index, text in enumerate(texts):
        code = qrcode.QRCode(box_size=6, border=4)
        code.add_data(text)
        drawn = np.where(np.array(code.get_matrix()), 0, 255).astype(np.uint8).repeat(6, 0).repeat(6, 1)
        side = drawn.shape[0]
        frame[60 : 60 + side, 40 + index * 460 : 40 + index * 460 + side] = drawn[..., np.newaxis]
    return frame


def test_a_code_is_told_as_a_scanner_tells_it_once_and_over_the_next_question() -> None:
    watcher = CodeWatcher()
    assert list(watcher.see(picture(PAYER_CODE), 10.0)) == [CodeScanned(PAYER_CODE)]
    watcher.forget()
    assert list(watcher.see(picture(PAYER_CODE), 11.0)) == []
    assert list(watcher.see(picture(), 12.0)) == []
    assert list(watcher.see(picture(PAYER_CODE), 16.0)) == [CodeScanned(PAYER_CODE)]


def test_two_codes_are_a_clash() -> None:
    assert list(CodeWatcher().see(picture(PAYER_CODE, "YZ1:B:abcdefgh1234"), 10.0)) == [CodesClash()]


def test_a_code_for_nobody_here_says_why() -> None:
    assert list(CodeWatcher().see(picture("bad\x07text"), 10.0)) == [CodeUnusable("CODE_GARBLED")]


def test_a_code_that_nobody_heard_is_told_again() -> None:
    """It was seen as one question ended, and is still in sight at the next."""
    watcher, picture_of_it = CodeWatcher(), picture(PAYER_CODE)
    assert list(watcher.see(picture_of_it, 10.0)) == [CodeScanned(PAYER_CODE)]
    assert list(watcher.see(picture_of_it, 10.1)) == []
    watcher.unheard()
    assert list(watcher.see(picture_of_it, 10.2)) == [CodeScanned(PAYER_CODE)]
