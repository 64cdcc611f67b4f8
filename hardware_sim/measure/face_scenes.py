"""One photo before a wall, as a camera of 640 × 480 would show it, and everything that can be wrong with that."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from hardware_sim.camera.acting import ActingFace
from hardware_sim.camera.face_points import NoFaceOnPhoto
from hardware_sim.measure.face_masks import BELOW_NOSE, masked

Picture = NDArray[np.uint8]
Eyes = NDArray[np.float32]  # the person's right, left, as (2, 2)

WIDTH, HEIGHT = 640, 480
EYE_DISTANCE_PX = 80.0
FIT_PX_MIN = 55.0
AT = (0.5, 0.45)
SENSOR_NOISE = 2.0
SEED = 20261125
CLOTHS = ((225, 190, 130), (232, 232, 230), (42, 40, 40), (150, 175, 215))  # light blue, white, black, skin
ACTING_PX = 100.0  # eye distance: more takes longer and shows no more


@dataclass(frozen=True, slots=True)
class Sitter:
    """A photo, and where the eyes of the one who sits for it are. Leaning and turning go on from where they are."""

    photo: Picture
    eyes: Eyes
    leans_deg: float = 0.0  # to the person's own left
    turned_deg: float = 0.0

    @property
    def eye_distance_px(self) -> float:
        return float(np.hypot(*(self.eyes[1] - self.eyes[0])))

    @property
    def fit(self) -> bool:
        """Large enough to be shown at its size without being blurred by that."""
        return self.eye_distance_px >= FIT_PX_MIN


def wall() -> Picture:
    """Grey and uneven."""
    uneven = cv2.GaussianBlur(np.random.default_rng(SEED).normal(0, 60, (HEIGHT, WIDTH)), (0, 0), 8)
    light = np.linspace(150, 110, WIDTH)[None, :] + np.linspace(15, -15, HEIGHT)[:, None]
    return np.repeat(np.clip(light + uneven, 0, 255).astype(np.uint8)[:, :, None], 3, axis=2)


def before_wall(
    sitter: Sitter,
    eye_distance_px: float = EYE_DISTANCE_PX,
    at: tuple[float, float] = AT,
    leaning_deg: float = 0.0,
    behind: Picture | None = None,
) -> Picture:
    """The middle of the eyes is put at `at`; the photo's rim goes over softly into what is behind."""
    scale = eye_distance_px / sitter.eye_distance_px
    shrunk = min(1.0, scale)  # first, or the turn would take single points and leave out what lies between
    photo = cv2.resize(sitter.photo, None, fx=shrunk, fy=shrunk, interpolation=cv2.INTER_AREA)
    middle = sitter.eyes.mean(axis=0) * shrunk
    move = cv2.getRotationMatrix2D((float(middle[0]), float(middle[1])), leaning_deg, scale / shrunk)
    move[:, 2] += np.array([at[0] * WIDTH, at[1] * HEIGHT]) - middle
    there = cv2.warpAffine(np.full(photo.shape[:2], 255, np.uint8), move, (WIDTH, HEIGHT))
    soft = cv2.GaussianBlur(cv2.erode(there, np.ones((9, 9), np.uint8)), (0, 0), 4)[:, :, None] / 255.0
    person = cv2.warpAffine(photo, move, (WIDTH, HEIGHT), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    back = wall() if behind is None else behind
    return noisy((person * soft + back * (1 - soft)).astype(np.uint8))


def noisy(picture: Picture) -> Picture:
    noise = np.random.default_rng(SEED).normal(0, SENSOR_NOISE, picture.shape)
    return np.asarray(np.clip(picture + noise, 0, 255), np.uint8)


def light(picture: Picture, factor: float) -> Picture:
    return noisy(np.asarray(np.clip(picture * factor, 0, 255), np.uint8))


def lit(sitter: Sitter, grey: float) -> Picture:
    """So that half of the skin between eyes and mouth would be darker than `grey`; 255 is as white as it gets."""
    scene, eyes = before_wall(sitter), eyes_in_scene(sitter)
    x, y = (int(v) for v in eyes.mean(axis=0))
    skin = cv2.cvtColor(scene[y : y + int(EYE_DISTANCE_PX), x - 30 : x + 30], cv2.COLOR_BGR2GRAY)
    return light(scene, grey / max(1.0, float(np.median(skin))))


def unfocused(picture: Picture, sigma_px: float) -> Picture:
    return noisy(np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma_px), np.uint8))


