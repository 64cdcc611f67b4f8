"""Face payment as terminals see it: the permit for the provider's camera, and what they tell of consents."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from hardware_sim.hospital import bodies
from hardware_sim.hospital.handlers import Answer, Call
from hardware_sim.hospital.hospital import Hospital
from hardware_sim.hospital.operation import Operation
from hardware_sim.hospital.problems import Problem

APP_ID, MERCHANT_ID = "wx0000000000000001", "1900000001"
Sealed = Annotated[str, Meta(min_length=1, max_length=8192, pattern=r"\A[!-~]+\Z")]
Agreed = Annotated[str, Meta(min_length=1, max_length=32, pattern=r"\A[!-~]+\Z")]
_MOMENT = r"\A20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,15}(Z|[+-][0-9]{2}:[0-9]{2})\Z"
Moment = Annotated[str, Meta(max_length=40, pattern=_MOMENT)]
Consent = Annotated[str, Meta(max_length=64, pattern=r"\A[0-9A-Za-z_-]*\Z")]
Result = Annotated[str, Meta(max_length=64, pattern=r"\A[A-Z0-9_]*\Z")]


class PermitFacePay(bodies.Body, frozen=True):
    channel: Literal["wechat", "alipay"]
    raw_data: Sealed
    store_id: Agreed
    device_id: Agreed


class NoteFacePay(bodies.Body, frozen=True):
    step: Literal["consented", "ended"]
    wording: Agreed
    channel: Literal["wechat", "alipay"]
    quote_id: bodies.Id
    at: Moment
    consent_id: Consent = ""
    result_code: Result = ""


def permit(hospital: Hospital, call: Call) -> Answer:
    """The hospital asks the provider, with the merchant's key, which is nowhere else."""
    assert isinstance(call.body, PermitFacePay)
    body = call.body
    auth_info = hospital.face_cloud.auth_info(body.raw_data, body.store_id, body.device_id)
    if not auth_info or body.channel != "wechat":
        raise Problem(409, "FACE_PAY_DENIED")
    return Answer({"result": {"auth_info": auth_info, "app_id": APP_ID, "merchant_id": MERCHANT_ID}})


def note(hospital: Hospital, call: Call) -> Answer:
    assert isinstance(call.body, NoteFacePay)
    hospital.face_notes[call.key] = msgspec.to_builtins(call.body) | {"terminal": call.terminal}
    return Answer({"result": None})


OPERATIONS = (
    Operation("permitFacePay", "POST", "/v1/face-pay-permits", permit, PermitFacePay, keyed=True),
    Operation("noteFacePay", "POST", "/v1/face-pay-notes", note, NoteFacePay, keyed=True),
)
