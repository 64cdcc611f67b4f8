"""What a person holds up to be read: a code on a phone or on paper. Where it is held to is an argument."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from hardware_sim.bench.reading_codes import codes_in
from hardware_sim.hospital.outpatient.ticket_codes import ticket_code
from hardware_sim.hospital.wallets import Behaviour

if TYPE_CHECKING:
    from hardware_sim.bench.bench import Bench

STAFF_BADGE, STAFF_NAME, STAFF_PIN = "bench-0001", "王工", "246810"


class Hold(Protocol):
    def __call__(self, text: str, deed: str, **told: object) -> None:
        """Hold the code of this text up; `told` goes into the record of the deed. Raises ValueError, DeedRefused."""
        ...


class CodeHands:
    """Each method is one deed. Raises ValueError, which says why it cannot be done."""

    def __init__(self, bench: "Bench", hold: Hold) -> None:
        self._bench, self._hold = bench, hold
        self._payer_code = ""

    def deeds(self) -> dict[str, Callable[..., None]]:
        return {
            "scan": self.scan,
            "scan_payer_code": self.scan_payer_code,
            "scan_bill_slip": self.scan_bill_slip,
            "scan_receipt": self.scan_receipt,
            "scan_ticket": self.scan_ticket,
            "scan_staff_badge": self.scan_staff_badge,
        }

    def scan(self, text: str) -> None:
        self._hold(text, "scan", length=len(text))

    def scan_payer_code(self, channel: str = "wechat", behaviour: str = "ok", again: bool = False) -> None:
        """`again`: the same code as last time, still on the phone's screen."""
        if not (again and self._payer_code):
            self._payer_code = self._new_payer_code(channel, behaviour)
        self._hold(self._payer_code, "scan_payer_code", channel=channel, behaviour=behaviour, again=again)

    def scan_bill_slip(self, person: str, number: int = 0) -> None:
        slips = self._bench.hospital.bill_slips(person)
        if number >= len(slips):
            raise ValueError(f"{person} has {len(slips)} consulting-room slips of unpaid bills")
        self._hold(slips[number].qr_content, "scan_bill_slip", person=person, number=number)

    def scan_ticket(self, person: str, number: int = 0, short: bool = False) -> None:
        """The ticket of the person's `number`th appointment. `short`: one that says nothing by itself."""
        mine = self._bench.hospital.hospital.appointments.of(person)
        if number >= len(mine):
            raise ValueError(f"{person} has {len(mine)} appointments")
        self._hold(ticket_code(mine[number], short), "scan_ticket", person=person, number=number)

    def scan_receipt(self) -> None:
        texts = [text for text in self._codes_on_paper() if not text.startswith("YZ1:A:")]  # a ticket has two
        if not texts:
            raise ValueError("no slip with a code has come out")
        self._hold(texts[0], "scan_receipt")

    def scan_staff_badge(self) -> None:
        """Of somebody who looks after the machine; their PIN is STAFF_PIN."""
        if not self._bench.has_badge:
            self._bench.terminal.add_staff(self._bench.profile, STAFF_BADGE, STAFF_NAME, STAFF_PIN)
            self._bench.has_badge = True
        self._hold(f"YZ1:M:{STAFF_BADGE}", "scan_staff_badge")

    def _codes_on_paper(self) -> tuple[str, ...]:
        return codes_in(self._bench.slips[-1].png) if self._bench.slips else ()

    def _new_payer_code(self, channel: str, behaviour: str) -> str:
        try:
            return self._bench.hospital.phones.new_payer_code(channel, behaviour)
        except ValueError as error:
            raise ValueError(f"{error}; there are: {', '.join(Behaviour)}") from error
