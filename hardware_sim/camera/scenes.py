"""The scenes by name, for tests, the panel and `python -m hardware_sim.camera`."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from random import Random

from hardware_sim.camera.codes import Symbol, paper_slip, phone_screen
from hardware_sim.camera.hand import Held, holding
from hardware_sim.camera.lens import blurred, exposed
from hardware_sim.camera.lobby import backdrop, empty_lobby
from hardware_sim.camera.performances import PERFORMANCES, performance
from hardware_sim.camera.picture import Picture, Scene
from hardware_sim.camera.portraits import BEFORE, Stands, portrait, standing, still

DARK_GAIN, BRIGHT_GAIN, BLUR_OF_HEIGHT = 0.18, 2.6, 1 / 110
NEAR, FAR = 1.9, 0.45


@dataclass(frozen=True, slots=True)
class Told:
    """What a scene may be told. `text`: of the code; `tilt`: degrees."""

    width: int = 640
    height: int = 480
    person: str = "xin"
    other: str = "zeng"
    text: str = "134567890123456789"
    other_text: str = "284567890123456789"
    symbol: Symbol = "both"
    tilt: float = 0.0


def scene(name: str, told: Told) -> Scene:
    """Raises KeyError with the names there are; NoFace where a photo is missing."""
    if name not in SCENES:
        raise KeyError(f"no scene {name!r}; there are: {', '.join(SCENES)}")
    return SCENES[name](told)


def _lobby(told: Told) -> Scene:
    return empty_lobby(told.width, told.height)


def _one_face(told: Told, stands: Stands = BEFORE) -> Scene:
    return standing(_lobby(told), still(portrait(told.person)), stands)


def _two_faces(told: Told) -> Scene:
    first = _one_face(told, Stands(1.0, 0.28))
    return standing(first, still(portrait(told.other)), Stands(1.0, 0.74))


def _phone(told: Told) -> Scene:
    return _held(told, phone_screen(told.text, told.symbol, wallet_of(told.text)), Held(1.0, told.tilt, told.tilt / 2))


def _slip(told: Told) -> Scene:
    lines = ("OUTPATIENT", "consulting room 3", "please pay at the terminal")
    return _held(told, paper_slip(told.text, lines), Held(0.85, told.tilt, -4 + told.tilt / 2))


def _two_codes(told: Told) -> Scene:
    first = _held(told, phone_screen(told.text, told.symbol, wallet_of(told.text)), Held(0.95, x=0.27))
    other = paper_slip(told.other_text)
    return lambda t_s: holding(first(t_s), other, Held(0.7, roll=3, x=0.74))(t_s)


def _held(told: Told, sheet: Picture, held: Held) -> Scene:
    return holding(backdrop(told.width, told.height), sheet, held)


def wallet_of(text: str) -> str:
    """By the number's first digits: a WeChat code begins with 10 to 15, an Alipay code with 25 to 30."""
    first = text[:2]
    return "wechat" if "10" <= first <= "15" else "alipay" if "25" <= first <= "30" else "other"


def seen_through(change: Callable[[Picture], Picture], seen: Scene) -> Scene:
    return lambda t_s: change(seen(t_s))


def _blurred(told: Told) -> Scene:
    return seen_through(lambda picture: blurred(picture, told.height * BLUR_OF_HEIGHT), _one_face(told))


def _performed(name: str, told: Told) -> Scene:
    """The bench's hand tells it what to do: see `Performance`."""
    return performance(name, told.person, told.width, told.height, Random(f"{name} {told.person}"))


SCENES: dict[str, Callable[[Told], Scene]] = {
    "empty": _lobby,
    "one_face": _one_face,
    "two_faces": _two_faces,
    "near": lambda told: _one_face(told, Stands(NEAR)),
    "far": lambda told: _one_face(told, Stands(FAR)),
    "blurred": _blurred,
    "dark": lambda told: seen_through(lambda picture: exposed(picture, DARK_GAIN), _one_face(told)),
    "over_exposed": lambda told: seen_through(lambda picture: exposed(picture, BRIGHT_GAIN), _one_face(told)),
    "phone_with_code": _phone,
    "paper_slip": _slip,
    "two_codes": _two_codes,
    **{name: partial(_performed, name) for name in PERFORMANCES},
}
