"""What a status of the security module means to the person and to staff."""

from drivers.api.errors import Action, DeviceError, ErrorCode
from drivers.wire.sam_a import Status

_LAY_ON_AGAIN = frozenset({Status.FIND_FAILED, Status.SELECT_FAILED, Status.READ_FAILED, Status.UNKNOWN_ERROR})
_NO_TRUST = frozenset(
    {Status.CARD_REJECTS_SAM, Status.SAM_REJECTS_CARD, Status.VERIFY_FAILED, Status.UNKNOWN_CARD, Status.RANDOM_FAILED}
)
_OUT_OF_STEP = frozenset({Status.BAD_CHECKSUM, Status.BAD_LENGTH, Status.BAD_COMMAND, Status.NOT_PERMITTED})


def error_of(status: int) -> DeviceError:
    detail = f"SW3 {status:02X}"
    if status in _LAY_ON_AGAIN:
        return DeviceError(ErrorCode.ID_CARD_UNREADABLE, detail, Action.CLEAR)
    if status in _NO_TRUST:
        return DeviceError(ErrorCode.ID_CARD_REFUSED, detail, Action.CLEAR)
    if status in _OUT_OF_STEP:
        return DeviceError(ErrorCode.PROTOCOL_ERROR, detail)
    return DeviceError(ErrorCode.HARDWARE_ERROR, detail, Action.MAINTENANCE)
