"""Scenes that can be told what to do: somebody who acts, and what others hold up instead of a face."""

from collections.abc import Callable
from random import Random
from typing import Protocol

from hardware_sim.camera.acting import ActingFace
from hardware_sim.camera.acting_person import ActingPerson
from hardware_sim.camera.attacks import PrintBent, PrintHeld, PrintTilted, ScreenReplay, ScreenStill
from hardware_sim.camera.lobby import backdrop, empty_lobby
from hardware_sim.camera.picture import Picture
from hardware_sim.camera.portraits import portrait, standing


class Performance(Protocol):
    """A scene with ears. `told`: one of `acting_person.ACTS`."""

    def told(self, what: str) -> None: ...

    def __call__(self, t_s: float) -> Picture: ...


class Standing:
    """The acting person, before the lobby."""

    def __init__(self, person: ActingPerson, width: int, height: int) -> None:
        self._person = person
        self._scene = standing(empty_lobby(width, height), person)

    def told(self, what: str) -> None:
        self._person.told(what)

    def __call__(self, t_s: float) -> Picture:
        return self._scene(t_s)


def performance(name: str, person: str, width: int, height: int, lot: Random) -> Performance:
    """Raises KeyError, NoFace where the photo is missing, NoFaceOnPhoto where it shows none."""
    return performed(name, portrait(person), width, height, lot)


def performed(name: str, photo: Picture, width: int, height: int, lot: Random) -> Performance:
    """By whoever is on the photo. Raises KeyError, NoFaceOnPhoto."""
    return PERFORMANCES[name](photo, width, height, lot)


def _acting(photo: Picture, width: int, height: int, lot: Random) -> Performance:
    return Standing(ActingPerson(ActingFace(photo), lot), width, height)


def _replay(photo: Picture, width: int, height: int, lot: Random) -> Performance:
    return ScreenReplay(ActingFace(photo), backdrop(width, height), lot)


def _held_up(what: type[PrintHeld]) -> "Makes":
    return lambda photo, width, height, lot: what(photo, backdrop(width, height), lot)


Makes = Callable[[Picture, int, int, Random], Performance]
PERFORMANCES: dict[str, Makes] = {
    "acting": _acting,
    "print_held": _held_up(PrintHeld),
    "print_tilted": _held_up(PrintTilted),
    "print_bent": _held_up(PrintBent),
    "screen_still": _held_up(ScreenStill),
    "screen_replay": _replay,
}
