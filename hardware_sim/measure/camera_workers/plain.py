"""Plain OpenCV: `VideoCapture.read` in a loop."""

import sys

import cv2
import numpy as np

from hardware_sim.camera.picture import Picture
from hardware_sim.measure.camera_workers.looking import look


def main() -> None:
    capture = cv2.VideoCapture(sys.argv[1], cv2.CAP_FFMPEG)

    def next_picture() -> Picture:
        there, picture = capture.read()
        if not there:
            raise SystemExit("the stream ended")
        return np.asarray(picture, np.uint8)

    look(next_picture)
    capture.release()


if __name__ == "__main__":
    main()
