"""Samples of registering and of one's appointments."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from kiosk.domain.appointment import AppointmentState, NumberKind
from kiosk.domain.money import NOTHING, Money
from kiosk.domain.registration import HalfDay
from kiosk.domain.ticket import Ticket
from kiosk.domain.wording import LocalText
from kiosk.screens.appointments import (
    CANCEL,
    PAY,
    AppointmentCancelled,
    AppointmentRow,
    ConfirmCancel,
    MyAppointments,
    NoAppointments,
    OneAppointment,
)
from kiosk.screens.base import Screen, Step
from kiosk.screens.paying import PayWay, SlipNotice
from kiosk.screens.registration import (
    ChooseDepartment,
    ChooseDoctor,
    ChooseSlot,
    ConfirmRegistration,
    DepartmentRow,
    FindDepartment,
    GroupRow,
    Registered,
    SessionRow,
    SlotRow,
)
from kiosk.screens.samples.values import NAME, RARE_NAME_EXT, SLIP_CODE, TRACE

TODAY = date(2026, 11, 24)
CARDIOLOGY = LocalText("心血管内科", "Cardiology")
RESPIRATORY = LocalText("呼吸与危重症医学科", "Respiratory and critical care medicine")
PLACE = LocalText("门诊楼 3 楼 A 区 5 诊室", "Outpatients 3F, room A-5")
FAR_PLACE = LocalText("门诊综合楼 5 楼东侧 B 区第 12 诊室", "Outpatient building, 5F east wing, room B-12")
SUN = LocalText("孙明远", "Dr Sun Mingyuan")
LONG_DOCTOR = LocalText("买买提江·吐尔逊", "Dr Muhammatjan Tursun")
CHIEF = LocalText("主任医师", "Chief physician")
QIAN = LocalText("钱𬱖", "Dr Qian Ti")
PRESSURE = LocalText("高血压专病", "High blood pressure")
JOINT = LocalText("心内、心外、影像一起看", "Three specialties together")
ASSOCIATE = LocalText("副主任医师", "Associate chief physician")
WAYS = (PayWay.SHOW_QR, PayWay.PAYER_CODE)

_GROUPS = (
    ("chest", "心和肺|Heart and lungs", ()),
    ("belly", "肚子|Stomach and belly", ("消化内科|Gastroenterology", "普通外科|General surgery", "肾内科|Nephrology")),
    ("head", "头和神经|Head and nerves", ("神经内科|Neurology", "心理门诊|Mental health")),
    ("face", "眼耳鼻口|Eyes, ears, mouth", ("眼科|Ophthalmology", "口腔科|Stomatology")),
    ("bones", "骨头和关节|Bones and joints", ("骨科|Orthopaedics", "康复医学科|Rehabilitation")),
    ("family", "妇女和孩子|Women and children", ("妇科|Gynaecology", "儿科|Paediatrics")),
    ("whole", "皮肤、内分泌、中医|Skin and others", ("皮肤科|Dermatology", "中医科|Chinese medicine")),
)


def _text(both: str) -> LocalText:
    zh, _, en = both.partition("|")
    return LocalText(zh, en)


DEPARTMENTS = tuple(
    DepartmentRow(f"D{number:03d}", _text(name), initials)
    for number, (name, initials) in enumerate(
        (
            ("心血管内科|Cardiology", "XXGNK"),
            ("呼吸与危重症医学科|Respiratory and critical care medicine", "HXYWZZYXK"),
            ("心脏大血管外科|Cardiovascular surgery", "XZDXGWK"),
            ("消化内科|Gastroenterology", "XHNK"),
            ("耳鼻咽喉头颈外科|Ear, nose and throat", "EBYHTJWK"),
            ("儿科|Paediatrics", "EK"),
            ("神经内科|Neurology", "SJNK"),
        ),
        start=1,
    )
)


GROUPS = tuple(
    GroupRow(key, _text(name), tuple(DepartmentRow(f"D-{each}", _text(each), "K") for each in some) or DEPARTMENTS)
    for key, name, some in _GROUPS
)


def _session(
    number: int,
    kind: NumberKind = NumberKind.EXPERT,
    doctor: LocalText | None = SUN,
    title: LocalText | None = CHIEF,
    note: LocalText | None = None,
    fen: int = 5_000,
    left: int = 9,
    ahead: int = 0,
) -> SessionRow:
    halves = (HalfDay.AM, HalfDay.PM) if number % 2 else (HalfDay.PM,)
    day = TODAY + timedelta(days=ahead)
    return SessionRow(f"S{number:04d}", day, kind, doctor, title, note, halves, Money(fen), left)


SESSIONS = (
    _session(1),
    _session(2, NumberKind.NORMAL, None, None, fen=1_500, left=42),
    _session(3, doctor=LONG_DOCTOR, title=ASSOCIATE, fen=3_000, left=1),
    _session(4, NumberKind.DISEASE, QIAN, ASSOCIATE, PRESSURE, 3_000, 18),
    _session(5, NumberKind.MDT, None, None, JOINT, 30_000, 1),
    _session(6, doctor=LocalText("郑思齐", "Dr Zheng Siqi"), left=0),
    _session(7, doctor=LocalText("周海波", "Dr Zhou Haibo"), left=0),
    _session(8, ahead=1),
)
DATES = tuple(TODAY + timedelta(days=ahead) for ahead in range(15))
HALF_HOURS = (*range(16, 23), *range(27, 34))  # of the day: from eight, and from half past one


def _slot(step: int) -> SlotRow:
    starts = time(step // 2, step % 2 * 30)
    half = HalfDay.AM if step < 24 else HalfDay.PM
    return SlotRow(f"S0001-{starts:%H%M}", half, starts, time((step + 1) // 2, (step + 1) % 2 * 30), step * 7 % 4)


SLOTS = tuple(map(_slot, HALF_HOURS))


def _ticket(
    number: int = 12,
    department: LocalText = CARDIOLOGY,
    doctor: LocalText | None = SUN,
    place: LocalText = PLACE,
) -> Ticket:
    kind = NumberKind.EXPERT if doctor else NumberKind.NORMAL
    return Ticket(kind, department, doctor, place, TODAY, time(9, 30), time(10, 0), number, 8)


TICKET = _ticket()
LONG_TICKET = _ticket(108, RESPIRATORY, LONG_DOCTOR, FAR_PLACE)


def _confirm(ticket: Ticket, fund: int, account: int, **more: object) -> ConfirmRegistration:
    fields: dict[str, object] = {
        "masked_name": NAME,
        "ticket": ticket,
        "total": Money(5_000),
        "fund": Money(fund),
        "account": Money(account),
        "patient_part": Money(5_000 - fund - account),
        "ways": WAYS,
        "held_until": datetime(2026, 11, 24, 8, 46),
        "step": Step(4, 4),
        "can_back": True,
        "card_in": True,
    }
    return ConfirmRegistration(**(fields | more))  # type: ignore[arg-type]


def _registered(ticket: Ticket, slip: SlipNotice, **more: object) -> Registered:
    fields: dict[str, object] = {"masked_name": NAME, "patient_part": Money(3_250), "trace_number": TRACE}
    return Registered(ticket=ticket, slip=slip, **(fields | more))  # type: ignore[arg-type]


def _row(number: int, state: AppointmentState, ticket: Ticket = TICKET) -> AppointmentRow:
    return AppointmentRow(f"AP{number:06d}", state, ticket, Money(5_000))


BOOKED = _row(1, AppointmentState.BOOKED)
PAID = _row(2, AppointmentState.PAID, LONG_TICKET)
ROWS = (
    BOOKED,
    PAID,
    _row(3, AppointmentState.CHECKED_IN, _ticket(3, doctor=None)),
    *(_row(number, state) for number, state in enumerate(AppointmentState, start=4)),
)

SAMPLES: Mapping[str, Screen] = {
    "choose-body-part": ChooseDepartment(groups=GROUPS, step=Step(2, 4), can_back=True),
    "choose-department": ChooseDepartment(groups=GROUPS, opened="chest", step=Step(2, 4), can_back=True),
    "find-department": FindDepartment(departments=DEPARTMENTS, step=Step(2, 4), can_back=True),
    "find-department-typed": FindDepartment(departments=DEPARTMENTS, typed="X", step=Step(2, 4), can_back=True),
    "choose-doctor": ChooseDoctor(
        department=CARDIOLOGY, today=TODAY, day=TODAY, days=DATES, sessions=SESSIONS, step=Step(2, 4), can_back=True
    ),
    "choose-doctor-full": ChooseDoctor(
        department=RESPIRATORY, today=TODAY, day=DATES[12], days=DATES, sessions=(), step=Step(2, 4), can_back=True,
    ),
    "choose-slot": ChooseSlot(
        department=CARDIOLOGY, today=TODAY, session=SESSIONS[0], slots=SLOTS, step=Step(3, 4), can_back=True
    ),
    "choose-slot-taken": ChooseSlot(
        department=RESPIRATORY, today=TODAY, session=SESSIONS[2], slots=SLOTS, step=Step(3, 4), can_back=True,
        problem_code="SLOT_TAKEN",
    ),
    "choose-slot-none": ChooseSlot(
        department=CARDIOLOGY, today=TODAY, session=SESSIONS[5], slots=(), step=Step(3, 4), can_back=True
    ),
    "confirm-registration": _confirm(TICKET, 1_750, 0),
    "confirm-registration-long": _confirm(LONG_TICKET, 1_750, 2_000, masked_name=RARE_NAME_EXT),
    "confirm-registration-free": _confirm(TICKET, 5_000, 0, ways=()),
    "confirm-registration-pick-up": _confirm(_ticket(3, doctor=None), 0, 0, held_until=None),
    "registered": _registered(TICKET, SlipNotice.PRINTED),
    "registered-no-paper": _registered(
        LONG_TICKET, SlipNotice.WAITING, slip_code=SLIP_CODE, recovered=True, masked_name=RARE_NAME_EXT
    ),
    "my-appointments": MyAppointments(masked_name=NAME, today=TODAY, appointments=ROWS, can_cancel=True, card_in=True),
    "no-appointments": NoAppointments(masked_name=NAME, can_cancel=True, card_in=True),
    "one-appointment": OneAppointment(appointment=BOOKED, acts=(PAY, CANCEL), can_back=True, card_in=True),
    "one-appointment-late": OneAppointment(
        appointment=PAID, acts=(CANCEL,), can_back=True, card_in=True, problem_code="CANCEL_TOO_LATE"
    ),
    "confirm-cancel": ConfirmCancel(appointment=PAID, can_back=True, card_in=True),
    "appointment-cancelled": AppointmentCancelled(ticket=LONG_TICKET, refunded=Money(30_000), card_in=True),
    "appointment-cancelled-unpaid": AppointmentCancelled(ticket=TICKET, refunded=NOTHING, card_in=True),
}  # fmt: skip
