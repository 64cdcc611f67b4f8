import sys

from PySide6.QtCore import QObject

CALLS = 200_000
SLACK = 1_000


def test_pyside_does_not_eat_none() -> None:
    """PySide6 6.12.0 on CPython 3.11 takes one reference to None with every call that returns it, and aborts."""
    keep = [None] * (2 * CALLS)  # so that a broken pair fails here, and does not abort
    watched, before = QObject(), sys.getrefcount(None)
    for _ in range(CALLS):
        watched.setObjectName("x")
    assert abs(sys.getrefcount(None) - before) < SLACK
    assert len(keep) == 2 * CALLS
