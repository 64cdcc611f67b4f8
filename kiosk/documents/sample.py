"""Slips and papers of nobody, with every field filled in: for trying templates."""

from collections.abc import Mapping
from datetime import date, datetime, time
from types import MappingProxyType

from kiosk.documents.sample_aftercare import PAPERS as AFTERCARE
from kiosk.documents.sample_visiting import PAPERS as VISITING
from kiosk.domain.appointment import Appointment, AppointmentState, NumberKind
from kiosk.domain.case import Case, Phase, WaitingFor
from kiosk.domain.credit import CreditLock
from kiosk.domain.day_close import DayClose, DayItem, Match
from kiosk.domain.help import WindowTicket
from kiosk.domain.invoice import Invoice, PrintRight
from kiosk.domain.machine import Machine
from kiosk.domain.money import NOTHING, Money
from kiosk.domain.payment import Channel
from kiosk.domain.screening import FeverClinic
from kiosk.domain.slip import NOBODYS, Slip, SlipKind, SlipLine
from kiosk.domain.ticket import Ticket
from kiosk.domain.wording import LocalText

_PHASES = {
    SlipKind.SETTLED: Phase.SETTLED,
    SlipKind.BEING_CHECKED: Phase.CHECKING,
    SlipKind.REVERSED: Phase.REVERSED,
    SlipKind.BY_HAND: Phase.BY_HAND,
}


def sample_ticket() -> Ticket:
    return Ticket(
        kind=NumberKind.EXPERT,
        department=LocalText("心血管内科", "Cardiology"),
        doctor=LocalText("孙明远", "Dr Sun Mingyuan"),
        place=LocalText("门诊楼 3 楼 A 区 5 诊室", "Outpatients 3F, room A-5"),
        date=date(2026, 11, 24),
        starts=time(9, 30),
        ends=time(10, 0),
        number=12,
        ahead=8,
        code="YZ1:A:AP000001",
    )


def sample_day() -> DayClose:
    return DayClose(
        terminal_id="K07",
        date="2026-11-22",
        made_at_text="2026-11-23 12:00:00",
        final=True,
        counts={Match.MATCHED: 182, Match.LONG: 1, Match.SHORT: 1, Match.AMOUNT_DIFFERS: 0, Match.IN_FLIGHT: 1},
        terminal=Money(4126000),
        hospital=Money(4134620),
        channel=Money(4134621),
        items=(
            DayItem(Match.LONG, "PAID_AFTER_CLOSE", "YZsample01", "K07-000002", NOTHING, None, Money(8621)),
            DayItem(Match.SHORT, "SHORT_NO_MONEY", "YZsample02", "K07-000003", Money(8620), Money(8620), NOTHING),
            DayItem(Match.IN_FLIGHT, "WITH_STAFF", "YZsample03", "K07-000004", None, None, None),
        ),
    )


def sample_slip(kind: SlipKind) -> Slip:
    if kind is SlipKind.DAY_CLOSE:
        return Slip(
            "day-2026-11-22-1",
            kind,
            NOBODYS,
            True,
            (),
            "医站示范医院",
            "门诊一楼",
            "2026-11-23 12:00:00",
            day=sample_day(),
        )
    case = Case(
        case_id="sample00",
        version=1,
        trace_number="K07-000001",
        masked_name="张*丰",
        phase=_PHASES[kind],
        waiting_for=WaitingFor.NOBODY,
        total=Money(41260),
        fund=Money(26840),
        account=Money(5800),
        patient_part=Money(8620),
        channel=Channel.WECHAT,
    )
    return Slip(
        slip_id="sample00-1",
        kind=kind,
        case=case,
        copy=True,
        lines=(SlipLine("检验费", 31260), SlipLine("西药费", 10000)),
        hospital_name="医站示范医院",
        place="门诊一楼",
        printed_at_text="2026-11-23 12:00:00",
        settlement_number="330200202611230001",
        invoice_number="0012345678",
        channel_trade_number="4200001234202611230123456789",
        coverage_name="职工基本医疗保险",
        qr_content="YZ1:S:sample00",
    )


NOW = datetime(2026, 11, 23, 9, 12)
MACHINE = Machine("K07", LocalText("医站示范医院", "Yizhan Demo Hospital"), LocalText("门诊一楼", "Outpatients, 1F"))
APPOINTMENT = Appointment(
    appointment_id="AP000001",
    state=AppointmentState.CHECKED_IN,
    kind=NumberKind.EXPERT,
    department=LocalText("心血管内科", "Cardiology"),
    doctor=LocalText("孙明远", "Dr Sun"),
    place=LocalText("门诊楼 3 楼 A 区 5 诊室", "Outpatients 3F, room A-5"),
    date=date(2026, 11, 23),
    starts=time(9, 30),
    ends=time(10, 0),
    number=12,
    fee=Money(5000),
)
CLINIC = FeverClinic(
    LocalText("发热门诊（门诊楼东侧一楼）", "Fever clinic, ground floor, east of Outpatients"),
    LocalText("戴好口罩，出大门右转，走室外通道", "Wear your mask; turn right outside and take the outdoor path"),
)
_CHECK_IN = {
    "appointment": APPOINTMENT,
    "masked_name": "张*丰",
    "ahead": 4,
    "wait_min": 25,
    "late": True,
    "provisional": False,
}
INVOICE = Invoice(
    batch_code="33022626",
    number="0000000017",
    check_code="4fe21a",
    date=date(2026, 11, 23),
    title=LocalText("检验费", "Laboratory tests"),
    amount=Money(41_260),
    red=False,
    reverses="",
    reversed_by="",
    printed=0,
    right=PrintRight.ORIGINAL,
    verify_url="https://einvoice.example/v?sample00",
    document_id="EI0000000017",
)
LOCK = CreditLock("CR00000001", Money(41_260), date(2026, 12, 23), Money(49_880), Money(300_000))

PAPERS: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {
        "check_in": {**_CHECK_IN, "reminder": "https://queue.example/r/sample00"},
        "screening": {"clinic": CLINIC},
        "see_doctor": {"place": LocalText("门诊楼 3 楼 A 区 5 诊室", "Outpatients 3F, room A-5")},
        "window": {
            "ticket": WindowTicket("pay_bills", "ConfirmSplit", "INSURANCE_REFUSED"),
            "step": {"number": 3, "of": 4},
            "number": "window-sample00",
            "told": "MPLE00",
        },
        "invoice": {"invoice": INVOICE, "masked_name": "张*丰"},
        "put_off": {"lock": LOCK, "masked_name": "张*丰"},
        **AFTERCARE,
        **VISITING,
    }
)
"""Template of a paper that is not owed → values for trying it. The name is what `print_paper` is called with."""
