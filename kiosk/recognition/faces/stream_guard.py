"""Whether pictures come as a camera gives them and a face moves as a head does. Pure; asks nothing of anybody."""

from kiosk.domain.liveness import NotLive
from kiosk.recognition.faces.liveness_look import FaceLook, Look

SAME_MAX = 3  # a camera may give one picture twice; no sensor gives the same noise four times
SEEN_AGAIN_MAX = 1
GAP_S_MAX = 1.0
AWAY_S_MAX = 0.8
TWO_FACES_MAX = 1  # pictures in a row: a poster may look like a face once
LIKENESS_MIN = 0.6  # SFace cosine within one check; strangers of the test photos reach 0.36
MOVE_MIN, MOVE_PER_S_MAX = 0.35, 6.0  # of the face's size
GROWTH_MIN, GROWTH_PER_S_MAX = 0.25, 4.0  # of the face's size
YAW_DEG_MIN, YAW_DEG_PER_S_MAX = 15.0, 400.0


class StreamGuard:
    """Give it each look once, in order."""

    def __init__(self) -> None:
        self._last: Look | None = None
        self._last_face: tuple[float, FaceLook] | None = None
        self._seen: set[int] = set()
        self._same = self._again = self._crowded = 0

    def objection(self, look: Look) -> NotLive | None:
        """The first thing wrong with it."""
        found = self._of_the_stream(look) or self._of_the_face(look)
        self._last = look
        if look.face is not None:
            self._last_face = (look.taken_s, look.face)
        return found

    def _of_the_stream(self, look: Look) -> NotLive | None:
        last = self._last
        if last is not None and not 0 < look.taken_s - last.taken_s <= GAP_S_MAX:
            return NotLive.CLOCK
        if last is not None and look.checksum == last.checksum:
            self._same += 1
            return NotLive.FROZEN if self._same >= SAME_MAX else None
        self._same = 0
        self._again += look.checksum in self._seen
        self._seen.add(look.checksum)
        return NotLive.LOOPED if self._again > SEEN_AGAIN_MAX else None

    def _of_the_face(self, look: Look) -> NotLive | None:
        self._crowded = self._crowded + 1 if look.faces > 1 else 0
        if self._crowded > TWO_FACES_MAX:
            return NotLive.TWO_FACES
        if look.likeness is not None and not look.likeness >= LIKENESS_MIN:
            return NotLive.OTHER_PERSON
        if self._last_face is None:
            return None
        taken_s, before = self._last_face
        passed_s = look.taken_s - taken_s
        if look.face is None:
            return NotLive.FACE_GONE if passed_s > AWAY_S_MAX else None
        return NotLive.JUMPED if _jumped(before, look.face, passed_s) else None


def _jumped(before: FaceLook, now: FaceLook, passed_s: float) -> bool:
    moved = max(abs(now.x - before.x), abs(now.y - before.y)) / before.size
    grown = abs(now.size - before.size) / before.size
    return (
        moved > max(MOVE_MIN, MOVE_PER_S_MAX * passed_s)
        or grown > max(GROWTH_MIN, GROWTH_PER_S_MAX * passed_s)
        or abs(now.yaw - before.yaw) > max(YAW_DEG_MIN, YAW_DEG_PER_S_MAX * passed_s)
    )
