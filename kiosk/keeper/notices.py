"""Which notice goes out as which operation of the outbox."""

from dataclasses import dataclass

from kiosk.domain.check_in import CheckInNotice
from kiosk.domain.face_check import FaceCheckDone
from kiosk.domain.face_pay import FacePayNote
from kiosk.domain.help import WindowTicket
from kiosk.domain.inquiry import Notice
from kiosk.domain.pdf import DocumentPrinted
from kiosk.domain.screening import ScreeningAlert
from kiosk.domain.survey import SurveyAnswer
from kiosk.hospital.port import NoteKind
from offline_queue.operation import Lane


@dataclass(frozen=True, slots=True)
class Errand:
    """`in_order_of`: the field whose notices go out one after another; "": each for itself. `audited`: it is a row of
    the audit chain as well.
    """

    kind: type[Notice]
    note: NoteKind
    lane: Lane
    in_order_of: str = ""
    audited: bool = False


_ALL: tuple[Errand, ...] = (
    Errand(ScreeningAlert, NoteKind.SCREENING_ALERT, Lane.MONEY),
    Errand(WindowTicket, NoteKind.WINDOW, Lane.RECORD),
    Errand(CheckInNotice, NoteKind.CHECK_IN, Lane.RECORD, in_order_of="appointment_id"),
    Errand(DocumentPrinted, NoteKind.DOCUMENT_PRINTED, Lane.RECORD, in_order_of="document_id"),
    Errand(FacePayNote, NoteKind.FACE_PAY, Lane.RECORD, in_order_of="consent_id", audited=True),
    Errand(FaceCheckDone, NoteKind.FACE_CHECK, Lane.RECORD, audited=True),
    Errand(SurveyAnswer, NoteKind.SURVEY, Lane.TELEMETRY),
)

ERRANDS = {errand.kind.__name__: errand for errand in _ALL}
