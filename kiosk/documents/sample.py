"""A slip of nobody, with every field filled in: for trying templates."""

from kiosk.domain.case import Case, Phase, WaitingFor
from kiosk.domain.money import Money
from kiosk.domain.payment import Channel
from kiosk.domain.slip import Slip, SlipKind, SlipLine

_PHASES = {
    SlipKind.SETTLED: Phase.SETTLED,
    SlipKind.BEING_CHECKED: Phase.CHECKING,
    SlipKind.REVERSED: Phase.REVERSED,
    SlipKind.BY_HAND: Phase.BY_HAND,
}


def sample_slip(kind: SlipKind) -> Slip:
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
