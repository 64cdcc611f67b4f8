"""What the speech program is given, and how it says it."""

import shutil
import subprocess
from decimal import Decimal

import pytest

from kiosk.domain.wording import Language
from ui.numbers import amount, counted, whole
from ui.spoken import VOICES, as_speech
from ui.voice import recording_key

ZH, EN = Language
needs_espeak = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="apt-get install espeak-ng")


@pytest.mark.parametrize(
    ("yuan", "said"),
    [
        ("86.20", "八十六元两角"), ("0", "零元"), ("0.05", "五分"), ("0.22", "两角二分"), ("100.05", "一百元零五分"),
        ("2", "两元"), ("200", "两百元"), ("2000.20", "两千元两角"), ("20000", "两万元"), ("22.22", "二十二元两角二分"),
        ("10.50", "十元五角"), ("1010", "一千零一十元"), ("10005", "一万零五元"), ("120003", "十二万零三元"),
    ],
)  # fmt: skip
def test_an_amount_is_said_as_at_the_till(yuan: str, said: str) -> None:
    assert amount(Decimal(yuan)) == said


def test_a_number_of_things_is_counted_with_another_two() -> None:
    assert [whole(2), counted(2), whole(12), counted(12), whole(102)] == ["二", "两", "十二", "十二", "一百零二"]


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("您要付 ¥86.20", "您要付 八十六元两角。"),
        ("张*丰 · 2 项 · ¥1,412.60", "张某丰，两 项，一千四百一十二元六角。"),
        ("张**", "张某某。"),
        ("流水号 K07-000001", "流水号  K 零七 零零零零零一。"),
        ("2026-11-25 09:30–10:05", "十一月二十五日 九点半到十点零五分。"),
        ("14:00", "十四点。"),
        ("时间还剩 2:05", "时间还剩 两分五秒。"),
        ("报销 70%", "报销 百分之七十。"),
        ("−¥5.00", "减五元。"),
        ("138****1234", "138，星号，1234。"),
        ("江州市海曙区****", "江州市海曙区，星号，"),
        ("林* · 欧阳**", "林某，欧阳某某。"),
        ("等 2 小时 · 2 楼", "等 两 小时，2 楼。"),
        ("周日 12/6 · 第 1 / 3 页", "周日 十二月六日，第 1，共3 页。"),
        ("您好！\n点这里开始", "您好！\n点这里开始。"),
    ],
)
def test_chinese_is_said_as_a_person_says_it(shown: str, said: str) -> None:
    assert as_speech(shown, ZH) == said


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("You pay ¥86.20", "You pay 86 yuan 20 fen."),
        ("¥0.05", "5 fen."),
        ("3 items · ¥1,412.00", "3 items, 1412 yuan."),
        ("Trace number K07-000001", "Trace number K 0 7 0 0 0 0 0 1."),
        ("09:30–10:05", "9 30 to 10 oh 5."),
        ("2:05 left", "2 minutes 5 seconds left."),
        ("138****1234", "138 asterisk 1234."),
        ("A & B", "A &amp; B."),
    ],
)
def test_english_is_said_as_a_person_says_it(shown: str, said: str) -> None:
    assert as_speech(shown, EN) == said


def test_a_name_in_the_other_script_gets_the_other_voice() -> None:
    assert as_speech("张*丰 paid", EN) == '<voice name="cmn-latn-pinyin">张某丰</voice><voice name="en"> paid.</voice>'
    assert '<voice name="en">WeChat</voice>' in as_speech("用 WeChat 付", ZH)


def heard(text: str) -> str:
    """espeak-ng's phonemes."""
    command = ["espeak-ng", "-v", VOICES[ZH], "-m", "-q", "-x", "--stdin"]
    said = as_speech(text, ZH)
    return subprocess.run(command, input=said, capture_output=True, text=True, timeout=20, check=True).stdout


@needs_espeak
def test_chinese_is_not_said_as_english_spelling() -> None:
    """espeak-ng marks what it hands to its English voice: with plain `cmn` this is nearly every character."""
    phonemes = heard("请插医保卡，您要付 ¥86.20")
    assert "(en)" not in phonemes
    assert "p'A55" in phonemes  # ba1, of 八十六


@needs_espeak
@pytest.mark.parametrize(
    ("word", "phonemes"), [("银行", "X'a35N"), ("长辈版", "ts.'a21N"), ("重新", "ts.h'ong35"), ("咳嗽", "kh'o-35")]
)
def test_a_character_of_two_readings_gets_the_one_that_is_meant(word: str, phonemes: str) -> None:
    assert phonemes in heard(word)


def test_a_recording_is_found_by_its_words_and_language() -> None:
    keys = {recording_key(text, language) for text in ("您好", "再见") for language in Language}
    assert len(keys) == 4
    assert recording_key("您好", ZH) == recording_key("您好", ZH)
