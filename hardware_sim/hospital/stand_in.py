"""The hospital as the bench holds it: start, stop, its phones, its faults, its truth."""

from pathlib import Path

from hardware_sim.hospital.certificates import Certificates, make_certificates
from hardware_sim.hospital.clock import Clock, SystemClock
from hardware_sim.hospital.config import HospitalConfig
from hardware_sim.hospital.faults import Faults
from hardware_sim.hospital.hospital import Hospital
from hardware_sim.hospital.ledger import Ledger
from hardware_sim.hospital.network import Network
from hardware_sim.hospital.phones import Phones
from hardware_sim.hospital.requests import RequestLog
from hardware_sim.hospital.seed import BillSlip
from hardware_sim.hospital.server import make_app
from hardware_sim.hospital.values import Json


class HospitalStandIn:
    """One hospital's server in a thread of this process. All methods may be called from any thread."""

    def __init__(
        self,
        run_dir: Path,
        config: HospitalConfig | None = None,
        *,
        clock: Clock | None = None,
        terminal_ids: tuple[str, ...] = ("T01",),
    ) -> None:
        self.config = config or HospitalConfig()
        self._clock = clock or SystemClock()
        self.certificates: Certificates = make_certificates(run_dir / "certificates", self._clock.now(), terminal_ids)
        self.hospital = Hospital(self.config, self._clock)
        self._network = Network(self.certificates, self.config.host, self.config.port, self.hospital.tick)

    @property
    def url(self) -> str:
        return f"https://{self.config.host}:{self._network.port}"

    @property
    def ledger(self) -> Ledger:
        return self.hospital.ledger

    @property
    def faults(self) -> Faults:
        return self.hospital.faults

    @property
    def phones(self) -> Phones:
        return self.hospital.phones

    @property
    def requests(self) -> RequestLog:
        return self.hospital.requests

    @property
    def waits(self) -> dict[str, float]:
        """Seconds by name; may be changed while it runs."""
        return self.hospital.waits

    def start(self) -> str:
        """The URL. Raises OSError where the port is taken."""
        self._network.start(make_app(self.hospital, self._network))
        return self.url

    def stop(self) -> None:
        self._network.stop()

    def cut_network(self) -> None:
        """Connections are refused, open ones end; what has arrived is still done."""
        self._network.cut()

    def heal_network(self) -> None:
        self._network.heal()

    def bill_slips(self, person_key: str = "") -> tuple[BillSlip, ...]:
        """The consulting-room slips of unpaid bills."""
        with self.hospital.lock:
            bills = [bill for bill in self.hospital.bills.by_id.values() if not bill.settled_by]
            mine = [bill for bill in bills if person_key in ("", bill.person_key)]
            return tuple(BillSlip(bill.person_key, bill.bill_id, bill.amount_fen, bill.slip_token) for bill in mine)

    def change_bill(self, bill_id: str) -> None:
        """The doctor changes it now."""
        with self.hospital.lock:
            self.hospital.bills.change(bill_id)

    def pay_bill_elsewhere(self, bill_id: str) -> None:
        """A window takes the money now."""
        with self.hospital.lock:
            self.hospital.settlements.pay_elsewhere(bill_id)

    def answer_help(self) -> str:
        """Somebody of the staff takes the oldest call that waits; its number, "" for none."""
        with self.hospital.lock:
            return self.hospital.help_desk.answer_one(self.hospital.desk.help_calls)

    def window_tickets(self) -> dict[str, Json]:
        """People with a slip of a machine whom the window expects, by the slip's number."""
        with self.hospital.lock:
            return dict(self.hospital.help_desk.tickets)

    def staff_desk(self) -> Json:
        """Help calls, tasks and alerts that terminals sent."""
        with self.hospital.lock:
            desk = self.hospital.desk
            alerts = dict(self.hospital.screening.alerts)
            return {"help_calls": dict(desk.help_calls), "tasks": dict(desk.tasks), "alerts": alerts}
