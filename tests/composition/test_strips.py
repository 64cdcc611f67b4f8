"""docs/journeys.md shows every strip, and every strip is made of samples that there are."""

import re
from pathlib import Path

import pytest

from kiosk.composition.strips import STRIP_BYTES_MAX, STRIPS
from kiosk.screens.samples import SAMPLES

DOCS = Path(__file__).parents[2] / "docs"
MAKE = "kiosk gallery --strips docs/pictures/journeys"


@pytest.mark.parametrize("strip", STRIPS)
def test_a_strip_is_made_of_samples_and_is_drawn(strip: str) -> None:
    missing = [sample for sample in STRIPS[strip] if sample not in SAMPLES]
    assert not missing, f"kiosk/composition/strips.py names samples that are gone: {missing}"
    picture = DOCS / "pictures/journeys" / f"{strip}.png"
    assert picture.is_file(), MAKE
    assert picture.stat().st_size <= STRIP_BYTES_MAX, "fewer colours, or fewer pictures"


def test_the_page_shows_all_of_them_and_no_other() -> None:
    shown = re.findall(r"\(pictures/journeys/(\w+)\.png\)", (DOCS / "journeys.md").read_text(encoding="utf-8"))
    assert sorted(shown) == sorted(STRIPS)
    assert {path.stem for path in (DOCS / "pictures/journeys").glob("*.png")} == set(STRIPS), MAKE
