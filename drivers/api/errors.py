"""Coded device errors. The code is stable: screens, logs and the documentation name it; vendor text stays in
`cause`.
"""

from enum import StrEnum


class ErrorCode(StrEnum):
    """Every way a device can fail. Each code is documented in docs/errors.md and has a sentence on screen."""

    # any device
    DEVICE_OFFLINE = "DEVICE_OFFLINE"  # unplugged, powered off, its service is not running
    DEVICE_BUSY = "DEVICE_BUSY"  # somebody else holds it
    TIMEOUT = "TIMEOUT"  # it did not answer in its time
    PROTOCOL_ERROR = "PROTOCOL_ERROR"  # it answered what its manual does not allow
    HARDWARE_ERROR = "HARDWARE_ERROR"
    # insurance card reader
    CARD_MUTE = "CARD_MUTE"  # no valid ATR: upside down, wrong way round, or dirty contacts
    CARD_REMOVED = "CARD_REMOVED"  # pulled while being read
    CARD_FOREIGN = "CARD_FOREIGN"  # a good card that is no social-security card (a bank card, say)
    CARD_UNREADABLE = "CARD_UNREADABLE"  # it is one, but a file or record will not read
    CARD_DATA_INVALID = "CARD_DATA_INVALID"  # read, but the contents break the standard
    CARD_EXPIRED = "CARD_EXPIRED"
    CARD_COLLISION = "CARD_COLLISION"  # two cards at once in two readers of one kiosk
    # identity-card reader
    ID_CARD_LIFTED = "ID_CARD_LIFTED"  # taken away before it was read
    ID_CARD_UNREADABLE = "ID_CARD_UNREADABLE"  # it must be lifted and laid on again
    ID_CARD_REFUSED = "ID_CARD_REFUSED"  # card and security module do not trust each other
    ID_CARD_DATA_INVALID = "ID_CARD_DATA_INVALID"  # read, but the contents break the standard
    ID_CARD_EXPIRED = "ID_CARD_EXPIRED"
    # code scanner
    CODE_TOO_LONG = "CODE_TOO_LONG"
    CODE_GARBLED = "CODE_GARBLED"
    # receipt printer
    PAPER_OUT = "PAPER_OUT"
    PAPER_JAMMED = "PAPER_JAMMED"
    COVER_OPEN = "COVER_OPEN"
    CUTTER_ERROR = "CUTTER_ERROR"
    PRINT_UNKNOWN = "PRINT_UNKNOWN"  # the bytes left, the completion barrier never came back
    # report printer
    TONER_OUT = "TONER_OUT"
    JOB_CANCELLED = "JOB_CANCELLED"  # taken back before anything was printed
    # camera
    CAMERA_STALLED = "CAMERA_STALLED"  # open, but no picture comes
    CAMERA_FROZEN = "CAMERA_FROZEN"  # the same picture again and again
    CAMERA_DARK = "CAMERA_DARK"  # black pictures: a shutter, a cap, no light at all
    # face payment: the provider's own service and camera
    FACE_PAY_NOT_READY = "FACE_PAY_NOT_READY"  # its service is not initialised (yet)
    FACE_PAY_NOT_CERTIFIED = "FACE_PAY_NOT_CERTIFIED"  # a camera that the provider has not certified for payment
    FACE_PAY_NO_CAMERA = "FACE_PAY_NO_CAMERA"
    FACE_PAY_CANCELLED = "FACE_PAY_CANCELLED"  # by the person at the provider's picture, or by us
    FACE_PAY_NOBODY = "FACE_PAY_NOBODY"  # nobody looked in time
    FACE_PAY_NOT_RECOGNISED = "FACE_PAY_NOT_RECOGNISED"  # looked, and the provider gives no code for it
    FACE_PAY_REFUSED = "FACE_PAY_REFUSED"  # the provider will not look: permit, contract, its own trouble


class Action(StrEnum):
    """What would mend it (XFS4IoT Common.ErrorEvent `action`)."""

    RESET = "reset"
    CLEAR = "clear"  # anybody: replace paper, close the cover
    MAINTENANCE = "maintenance"  # a technician
    CONFIGURATION = "configuration"
    SUSPEND = "suspend"  # the device is trying by itself; wait


class DeviceError(Exception):
    """A device could not do what was asked.

    `code` is stable; `action` says who can mend it; `detail` is for the technician's log and never
    holds personal data. The vendor's own exception is kept as `__cause__`.
    """

    def __init__(self, code: ErrorCode, detail: str = "", action: Action = Action.RESET) -> None:
        super().__init__(f"{code}: {detail}" if detail else str(code))
        self.code = code
        self.detail = detail
        self.action = action
