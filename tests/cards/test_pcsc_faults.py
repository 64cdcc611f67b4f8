import pytest

from drivers.api.errors import ErrorCode
from drivers.models.pcsc_faults import device_error
from drivers.transport.pcsc import PcscFault

GOOD_ATR = bytes.fromhex("3B6800000073C84012009000")
NOISE = bytes.fromhex("0000FF00")


@pytest.mark.parametrize(
    ("result", "atr", "code"),
    [
        (0x80100066, b"", ErrorCode.CARD_MUTE),
        (0x80100067, GOOD_ATR, ErrorCode.CARD_MUTE),
        (0x8010000F, NOISE, ErrorCode.CARD_MUTE),
        (0x8010000F, GOOD_ATR, ErrorCode.CARD_UNREADABLE),
        (0x80100065, NOISE, ErrorCode.CARD_MUTE),
        (0x80100069, GOOD_ATR, ErrorCode.CARD_REMOVED),
        (0x80100017, GOOD_ATR, ErrorCode.CARD_REMOVED),
        (0x8010000C, GOOD_ATR, ErrorCode.CARD_REMOVED),
        (0x80100016, GOOD_ATR, ErrorCode.PROTOCOL_ERROR),
        (0x8010000B, GOOD_ATR, ErrorCode.DEVICE_BUSY),
        (0x8010001D, GOOD_ATR, ErrorCode.DEVICE_OFFLINE),
        (0x80100013, GOOD_ATR, ErrorCode.DEVICE_OFFLINE),
        (0x80100009, GOOD_ATR, ErrorCode.DEVICE_OFFLINE),
        (0x8010000A, GOOD_ATR, ErrorCode.TIMEOUT),
        (0x80100001, GOOD_ATR, ErrorCode.HARDWARE_ERROR),
    ],
)
def test_every_pcsc_result_has_its_code_and_keeps_its_number(result: int, atr: bytes, code: ErrorCode) -> None:
    error = device_error(PcscFault("SCardConnect", result), atr)
    assert error.code is code
    assert f"{result:#010x}" in error.detail
