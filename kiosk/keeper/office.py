"""What every call of the keeper works with, wired in `kiosk/composition/keeper.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from kiosk.hospital.port import Hospital
from kiosk.keeper.visits import Visits
from kiosk.profile import Limits, Terminal
from kiosk.settlement.edge import Edge
from kiosk.settlement.ledger import Ledger
from offline_queue.clock import Ids, QueueTime
from offline_queue.disk import DiskGuard
from offline_queue.staff import StaffDesk
from offline_queue.writer import Writer


class Log(Protocol):
    """One line. Words and numbers only: what else somebody might pass could be a person's."""

    def __call__(self, event: str, **facts: str | int) -> None: ...


class HospitalClient(Hospital, Protocol):
    """The port, and what only a client over a wire knows."""

    @property
    def clock_skew_s(self) -> float: ...

    def forget(self, patient_token: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Office:
    terminal: Terminal
    limits: Limits
    hospital: HospitalClient
    writer: Writer
    ledger: Ledger
    staff: StaffDesk
    edge: Edge
    visits: Visits
    time: QueueTime
    ids: Ids
    disk: DiskGuard
    log: Log
    leave: Callable[[], None]  # the visit is over: end the process once nothing is open
