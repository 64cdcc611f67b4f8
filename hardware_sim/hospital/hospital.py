"""The hospital itself, without any wire: all its parts behind one lock."""

import threading
from dataclasses import dataclass, field
from datetime import datetime

from hardware_sim.face_pay.cloud import FaceCloud
from hardware_sim.hospital.bills import Bills
from hardware_sim.hospital.channels import Channels
from hardware_sim.hospital.clock import Clock, after, text
from hardware_sim.hospital.config import HospitalConfig
from hardware_sim.hospital.faults import Faults
from hardware_sim.hospital.idempotency import IdempotencyKeys
from hardware_sim.hospital.ledger import Ledger
from hardware_sim.hospital.locks import Locks
from hardware_sim.hospital.orders import OPEN, Order, State
from hardware_sim.hospital.outpatient.appointment_records import Appointments, seed_appointments
from hardware_sim.hospital.outpatient.check_in_records import CheckIns
from hardware_sim.hospital.outpatient.credentials import Credentials
from hardware_sim.hospital.outpatient.delivery_records import Pharmacy
from hardware_sim.hospital.outpatient.document_seed import seed_documents
from hardware_sim.hospital.outpatient.exam_records import ExamOrders
from hardware_sim.hospital.outpatient.face_records import seed_faces
from hardware_sim.hospital.outpatient.guide_records import Guides
from hardware_sim.hospital.outpatient.help_records import HelpDesk
from hardware_sim.hospital.outpatient.pdf_records import Pdfs
from hardware_sim.hospital.outpatient.registration_records import Registrations
from hardware_sim.hospital.outpatient.report_records import Reports, seed_reports
from hardware_sim.hospital.outpatient.screening_records import ScreeningRecords
from hardware_sim.hospital.outpatient.visiting_records import Visiting
from hardware_sim.hospital.patients import Patients
from hardware_sim.hospital.phones import Phones
from hardware_sim.hospital.previews import Previews
from hardware_sim.hospital.requests import RequestLog
from hardware_sim.hospital.seed import seed_bills, seed_patients
from hardware_sim.hospital.settlements import Settlements
from hardware_sim.hospital.values import Json, Numbers
from hardware_sim.hospital.wallets import Wallets
from hardware_sim.people import PEOPLE


@dataclass(slots=True)
class StaffDesk:
    """What terminals told the staff: once by number."""

    help_calls: dict[str, str] = field(default_factory=dict)  # call_id → step
    proxy_acts: dict[str, Json] = field(default_factory=dict)  # act_id → who acted for whom
    tasks: dict[str, Json] = field(default_factory=dict)  # task_id → kind and case
    audit_heads: dict[tuple[str, str], dict[int, str]] = field(default_factory=dict)  # terminal, chain → row → hash


class Hospital:
    """Whoever touches a part holds `lock`. `waits` may be changed while it runs."""

    def __init__(self, config: HospitalConfig, clock: Clock) -> None:
        self.lock = threading.RLock()
        self.config, self.clock = config, clock
        self.waits = dict(config.waits)
        self.ledger, self.faults, self.keys = Ledger(), Faults(), IdempotencyKeys()
        self.requests, self.desk = RequestLog(clock), StaffDesk()
        self.help_desk = HelpDesk()
        numbers = Numbers(config.seed)
        self.bills = Bills(seed_bills(clock.now(), numbers))
        self.patients = Patients(seed_patients(), self.bills, clock, numbers, config.patient_token_life_s)
        self.credentials = Credentials(clock, numbers)
        self.appointments = Appointments(seed_appointments(clock.now()))
        self.screening = ScreeningRecords()
        self.check_ins = CheckIns(config, clock, numbers, self.appointments)
        self.pdfs = Pdfs()
        self.reports = Reports(seed_reports(clock.now(), config.name_zh), self.pdfs)
        self.exams = ExamOrders(self.bills, clock)
        self.pharmacy = Pharmacy(self.bills, clock, numbers)
        self.guides = Guides(self.bills, self.exams, self.pharmacy, self.appointments, clock, numbers)
        self.faces = seed_faces()
        self.visiting = Visiting(clock, numbers, {each.key: each.name for each in PEOPLE})
        self.survey_answers: dict[str, Json] = {}  # by key
        self.face_cloud = FaceCloud(lambda: clock.now().timestamp())
        self.face_notes: dict[str, Json] = {}  # by key
        wallets = Wallets(config, clock, numbers)
        self.channels = Channels(config, clock, numbers, self.ledger, wallets)
        self.phones = Phones(self.channels, wallets, self.waits, self.requests, self.lock)
        self.locks = Locks(clock, numbers, config.lock_life_s, self.live_order_on)
        self.previews = Previews(self.bills, clock, numbers, config.fund_includes_account)
        self.settlements = Settlements(
            patients=self.patients,
            bills=self.bills,
            locks=self.locks,
            previews=self.previews,
            channels=self.channels,
            ledger=self.ledger,
            clock=clock,
            numbers=numbers,
            after_settling=lambda: self.registrations.advance(),
        )
        self.registrations = Registrations(
            config,
            clock,
            numbers,
            self.bills,
            self.appointments,
            self.settlements,
            self.channels,
            self.is_being_paid,
        )
        self.invoices, self.old_payments, self.credit = seed_documents(self, numbers)

    def tick(self) -> None:
        """Apply what is due, so that the ledger grows though nobody asks."""
        with self.lock:
            self.channels.advance()
            self.locks.sweep()
            self.registrations.advance()
            self.credit.advance()
            self.invoices.advance()

    def told_time(self) -> datetime:
        """What the server's clock shows; its own deadlines go by the true one."""
        return after(self.clock.now(), self.faults.skew_s())

    def time_text(self) -> str:
        return text(self.told_time())

    def live_order_on(self, lock_id: str) -> bool:
        return any(self._hangs(order) for order in self.channels.all() if order.lock_id == lock_id)

    def is_being_paid(self, bill_id: str) -> bool:
        """A live or paid order hangs on a lock of this bill."""
        return any(bill_id in lock.versions and self.live_order_on(lock.lock_id) for lock in self.locks.held())

    def _hangs(self, order: Order) -> bool:
        if order.state in OPEN:
            return True
        return order.state is State.SUCCESS and not self.settlements.standing_on(order.order_no)
