"""Device status (XFS4IoT Common.Status `device`) and the row a device has in the inventory."""

from dataclasses import dataclass
from enum import StrEnum

from drivers.api.errors import DeviceError


class DeviceState(StrEnum):
    STARTING = "starting"
    ONLINE = "online"
    OFFLINE = "offline"
    HARDWARE_ERROR = "hardwareError"
    USER_ERROR = "userError"  # somebody nearby can mend it: paper, cover
    UNKNOWN = "unknown"  # it cannot tell; never the same as bad


@dataclass(frozen=True, slots=True)
class DeviceStatus:
    """What is known of one device now. `error` stays with the row: a broken device is listed, never dropped."""

    name: str  # role in the profile: "insurance_card_reader"
    model: str  # entry point name: "pcsc"
    address: str
    state: DeviceState
    error: DeviceError | None = None
    health_reason: str = ""  # "paper low", for the technician
