"""What was paid (缴费记录): the list, one of it, and its slip again where it was paid at this machine."""

from kiosk.domain.patient import Patient, Purpose
from kiosk.domain.payment_record import PaymentRecord, PaymentRecords
from kiosk.journeys.look_up import days, look_up, whole_person
from kiosk.journeys.reprint_slip import reprint_slip
from kiosk.screens.answers import Continue, Picked
from kiosk.screens.documents import (
    OLDER,
    ChoosePaymentRecord,
    NoRecords,
    PaymentRow,
    RecordKind,
    ShowPaymentRecord,
)
from kiosk.visit import Visit, WentBack


async def show_payment_records(visit: Visit) -> None:
    patient = await whole_person(visit, Purpose.DOCUMENTS)
    whole_year = False
    while True:
        records = await look_up(visit, PaymentRecords(*days(visit, whole_year)), patient.handle)
        picked = await _choose(visit, patient, records, whole_year)
        if picked == OLDER:
            whole_year = True
        elif (record := next((each for each in records if each.settlement_no == picked), None)) is not None:
            await _show(visit, patient, record)
        elif not records:
            return


async def _choose(visit: Visit, patient: Patient, records: tuple[PaymentRecord, ...], whole_year: bool) -> str:
    """A settlement's number, OLDER, or "" once there is nothing to choose from."""
    if not records:
        none = NoRecords(
            masked_name=patient.masked_name,
            kind=RecordKind.PAYMENTS,
            whole_year=whole_year,
            can_cancel=True,
            card_in=visit.card_in,
        )
        await visit.ask(none)
        return "" if whole_year else OLDER
    screen = ChoosePaymentRecord(
        masked_name=patient.masked_name,
        rows=tuple(PaymentRow.of(each) for each in records),
        whole_year=whole_year,
        can_back=True,
        card_in=visit.card_in,
    )
    answer = await visit.ask(screen)
    return answer.choice if isinstance(answer, Picked) else OLDER


async def _show(visit: Visit, patient: Patient, record: PaymentRecord) -> None:
    """Until the person is back at the list."""
    try:
        answer = await visit.ask(ShowPaymentRecord.of(record, patient.masked_name, card_in=visit.card_in))
    except WentBack:
        return
    if isinstance(answer, Continue) and record.case_id:
        await reprint_slip(visit, record.case_id)
