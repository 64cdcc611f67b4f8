"""Small values that everything here shares."""

import random
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

Json = dict[str, object]

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class Text:
    """Chinese always, English where there is any."""

    zh: str
    en: str = ""

    def json(self) -> Json:
        return {"zh": self.zh, "en": self.en} if self.en else {"zh": self.zh}


class Numbers:
    """Serial numbers and opaque tokens, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._counts: Counter[str] = Counter()
        self._random = random.Random(seed)
        self._lock = threading.Lock()

    def serial(self, prefix: str, digits: int = 8) -> str:
        with self._lock:
            self._counts[prefix] += 1
            return f"{prefix}{self._counts[prefix]:0{digits}d}"

    def token(self, length: int = 16) -> str:
        with self._lock:
            return "".join(self._random.choices(_LETTERS, k=length))

    def digits(self, length: int) -> str:
        with self._lock:
            return "".join(self._random.choices("0123456789", k=length))


def shares(amount_fen: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Divide an amount by weights, exactly: what rounding leaves goes, one fen each, to the first ones."""
    total = sum(weights.values())
    if total == 0:
        return dict.fromkeys(weights, 0)
    parts = {name: amount_fen * weight // total for name, weight in weights.items()}
    for name in list(parts)[: amount_fen - sum(parts.values())]:
        parts[name] += 1
    return parts
