"""What of a face can be put into numbers: where it is, its light, its turn, its sharpness, its eyes."""

from dataclasses import dataclass
from math import cos, radians

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.domain.face import FaceBox
from kiosk.recognition.faces.align import ALIGNED_PX, EYE_DISTANCE_PX, align
from kiosk.recognition.faces.look import Sight
from kiosk.recognition.faces.mesh import LEFT_IRIS, RIGHT_IRIS, FaceMesh, eye_openness
from kiosk.recognition.faces.mouth import mouth_measures

Grey = NDArray[np.float32]

SKIN = (slice(30, 100), slice(22, 90))  # rows and columns of the aligned face, without hair and background
SHARPNESS_PX_MAX = 224
CLIPPED_GREY = 250
EYE_DISTANCE_SHARE = 0.38  # of the face's width at least, where the eyes themselves are not seen well; 0.46 is usual


@dataclass(frozen=True, slots=True)
class Measures:
    """Shares are of the picture's width or height, or of the face's grey; degrees are the person's own."""

    box: FaceBox
    other_width: float = 0.0  # the next face's width to this one's
    short_side_share: float = 0.4  # the face's width to the shorter side of the picture
    eye_distance_px: float = 80.0
    bright_grey: float = 190.0  # nineteen of twenty parts of the skin are darker
    clipped: float = 0.0  # share of the skin that is white without any detail
    meshed: bool = True  # the landmark model sees a face, too
    yaw_deg: float = 0.0
    pitch_deg: float = 0.0
    roll_deg: float = 0.0
    ramp: float = 0.4  # how much of the change over 4 pixels comes in 1, where least; 1/4: smooth, blurred that way
    fineness: float = 0.8  # the finest detail to the next coarser
    eye_detail: float = 0.25  # of the eye that shows less
    iris_contrast: float = 0.4  # how much darker the iris is than what is around it; of the eye that shows more
    blink: float = 0.1  # both eyes
    eye_openness: float = 0.3  # height by width
    mouth_detail: float = 0.8  # by that of the eyes
    lips_red: float = 0.2  # redder than bare skin; 0 on a grey picture


def measure(sight: Sight) -> Measures:
    height, width = sight.picture.shape[:2]
    face, mesh = sight.face, sight.mesh
    box = FaceBox(face.left / width, face.top / height, face.width / width, face.height / height)
    skin = _grey(align(sight.picture, sight.points))[SKIN]
    ramp, fineness = _sharpness(sight)
    least = EYE_DISTANCE_SHARE * face.width
    rest = {"eye_distance_px": least} if mesh is None else _of_mesh(sight.picture, mesh, least)
    return Measures(
        box=box,
        other_width=max((other.width / max(1.0, face.width) for other in sight.others), default=0.0),
        short_side_share=face.width / min(width, height),
        bright_grey=float(np.percentile(skin, 95)),
        clipped=float((skin > CLIPPED_GREY).mean()),
        meshed=mesh is not None,
        ramp=ramp,
        fineness=fineness,
        **rest,
    )


def _of_mesh(picture: NDArray[np.uint8], mesh: FaceMesh, least: float) -> dict[str, float]:
    eyes = [_eye(picture, mesh, iris) for iris in (RIGHT_IRIS, LEFT_IRIS)]
    mouth_detail, lips_red = mouth_measures(picture, mesh)
    return {
        "eye_distance_px": max(least, mesh.eye_distance / max(cos(radians(mesh.pose.yaw)), 0.5)),  # turned is not far
        "yaw_deg": mesh.pose.yaw,
        "pitch_deg": mesh.pose.pitch,
        "roll_deg": mesh.pose.roll,
        "eye_detail": min(detail for detail, _ in eyes),
        "iris_contrast": max(contrast for _, contrast in eyes),
        "blink": (mesh.eye_blink_left + mesh.eye_blink_right) / 2,
        "eye_openness": eye_openness(mesh.points),
        "mouth_detail": mouth_detail,
        "lips_red": lips_red,
    }


def _eye_distance(sight: Sight) -> float:
    right, left = sight.points[:2]
    return float(np.hypot(*(left - right)))


def _grey(picture: NDArray[np.uint8]) -> Grey:
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.float32)


def _sharpness(sight: Sight) -> tuple[float, float]:
    """At the picture's own scale, never enlarged: enlarging blurs."""
    side = int(np.clip(ALIGNED_PX * _eye_distance(sight) / EYE_DISTANCE_PX, 32, SHARPNESS_PX_MAX))
    top, bottom, left, right = (round(place * side) for place in (0.25, 0.89, 0.18, 0.82))
    face = _grey(align(sight.picture, sight.points, side))[top:bottom, left:right]
    face = np.asarray(cv2.GaussianBlur(face, (0, 0), 0.7), np.float32)  # the sensor's own noise is no detail
    fine, coarse = (np.asarray(cv2.GaussianBlur(face, (0, 0), sigma), np.float32) for sigma in (1.2, 2.4))
    fineness = _mean(face - fine) / max(_mean(fine - coarse), 1e-3)
    return min(_change(face, *way, 1) / max(_change(face, *way, 4), 1e-3) for way in WAYS), fineness


WAYS = ((1, 0), (0, 1), (1, 1), (1, -1))  # a hand that moves blurs one of them most


def _change(grey: Grey, right: int, down: int, step: int) -> float:
    height, width = grey.shape
    right, down = right * step, down * step
    here = grey[max(0, -down) : height - max(0, down), : width - right]
    there = grey[max(0, down) : height + min(0, down), right:]
    return _mean(there - here)


def _mean(grey: Grey) -> float:
    return float(np.abs(grey).mean())


EYE_PX = 32  # an eye distance of 2 × EYE_PX / 0.6 is taken as it is; every other is scaled
IRIS, AROUND = 0.075, (0.14, 0.26)  # radii in eye distances: the iris has 0.093
LID_HEIGHT, LID_WIDTH = 0.12, 0.25


def _eye(picture: NDArray[np.uint8], mesh: FaceMesh, iris: int) -> tuple[float, float]:
    """Detail and the iris's contrast, both as shares of the grey of the cheek below."""
    scale = EYE_PX / (0.3 * mesh.eye_distance)
    x, y = mesh.points[iris, :2]
    middle = EYE_PX
    to_cut = np.array([[scale, 0, middle - scale * x], [0, scale, middle - scale * y]])
    size = (2 * EYE_PX, 4 * EYE_PX)
    cut = _grey(np.asarray(cv2.warpAffine(picture, to_cut, size, borderMode=cv2.BORDER_REPLICATE), np.uint8))
    cheek = max(float(cut[3 * EYE_PX :].mean()), 1.0)
    eye = cut[_LID]
    return float(eye.std()) / cheek, float(cut[_AROUND].mean() - cut[_IRIS].mean()) / cheek


def _places() -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    down, right = np.mgrid[0 : 4 * EYE_PX, 0 : 2 * EYE_PX]
    x, y = ((place - EYE_PX) * (0.3 / EYE_PX) for place in (right, down))
    far = np.hypot(x, y)
    lid = (np.abs(x) < LID_WIDTH) & (np.abs(y) < LID_HEIGHT)
    return far < IRIS, (far > AROUND[0]) & (far < AROUND[1]), lid


_IRIS, _AROUND, _LID = _places()
