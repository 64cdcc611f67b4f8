"""The shipped driver: from its mailbox."""

import sys

from drivers.models.opencv_camera import OpencvCamera
from hardware_sim.camera.picture import Picture
from hardware_sim.measure.camera_workers.looking import look

WAIT_S_MAX = 5.0


def main() -> None:
    camera = OpencvCamera("camera", sys.argv[1], {})
    camera.look()
    last = 0

    def next_picture() -> Picture:
        nonlocal last
        frame = camera.frame(last, WAIT_S_MAX)
        last = frame.number
        return frame.pixels

    look(next_picture)
    camera.close()


if __name__ == "__main__":
    main()
