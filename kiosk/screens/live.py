"""The camera's picture beside a screen: no screen of its own, since it changes many times a second."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class LivePicture:
    """As in a mirror. Personal data: has no repr; only the newest is held, until the camera rests."""

    width: int
    height: int
    bgrx: bytes = field(repr=False)  # four bytes a pixel: blue, green, red, unused
