"""A photo on paper that is not owed: from the camera's JPEG to the line in a template."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from drivers.api.receipt_printer import Picture, TextLine
from kiosk.documents.engine import TemplateBroken, render
from kiosk.documents.photo import HEIGHT_PX, WIDTH_PX, PhotoBroken, printable
from kiosk.documents.sample import sample_slip
from kiosk.documents.slip import slip_job
from kiosk.domain.face import FacePhoto
from kiosk.domain.slip import SlipKind
from kiosk.domain.wording import Language

PHOTO = Picture(bytes(20 * 25), 20, 25)


def jpeg(image: Image.Image) -> FacePhoto:
    out = io.BytesIO()
    image.save(out, "JPEG")
    return FacePhoto(out.getvalue())


def by(folder: Path, line: str, **values: object) -> object:
    (folder / "x.en.j2").write_text(line + "\n", encoding="utf-8")
    return render("x", "job", Language.EN, folder, values).elements[0]


def test_a_photo_becomes_grey_in_one_shape_with_all_its_tones() -> None:
    pale = Image.linear_gradient("L").point(lambda tone: 100 + tone // 5).resize((640, 480)).convert("RGB")
    picture = printable(jpeg(pale))
    assert (picture.width, picture.height, len(picture.grey)) == (WIDTH_PX, HEIGHT_PX, WIDTH_PX * HEIGHT_PX)
    assert min(picture.grey) < 10
    assert max(picture.grey) > 245


@given(st.binary(max_size=200) | st.binary(max_size=80).map(lambda rest: b"\xff\xd8\xff\xe0" + rest))
def test_what_is_no_photo_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(PhotoBroken):
        printable(FacePhoto(data))


def test_another_kind_of_picture_is_no_photo() -> None:
    out = io.BytesIO()
    Image.new("L", (40, 50)).save(out, "PNG")
    with pytest.raises(PhotoBroken):
        printable(FacePhoto(out.getvalue()))


def test_a_template_says_where_the_photo_stands_and_how_wide(tmp_path: Path) -> None:
    assert by(tmp_path, "[photo] face", face=PHOTO) == PHOTO
    wide = by(tmp_path, "[photo] face | 30", face=PHOTO)
    assert isinstance(wide, Picture)
    assert wide.width_mm == 30
    widest = by(tmp_path, "[photo] face | 3000", face=PHOTO)
    assert isinstance(widest, Picture)
    assert widest.width_mm == 80


@pytest.mark.parametrize("line", ["[photo] nobody", "[photo]", "[photo] face | wide"])
def test_a_photo_that_is_not_given_is_a_broken_template(tmp_path: Path, line: str) -> None:
    with pytest.raises(TemplateBroken) as caught:
        by(tmp_path, line, face=PHOTO, name="face")
    assert "x.en.j2" in str(caught.value)


def test_a_value_cannot_ask_for_the_photo(tmp_path: Path) -> None:
    assert by(tmp_path, "{{ name }}", name="[photo] face", face=PHOTO) == TextLine("[photo] face")


def test_a_slip_that_is_owed_has_no_photo_to_print(tmp_path: Path) -> None:
    """What is owed is journaled; a photo never is."""
    (tmp_path / "settled.en.j2").write_text("[photo] photo\n", encoding="utf-8")
    with pytest.raises(TemplateBroken):
        slip_job(sample_slip(SlipKind.SETTLED), Language.EN, tmp_path)
