"""From what each picture shows to what a journey hears: every code once. Sans I/O: the time is an argument.

Is one picture enough? For QR and its kind, yes: what is misread in more places than it can mend comes out as nothing.
Bars have one check character (1 wrong reading in 103 passes it), so those are believed when two pictures agree, 33 ms
later, or when a QR beside them says the same. Two different codes in one picture are nobody's choice but the person's.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kiosk.domain.looking import CodesClash
from kiosk.domain.scanned_code import TEXT_MAX
from kiosk.recognition.codes.found import CodeFound

TOO_LONG, GARBLED = "CODE_TOO_LONG", "CODE_GARBLED"  # as of a scanner: docs/errors.md
BARS_PICTURES_MIN = 2
REMEMBERED_CODES_MAX = 16


@dataclass(frozen=True, slots=True)
class StreamLimits:
    repeat_s_max: float = 3.0  # a code is told again when it was out of sight for longer
    agree_s_max: float = 0.5  # between the two pictures that agree on bars
    clash_s_max: float = 1.0  # two codes at once are not over while one of them is only blurred for a moment


@dataclass(frozen=True, slots=True, repr=False)
class CodeTold:
    """One code, held before the camera. May be a payer code: never logged."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CodeRefused:
    """A code is there that no journey can use: CODE_TOO_LONG, or CODE_GARBLED (binary, control characters, a guess)."""

    code: str


CodeNews = CodeTold | CodesClash | CodeRefused


@dataclass(slots=True, repr=False)
class _Remembered:
    last_s: float
    pictures: int = 0
    sure: bool = False
    told: bool = False


class CodeStream:
    """For one look. Give it every picture's codes, none as well."""

    def __init__(self, limits: StreamLimits = StreamLimits()) -> None:
        self._limits = limits
        self._remembered: dict[str, _Remembered] = {}
        self._clash_s: float | None = None

    def see(self, found: Iterable[CodeFound], now_s: float) -> tuple[CodeNews, ...]:
        """`now_s` is when the picture was taken, by a monotonic clock."""
        self._forget_what_is_gone(now_s)
        codes = _by_text(found)
        usable = [text for text, same in codes.items() if _refusal(text, same) is None]
        for text in sorted(codes, key=lambda text: text in usable):  # the useless go first when there are too many
            self._remember(text, codes[text], now_s)
        if len(usable) > 1:
            return self._clash(usable, now_s)
        if self._clash_s is not None:
            return ()
        if usable:
            return self._tell(usable[0])
        return tuple(news for text, same in codes.items() for news in self._refuse(text, same))

    def forget(self) -> None:
        self._remembered.clear()
        self._clash_s = None

    def _forget_what_is_gone(self, now_s: float) -> None:
        oldest = now_s - self._limits.repeat_s_max
        self._remembered = {text: each for text, each in self._remembered.items() if each.last_s >= oldest}
        if self._clash_s is not None and now_s - self._clash_s > self._limits.clash_s_max:
            self._clash_s = None

    def _remember(self, text: str, same: Sequence[CodeFound], now_s: float) -> None:
        known = self._remembered.pop(text, None) or _Remembered(now_s)
        if now_s - known.last_s > self._limits.agree_s_max:
            known.pictures = 0
        known.last_s, known.pictures = now_s, known.pictures + 1
        known.sure = known.pictures >= BARS_PICTURES_MIN or any(code.format.mends_itself for code in same)
        self._remembered[text] = known  # the latest last
        if len(self._remembered) > REMEMBERED_CODES_MAX:
            del self._remembered[next(iter(self._remembered))]

    def _clash(self, usable: Sequence[str], now_s: float) -> tuple[CodeNews, ...]:
        """Told once as long as it lasts. Bars that no second picture has confirmed may be misread: wait for it."""
        if sum(each.sure for text in usable if (each := self._remembered.get(text))) < 2:
            return ()
        is_new = self._clash_s is None
        self._clash_s = now_s
        return (CodesClash(),) if is_new else ()

    def _tell(self, text: str) -> tuple[CodeNews, ...]:
        known = self._remembered[text]
        if known.told or not known.sure:
            return ()
        known.told = True
        return (CodeTold(text),)

    def _refuse(self, text: str, same: Sequence[CodeFound]) -> tuple[CodeNews, ...]:
        known, reason = self._remembered.get(text), _refusal(text, same)
        if known is None or known.told or not known.sure or reason is None:
            return ()
        known.told = True
        return (CodeRefused(reason),)


def _by_text(found: Iterable[CodeFound]) -> dict[str, list[CodeFound]]:
    codes: dict[str, list[CodeFound]] = {}
    for code in found:
        codes.setdefault(code.text.strip("\r\n"), []).append(code)
    return codes


def _refusal(text: str, same: Sequence[CodeFound]) -> str | None:
    if len(text) > TEXT_MAX:
        return TOO_LONG
    return None if text and text.isprintable() and all(code.sure for code in same) else GARBLED
