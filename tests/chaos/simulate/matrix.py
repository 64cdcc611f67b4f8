"""The fault matrix (durability.md, section 7): which fault met which point of a settlement, how often."""

from collections import Counter
from enum import StrEnum


class Point(StrEnum):
    P1 = "P1"  # before the intent is committed
    P2 = "P2"  # after the intent, before the channel is called
    P3 = "P3"  # the channel was called, no answer
    P4 = "P4"  # the channel has the money, not committed
    P5 = "P5"  # committed, before the hospital confirms
    P6 = "P6"  # the hospital was called, no answer
    P7 = "P7"  # the hospital has settled, not committed
    P8 = "P8"  # done, before the slip is printed
    P9 = "P9"  # during a reversal


class Fault(StrEnum):
    KILLED = "killed"  # before a commit, or after it and before anybody hears of it
    EIO = "eio"  # the commit raises; it may have taken effect
    DISK_FULL = "disk full"
    DROPPED = "dropped"  # the request, or its answer
    LATE = "late"  # the server finishes after everybody has given up
    RESET = "reset"  # after k bytes of the answer
    TRUNCATED = "truncated"  # a whole answer with a body cut after k bytes
    DUPLICATE = "duplicate"  # the request arrives twice
    SWAPPED = "swapped"  # the answer to another
    ERROR = "5xx"
    IN_FLIGHT = "409 in flight"
    CONFLICT = "409/422 of a proxy"
    EARLY = "425"
    BUSY = "429/503 + seconds"
    BUSY_DATE = "429/503 + date"
    HTML = "HTML as 200"
    CLOCK = "clock ±1 y"
    OUTAGE = "outage"


MESSAGE_FAULTS = tuple(
    fault for fault in Fault if fault not in (Fault.KILLED, Fault.EIO, Fault.DISK_FULL, Fault.CLOCK, Fault.OUTAGE)
)
COMMIT_FAULTS = (Fault.KILLED, Fault.EIO, Fault.DISK_FULL)
MESSAGE_POINTS = (Point.P2, Point.P3, Point.P6, Point.P9)

NO_CALL = "no call to the hospital leaves here"
CANNOT_HAPPEN: dict[tuple[Fault, Point], str] = {
    (fault, point): NO_CALL
    for fault in (*MESSAGE_FAULTS, Fault.OUTAGE)
    for point in Point
    if point not in MESSAGE_POINTS
}
CANNOT_HAPPEN |= {
    (fault, Point.P2): "P2 ends when the charge leaves: what befalls its answer is P3"
    for fault in MESSAGE_FAULTS
    if fault is not Fault.DROPPED
}

CANNOT_HAPPEN |= {(Fault.CLOCK, point): "the next step follows in the same instant" for point in (Point.P2, Point.P5)}

Hits = Counter[tuple[Fault, Point]]


def faults_of_the_matrix(hits: Hits) -> list[str]:
    """Cells that were never hit and are not said to be impossible, and impossible ones that were hit."""
    found = []
    for fault in Fault:
        for point in Point:
            possible = (fault, point) not in CANNOT_HAPPEN
            if possible and not hits[fault, point]:
                found.append(f"empty: {fault} at {point}")
            if not possible and hits[fault, point]:
                found.append(f"hit, though it cannot happen: {fault} at {point}")
    return found


def table(hits: Hits) -> str:
    lines = [f"{'':20}" + "".join(f"{point:>8}" for point in Point)]
    for fault in Fault:
        cells = (str(hits[fault, point]) if (fault, point) not in CANNOT_HAPPEN else "-" for point in Point)
        lines.append(f"{fault:20}" + "".join(f"{cell:>8}" for cell in cells))
    return "\n".join(lines)
