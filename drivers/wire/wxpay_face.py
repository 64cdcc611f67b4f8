"""The requests and answers of WeChat's face service (`wxpayCallFaceService`): JSON objects, one a line. Sans I/O.

The vendor's library takes one JSON text and gives one. The shim that holds it speaks the same, answers in the order of
the requests, and adds two fields to the answer of `initWxpayface`: `camera` ("3d", "2d", "none") and
`camera_certified` (docs/adr/0006).
"""

import re
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from drivers.api.errors import Action, DeviceError, ErrorCode

VERSION = "1"
LINE_BYTES_MAX = 16 * 1024
NOT_INITIALISED, INITIALISING = 271378620, 271378621
SUCCESS = "SUCCESS"
_RAW_DATA = re.compile(r"[!-~]{1,8192}")
_FACE_CODE = re.compile(r"[0-9A-Za-z_-]{8,128}")
_CANCELLED = frozenset({"USER_CANCEL", "SCAN_PAYMENT"})  # the second: they would rather hold up their phone


class Command(StrEnum):
    INIT = "initWxpayface"
    RAW_DATA = "getWxpayfaceRawdata"
    FACE_CODE = "getWxpayfaceCode"
    STOP = "stopWxpayface"
    RESULT = "updateWxpayfacePayResult"
    RELEASE = "releaseWxpayface"


class Answer(msgspec.Struct, frozen=True):
    """What of an answer we look at. No repr of its own: it may hold a face code."""

    return_code: str
    err_code: int | None = None
    rawdata: str = ""
    face_code: str = ""
    camera: str = "none"  # what says nothing of its camera has none for us
    camera_certified: bool = False

    def __repr__(self) -> str:
        return f"Answer({self.return_code!r}, {self.err_code})"


@dataclass(frozen=True, slots=True)
class Broken:
    """A line that is no answer: the other end is out of step."""

    error: DeviceError


def request(command: Command, now_s: int, fields: dict[str, str] | None = None) -> bytes:
    said = {name: value for name, value in (fields or {}).items() if value}
    return msgspec.json.encode({"cmd": command.value, "version": VERSION, "now": now_s, **said}) + b"\n"


class Decoder:
    """Fed bytes, gives answers. After Broken it takes nothing more until `reset`."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._broken = False

    def reset(self) -> None:
        self._buffer.clear()
        self._broken = False

    def feed(self, data: bytes) -> list[Answer | Broken]:
        found: list[Answer | Broken] = []
        self._buffer += data
        while not self._broken and (end := self._buffer.find(b"\n", 0, LINE_BYTES_MAX)) >= 0:
            line = bytes(self._buffer[:end])
            del self._buffer[: end + 1]
            found.append(self._read(line))
        if not self._broken and len(self._buffer) >= LINE_BYTES_MAX:
            found.append(self._break(f"a line of more than {LINE_BYTES_MAX} bytes"))
        if self._broken:
            self._buffer.clear()
        return found

    def _read(self, line: bytes) -> Answer | Broken:
        try:
            return msgspec.json.decode(line, type=Answer)
        except (msgspec.MsgspecError, ValueError, RecursionError):  # whose text may quote the line: not kept
            return self._break("a line that is no answer")

    def _break(self, detail: str) -> Broken:
        self._broken = True
        return Broken(_protocol_error(detail))


def require_ok(answer: Answer, command: Command) -> None:
    """Raises DeviceError for an answer that says no."""
    if answer.err_code in (NOT_INITIALISED, INITIALISING):
        raise DeviceError(ErrorCode.FACE_PAY_NOT_READY, f"err_code {answer.err_code}", Action.SUSPEND)
    if answer.return_code == SUCCESS:
        return
    if command is Command.FACE_CODE and answer.return_code in _CANCELLED:
        raise DeviceError(ErrorCode.FACE_PAY_CANCELLED, answer.return_code, Action.CLEAR)
    detail = f"{command}: err_code {answer.err_code}"  # return_code is the other end's text: not taken over
    if command is Command.FACE_CODE and answer.return_code == "ERROR":
        raise DeviceError(ErrorCode.FACE_PAY_NOT_RECOGNISED, detail, Action.CLEAR)
    raise DeviceError(ErrorCode.FACE_PAY_REFUSED, detail, Action.MAINTENANCE)


def camera_error(answer: Answer) -> DeviceError | None:
    """Of the answer to INIT: why this camera must take no payment."""
    if answer.camera not in ("3d", "2d"):
        return DeviceError(ErrorCode.FACE_PAY_NO_CAMERA, "the service names no camera", Action.MAINTENANCE)
    if answer.camera != "3d" or not answer.camera_certified:
        return DeviceError(ErrorCode.FACE_PAY_NOT_CERTIFIED, f"a {answer.camera} camera", Action.CONFIGURATION)
    return None


def raw_data_of(answer: Answer) -> str:
    if not _RAW_DATA.fullmatch(answer.rawdata):
        raise _protocol_error("no raw data in the answer")
    return answer.rawdata


def face_code_of(answer: Answer) -> str:
    if not _FACE_CODE.fullmatch(answer.face_code):
        raise _protocol_error("no face code in the answer")
    return answer.face_code


def _protocol_error(detail: str) -> DeviceError:
    return DeviceError(ErrorCode.PROTOCOL_ERROR, detail)
