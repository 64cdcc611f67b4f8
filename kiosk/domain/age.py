"""How old somebody is, by the identity number that they showed."""

from datetime import date

AGREES_YEARS_MIN = 14  # younger, only a guardian could agree to a look at the face: none is offered


def birth_date(id_number: str) -> date | None:
    """Of a citizen's number (GB 11643: 6 digits of area, 8 of birth). None for any other number."""
    if len(id_number) != 18 or not (id_number.isascii() and id_number[:17].isdigit()):
        return None
    try:
        return date.fromisoformat(f"{id_number[6:10]}-{id_number[10:12]}-{id_number[12:14]}")
    except ValueError:
        return None


def is_under(years: int, id_number: str, today: date) -> bool:
    """False where the number does not say."""
    born = birth_date(id_number)
    return born is not None and years_old(born, today) < years


def years_old(born: date, today: date) -> int:
    had_birthday = (today.month, today.day) >= (born.month, born.day)
    return today.year - born.year - (not had_birthday)
