"""The turn's timeline in a lab."""

import os
from pathlib import Path

import pytest

from kiosk.composition.timeline import FileTimeline


def test_a_full_disk_does_not_end_the_turn(tmp_path: Path) -> None:
    (tmp_path / f"turn-{os.getpid()}.jsonl").symlink_to("/dev/full")
    timeline = FileTimeline(tmp_path)
    timeline.note("screen", name="Attract")
    timeline.note("screen", name="ChooseBills")
    with pytest.raises(OSError, match="No space left"):  # full indeed
        timeline._file.write(b"x")
    timeline._file.close()
