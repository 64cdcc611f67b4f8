"""Cards by name: one for every person of the bench who has one, and some with a history."""

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from hardware_sim.cards.contents import CardContents, load_card
from hardware_sim.people import PEOPLE, CardKind, Person, person


def card_of(holder: Person) -> CardContents:
    """Raises ValueError for a person who has no card."""
    if holder.card is CardKind.NONE:
        raise ValueError(f"{holder.key} has no card with them")
    if holder.card is CardKind.BANK:
        return CardContents(kind="bank")
    return CardContents(
        card_identifier=holder.card_identifier,
        card_number=holder.card_number,
        issued_on=_digits(holder.card_issued_on),
        expires_on=_digits(holder.card_expires_on),
        id_number=holder.id_number,
        name=holder.name,
        sex=holder.sex,
        birth_date=_digits(holder.birth_date),
    )


def named_cards() -> dict[str, CardContents]:
    cards = {each.key: card_of(each) for each in PEOPLE if each.card is not CardKind.NONE}
    zhang = card_of(person("zhang"))
    return cards | {
        "zhang-t1": replace(zhang, protocol="T=1"),
        "bank": CardContents(kind="bank"),
        "bank-t1": CardContents(kind="bank", protocol="T=1"),
        "expired": card_of(person("cai")),
        "no-expiry": replace(zhang, missing_records=("06",)),
    }


def find_card(name_or_path: str) -> CardContents:
    """A card of the library, or one from a JSON file. Raises ValueError naming the cards there are."""
    if name_or_path.endswith(".json"):
        return load_card(Path(name_or_path))
    cards = named_cards()
    if name_or_path not in cards:
        raise ValueError(f"no card {name_or_path!r} and no .json file; there are: {', '.join(cards)}")
    return cards[name_or_path]


def _digits(day: date) -> str:
    return day.strftime("%Y%m%d")
