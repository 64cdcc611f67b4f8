"""What is shown, as a speech program has to be given it: amounts, times, numbers and masked names in words.

The marks are SSML's. espeak-ng 1.51 (Debian 12) says Chinese characters right only with its pinyin voice: its plain
`cmn` hands their pinyin to an English voice. Latin words go to the English voice, Chinese ones in English to the other.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from xml.sax.saxutils import escape

from kiosk.domain.wording import Language
from ui import numbers

VOICES = {Language.ZH_CN: "cmn-latn-pinyin", Language.EN: "en"}
NAME_STARS_MAX = 2
LONG_NUMBER_DIGITS = 5  # from here on a number is a name, said digit by digit
_HAN = r"[\u2e80-\u9fff\U00020000-\U0003ffff]"
_CHINESE_RUN = re.compile(f"{_HAN}(?:[{_HAN[1:-1]}，。、；：？！“”（）]*{_HAN})?")
_LATIN_WORD = re.compile(r"[A-Za-z]*[a-z][A-Za-z]*(?:[ '-][A-Za-z]+)*")
_MONEY = re.compile(r"(?:([−-])\s?)?¥\s?([\d,]+(?:\.\d\d)?)")
_MASKED = re.compile(rf"({_HAN})?(\*+)")
_CLOCK = re.compile(r"\b(\d\d):(\d\d)\b")
_SPAN = re.compile(r"\b(\d):(\d\d)\b")
_DAY = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_PERCENT = re.compile(r"(\d+)\s?%")
_NAME_NUMBER = re.compile(rf"\b[A-Z]{{1,4}}-?\d+(?:-\d+)*\b|\d{{{LONG_NUMBER_DIGITS},}}|\b0\d+\b")
_RANGE = re.compile(r"\s?[–—~]\s?(?=\d|[零一二两三四五六七八九十])")
_TWO_THINGS = re.compile(r"(?<![\d.])2(?= ?(?:[项张个位天次份种条笔页秒]|小时|分钟))")
_SHORT_DAY = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?![\d/])")
_PAUSE = {Language.ZH_CN: "，", Language.EN: ", "}
_STOP = {Language.ZH_CN: "。", Language.EN: "."}
_MINUS = {Language.ZH_CN: "减", Language.EN: "minus "}
_NO_PAUSE_AFTER = "。！？，；：.!?,;:"
# what the voice says wrong, by characters of the same sound that it says right
_RESPELT = {
    "长辈": "掌辈", "家长": "家掌", "护士长": "护士掌", "银行": "银航", "重新": "虫新", "重复": "虫复", "调亮": "条亮",
    "大夫": "代夫", "处方": "楚方", "咳嗽": "壳嗽", "量体温": "粮体温", "测量": "测粮", "归还": "归环",
    "会计": "快计", "人参": "人身",
}  # fmt: skip


def as_speech(text: str, language: Language) -> str:
    """`text`, a sentence a line, ready for the speech program's standard input."""
    words = _chinese if language is Language.ZH_CN else _english
    lines = (_with_stop(words(line.strip()), language) for line in text.splitlines() if line.strip())
    return "\n".join(_marked(line, language) for line in lines)


def _chinese(line: str) -> str:
    for wanted, said in _ZH:
        line = wanted.sub(said, line)
    for wanted_word, said_word in _RESPELT.items():
        line = line.replace(wanted_word, said_word)
    return line.replace(" · ", _PAUSE[Language.ZH_CN]).replace("×", "乘").replace(" / ", "，共")


def _english(line: str) -> str:
    for wanted, said in _EN:
        line = wanted.sub(said, line)
    return line.replace(" · ", _PAUSE[Language.EN]).replace("×", "times").replace(" / ", " of ")


def _masked_zh(found: re.Match[str]) -> str:
    """张*丰 → 张某丰; the stars in a number or an address are said by what they are."""
    return _masked(found) or f"{found[1] or ''}，星号，"


def _masked_en(found: re.Match[str]) -> str:
    return _masked(found) or f"{found[1] or ''} asterisk "


