"""What a PC/SC result during a read means for the person at the kiosk."""

from drivers.api.errors import Action, DeviceError, ErrorCode
from drivers.transport.pcsc import PcscFault
from drivers.wire.iso7816 import is_answer_to_reset

# Numbers of pcsc-lite's pcsclite.h.
_CODES = {
    0x80100066: ErrorCode.CARD_MUTE,  # SCARD_W_UNRESPONSIVE_CARD
    0x80100067: ErrorCode.CARD_MUTE,  # SCARD_W_UNPOWERED_CARD: could not be powered up
    0x80100069: ErrorCode.CARD_REMOVED,  # SCARD_W_REMOVED_CARD
    0x80100017: ErrorCode.CARD_REMOVED,  # SCARD_E_READER_UNAVAILABLE
    0x8010000C: ErrorCode.CARD_REMOVED,  # SCARD_E_NO_SMARTCARD
    0x8010000B: ErrorCode.DEVICE_BUSY,  # SCARD_E_SHARING_VIOLATION
    0x8010000A: ErrorCode.TIMEOUT,  # SCARD_E_TIMEOUT
    0x80100003: ErrorCode.DEVICE_OFFLINE,  # SCARD_E_INVALID_HANDLE: the service restarted below us
    0x80100009: ErrorCode.DEVICE_OFFLINE,  # SCARD_E_UNKNOWN_READER
    0x80100013: ErrorCode.DEVICE_OFFLINE,  # SCARD_F_COMM_ERROR
    0x8010001D: ErrorCode.DEVICE_OFFLINE,  # SCARD_E_NO_SERVICE
    0x8010001E: ErrorCode.DEVICE_OFFLINE,  # SCARD_E_SERVICE_STOPPED
    0x8010002E: ErrorCode.DEVICE_OFFLINE,  # SCARD_E_NO_READERS_AVAILABLE
}
_NOT_POWERED_UP = {0x8010000F, 0x80100065}  # SCARD_E_PROTO_MISMATCH, SCARD_W_UNSUPPORTED_CARD

# The card was talking and the transfer broke: as a rule pulled out, and the reader has not noticed yet.
_BROKEN_OFF = {0x80100016, 0x80100068}  # SCARD_E_NOT_TRANSACTED, SCARD_W_RESET_CARD


def device_error(fault: PcscFault, atr: bytes) -> DeviceError:
    """`atr`: what the service last told for this card; noise there is a card the wrong way round.

    PROTOCOL_ERROR: the transfer broke off; the readers will soon tell if the card was pulled.
    """
    if fault.code in _NOT_POWERED_UP:
        code = ErrorCode.CARD_UNREADABLE if is_answer_to_reset(atr) else ErrorCode.CARD_MUTE
    elif fault.code in _BROKEN_OFF:
        code = ErrorCode.PROTOCOL_ERROR
    else:
        code = _CODES.get(fault.code, ErrorCode.HARDWARE_ERROR)
    action = Action.SUSPEND if code is ErrorCode.DEVICE_OFFLINE else Action.CLEAR
    return DeviceError(code, str(fault), action)
