"""Which notice goes out as which operation of the outbox."""

from dataclasses import dataclass

from kiosk.domain.check_in import CheckInNotice
from kiosk.domain.help import WindowTicket
from kiosk.domain.inquiry import Notice
from kiosk.domain.pdf import DocumentPrinted
from kiosk.domain.screening import ScreeningAlert
from kiosk.domain.survey import SurveyAnswer
from kiosk.hospital.port import NoteKind
from offline_queue.operation import Lane


@dataclass(frozen=True, slots=True)
class Errand:
    """`in_order_of`: the field whose notices go out one after another; "": each for itself."""

    kind: type[Notice]
    note: NoteKind
    lane: Lane
    in_order_of: str = ""


_ALL: tuple[Errand, ...] = (
    Errand(ScreeningAlert, NoteKind.SCREENING_ALERT, Lane.MONEY),
    Errand(WindowTicket, NoteKind.WINDOW, Lane.RECORD),
    Errand(CheckInNotice, NoteKind.CHECK_IN, Lane.RECORD, in_order_of="appointment_id"),
    Errand(DocumentPrinted, NoteKind.DOCUMENT_PRINTED, Lane.RECORD, in_order_of="document_id"),
    Errand(SurveyAnswer, NoteKind.SURVEY, Lane.TELEMETRY),
)

ERRANDS = {errand.kind.__name__: errand for errand in _ALL}
