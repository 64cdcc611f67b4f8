"""Walks every sample on the panels, in both languages and modes: nothing is cut off, covered, too small or silent."""

import re
from itertools import combinations, product

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QGuiApplication, QTextLayout

from kiosk.domain.wording import Language
from tests.ui_look.conftest import Draw
from tests.ui_look.wall import PANELS, Drawn

EVERYWHERE = [
    pytest.param(panel, language, elder, id=f"{panel}-{language.value}-{'elder' if elder else 'normal'}")
    for panel, language, elder in product(("lobby", "cart"), Language, (False, True))
]
TARGET_MM_MIN = 20.0  # Colle & Hiszem 2004
CAPITAL_MM_MIN = 7.3  # EN 301 549 5.1.4, read at 600 mm
CAPITAL_EM = 0.733  # Noto Sans CJK SC
SLACK_PX = 1.5
RARE = "䶮㛃𬱖"
INNER_WORKINGS = re.compile(r"QML|undefined|null|NaN|\[object|%\d|0x[0-9a-f]{4}")


def _said(drawn: Drawn, what: str) -> str:
    return f"{drawn.sample}: {what}"


@pytest.mark.parametrize(("panel", "language", "elder"), EVERYWHERE)
def test_no_words_are_cut_off(draw: Draw, panel: str, language: Language, elder: bool) -> None:
    cut = [
        _said(drawn, words.text)
        for drawn in draw(panel, language, elder)
        for words in drawn.words
        if (words.truncated and not words.may_elide) or not _inside(words.ink, _window(drawn))
    ]
    assert not cut, cut


@pytest.mark.parametrize(("panel", "language", "elder"), EVERYWHERE)
def test_no_words_lie_on_others(draw: Draw, panel: str, language: Language, elder: bool) -> None:
    over = [
        _said(drawn, f"{one.text!r} over {other.text!r}")
        for drawn in draw(panel, language, elder)
        for one, other in combinations(drawn.words, 2)
        if _touching(one.ink, other.ink)
    ]
    assert not over, over


@pytest.mark.parametrize(("panel", "language", "elder"), EVERYWHERE)
def test_words_are_on_a_thing_to_touch_or_beside_it(draw: Draw, panel: str, language: Language, elder: bool) -> None:
    across = [
        _said(drawn, f"{words.text!r} leaves {target.name!r}")
        for drawn in draw(panel, language, elder)
        for words, target in product(drawn.words, drawn.targets)
        if _touching(words.ink, target.box) and not _inside(words.ink, target.box)
    ]
    assert not across, across


@pytest.mark.parametrize(("panel", "language", "elder"), EVERYWHERE)
def test_things_to_touch_are_large_enough_and_apart(draw: Draw, panel: str, language: Language, elder: bool) -> None:
    for drawn in draw(panel, language, elder):
        small = [
            t.name for t in drawn.targets if min(t.box.width(), t.box.height()) * drawn.panel.pitch_mm < TARGET_MM_MIN
        ]
        assert not small, _said(drawn, f"under {TARGET_MM_MIN} mm: {small}")
        outside = [t.name for t in drawn.targets if not _inside(t.box, _window(drawn))]
        assert not outside, _said(drawn, f"leaves the panel: {outside}")
        mixed = [(a.name, b.name) for a, b in combinations(drawn.targets, 2) if _touching(a.box, b.box)]
        assert not mixed, _said(drawn, f"over each other: {mixed}")


@pytest.mark.parametrize(("panel", "language", "elder"), EVERYWHERE)
def test_a_thing_to_touch_is_called_what_it_says(draw: Draw, panel: str, language: Language, elder: bool) -> None:
    for drawn in draw(panel, language, elder):
        for target in drawn.targets:
            within = [words.text for words in drawn.words if _inside(words.ink, target.box)]
            assert target.name in within, _said(drawn, f"{target.name!r} shows {within}")


