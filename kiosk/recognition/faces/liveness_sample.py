"""What a liveness check is told of one picture: measures, no pixels."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FaceSample:
    """The main face. `x`, `y`, `size` in pixels, angles in degrees, yaw to the person's own left.

    `closed`: mean blink score of both eyes. `aspect`: height by width of the face as the picture shows it.
    `nose_shift`: see `parallax`, positive to the person's own left; None: not measured, or not measurable.
    """

    x: float
    y: float
    size: float
    yaw: float
    closed: float
    aspect: float
    nose_shift: float | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """One picture. `checksum`: over its pixels. `likeness`: to the face of the first one that was asked for."""

    taken_s: float
    checksum: int
    faces: int
    face: FaceSample | None
    likeness: float | None = None
