"""A person that the hospital does not know yet is taken in (建档), with what their identity card says."""

from dataclasses import dataclass
from datetime import date

from kiosk.domain.evidence import IdKind
from kiosk.domain.inquiry import Command

PHONE_DIGITS = 11  # a mobile number of the mainland, without the country's code


@dataclass(frozen=True, slots=True, repr=False)
class Enrolled:
    hospital_number: str  # 就诊号, of the hospital's own card


@dataclass(frozen=True, slots=True, repr=False)
class Enrol(Command[Enrolled]):
    """Who is known already keeps the number; the phone number is renewed. `sex`: "1" male, "2" female (GB/T 2261.1)."""

    id_kind: IdKind
    id_number: str
    name: str
    sex: str
    birth_date: date
    address: str
    phone: str


def is_mobile_number(text: str) -> bool:
    return len(text) == PHONE_DIGITS and text.isascii() and text.isdecimal() and text[0] == "1" and text[1] >= "3"
