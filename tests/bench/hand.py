"""A detector that takes something larger for what may be a face."""

import numpy as np

from hardware_sim.measure.code_workers.loading import Picture
from kiosk.recognition.faces.detector import Detector, Face


class SeesAHandToo:
    """As YuNet does on some photos: what may be a face is larger than the face."""

    def __init__(self, detector: Detector) -> None:
        self._detector = detector

    def find(self, picture: Picture) -> list[Face]:
        hand = np.full(15, 5, np.float32)
        hand[2:4], hand[14] = 10_000, 0.6
        return [Face(hand), *self._detector.find(picture)]
