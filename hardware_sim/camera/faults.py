"""What can be wrong with the camera, by name."""

from enum import StrEnum


class CameraFault(StrEnum):
    STALL = "STALL"  # the connection stays, nothing comes
    DROP = "DROP"  # it hangs up, once; who dials again is served
    UNPLUG = "UNPLUG"  # it hangs up, and nothing listens any more
    FREEZE = "FREEZE"  # the last picture again and again
    BLACK = "BLACK"  # a cap on the lens
    DARK = "DARK"  # the lobby's light is out
    WRONG_SIZE = "WRONG_SIZE"  # pictures larger than anybody asked for
    GARBAGE = "GARBAGE"  # parts that are no JPEG
    CUT_SHORT = "CUT_SHORT"  # half of each JPEG
    SOME_CUT_SHORT = "SOME_CUT_SHORT"  # half of every third JPEG: a bad cable
