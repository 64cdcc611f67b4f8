"""Numbers that are held, paid for, and given up. A hold's bill is settled like any other: then it is an appointment."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from hardware_sim.hospital.bills import ELSEWHERE, Bill, Bills, Item
from hardware_sim.hospital.channels import Channels
from hardware_sim.hospital.clock import CHINA, Clock, after, text
from hardware_sim.hospital.config import HospitalConfig
from hardware_sim.hospital.insurance import Grade
from hardware_sim.hospital.outpatient.appointment_records import Appointment, Appointments
from hardware_sim.hospital.outpatient.session_records import Pool, Session, Slot, Timetable
from hardware_sim.hospital.problems import Problem, not_found
from hardware_sim.hospital.settlements import Settlements
from hardware_sim.hospital.values import Json, Numbers, Text

REGISTRATION_FEE = Text("挂号费", "Registration fee")
REGISTRATION = "12"  # med_type of the national interface
INSURED_FEN_MAX = 2_500  # of a consultation; what an expert costs above it is the person's own


@dataclass(frozen=True, slots=True)
class Seat:
    """One number of a half hour."""

    slot: Slot
    place: int


@dataclass(frozen=True, slots=True)
class Hold:
    hold_id: str
    seat: Seat
    expires_at: datetime
    ahead: int
    appointment: Appointment

    def json(self) -> Json:
        return {
            "hold_id": self.hold_id,
            "bill_id": self.appointment.bill_id,
            "expires_at": text(self.expires_at),
            "ahead": self.ahead,
            "appointment": self.appointment.json(),
        }


@dataclass(frozen=True, slots=True)
class Cancellation:
    appointment: Appointment
    refunded_fen: int
    channel: str

    def json(self) -> Json:
        refunded: Json = {"fen": self.refunded_fen}
        return {"appointment": self.appointment.json(), "refunded": refunded, "channel": self.channel}


class Registrations:
    """`in_use`: whether a bill is being paid: a live or paid order hangs on its lock."""

    def __init__(
        self,
        config: HospitalConfig,
        clock: Clock,
        numbers: Numbers,
        bills: Bills,
        appointments: Appointments,
        settlements: Settlements,
        channels: Channels,
        in_use: Callable[[str], bool],
    ) -> None:
        self.timetable, self.pool = Timetable(config, clock), Pool(config.seed)
        self._config, self._clock, self._numbers = config, clock, numbers
        self._bills, self._appointments = bills, appointments
        self._settlements, self._channels, self._in_use = settlements, channels, in_use
        self._holds: dict[str, Hold] = {}
        self._seats: dict[str, Seat] = {}  # of appointments, by their number
        self._bill_of: dict[str, str] = {}
        self._cancelled: dict[str, Cancellation] = {}
        for each in appointments.by_id.values():
            if each.state == "booked":
                self.bill_to_pick_up(each)

    def hold(self, person_key: str, slot_id: str) -> Hold:
        """Raises SLOT_NOT_FOUND, SLOT_TAKEN, ALREADY_REGISTERED. A person holds one number at a time: what they held
        before gives way, so that an answer that was lost holds nothing up.
        """
        self.advance()
        slot = self.timetable.slot(slot_id)
        self._require_not_registered(person_key, slot.session)
        for held in [each for each in self._holds.values() if each.appointment.person_key == person_key]:
            if not self._in_use(held.appointment.bill_id):
                self._end(held)
        seat = Seat(slot, self.pool.take(slot))
        appointment = self._appointment(person_key, seat)
        expires_at = after(self._clock.now(), self._config.hold_life_s)
        ahead = self.pool.ahead_of(slot, seat.place)
        hold = Hold(self._numbers.serial("HD"), seat, expires_at, ahead, appointment)
        self._holds[hold.hold_id] = hold
        return hold

    def release(self, person_key: str, hold_id: str) -> None:
        """One that has ended, or is somebody else's, is none. Raises HOLD_IN_USE."""
        self.advance()
        hold = self._holds.get(hold_id)
        if hold is None or hold.appointment.person_key != person_key:
            return
        if self._in_use(hold.appointment.bill_id):
            raise Problem(409, "HOLD_IN_USE")
        self._end(hold)

    def advance(self) -> None:
        """What was paid is an appointment; what was not in time is given back, unless money is on its way."""
        now = self._clock.now()
        for hold in list(self._holds.values()):
            if self._bills.get(hold.appointment.bill_id).settled_by:
                self._book(hold)
            elif hold.expires_at <= now and not self._in_use(hold.appointment.bill_id):
                self._end(hold)
        for each in self._appointments.by_id.values():
            if each.bill_id and self._bills.get(each.bill_id).settled_by:
                each.state, each.bill_id = "paid", ""

    def cancel(self, person_key: str, appointment_id: str) -> Cancellation:
        """Twice is once. Raises APPOINTMENT_NOT_FOUND, CANCEL_TOO_LATE, CANCEL_AT_WINDOW, HOLD_IN_USE."""
        self.advance()
        appointment = self._appointments.get(appointment_id)
        if appointment.person_key != person_key:
            raise not_found("APPOINTMENT")
        if appointment_id not in self._cancelled:
            self._require_in_time(appointment)
            refunded_fen, channel = self._money_back(appointment)
            appointment.state, appointment.bill_id = "cancelled", ""
            if seat := self._seats.pop(appointment_id, None):
                self.pool.give_back(seat.slot, seat.place)
            self._cancelled[appointment_id] = Cancellation(appointment, refunded_fen, channel)
        return self._cancelled[appointment_id]

    def _require_not_registered(self, person_key: str, session: Session) -> None:
        held = [seat.slot.session for number, seat in self._seats.items() if self._is_of(number, person_key)]
        if session in held:
            raise Problem(409, "ALREADY_REGISTERED")

    def _is_of(self, appointment_id: str, person_key: str) -> bool:
        return self._appointments.get(appointment_id).person_key == person_key

    def _appointment(self, person_key: str, seat: Seat) -> Appointment:
        session, clinic = seat.slot.session, seat.slot.session.clinic
        appointment = Appointment(
            appointment_id=self._numbers.serial("AP1", 5),
            person_key=person_key,
            state="booked",
            kind=clinic.kind,
            department=clinic.department.name,
            doctor=clinic.doctor,
            place=session.place,
            date=session.day,
            starts=seat.slot.starts,
            ends=seat.slot.ends,
            number=seat.slot.number(seat.place),
            fee_fen=clinic.fee_fen,
        )
        self._make_bill(appointment, self._numbers.serial("BR"))
        return appointment

    def bill_to_pick_up(self, appointment: Appointment) -> None:
        """Booked by whatever way, to be paid when the ticket is picked up (取号)."""
        self._make_bill(appointment, f"BR9{appointment.appointment_id[-6:]}")
        self._bill_of[appointment.appointment_id] = appointment.bill_id

    def _make_bill(self, appointment: Appointment, bill_id: str) -> None:
        insured_fen = min(appointment.fee_fen, INSURED_FEN_MAX)
        items = [Item(Text("门诊诊查费", "Consultation"), "1 次", insured_fen, Grade.A)]
        if above_fen := appointment.fee_fen - insured_fen:
            items.append(Item(Text("专家加收", "Expert surcharge"), "1 次", above_fen, Grade.C))
        self._bills.by_id[bill_id] = Bill(
            bill_id=bill_id,
            person_key=appointment.person_key,
            title=REGISTRATION_FEE,
            department=appointment.department,
            ordered_at=self._clock.now(),
            items=tuple(items),
            slip_token=self._numbers.token(),
            med_type=REGISTRATION,
        )
        appointment.bill_id = bill_id

    def _book(self, hold: Hold) -> None:
        appointment = hold.appointment
        self._bill_of[appointment.appointment_id] = appointment.bill_id
        self._seats[appointment.appointment_id] = hold.seat
        appointment.state, appointment.bill_id = "paid", ""
        self._appointments.by_id[appointment.appointment_id] = appointment
        del self._holds[hold.hold_id]

    def _end(self, hold: Hold) -> None:
        self._bills.get(hold.appointment.bill_id).withdraw()
        self.pool.give_back(hold.seat.slot, hold.seat.place)
        del self._holds[hold.hold_id]

    def _require_in_time(self, appointment: Appointment) -> None:
        until = datetime.combine(appointment.date, appointment.starts, CHINA)
        left_s = (until - self._clock.now()).total_seconds()
        if appointment.state not in ("booked", "paid") or left_s < self._config.cancel_before_s_min:
            raise Problem(409, "CANCEL_TOO_LATE")

    def _money_back(self, appointment: Appointment) -> tuple[int, str]:
        """2208, then the patient's part the way it came. What was paid on the web goes back there."""
        bill_id = self._bill_of.get(appointment.appointment_id, "")
        if not bill_id:
            return appointment.fee_fen, "none"
        bill = self._bills.get(bill_id)
        if self._in_use(bill_id):
            raise Problem(409, "HOLD_IN_USE")
        if not bill.settled_by:
            bill.withdraw()
            return 0, "none"
        if bill.settled_by == ELSEWHERE or len(self._settlements.get(bill.settled_by).preview.weights) > 1:
            raise Problem(409, "CANCEL_AT_WINDOW")
        request = self._settlements.give_back(bill.settled_by).request
        bill.withdraw()
        if request.order_no is None:
            return 0, "none"
        order = self._channels.get(request.order_no)
        self._channels.refund(order, f"RA{appointment.appointment_id}", order.paid_fen)
        return order.paid_fen, order.channel.value if order.channel else "none"


def between(sessions: list[Session], first: date | None, last: date | None) -> list[Session]:
    return [each for each in sessions if (not first or each.day >= first) and (not last or each.day <= last)]
