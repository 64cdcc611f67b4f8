"""The channels' side of a payer code (付款码) and of a face code (刷脸): one code, one trade, one minute."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hardware_sim.hospital.clock import Clock, after
from hardware_sim.hospital.config import HospitalConfig
from hardware_sim.hospital.orders import Channel
from hardware_sim.hospital.values import Numbers

_SHAPE = {
    Channel.WECHAT: re.compile(r"1[0-5]\d{16}", re.ASCII),
    Channel.ALIPAY: re.compile(r"(?:2[5-9]|30)\d{14,22}", re.ASCII),
}
_PREFIX = {Channel.WECHAT: "13", Channel.ALIPAY: "28"}
CODE_DIGITS = 18


class Behaviour(StrEnum):
    """What happens when the phone is asked for money."""

    OK = "ok"
    ASKS_PASSWORD = "asks_password"
    DECLINED = "declined"  # BALANCE_NOT_ENOUGH
    EXPIRED = "expired"
    LIMIT = "limit"  # LIMIT_EXCEEDED


DECLINES = {Behaviour.DECLINED: "BALANCE_NOT_ENOUGH", Behaviour.LIMIT: "LIMIT_EXCEEDED"}


@dataclass(slots=True)
class _Code:
    channel: Channel
    behaviour: Behaviour
    ends_at: datetime
    by_face: bool = False
    used: bool = False


@dataclass(frozen=True, slots=True)
class Spending:
    """Neither: paid."""

    decline_code: str = ""
    asks_password: bool = False


class Wallets:
    def __init__(self, config: HospitalConfig, clock: Clock, numbers: Numbers) -> None:
        self._config, self._clock, self._numbers = config, clock, numbers
        self._codes: dict[str, _Code] = {}

    def new_code(self, channel: Channel, behaviour: Behaviour) -> str:
        text = _PREFIX[channel] + self._numbers.digits(CODE_DIGITS - 2)
        life_s = 0.0 if behaviour is Behaviour.EXPIRED else self._config.payer_code_life_s
        self._codes[text] = _Code(channel, behaviour, after(self._clock.now(), life_s))
        return text

    def new_face_code(self, channel: Channel, behaviour: Behaviour) -> str:
        """What the channel gives its own camera for a face that it knows."""
        text = _PREFIX[channel] + self._numbers.digits(CODE_DIGITS - 2)
        life_s = 0.0 if behaviour is Behaviour.EXPIRED else self._config.face_code_life_s
        self._codes[text] = _Code(channel, behaviour, after(self._clock.now(), life_s), by_face=True)
        return text

    def spend(self, text: str, channel: Channel, amount_fen: int, *, by_face: bool = False) -> Spending:
        """`by_face`: a face's code pays as one, and no other code does."""
        kind = "FACE" if by_face else "AUTH"
        code = self._codes.get(text) or (None if by_face else self._stranger(text, channel))
        if code is None or code.channel is not channel or code.by_face is not by_face:
            return Spending(f"{kind}_CODE_INVALID")
        if code.used:
            return Spending(f"{kind}_CODE_USED")
        if code.ends_at <= self._clock.now():
            return Spending(f"{kind}_CODE_EXPIRED")
        code.used = True
        return self.consider(code.behaviour, amount_fen)

    def consider(self, behaviour: Behaviour, amount_fen: int) -> Spending:
        """The bank's word on an amount."""
        if amount_fen > self._config.channel_limit_fen:
            return Spending("LIMIT_EXCEEDED")
        if behaviour in DECLINES:
            return Spending(DECLINES[behaviour])
        above = amount_fen > self._config.password_above_fen
        return Spending(asks_password=above or behaviour is Behaviour.ASKS_PASSWORD)

    def _stranger(self, text: str, channel: Channel) -> _Code | None:
        """A well-formed code that none of our phones made."""
        if not self._config.accepts_unknown_payer_codes or not _SHAPE[channel].fullmatch(text):
            return None
        code = _Code(channel, Behaviour.OK, after(self._clock.now(), self._config.payer_code_life_s))
        self._codes[text] = code
        return code
