"""Insurance credentials (医保电子凭证): codes on phones, good for about a minute and for one function."""

from dataclasses import dataclass
from datetime import datetime

from hardware_sim.hospital.clock import Clock, after
from hardware_sim.hospital.problems import Problem
from hardware_sim.hospital.values import Numbers

CODE_LIFE_S = 60.0
CODE_DIGITS = 22  # after the issuing area: longer than any payer code


@dataclass(slots=True)
class Credential:
    """`function`: the business type it is bound to, by its issue or by its first use."""

    person_key: str
    function: str
    ends: datetime


class Credentials:
    def __init__(self, clock: Clock, numbers: Numbers) -> None:
        self._clock, self._numbers = clock, numbers
        self._issued: dict[str, Credential] = {}
        self.life_s = CODE_LIFE_S

    def issue(self, person_key: str, function: str = "") -> str:
        """What the phone shows."""
        code = f"330299{self._numbers.digits(CODE_DIGITS)}"
        self._issued[code] = Credential(person_key, function, after(self._clock.now(), self.life_s))
        return code

    def decode(self, code: str, function: str) -> str:
        """Whose it is (ec.query). Raises Problem."""
        found = self._issued.get(code)
        if found is None:
            raise Problem(404, "CODE_UNKNOWN")
        if found.ends <= self._clock.now():
            raise Problem(409, "CODE_EXPIRED")
        if found.function not in ("", function):
            raise Problem(409, "CODE_WRONG_PURPOSE")
        found.function = function
        return found.person_key
