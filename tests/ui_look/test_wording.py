"""Every code has its sentence, in both languages."""

import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from drivers.api.errors import ErrorCode
from kiosk.domain.face import Challenge, Guidance
from kiosk.keeper.protocol import Refusal

ROOT = Path(__file__).parents[2]
QML = ROOT / "ui/qml"
ENGLISH = ROOT / "ui/i18n"
DECLINES = (
    "BALANCE_NOT_ENOUGH",
    "AUTH_CODE_EXPIRED",
    "AUTH_CODE_INVALID",
    "FACE_CODE_EXPIRED",
    "LIMIT_EXCEEDED",
    "USER_CANCELLED",
    "PAY_TIMEOUT",
    "DECLINED",
)
SCREEN_CODES = (
    "HOLD_EXPIRED",
    "CANCEL_UNKNOWN",
    "CODE_NOT_IDENTITY",
    "CODE_PROVES_LITTLE",
    "NOT_ENROLLED",
    "PHONE_INVALID",
    "CODE_NOT_PAYER",
    "CODE_NOT_SLIP",
    "CARD_LEFT",
)
SENTENCE_CHARS_MAX = 24  # spoken in one breath
LUPDATE = Path(sys.executable).parent / "pyside6-lupdate"
HAN = re.compile(r"[\u4e00-\u9fff]")
ALLOWED_HAN = {"中文"}  # the other language is called by its own name


PART = re.compile(r'qsTr\("([^"]+)"\)|\b(untouched|unaffected)\b')


def _table() -> dict[str, list[tuple[str, str]]]:
    """Code → its three parts, each a sentence or the name of a common one."""
    rows = re.findall(r'^\s+"([A-Z_]+)": \[(.+)\],?$', (QML / "Wording/Sentences.qml").read_text(), re.MULTILINE)
    return {code: [(part[1] or "", part[2] or "") for part in PART.finditer(row)] for code, row in rows}


@pytest.mark.parametrize("code", sorted({*map(str, ErrorCode), *map(str, Refusal), *DECLINES, *SCREEN_CODES}))
def test_a_code_says_what_happened_whether_the_money_is_safe_and_what_to_do(code: str) -> None:
    sentences = _table().get(code)
    assert sentences, f"add {code} to ui/qml/Wording/Sentences.qml"
    what, money, todo = sentences
    assert what[0], code
    assert money[1] in ("untouched", "unaffected"), code
    assert todo[0], code


def test_sentences_are_short_enough_to_be_spoken() -> None:
    long = [text for row in _table().values() for text, _ in row if len(text) > SENTENCE_CHARS_MAX]
    assert not long


def _messages(folder: Path) -> dict[tuple[str, str], list[str]]:
    """Of all areas."""
    found: dict[tuple[str, str], list[str]] = {}
    contexts = (context for path in folder.glob("*_en.ts") for context in ElementTree.parse(path).iter("context"))
    for context in contexts:
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            unfinished = translation.get("type") is not None
            texts = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            found[context.findtext("name", ""), message.findtext("source", "")] = [] if unfinished else texts
    return found


@pytest.mark.parametrize("word", [*map(str, Guidance), *map(str, Challenge)])
def test_what_a_face_is_told_has_its_sentence(word: str) -> None:
    assert f'"{word}": qsTr("' in (QML / "Wording/Faces.qml").read_text()


def test_english_is_complete() -> None:
    lacking = [key for key, texts in _messages(ENGLISH).items() if not all(texts) or not texts]
    assert not lacking, f"write these in ui/i18n: {lacking}"


def test_english_has_no_chinese_left_in_it() -> None:
    left = [
        text for texts in _messages(ENGLISH).values() for text in texts if HAN.search(text) and text not in ALLOWED_HAN
    ]
    assert not left


def test_english_keeps_every_place_of_the_chinese() -> None:
    def places(text: str) -> set[str]:
        return set(re.findall(r"%[0-9n]", text))

    broken = [
        source for (_, source), texts in _messages(ENGLISH).items() if any(places(t) != places(source) for t in texts)
    ]
    assert not broken


def test_english_knows_every_sentence_of_the_qml(tmp_path: Path) -> None:
    """The .ts is not behind the QML: what lupdate finds now is what is translated."""
    fresh = tmp_path / "fresh_en.ts"
    files = sorted(map(str, QML.rglob("*.qml")))
    command = [str(LUPDATE), "-silent", "-locations", "none", "-source-language", "zh_CN", *files, "-ts", str(fresh)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    assert set(_messages(tmp_path)) == set(_messages(ENGLISH)), "run pyside6-lupdate, then write the new sentences"
