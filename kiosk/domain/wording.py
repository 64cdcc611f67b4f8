"""Text that the hospital gives: Chinese always, English where it has it."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    ZH_CN = "zh_CN"
    EN = "en"


@dataclass(frozen=True, slots=True)
class LocalText:
    zh: str
    en: str = ""

    def in_(self, language: Language) -> str:
        return self.en if language is Language.EN and self.en else self.zh