def moved(picture: Picture, way_px: int, way_deg: float) -> Picture:
    line = np.zeros((way_px, way_px), np.float32)
    line[way_px // 2] = 1.0
    turn = cv2.getRotationMatrix2D((way_px / 2 - 0.5, way_px / 2 - 0.5), way_deg, 1.0)
    line = np.asarray(cv2.warpAffine(line, turn, (way_px, way_px)), np.float32)
    return noisy(np.asarray(cv2.filter2D(picture, -1, line / line.sum()), np.uint8))


def band_over_eyes(picture: Picture, eyes: Eyes, colour: tuple[int, int, int]) -> Picture:
    across = eyes[1] - eyes[0]
    ends = [tuple(int(v) for v in end) for end in (eyes[0] - 0.6 * across, eyes[1] + 0.6 * across)]
    thick = int(0.55 * float(np.hypot(*across)))
    return noisy(np.asarray(cv2.line(picture.copy(), ends[0], ends[1], colour, thick), np.uint8))


def dark_glasses(picture: Picture, eyes: Eyes) -> Picture:
    worn, distance = picture.copy(), float(np.hypot(*(eyes[1] - eyes[0])))
    right, left = (tuple(int(v) for v in eye) for eye in eyes)
    for eye in (right, left):
        cv2.ellipse(worn, eye, (int(0.38 * distance), int(0.3 * distance)), 0, 0, 360, (18, 16, 15), -1)
    return noisy(np.asarray(cv2.line(worn, right, left, (20, 18, 15), max(2, int(0.06 * distance))), np.uint8))


def eyes_in_scene(sitter: Sitter) -> Eyes:
    """Where `before_wall` puts them, upright and in the middle."""
    middle = np.array([AT[0] * WIDTH, AT[1] * HEIGHT], np.float32)
    centred = sitter.eyes - sitter.eyes.mean(axis=0)
    return np.asarray(centred * (EYE_DISTANCE_PX / sitter.eye_distance_px) + middle, np.float32)


Scenes = Iterator[Picture]
Defect = Callable[[Sitter, Sitter], Scenes]


def clean(sitter: Sitter) -> Scenes:
    yield before_wall(sitter)
    yield before_wall(sitter, 66)
    yield before_wall(sitter, 90, (0.46, 0.47))


def _two(sitter: Sitter, other: Sitter) -> Scenes:
    """Of the one in front only the head's breadth: a wide photo would hide the other."""
    half = int(1.5 * sitter.eye_distance_px)
    left = max(0, int(sitter.eyes[:, 0].mean()) - half)
    head = Sitter(sitter.photo[:, left : left + 2 * half], sitter.eyes - np.array([left, 0], np.float32))
    for size, x in ((62.0, 0.76), (48.0, 0.78)):
        yield before_wall(head, 66, (0.3, 0.45), behind=before_wall(other, size, (x, 0.45)))


def _aside(sitter: Sitter) -> Scenes:
    for at in ((0.06, 0.45), (0.95, 0.45), (0.16, 0.45), (0.85, 0.45), (0.5, 0.08), (0.5, 0.85)):
        yield before_wall(sitter, at=at)


def _leaning(sitter: Sitter) -> Scenes:
    way = -1.0 if sitter.leans_deg > 0 else 1.0
    yield from (before_wall(sitter, leaning_deg=way * more) for more in (20.0, 25.0, 30.0))


def _acting(sitter: Sitter, *acts: dict[str, float]) -> Scenes:
    """By hardware_sim/camera/acting.py. A photo that cannot act gives none."""
    try:
        actor = ActingFace(_small(sitter))
    except NoFaceOnPhoto:
        return
    for act in acts:
        yield _shown_as(sitter, actor.act(**act))


def _small(sitter: Sitter) -> Picture:
    scale = min(1.0, ACTING_PX / sitter.eye_distance_px)
    return np.asarray(cv2.resize(sitter.photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)


def _shown_as(sitter: Sitter, changed: Picture) -> Picture:
    return before_wall(Sitter(changed, sitter.eyes * np.float32(changed.shape[0] / sitter.photo.shape[0])))


def _masked(sitter: Sitter) -> Scenes:
    photo = _small(sitter)
    try:
        for cloth in CLOTHS:
            yield _shown_as(sitter, masked(photo, cloth))
        yield _shown_as(sitter, masked(photo, CLOTHS[0], BELOW_NOSE))
    except NoFaceOnPhoto:
        return


def _turning(sitter: Sitter) -> Scenes:
    """Further to where the head is turned already."""
    way = -1.0 if sitter.turned_deg < 0 else 1.0
    yield from _acting(sitter, {"yaw_deg": way * 25}, {"yaw_deg": way * 32})


def _covered(sitter: Sitter) -> Scenes:
    scene, eyes = before_wall(sitter), eyes_in_scene(sitter)
    yield band_over_eyes(scene, eyes, (20, 20, 20))
    yield band_over_eyes(scene, eyes, (120, 150, 200))
    yield dark_glasses(scene, eyes)


# the words are kiosk.domain.face.Guidance's
DEFECTS: dict[str, tuple[str, Defect]] = {
    "far (eye distance 22, 30, 40 px)": ("come_closer", lambda s, _: (before_wall(s, px) for px in (22, 30, 40))),
    "near (130, 150, 190 px)": ("step_back", lambda s, _: (before_wall(s, px) for px in (130, 150, 190))),
    "aside, and cut by the edge": ("to_the_middle", lambda s, _: _aside(s)),
    "two people": ("one_person", _two),
    "dark (skin at 10, 20, 30, 45 of 255)": ("more_light", lambda s, _: (lit(s, grey) for grey in (10, 20, 30, 45))),
    "over-exposed (at 250, 300, 400)": ("less_light", lambda s, _: (lit(s, grey) for grey in (250, 300, 400))),
    "leaning (20, 25, 30° more)": ("head_straight", lambda s, _: _leaning(s)),
    "turned away (25, 32° more)": ("look_here", lambda s, _: _turning(s)),
    "eyes shut": ("eyes_open", lambda s, _: _acting(s, {"blink": 1.0})),
    "out of focus (σ 2, 3, 4, 6 px)": (
        "hold_still",
        lambda s, _: (unfocused(before_wall(s), px) for px in (2.0, 3.0, 4.0, 6.0)),
    ),
    "moved (11, 15, 21 px; across, aslant, down)": (
        "hold_still",
        lambda s, _: (moved(before_wall(s), px, way) for px in (11, 15, 21) for way in (0.0, 45.0, 90.0)),
    ),
    "eyes covered (band, hand, dark glasses)": ("eyes_open", lambda s, _: _covered(s)),
    "masked (blue, white, black, skin; blue below the nose)": ("mask_off", lambda s, _: _masked(s)),
}
