"""Numbers as a person says them in Chinese."""

from decimal import Decimal

_DIGITS = "零一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_GROUPS = ("", "万", "亿", "万亿")
_TWO_WITH_MEASURE = {"二": "两", "二百": "两百", "二千": "两千", "二万": "两万"}


def digits(text: str) -> str:
    """One by one, as one says a number that is a name: "07" → 零七."""
    return "".join(_DIGITS[int(letter)] for letter in text)


def whole(number: int) -> str:
    """12 → 十二, 205 → 二百零五, 20000 → 二万. Below 10 to the 16th."""
    if number == 0:
        return _DIGITS[0]
    said = ""
    for group in reversed(range(len(_GROUPS))):
        if part := number // 10_000**group % 10_000:
            said += _DIGITS[0] if said and part < 1000 else ""
            said += _below_ten_thousand(part) + _GROUPS[group]
    return said.removeprefix("一") if said.startswith("一十") else said


def counted(number: int) -> str:
    """Before what is counted: 2 元 is 两元, 200 元 两百元."""
    said = whole(number)
    for one, other in _TWO_WITH_MEASURE.items():
        if said == one or (len(one) == 2 and said.startswith(one)):
            return other + said[len(one) :]
    return said


def amount(yuan: Decimal) -> str:
    """86.20 → 八十六元两角, 0.05 → 五分, 100.05 → 一百元零五分."""
    fen = int(yuan * 100)
    said = f"{counted(fen // 100)}元" if fen >= 100 else ""
    jiao, rest = fen // 10 % 10, fen % 10
    if jiao:
        said += f"{counted(jiao)}角"
    if rest:
        said += (_DIGITS[0] if said and not jiao else "") + (f"{whole(rest)}分" if said else f"{counted(rest)}分")
    return said or "零元"


def _below_ten_thousand(number: int) -> str:
    said, gap = "", False
    for place in reversed(range(len(_UNITS))):
        digit = number // 10**place % 10
        if digit:
            said += (_DIGITS[0] if gap and said else "") + _DIGITS[digit] + _UNITS[place]
        gap = not digit
    return said
