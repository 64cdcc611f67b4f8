"""Camera (XFS4IoT Camera): gives pictures while somebody looks, and does not know what is on them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from drivers.api.device import Device
from drivers.api.errors import DeviceError

if TYPE_CHECKING:  # a machine without a camera loads no numpy
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Frame:
    """One picture. Personal data, kept in memory only: has no repr, is never logged, never stored."""

    number: int  # 1 for the first after `look`; a gap: pictures that nobody took
    taken_s: float  # time.monotonic() when the last byte of it was here
    pixels: "NDArray[np.uint8]"  # (height, width, 3), blue green red; shared, so never written into


@dataclass(frozen=True, slots=True)
class CameraFailed:
    """It gives no usable pictures now; the driver keeps trying to come back."""

    error: DeviceError


@dataclass(frozen=True, slots=True)
class CameraRecovered:
    """Pictures again after `CameraFailed`; or it rests, something is there again, and the next look will show."""


CameraEvent = CameraFailed | CameraRecovered


class Camera(Device, Protocol):
    """`open` finds out whether it is there and leaves it dark: pictures are taken between `look` and `rest` only."""

    def watch(self, listener: Callable[[CameraEvent], None]) -> None:
        """Have every event told to `listener`, from the driver's own thread. Call once, before `open`."""
        ...

    def look(self) -> None:
        """Begin to take pictures. Returns at once; a camera that is gone is opened again and again. Twice is once."""
        ...

    def rest(self) -> None:
        """Take no more, let go of the camera and of the last picture. Never raises, returns at once."""
        ...

    def frame(self, after: int, wait_s_max: float) -> Frame:
        """The newest picture with a number above `after`, waited for; any thread. Only the newest is kept.

        Raises DeviceError: TIMEOUT (none in that time, and nothing is known to be wrong), DEVICE_OFFLINE (gone, or it
        rests), CAMERA_STALLED (open, but nothing comes), CAMERA_FROZEN (the same picture again and again),
        CAMERA_DARK (black pictures), PROTOCOL_ERROR (pictures that are none, or too large).
        """
        ...