def _masked(found: re.Match[str]) -> str:
    """Of a name; "" where it is none."""
    is_name = found[1] and len(found[2]) <= NAME_STARS_MAX
    return f"{found[1]}{'某' * len(found[2])}" if is_name else ""


def _money_zh(found: re.Match[str]) -> str:
    return (_MINUS[Language.ZH_CN] if found[1] else "") + numbers.amount(Decimal(found[2].replace(",", "")))


def _money_en(found: re.Match[str]) -> str:
    yuan, _, fen = found[2].replace(",", "").partition(".")
    parts = ([f"{yuan} yuan"] if int(yuan) or not int(fen or 0) else []) + (
        [f"{int(fen)} fen"] if int(fen or 0) else []
    )
    return (_MINUS[Language.EN] if found[1] else "") + " ".join(parts)


def _clock_zh(found: re.Match[str]) -> str:
    hour, minute = int(found[1]), int(found[2])
    if minute in (0, 30):
        return f"{numbers.counted(hour)}点{'半' if minute else ''}"
    return f"{numbers.counted(hour)}点{'零' if minute < 10 else ''}{numbers.whole(minute)}分"


def _clock_en(found: re.Match[str]) -> str:
    hour, minute = int(found[1]), int(found[2])
    return f"{hour} {'oh ' if 0 < minute < 10 else ''}{minute or 'o clock'}"


def _span_zh(found: re.Match[str]) -> str:
    minutes, seconds = int(found[1]), int(found[2])
    said = f"{numbers.counted(minutes)}分" if minutes else ""
    return said + (f"{numbers.counted(seconds)}秒" if seconds or not minutes else "钟")


def _span_en(found: re.Match[str]) -> str:
    return f"{found[1]} minutes {int(found[2])} seconds"


def _day_zh(found: re.Match[str]) -> str:
    return f"{numbers.whole(int(found[2]))}月{numbers.whole(int(found[3]))}日"


def _name_number_zh(found: re.Match[str]) -> str:
    return "".join(numbers.digits(each) if each.isdigit() else " " if each == "-" else f" {each} " for each in found[0])


def _name_number_en(found: re.Match[str]) -> str:
    return " ".join(each for each in found[0] if each != "-")


Said = Callable[[re.Match[str]], str] | str
_ZH: tuple[tuple[re.Pattern[str], Said], ...] = (
    (_MASKED, _masked_zh),
    (_MONEY, _money_zh),
    (_DAY, _day_zh),
    (_SHORT_DAY, lambda found: f"{numbers.whole(int(found[1]))}月{numbers.whole(int(found[2]))}日"),
    (_CLOCK, _clock_zh),
    (_SPAN, _span_zh),
    (_PERCENT, lambda found: f"百分之{numbers.whole(int(found[1]))}"),
    (_NAME_NUMBER, _name_number_zh),
    (_TWO_THINGS, "两"),
    (_RANGE, "到"),
)
_EN: tuple[tuple[re.Pattern[str], Said], ...] = (
    (_MASKED, _masked_en),
    (_MONEY, _money_en),
    (_CLOCK, _clock_en),
    (_SPAN, _span_en),
    (_PERCENT, r"\1 percent"),
    (_NAME_NUMBER, _name_number_en),
    (_RANGE, " to "),
)


def _with_stop(line: str, language: Language) -> str:
    return line if line[-1] in _NO_PAUSE_AFTER else line + _STOP[language]


def _marked(line: str, language: Language) -> str:
    """Each part that is of the other language between marks; every part, once there is one: the voice that follows a
    mark's end is not the one before it.
    """
    foreign = _LATIN_WORD if language is Language.ZH_CN else _CHINESE_RUN
    if not foreign.search(line):
        return escape(line)
    other = VOICES[Language.EN if language is Language.ZH_CN else Language.ZH_CN]
    said, at = "", 0
    for found in foreign.finditer(line):
        said += _in_voice(line[at : found.start()], VOICES[language]) + _in_voice(found[0], other)
        at = found.end()
    return said + _in_voice(line[at:], VOICES[language])


def _in_voice(part: str, voice: str) -> str:
    return f'<voice name="{voice}">{escape(part)}</voice>' if part else ""
