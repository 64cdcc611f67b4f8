"""What is held before the camera instead of a face: prints, screens. Who holds them does what they can when told."""

from dataclasses import replace
from math import sin
from random import Random

import cv2
import numpy as np

from hardware_sim.camera.acting import ActingFace
from hardware_sim.camera.acting_person import BLINK, REACTION_S, TURN_LEFT, TURN_RIGHT, TURN_S, Act, ActingPerson
from hardware_sim.camera.paper import SheetPose, seen
from hardware_sim.camera.picture import Picture

BORDER_SHARE = 0.04  # of the sheet's height
BEZEL_SHARE = 0.05
TILT_DEG, FORWARD_DEG = 45.0, 40.0
BEND_DEG, BENT_TURN_DEG = 180.0, 48.0
SCREEN_TURN_DEG = 35.0
MOIRE_GREY, MOIRE_PX = 7.0, 5.3
GLARE_GREY = 70.0
REPLAY = ((BLINK, 2.0), (TURN_LEFT, 3.0), (TURN_RIGHT, 3.5))  # and how long until the next


class PrintHeld:
    """A photo on paper, in a hand that shakes a little; nothing else."""

    yaw_deg, forward_deg, bend_deg = 0.0, 0.0, 0.0

    def __init__(self, photo: Picture, behind: Picture, lot: Random) -> None:
        self._behind, self._lot = behind, lot
        self._sheet = self._made(photo)
        self._phase = lot.uniform(0, 10)
        self._acts: tuple[Act, ...] = ()
        self._now_s = 0.0

    def told(self, what: str) -> None:
        self._acts = (*self._acts[-3:], Act(what, self._now_s + self._lot.uniform(*REACTION_S), TURN_S, 1.0))

    def __call__(self, t_s: float) -> Picture:
        self._now_s = t_s
        return seen(self._shown(t_s), self._held(t_s), self._behind)

    def _made(self, photo: Picture) -> Picture:
        edge = int(photo.shape[0] * BORDER_SHARE)
        white = (236, 240, 240)
        return np.asarray(cv2.copyMakeBorder(photo, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=white), np.uint8)

    def _shown(self, t_s: float) -> Picture:
        return self._sheet

    def _held(self, t_s: float) -> SheetPose:
        phase = self._phase
        side = self._doing(TURN_LEFT, t_s) - self._doing(TURN_RIGHT, t_s)
        shaking = SheetPose(0.8 * sin(1.3 * t_s + phase), 0.6 * sin(1.7 * t_s), 0.5 * sin(t_s + phase))
        return replace(
            shaking,
            yaw=shaking.yaw + self.yaw_deg * side,
            pitch=shaking.pitch + self.forward_deg * self._doing(BLINK, t_s),
            bend=self.bend_deg * abs(side),
            x=0.006 * sin(1.1 * t_s + phase),
            y=0.006 * sin(0.8 * t_s),
        )

    def _doing(self, what: str, t_s: float) -> float:
        return max((act.at(t_s) for act in self._acts if act.what == what), default=0.0)


class PrintTilted(PrintHeld):
    """Turned to the side for a turn, tilted forward for a blink."""

    yaw_deg, forward_deg = TILT_DEG, FORWARD_DEG


class PrintBent(PrintHeld):
    """Bent round as a head is, and turned."""

    yaw_deg, forward_deg, bend_deg = BENT_TURN_DEG, FORWARD_DEG, BEND_DEG


class ScreenStill(PrintHeld):
    """A photo on a tablet: bright, with a bezel, a lamp in its glass, and its rows against the camera's."""

    yaw_deg, forward_deg = SCREEN_TURN_DEG, FORWARD_DEG

    def _made(self, photo: Picture) -> Picture:
        height, width = photo.shape[:2]
        x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
        moire = MOIRE_GREY * np.sin(x * (2 * np.pi / MOIRE_PX) + 0.6 * y)
        lamp = GLARE_GREY * np.exp(
            -(((x - 0.75 * width) / (0.10 * width)) ** 2 + ((y - 0.12 * height) / (0.05 * height)) ** 2)
        )
        lit = np.clip(photo * 1.08 + 8 + (moire + lamp)[..., np.newaxis], 0, 255).astype(np.uint8)
        edge = int(height * BEZEL_SHARE)
        return np.asarray(
            cv2.copyMakeBorder(lit, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=(18, 16, 16)), np.uint8
        )


class ScreenReplay(ScreenStill):
    """A video of the person, who blinks and turns both ways in the video's own time, over and over."""

    yaw_deg = forward_deg = 0.0

    def __init__(self, face: ActingFace, behind: Picture, lot: Random) -> None:
        self._film, self._number, self._next_s = ActingPerson(face, lot), 0, 1.5
        super().__init__(self._film(0.0), behind, lot)

    def _shown(self, t_s: float) -> Picture:
        """One act after the other, each begun at its own time."""
        while t_s >= self._next_s:
            what, after_s = REPLAY[self._number % len(REPLAY)]
            self._film.told(what)
            self._number, self._next_s = self._number + 1, self._next_s + after_s
        return self._made(self._film(t_s))
