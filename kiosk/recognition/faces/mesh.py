"""What the landmark models say of one face in one picture. Biometric: kept in the turn's memory, never logged."""

from dataclasses import dataclass
from math import asin, atan2, degrees

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float32]

POINT_COUNT = 478
# the person's own right (left in the picture) and left: temple, cheek, outer corner of the eye
SIDES = ((127, 356), (234, 454), (33, 263))
FOREHEAD, CHIN = 10, 152
RIGHT_IRIS, LEFT_IRIS = 468, 473
# corner, two of the upper lid, corner, two of the lower; right and left
LIDS = ((33, 160, 158, 133, 153, 144), (362, 385, 387, 263, 373, 380))


@dataclass(frozen=True, slots=True)
class HeadPose:
    """Degrees. Yaw: to the person's own left. Pitch: up. Roll: to the person's own left shoulder."""

    yaw: float
    pitch: float
    roll: float


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class FaceMesh:
    """`points`: (478, 3) in pixels, x to the right, y down, z away from the camera, in about the scale of x.

    Scores from 0 to 1; left and right are the person's own. `presence`: whether this is a face at all.
    """

    points: Points
    presence: float
    eye_blink_left: float
    eye_blink_right: float
    pose: HeadPose

    @property
    def eye_distance(self) -> float:
        """From the middle of one iris to the other, in pixels."""
        return float(np.linalg.norm(self.points[RIGHT_IRIS, :2] - self.points[LEFT_IRIS, :2]))


def head_pose(points: Points) -> HeadPose:
    """From three pairs of left and right points and the line from forehead to chin.

    No solvePnP: without the camera's focal length it trades yaw against distance, and it needs a rigid head model as
    a further file. The model's own z is good enough for a sign and for "about 15°"; what decides between a head and
    a photo does not use z (see `parallax`). Held against MediaPipe's own pose matrix in docs/recognition.md.
    """
    across = _unit(sum((points[left] - points[right] for right, left in SIDES), np.zeros(3)))
    down = points[CHIN] - points[FOREHEAD]
    down = _unit(down - across * (down @ across))
    ahead = -np.cross(across, down)  # out of the face; (0, 0, -1) into the camera
    return HeadPose(
        yaw=degrees(atan2(ahead[0], -ahead[2])),
        pitch=degrees(asin(np.clip(-ahead[1], -1.0, 1.0))),
        roll=degrees(atan2(across[1], across[0])),
    )


def eye_openness(points: Points) -> float:
    """Height by width of both eyes: about 0.33 open, below 0.2 shut."""
    return sum(_openness(points[list(lid), :2]) for lid in LIDS) / len(LIDS)


def _openness(lid: Points) -> float:
    outer, upper_out, upper_in, inner, lower_in, lower_out = lid
    high = np.linalg.norm(upper_out - lower_out) + np.linalg.norm(upper_in - lower_in)
    return float(high / (2 * max(float(np.linalg.norm(outer - inner)), 1e-9)))


def _unit(vector: NDArray[np.floating]) -> NDArray[np.floating]:
    return vector / max(float(np.linalg.norm(vector)), 1e-9)
