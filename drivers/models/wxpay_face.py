"""WeChat's face service behind a shim that speaks its JSON, one request a line, on a Unix socket or TCP."""

import time
from collections.abc import Mapping
from contextlib import suppress

from drivers.api.errors import Action, DeviceError, ErrorCode
from drivers.api.face_pay import FacePermit, FaceRawData
from drivers.api.status import DeviceState, DeviceStatus
from drivers.models.wxpay_face_line import FaceServiceLine, Standing
from drivers.options import misconfigured, number, refuse_unknown, text
from drivers.transport.open_stream import open_stream
from drivers.transport.trace import Trace
from drivers.wire import wxpay_face as wire
from drivers.wire.wxpay_face import Answer, Command

MODEL, CHANNEL = "wxpay_face", "wechat"
ANSWER_S_MAX = 5.0
STOP_S_MAX = 3.0  # how long it may take the provider to give up once it was told
ID_CHARS_MAX = 32
_OPTIONS = {"store_id", "device_id", "look_s_max", "ready_s_max", "reopen_s_max"}


class WxpayFace:
    """Entry point `wxpay_face`. Address `unix:/path` or `tcp://host:port`. Options: store_id and device_id (as agreed
    with the provider), look_s_max, ready_s_max, reopen_s_max.
    """

    def __init__(self, name: str, address: str, options: Mapping[str, object], *, trace: Trace | None = None) -> None:
        refuse_unknown(options, _OPTIONS)
        self._name, self._address = name, address
        self._store_id, self._device_id = _id(options, "store_id"), _id(options, "device_id")
        self._look_s_max = number(options, "look_s_max", 60.0, 0.1, 300)
        self._ready_s_max = number(options, "ready_s_max", 10.0, 0.1, 60)
        reopen_s_max = number(options, "reopen_s_max", 1.0, 0.05, 60)
        self._line = FaceServiceLine(name, open_stream(address, {}, trace), reopen_s_max)
        self._authorised = ""  # of the look under way: what `stop` names

    def open(self) -> None:
        self._line.start()

    def close(self) -> None:
        self._line.stop()

    def status(self) -> DeviceStatus:
        standing, error = self._line.standing()
        state = {
            Standing.READY: DeviceState.ONLINE,
            Standing.RELEASED: DeviceState.ONLINE,
            Standing.STARTING: DeviceState.STARTING,
        }.get(standing, DeviceState.OFFLINE)
        return DeviceStatus(self._name, MODEL, self._address, DeviceState.OFFLINE if error else state, error)

    def raw_data(self) -> FaceRawData:
        self._line.begin_anew()
        answer = self._call(Command.RAW_DATA)
        return FaceRawData(CHANNEL, wire.raw_data_of(answer), self._store_id, self._device_id)

    def face_code(self, permit: FacePermit, amount_fen: int) -> str:
        self._authorised = permit.auth_info
        try:
            return wire.face_code_of(self._looked(permit, amount_fen))
        finally:
            self._authorised = ""

    def stop(self) -> None:
        self._line.stop_looking({"authinfo": self._authorised})

    def tell_result(self, permit: FacePermit, paid: bool) -> None:
        said = self._of(permit) | {"payresult": "SUCCESS" if paid else "ERROR"}
        self._call(Command.RESULT, said)

    def release(self) -> None:
        self._line.release(ANSWER_S_MAX)

    def _looked(self, permit: FacePermit, amount_fen: int) -> Answer:
        """As the code type "1" wants it: a code that pays as one off a phone does, bound to no order: ours has no
        number before the intent to charge is committed.
        """
        said = self._of(permit) | {
            "face_authtype": "FACEPAY",
            "face_code_type": "1",
            "total_fee": str(amount_fen),
            "ask_face_permit": "0",
            "ask_ret_page": "0",
        }
        try:
            return self._call(Command.FACE_CODE, said, self._look_s_max)
        except DeviceError as error:
            if error.code is ErrorCode.FACE_PAY_CANCELLED and self._nobody_came:
                raise _nobody() from error
            raise

    @property
    def _nobody_came(self) -> bool:
        """We ended it, and not because somebody asked us to."""
        return self._line.gave_up and not self._line.stopped

    def _call(self, command: Command, fields: dict[str, str] | None = None, s_max: float = ANSWER_S_MAX) -> Answer:
        """An answer that says yes. A service that forgot that it was initialised is initialised once more."""
        ends_s = time.monotonic() + self._ready_s_max
        while True:
            self._line.make_ready(ends_s - time.monotonic())
            with suppress(_NotReady):
                return self._asked(command, fields or {}, s_max)
            self._line.forgot()

    def _asked(self, command: Command, fields: dict[str, str], s_max: float) -> Answer:
        give_up = {"authinfo": fields.get("authinfo", "")} if command is Command.FACE_CODE else None
        answer = self._line.call(command, fields, s_max, give_up, STOP_S_MAX)
        try:
            wire.require_ok(answer, command)
        except DeviceError as error:
            if error.code is ErrorCode.FACE_PAY_NOT_READY:
                raise _NotReady from error
            raise
        return answer

    def _of(self, permit: FacePermit) -> dict[str, str]:
        return {
            "appid": permit.app_id,
            "mch_id": permit.merchant_id,
            "sub_appid": permit.sub_app_id,
            "sub_mch_id": permit.sub_merchant_id,
            "store_id": self._store_id,
            "authinfo": permit.auth_info,
        }


class _NotReady(Exception):
    """The service says that it is not initialised."""


def _nobody() -> DeviceError:
    return DeviceError(ErrorCode.FACE_PAY_NOBODY, "nobody looked in time", Action.CLEAR)


def _id(options: Mapping[str, object], key: str) -> str:
    value = text(options, key, "")
    if not 0 < len(value) <= ID_CHARS_MAX or not value.isascii() or not value.isprintable():
        raise misconfigured(f"{key} must be 1 to {ID_CHARS_MAX} ASCII characters")
    return value