@pytest.mark.parametrize(("panel", "language", "elder"), EVERYWHERE)
def test_who_cannot_see_is_told_all_that_is_shown(draw: Draw, panel: str, language: Language, elder: bool) -> None:
    for drawn in draw(panel, language, elder):
        told = "\n".join(item.name.replace("\n", "") for item in drawn.items)  # where a line ends is for the eye
        silent = [words.text for words in drawn.words if words.text.replace("\n", "") not in told]
        assert not silent, _said(drawn, f"shown, but in no accessible name: {silent}")
        can_be_touched = {item.name for item in drawn.items if item.touchable and item.enabled}
        lost = [target.name for target in drawn.targets if target.name not in can_be_touched]
        assert not lost, _said(drawn, f"no accessible button of this name: {lost}")


@pytest.mark.parametrize(("panel", "language", "elder"), EVERYWHERE)
def test_what_is_spoken_is_what_is_shown(draw: Draw, panel: str, language: Language, elder: bool) -> None:
    for drawn in draw(panel, language, elder):
        shown = "".join("".join(words.text.split()) for words in drawn.words)
        assert drawn.spoken, drawn.sample
        for sentence in drawn.spoken.splitlines():
            assert "".join(sentence.split()) in shown, _said(drawn, f"speaks, but does not show: {sentence}")


@pytest.mark.parametrize(("panel", "language", "elder"), EVERYWHERE)
def test_nothing_is_complained_of_while_drawing(draw: Draw, panel: str, language: Language, elder: bool) -> None:
    complaints = [_said(drawn, warning) for drawn in draw(panel, language, elder) for warning in drawn.warnings]
    assert not complaints


@pytest.mark.parametrize(("panel", "language", "elder"), EVERYWHERE)
def test_no_inner_workings_show(draw: Draw, panel: str, language: Language, elder: bool) -> None:
    inner = [
        _said(drawn, words.text)
        for drawn in draw(panel, language, elder)
        for words in drawn.words
        if INNER_WORKINGS.search(words.text)
    ]
    assert not inner, inner


@pytest.mark.parametrize("elder", [False, True])
def test_capitals_in_the_lobby_can_be_read_at_sixty_centimetres(draw: Draw, elder: bool) -> None:
    smallest = CAPITAL_MM_MIN / CAPITAL_EM / PANELS["lobby"].pitch_mm
    small = {
        words.text
        for drawn in draw("lobby", Language.ZH_CN, elder)
        for words in drawn.words
        if words.font.pixelSize() < smallest
    }
    assert not small


def test_the_large_guide_screen_holds_as_well(draw: Draw) -> None:
    for drawn in draw("guide", Language.ZH_CN, False):
        assert all(_inside(words.ink, _window(drawn)) for words in drawn.words), drawn.sample


@pytest.mark.parametrize("language", list(Language))
def test_every_letter_has_a_glyph(gui: QGuiApplication, draw: Draw, language: Language) -> None:
    letters = "".join(
        sorted({letter for drawn in draw("lobby", language, False) for w in drawn.words for letter in w.text})
    )
    family = draw("lobby", language, False)[0].words[0].font.family()
    assert not [letter for letter in letters + RARE if _is_missing(letter, family)]


def _is_missing(letter: str, family: str) -> bool:
    layout = QTextLayout(letter, QFont(family))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return any(0 in run.glyphIndexes() for run in layout.glyphRuns())


def _window(drawn: Drawn) -> QRectF:
    return QRectF(0, 0, drawn.panel.width_px, drawn.panel.height_px)


def _inside(inner: QRectF, outer: QRectF) -> bool:
    return outer.adjusted(-SLACK_PX, -SLACK_PX, SLACK_PX, SLACK_PX).contains(inner)


def _touching(one: QRectF, other: QRectF) -> bool:
    both = one.intersected(other)
    return both.width() > SLACK_PX and both.height() > SLACK_PX


@pytest.mark.parametrize("sample", ["more-services", "choose-doctor", "choose-invoice", "my-appointments"])
def test_what_a_page_lists_is_spoken(draw: Draw, sample: str) -> None:
    drawn = next(each for each in draw("lobby", Language.ZH_CN, False) if each.sample == sample)
    chrome = {"呼叫工作人员", "返回", "取消", "下一页", "看更早的"}
    rows = [t.name for t in drawn.targets if t.name not in chrome and t.box.width() > drawn.panel.width_px / 3]
    assert len(rows) > 1
    assert all(row in drawn.spoken for row in rows), _said(drawn, drawn.spoken)
