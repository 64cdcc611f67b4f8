"""Where the parts of the face are on a photo that is to act. The bench's own use of the fetched models."""

import os
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from hardware_sim.camera.picture import Picture
from hardware_sim.camera.portraits import NoFace

cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)  # the old engine, which these models need, warns

Points = NDArray[np.float64]

MODELS = Path(os.environ.get("YIZHAN_MODELS", Path(__file__).parents[2] / ".models"))
MESH_MODEL = "face_landmarks_detector.tflite"
SEEN_AT = 256  # pixels, the mesh model's picture
LOOKS = 3  # each begins from the points of the last
RIM = 1.5
OUTER_EYE_CORNERS = [33, 263]


class NoFaceOnPhoto(NoFace):
    """This photo cannot act."""


def face_points(photo: Picture, models: Path = MODELS) -> Points:
    """478 × 3, in the photo's pixels; the third away from the camera."""
    if not (models / MESH_MODEL).is_file():
        raise NoFaceOnPhoto(f"nobody can act without the models in {models}: packaging/fetch.py models")
    net = cv2.dnn.readNetFromTFLite(str(models / MESH_MODEL), cv2.dnn.ENGINE_CLASSIC)
    points = _box_corners(photo, models)
    for _ in range(LOOKS):
        points = _look(net, photo, points)
    return points


def _box_corners(photo: Picture, models: Path) -> Points:
    """The detector's box as if it were points, its eyes where the eyes would be."""
    height, width = photo.shape[:2]
    detector = cv2.FaceDetectorYN.create(str(models / "face_detection_yunet_2023mar.onnx"), "", (width, height), 0.6)
    _, faces = detector.detect(photo)
    if faces is None:
        raise NoFaceOnPhoto("no face on this photo")
    box = max(faces, key=lambda face: float(face[2]))
    points = np.tile([box[0] + box[2] / 2, box[1] + box[3] / 2, 0.0], (478, 1))
    points[0, :2], points[1, :2] = box[:2], box[:2] + box[2:4]
    points[OUTER_EYE_CORNERS, :2] = box[4:8].reshape(2, 2)
    return np.asarray(points, np.float64)


def _look(net: cv2.dnn.Net, photo: Picture, before: Points) -> Points:
    """Cut out a level square around the points before, and read it."""
    eyes = before[OUTER_EYE_CORNERS[1]] - before[OUTER_EYE_CORNERS[0]]
    low, high = before[:, :2].min(axis=0), before[:, :2].max(axis=0)
    middle, scale = (low + high) / 2, SEEN_AT / (RIM * float((high - low).max()))
    to_square = cv2.getRotationMatrix2D(tuple(middle.tolist()), float(np.degrees(np.arctan2(eyes[1], eyes[0]))), scale)
    to_square[:, 2] += SEEN_AT / 2 - middle
    square = cv2.warpAffine(photo, to_square, (SEEN_AT, SEEN_AT), borderMode=cv2.BORDER_REPLICATE)
    net.setInput(cv2.dnn.blobFromImage(square, 1 / 255, swapRB=True))
    read = np.asarray(net.forward("Identity"), np.float64).reshape(478, 3)
    back = np.asarray(cv2.invertAffineTransform(to_square))
    return np.column_stack([read[:, :2] @ back[:, :2].T + back[:, 2], read[:, 2] / scale])
