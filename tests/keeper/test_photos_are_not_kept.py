"""No photo can come into the journal or the queue: nothing that is stored or sent there has room for one."""

import dataclasses
import types
import typing
from typing import Any

import pytest

from kiosk.domain.case import Case
from kiosk.domain.face_check import PhotoOnFile, ReferencePhoto
from kiosk.domain.slip import Slip
from kiosk.hospital.routes import COMMANDS
from kiosk.keeper.notices import ERRANDS
from kiosk.keeper.remembered import KINDS
from kiosk.screens.samples import SAMPLES

STORED = [Slip, Case, *(errand.kind for errand in ERRANDS.values()), *COMMANDS, *KINDS]


def has_room(kind: Any, seen: frozenset[Any] = frozenset()) -> bool:
    """Whether a value of this kind can hold bytes, at any depth."""
    if kind in (bytes, bytearray, memoryview, object, Any):
        return True
    inner: list[Any] = list(typing.get_args(kind)) if not isinstance(kind, types.UnionType) else list(kind.__args__)
    if dataclasses.is_dataclass(kind) and kind not in seen:
        inner += typing.get_type_hints(kind).values()
    return any(has_room(each, seen | {kind}) for each in inner if each is not Ellipsis)


@pytest.mark.parametrize("kind", STORED, ids=lambda kind: kind.__name__)
def test_nothing_that_is_stored_or_sent_has_room_for_a_photo(kind: type) -> None:
    assert not has_room(kind)


def test_no_screen_has_room_for_a_face() -> None:
    """A page of a document is a picture; the camera's is none of a screen's fields."""
    with_room = {type(screen).__name__ for screen in SAMPLES.values() if has_room(type(screen))}
    assert with_room == {"PreviewPages"}


def test_the_answer_with_a_photo_is_seen_to_have_room_and_is_not_remembered() -> None:
    assert has_room(typing.get_args(ReferencePhoto.__orig_bases__[0])[0])  # type: ignore[attr-defined]
    assert not {PhotoOnFile, ReferencePhoto} & set(KINDS)
