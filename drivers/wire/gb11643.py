"""GB 11643-1999, the citizen identity number: 6 digits area, 8 birth date, 3 sequence, 1 check character."""

import re
from datetime import date

_FORM = re.compile(r"[1-9][0-9]{16}[0-9X]")  # [0-9], not \d: a full-width digit is none


def is_identity_number(text: str) -> bool:
    """Form, a birth date that exists, and the check character (ISO 7064 MOD 11-2)."""
    if not _FORM.fullmatch(text):
        return False
    try:
        date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    digits = [10 if character == "X" else int(character) for character in text]
    weighted = sum(digit * pow(2, 17 - place, 11) for place, digit in enumerate(digits))
    return weighted % 11 == 1
