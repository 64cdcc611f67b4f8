"""What a scenario needs of a bench, and the real bench as that."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from hardware_sim.bench.bench import Bench
from hardware_sim.bench.events import Event, EventLog
from hardware_sim.bench.hands import DeedRefused
from hardware_sim.bench.mirror import NoMirror, Shown

READY_S_MAX = 20.0
DEVICE_OF = {
    "insert_card": "insurance_card_reader",
    "lay_id_card": "id_card_reader",
    "show_ecredential": "code_scanner",
    "show_hospital_card": "code_scanner",
    "scan": "code_scanner",
    "scan_payer_code": "code_scanner",
    "scan_bill_slip": "code_scanner",
    "scan_receipt": "code_scanner",
    "scan_ticket": "code_scanner",
    "scan_staff_badge": "code_scanner",
}


@dataclass(frozen=True, slots=True)
class PersonTruth:
    """One person's money, summed over all their bills. `settled`, `charges`: how many."""

    paid_fen: int = 0
    refunded_fen: int = 0
    charges: int = 0
    settled: int = 0


@dataclass(frozen=True, slots=True)
class DayFound:
    """`codes` of the differences, and of what is under way."""

    status: int
    matched: int = 0
    codes: tuple[str, ...] = ()


class Stage(Protocol):
    @property
    def events(self) -> EventLog: ...

    def shown(self) -> Shown | None:
        """The screen that is up now."""
        ...

    def item_names(self) -> Sequence[str]:
        """The accessible names of all that is in sight now."""
        ...

    def tap(self, name: str) -> str:
        """ "" or why the item was not touched."""
        ...

    def do(self, deed: str, arguments: dict[str, object]) -> None:
        """A hand or an accident. Raises DeedRefused."""
        ...

    def truth_of(self, person: str) -> PersonTruth: ...

    def day_close(self) -> DayFound:
        """The shipped command's word on today. Raises TerminalError."""
        ...


def _is_ready(event: Event, device: str) -> bool:
    return (event.event, event.data.get("name")) == ("device", device) and event.data.get("state") != "starting"


class BenchStage:
    """A Stage on a real bench."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    @property
    def events(self) -> EventLog:
        return self._bench.events

    def shown(self) -> Shown | None:
        return self._bench.mirror.shown

    def item_names(self) -> Sequence[str]:
        try:
            items = self._bench.mirror.ask("items").get("items", [])
        except NoMirror:
            return ()
        return [str(item["name"]) for item in items] if isinstance(items, list) else ()

    def tap(self, name: str) -> str:
        try:
            self._bench.hands.tap(name)
        except (DeedRefused, NoMirror) as error:
            return str(error)
        return ""

    def do(self, deed: str, arguments: dict[str, object]) -> None:
        """A person waits for the light at the slot and the red beam of the scanner, but not for ever."""
        if deed in DEVICE_OF:
            self._await_turn(lambda event: _is_ready(event, DEVICE_OF[deed]))
        self._bench.do(deed, arguments)

    def _await_turn(self, wanted: Callable[[Event], bool]) -> None:
        """Something in the journal of the turn that is looked at."""
        pid = self._bench.mirror.turn_pid
        self.events.wait(
            lambda event: event.actor == "turn" and event.data.get("pid") == pid and wanted(event),
            after=0,
            within_s_max=READY_S_MAX,
        )

    def truth_of(self, person: str) -> PersonTruth:
        hospital = self._bench.hospital
        with hospital.hospital.lock:
            bills = {bill.bill_id for bill in hospital.hospital.bills.by_id.values() if bill.person_key == person}
        mine = [truth for bill_id, truth in hospital.ledger.summary().items() if bill_id in bills]
        return PersonTruth(
            paid_fen=sum(bill.paid_fen for bill in mine),
            refunded_fen=sum(bill.refunded_fen for bill in mine),
            charges=len({order for bill in mine for order in bill.orders}),
            settled=sum(len(bill.settlements) for bill in mine),
        )

    def day_close(self) -> DayFound:
        status, found = self._bench.terminal.day_close(self._bench.profile)
        counts, items = found.get("counts", {}), found.get("items", [])
        if not isinstance(counts, dict) or not isinstance(items, list):
            return DayFound(status)
        return DayFound(status, int(counts.get("matched", 0)), tuple(str(item["code"]) for item in items))
