"""Face payment (刷脸支付): a payment provider's own service with its own certified camera.

We never see the face: the provider looks, judges whether it is a living person, and gives a code that charges once.
The order of calls: `raw_data` → the hospital's server answers with a permit → `face_code` → the charge, by the hospital
→ `tell_result` → `release`.
"""

from dataclasses import dataclass
from typing import Protocol

from drivers.api.device import Device


@dataclass(frozen=True, slots=True, repr=False)
class FaceRawData:
    """What the provider's service says of itself, sealed by the provider: for the hospital's server, not for us."""

    channel: str  # whose service it is: "wechat"
    raw_data: str
    store_id: str
    device_id: str


@dataclass(frozen=True, slots=True, repr=False)
class FacePermit:
    """The server's answer: this machine may look for this merchant. The merchant's keys stay with the server."""

    auth_info: str
    app_id: str
    merchant_id: str
    sub_app_id: str = ""
    sub_merchant_id: str = ""


class FacePayProvider(Device, Protocol):
    """Online means: the service is ready and its camera is one that the provider has certified for payment.

    Every call raises DeviceError: DEVICE_OFFLINE (the service is gone), TIMEOUT, PROTOCOL_ERROR (an answer that its
    manual does not allow), FACE_PAY_NOT_READY, FACE_PAY_NOT_CERTIFIED, FACE_PAY_NO_CAMERA, FACE_PAY_REFUSED.
    """

    def raw_data(self) -> FaceRawData: ...

    def face_code(self, permit: FacePermit, amount_fen: int) -> str:
        """Have the person looked at; returns when the provider has made up its mind. The code is as good as money:
        never logged, used once.

        Raises besides: FACE_PAY_CANCELLED (at the provider's picture, or by `stop`), FACE_PAY_NOBODY (nobody looked
        in time), FACE_PAY_NOT_RECOGNISED (it gives no code for this face).
        """
        ...

    def stop(self) -> None:
        """The person wants another way: a `face_code` ends with FACE_PAY_CANCELLED, under way or called later, until
        the next `raw_data`. From any thread, returns at once, never raises."""
        ...

    def tell_result(self, permit: FacePermit, paid: bool) -> None:
        """What became of the charge, for the provider's own picture and books. No money hangs on it."""
        ...

    def release(self) -> None:
        """The provider's service forgets the person, its camera goes dark. `close` does the same."""
        ...
