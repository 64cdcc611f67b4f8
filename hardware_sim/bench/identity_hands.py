"""What a person holds up to say who they are, besides the insurance card."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from hardware_sim.id_card.holders import holder
from hardware_sim.people import person as person_named

if TYPE_CHECKING:
    from hardware_sim.bench.bench import Bench

T = TypeVar("T")
KEY_INTERVAL_S = 0.25  # a person types; the terminal takes the same key again after that, in elder mode too
CODE_PREFIX = "YZ1:P:"


class IdentityHands:
    """Each method is one deed. Raises ValueError, which says why it cannot be done."""

    def __init__(self, bench: "Bench", hold: Callable[..., None], press: Callable[[str], None]) -> None:
        self._bench, self._hold, self._press = bench, hold, press

    def deeds(self) -> dict[str, Callable[..., None]]:
        return {
            "lay_id_card": self.lay_id_card,
            "lift_id_card": self.lift_id_card,
            "show_ecredential": self.show_ecredential,
            "show_hospital_card": self.show_hospital_card,
            "type": self.type,
        }

    def lay_id_card(self, person: str) -> None:
        if self._bench.id_card_reader.lies:
            raise ValueError("a card lies there already")
        self._bench.id_card_reader.lay(_known(holder, person))
        self._bench.events.add("patient", "lay_id_card", {"person": person})

    def lift_id_card(self) -> None:
        self._bench.id_card_reader.lift()
        self._bench.events.add("patient", "lift_id_card", {})

    def show_ecredential(self, person: str, issued_for: str = "") -> None:
        """`issued_for`: a businessType that the phone had its code made for; "": for whatever asks first."""
        _known(person_named, person)
        hospital = self._bench.hospital.hospital
        with hospital.lock:
            code = hospital.credentials.issue(person, issued_for)
        self._hold(code, "show_ecredential", person=person, issued_for=issued_for)

    def show_hospital_card(self, person: str, code: bool = False) -> None:
        """`code`: the registration code on the phone instead of the card's own number."""
        hospital = self._bench.hospital.hospital
        _known(person_named, person)
        with hospital.lock:
            number = hospital.patients.by_key[person].hospital_number
        self._hold((CODE_PREFIX if code else "") + number, "show_hospital_card", person=person, code=code)

    def type(self, text: str) -> None:
        for key in text:
            self._press(key)
            time.sleep(KEY_INTERVAL_S)
        self._bench.events.add("patient", "type", {"length": len(text)})


class IdentityAccidents:
    def __init__(self, bench: "Bench") -> None:
        self._reader = bench.id_card_reader

    def deeds(self) -> dict[str, Callable[..., None]]:
        return {
            "garble_id_card": self._reader.garble_next,
            "refuse_id_card": self._reader.refuse_next,
            "unplug_id_card_reader": self._reader.unplug,
            "replug_id_card_reader": self._reader.replug,
        }


def _known(find: Callable[[str], T], key: str) -> T:
    try:
        return find(key)
    except KeyError as error:
        raise ValueError(str(error.args[0])) from error
