"""The theme holds every colour and size, and its pairs of colours can be read."""

import importlib
import pkgutil
import re
from pathlib import Path
from types import ModuleType

import pytest

from kiosk import screens
from kiosk.screens import samples
from kiosk.screens.base import Screen

QML = Path(__file__).parents[2] / "ui/qml"
THEME = QML / "Theme/Theme.qml"
OUTSIDE = sorted(path for path in QML.rglob("*.qml") if path != THEME)
DRAWN_FIELD = {"Icon.qml"}  # a field of 24, scaled as a whole


def _modules() -> list[ModuleType]:
    names = [found.name for found in pkgutil.iter_modules(screens.__path__) if not found.ispkg]
    return [importlib.import_module(f"kiosk.screens.{name}") for name in names]


SCREENS = sorted(
    {
        value
        for module in _modules()
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Screen) and value is not Screen
    },
    key=lambda screen: screen.__name__,
)

COLOUR = re.compile(
    r'"#[0-9A-Fa-f]{3,8}"|Qt\.(rgba|hsla|hsva|color|lighter|darker|tint)\(|[cC]olor: "(?!transparent)\w+"'
)
PIXELS = re.compile(
    r"\b(pixelSize|pointSize|width|height|implicitWidth|implicitHeight|spacing|radius|\w*[mM]argins?|\w*Padding|duration|interval)"
    r": (?:[2-9]|\d\d+)(?:\.\d+)?\s*$"
)
FAMILY = re.compile(r'family: "')

# what is read on what: colour, ground
PAIRS = [
    ("ink", "paper"), ("ink", "card"), ("ink", "bar"), ("ink", "pressed"),
    ("inkSoft", "paper"), ("inkSoft", "card"), ("inkSoft", "bar"),
    ("actInk", "act"), ("actInk", "actPressed"), ("actInkSoft", "act"), ("actInk", "actRaised"),
    ("accent", "card"), ("accent", "actTint"), ("accent", "paper"),
    ("amber", "amberTint"), ("amber", "card"), ("brick", "card"),
    ("sea", "seaTint"),
    ("helpInk", "help"), ("helpInk", "helpPressed"),
]  # fmt: skip
MARKS = [("amberMark", "amberTint"), ("accent", "card"), ("sea", "card"), ("plum", "card")]
TEXT_RATIO_MIN = {"day": 4.5, "elder": 7.0, "night": 4.5}
RAISED_RATIO_MIN = 4.5  # an icon, not words
MARK_RATIO_MIN = 3.0  # WCAG 1.4.11
MODES = ("day", "elder", "night")


def _lines(pattern: re.Pattern[str], allowed: set[str]) -> list[str]:
    return [
        f"{path.relative_to(QML)}:{number}: {line.strip()}"
        for path in OUTSIDE
        if path.name not in allowed
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if pattern.search(line.split("//")[0])
    ]


def test_no_colour_is_named_outside_the_theme() -> None:
    assert not _lines(COLOUR, set()), "give it a name in Theme.qml"


def test_no_size_or_duration_is_named_outside_the_theme() -> None:
    assert not _lines(PIXELS, DRAWN_FIELD), "give it a name in Theme.qml, in millimetres"


def test_no_font_is_named_outside_the_theme() -> None:
    assert not _lines(FAMILY, set())


def test_no_name_of_the_theme_lies_unused() -> None:
    text = THEME.read_text()
    elsewhere = "".join(path.read_text() for path in OUTSIDE)
    names = re.findall(r"property (?:int|real|color|string) (\w+):", text)
    unused = [n for n in names if f"Theme.{n}" not in elsewhere and len(re.findall(rf"\b{n}\b", text)) == 1]
    assert not unused, f"remove from Theme.qml: {unused}"


def test_whatever_can_be_touched_has_a_name() -> None:
    """A TapArea asks for one; nothing else takes touches but the ground of an overlay, which answers nothing."""
    takes_touches = re.compile(r"\b(MouseArea|TapHandler|MultiPointTouchArea|Flickable|DragHandler)\s*\{")
    found = {path.name for path in OUTSIDE if takes_touches.search(path.read_text())}
    assert found == {"TapArea.qml", "OverlayFrame.qml"}, "use Controls/TapArea.qml"


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)
def test_a_screen_has_its_qml_and_a_sample(screen: type[Screen]) -> None:
    assert (QML / "Screens" / f"{screen.__name__}.qml").exists(), "write its QML"
    assert any(type(sample) is screen for sample in samples.SAMPLES.values()), "add one to kiosk/screens/samples/"


def test_every_qml_screen_is_a_screen() -> None:
    assert {path.stem for path in (QML / "Screens").glob("*.qml")} == {screen.__name__ for screen in SCREENS}


def test_qml_files_stay_small() -> None:
    sizes = sorted(len(path.read_text().splitlines()) for path in OUTSIDE)
    assert sizes[len(sizes) // 2] <= 80


def _palette(mode: str) -> dict[str, str]:
    picked = re.findall(r'color (\w+): pick\("(#\w{6})", "(#\w{6})", "(#\w{6})"\)', THEME.read_text())
    fixed = re.findall(r'color (\w+): "(#\w{6})"', THEME.read_text())
    return dict(fixed) | {name: shades[MODES.index(mode)] for name, *shades in picked}


def _ratio(one: str, other: str) -> float:
    """WCAG 2 contrast."""
    lights = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lights[0] + 0.05) / (lights[1] + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_ratio_is_counted_as_wcag_does() -> None:
    assert _ratio("#FFFFFF", "#000000") == pytest.approx(21)
    assert _ratio("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("colour", "ground"), PAIRS)
def test_words_stand_out_from_their_ground(mode: str, colour: str, ground: str) -> None:
    palette = _palette(mode)
    least = RAISED_RATIO_MIN if ground == "actRaised" else TEXT_RATIO_MIN[mode]
    assert _ratio(palette[colour], palette[ground]) >= least


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("colour", "ground"), MARKS)
def test_marks_stand_out_from_their_ground(mode: str, colour: str, ground: str) -> None:
    palette = _palette(mode)
    assert _ratio(palette[colour], palette[ground]) >= MARK_RATIO_MIN
