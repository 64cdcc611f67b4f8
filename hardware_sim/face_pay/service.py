"""WeChat's face service on the machine: JSON calls with real state. Sans I/O: time and people come from outside.

`call` answers at once, or gives None for a look that has begun: its answer comes from `person`, `stop` or `give_up`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from hardware_sim.face_pay.cloud import FaceCloud

Json = dict[str, Any]
NOT_INITIALISED, INITIALISING = 271378620, 271378621
NEEDED = ("appid", "mch_id", "store_id", "authinfo", "face_authtype", "total_fee")


class Stage(StrEnum):
    NOT_INITIALISED = "not_initialised"
    INITIALISING = "initialising"
    READY = "ready"
    LOOKING = "looking"


class Person(StrEnum):
    """Who stands before the provider's camera, and what they do."""

    LOOKS = "looks"  # and the provider knows them
    STRANGER = "stranger"  # a face with no account behind it
    PHOTO = "photo"  # somebody's picture: its liveness check refuses it
    DECLINES = "declines"  # presses 'cancel' on the provider's picture
    WANTS_TO_SCAN = "wants_to_scan"


class Fault(StrEnum):
    SYSTEM_ERROR = "system_error"  # every call answers SYSTEMERROR
    FORGETS = "forgets"  # not initialised any more at the next call, once
    NO_CODE = "no_code"  # says SUCCESS and gives none, once
    SILENT = "silent"  # never answers
    GARBAGE = "garbage"  # bytes that are no JSON
    ENDLESS = "endless"  # a line without an end
    DEAF_TO_STOP = "deaf_to_stop"


@dataclass(slots=True)
class FaceService:
    cloud: FaceCloud
    new_code: Callable[[str], str]  # by the behaviour of the wallet behind the face
    now_s: Callable[[], float]
    camera: str = "3d"
    certified: bool = True
    starts_in_s: float = 0.0
    stage: Stage = Stage.NOT_INITIALISED
    faults: set[Fault] = field(default_factory=set)
    calls: list[str] = field(default_factory=list)  # what was called, in order
    results: list[str] = field(default_factory=list)  # SUCCESS or ERROR, as told after each payment
    amount: str = ""  # on the provider's picture while somebody is to look
    _ready_s: float = 0.0

    def call(self, request: Json) -> Json | None:
        command = str(request.get("cmd", ""))
        self.calls.append(command)
        if Fault.SYSTEM_ERROR in self.faults:
            return _no("SYSTEMERROR")
        handler = {
            "initWxpayface": self._init,
            "getWxpayfaceRawdata": self._raw_data,
            "getWxpayfaceCode": self._look,
            "stopWxpayface": lambda request: _yes(),
            "updateWxpayfacePayResult": self._result,
            "releaseWxpayface": self._release,
        }.get(command)
        return handler(request) if handler else _no("PARAM_ERROR")

    def person(self, person: Person, behaviour: str = "ok") -> Json:
        """The answer to the look that is under way."""
        self._looked()
        match person:
            case Person.DECLINES:
                return _no("USER_CANCEL")
            case Person.WANTS_TO_SCAN:
                return _no("SCAN_PAYMENT")
            case Person.LOOKS if Fault.NO_CODE in self.faults:
                self.faults.discard(Fault.NO_CODE)
                return _yes()
            case Person.LOOKS:
                return _yes(face_code=self.new_code(behaviour), openid="o-simulated")
        return _no("ERROR")

    def stopped(self) -> Json:
        self._looked()
        return _no("USER_CANCEL")

    def line_ended(self) -> None:
        """Whoever called is gone: what they began is forgotten."""
        self._release({})

    def _looked(self) -> None:
        self.stage, self.amount = Stage.READY, ""

    def _init(self, request: Json) -> Json:
        if self.stage is Stage.NOT_INITIALISED:
            self.stage, self._ready_s = Stage.INITIALISING, self.now_s() + self.starts_in_s
        if self.stage is Stage.INITIALISING:
            if self.now_s() < self._ready_s:
                return _no("ERROR", INITIALISING)
            self.stage = Stage.READY
        return _yes(camera=self.camera, camera_certified=self.certified)

    def _raw_data(self, request: Json) -> Json:
        return self._missing() or _yes(rawdata=self.cloud.seal())

    def _look(self, request: Json) -> Json | None:
        if (no := self._missing()) is not None:
            return no
        if any(not request.get(name) for name in NEEDED) or request["face_authtype"] != "FACEPAY":
            return _no("PARAM_ERROR")
        if not self.cloud.admits(request["authinfo"], request["store_id"]):
            return _no("PARAM_ERROR")
        self.stage, self.amount = Stage.LOOKING, str(request["total_fee"])
        return None

    def _result(self, request: Json) -> Json:
        if (no := self._missing()) is not None:
            return no
        if request.get("payresult") not in ("SUCCESS", "ERROR"):
            return _no("PARAM_ERROR")
        self.results.append(request["payresult"])
        return _yes()

    def _release(self, request: Json) -> Json:
        self.stage, self.amount = Stage.NOT_INITIALISED, ""
        return _yes()

    def _missing(self) -> Json | None:
        if Fault.FORGETS in self.faults:
            self.faults.discard(Fault.FORGETS)
            self.stage = Stage.NOT_INITIALISED
        if self.stage is Stage.NOT_INITIALISED:
            return _no("ERROR", NOT_INITIALISED)
        return _no("ERROR", INITIALISING) if self.stage is Stage.INITIALISING else None


def _yes(**more: object) -> Json:
    return {"return_code": "SUCCESS", "return_msg": "ok", **more}


def _no(code: str, err_code: int = 0) -> Json:
    return {"return_code": code, "return_msg": code.lower()} | ({"err_code": err_code} if err_code else {})
