"""Faces stay out of words: what holds pixels or bytes of a person never shows them, and nobody logs what could."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from kiosk.domain.face import FacePhoto
from kiosk.domain.face_check import SealedPhoto, StoredPhoto
from kiosk.domain.looking import CheckFace, PhotoTaken
from kiosk.screens.live import LivePicture

ROOT = Path(__file__).parents[2]
SHIPPED = sorted(path for folder in ("kiosk", "drivers", "ui") for path in (ROOT / folder).rglob("*.py"))
RAW = re.compile(r"(?<!Popen\[)\b(bytes|bytearray|memoryview|NDArray|ndarray)\b|\bImage$")
PIXELS = re.compile(r"\bPicture\b")  # what recognition calls an array of them; elsewhere Picture hides its own bytes
MAY_SHOW = {"atr": "what a card says of its kind", "message": "four bytes of a printer's state"}
LOCALS = re.compile(r"show_locals|capture_locals|ExceptionDictTransformer|dict_tracebacks|\bcgitb\b|format_locals")


def dataclasses_in(path: Path) -> Iterator[tuple[ast.ClassDef, bool]]:
    """Each with whether it has no repr at all."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            made = [text for text in map(ast.unparse, node.decorator_list) if "dataclass" in text]
            yield from ((node, "repr=False" in text) for text in made)


def shown_raw_fields(path: Path) -> Iterator[str]:
    for made, is_hidden in dataclasses_in(path):
        for field in () if is_hidden else made.body:
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                is_raw = _is_raw(ast.unparse(field.annotation).strip("'\""), path)
                default = ast.unparse(field.value) if field.value else ""
                if is_raw and "repr=False" not in default and field.target.id not in MAY_SHOW:
                    yield f"{path.relative_to(ROOT)}:{field.lineno} {made.name}.{field.target.id}"


def _is_raw(annotation: str, path: Path) -> bool:
    return bool(RAW.search(annotation) or ("recognition" in path.parts and PIXELS.search(annotation)))


def test_no_value_shows_its_bytes_or_pixels() -> None:
    shown = [each for path in SHIPPED for each in shown_raw_fields(path)]
    assert not shown, f"a face, a card, a document: give it `field(repr=False)`, or the class no repr: {shown}"


def test_a_face_in_a_value_in_a_value_does_not_show_either() -> None:
    seen = (
        PhotoTaken(FacePhoto(b"\xff\xd8face")),
        CheckFace(b"\xff\xd8face"),
        StoredPhoto(b"\xff\xd8face"),
        SealedPhoto(b"face" * 20),
        LivePicture(1, 1, b"face"),
    )
    assert "face'" not in repr(seen)
    assert "xd8" not in repr(seen)


def test_no_traceback_tells_the_values_of_variables() -> None:
    found = [str(path.relative_to(ROOT)) for path in SHIPPED if LOCALS.search(path.read_text(encoding="utf-8"))]
    assert not found, f"a local variable may be a frame: {found}"
