"""Whether pictures come as a camera gives them and a face moves as a head does. Pure; asks nothing of anybody."""

from kiosk.domain.liveness import NotLive
from kiosk.recognition.faces.liveness_sample import FaceSample, Sample

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
        self._last: Sample | None = None
        self._last_face: tuple[float, FaceSample] | None = None
        self._seen: set[int] = set()
        self._same = self._again = self._crowded = 0

    def objection(self, sample: Sample) -> NotLive | None:
        """The first thing wrong with it."""
        found = self._of_the_stream(sample) or self._of_the_face(sample)
        self._last = sample
        if sample.face is not None:
            self._last_face = (sample.taken_s, sample.face)
        return found

    def _of_the_stream(self, sample: Sample) -> NotLive | None:
        last = self._last
        if last is not None and not 0 < sample.taken_s - last.taken_s <= GAP_S_MAX:
            return NotLive.CLOCK
        if last is not None and sample.checksum == last.checksum:
            self._same += 1
            return NotLive.FROZEN if self._same >= SAME_MAX else None
        self._same = 0
        self._again += sample.checksum in self._seen
        self._seen.add(sample.checksum)
        return NotLive.LOOPED if self._again > SEEN_AGAIN_MAX else None

    def _of_the_face(self, sample: Sample) -> NotLive | None:
        self._crowded = self._crowded + 1 if sample.faces > 1 else 0
        if self._crowded > TWO_FACES_MAX:
            return NotLive.TWO_FACES
        if sample.likeness is not None and not sample.likeness >= LIKENESS_MIN:
            return NotLive.OTHER_PERSON
        if self._last_face is None:
            return None
        taken_s, before = self._last_face
        passed_s = sample.taken_s - taken_s
        if sample.face is None:
            return NotLive.FACE_GONE if passed_s > AWAY_S_MAX else None
        return NotLive.JUMPED if _jumped(before, sample.face, passed_s) else None


def _jumped(before: FaceSample, now: FaceSample, passed_s: float) -> bool:
    moved = max(abs(now.x - before.x), abs(now.y - before.y)) / before.size
    grown = abs(now.size - before.size) / before.size
    return (
        moved > max(MOVE_MIN, MOVE_PER_S_MAX * passed_s)
        or grown > max(GROWTH_MIN, GROWTH_PER_S_MAX * passed_s)
        or abs(now.yaw - before.yaw) > max(YAW_DEG_MIN, YAW_DEG_PER_S_MAX * passed_s)
    )
