"""MediaPipe's own face landmarker (detector, points, scores): {"photo", "task"} comes in, milliseconds go out.

On one core; how many threads it runs there is its own affair.
"""

import json
import sys
from functools import partial
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from hardware_sim.measure.code_workers.loading import load
from hardware_sim.measure.face_workers.pinned import milliseconds, pin, spread

PICTURES = 60


def main(photo: Path, task: str) -> dict[str, Any]:
    import mediapipe  # type: ignore[import-not-found, import-untyped, unused-ignore]

    vision = mediapipe.tasks.vision
    options = vision.FaceLandmarkerOptions(
        base_options=mediapipe.tasks.BaseOptions(model_asset_path=task), output_face_blendshapes=True
    )
    shown = np.ascontiguousarray(cv2.cvtColor(cv2.resize(load(photo), (640, 480)), cv2.COLOR_BGR2RGB))
    image = mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=shown)
    with vision.FaceLandmarker.create_from_options(options) as landmarker:
        taken = [milliseconds(partial(landmarker.detect, image)) for _ in range(PICTURES)]
    return spread(taken) | {"version": mediapipe.__version__}


if __name__ == "__main__":
    pin()
    asked = json.load(sys.stdin)
    print(json.dumps(main(Path(asked["photo"]), asked["task"])))
