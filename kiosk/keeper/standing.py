"""What the evidence that somebody showed lets be asked in their name. The turn does not offer more; this says no."""

from kiosk.domain.credit import LockCredit, SignCredit
from kiosk.domain.evidence import BY_NUMBER, PRIVATE
from kiosk.domain.face_check import PhotoOnFile, ReferencePhoto
from kiosk.domain.invoice import Invoices
from kiosk.domain.patient import Purpose
from kiosk.domain.payment_record import PaymentRecords
from kiosk.domain.pdf import DocumentPrinted, PdfPart
from kiosk.domain.registration import CancelAppointment
from kiosk.domain.report import Reports
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.keeper.visits import Person

NEEDS: dict[type, frozenset[Purpose]] = {
    Reports: frozenset({Purpose.REPORTS}),
    Invoices: frozenset({Purpose.DOCUMENTS}),
    PaymentRecords: frozenset({Purpose.DOCUMENTS}),
    PdfPart: PRIVATE,
    DocumentPrinted: PRIVATE,
}
"""Any of these."""

NOT_BY_NUMBER = frozenset({CancelAppointment, SignCredit, LockCredit, PhotoOnFile, ReferencePhoto})
"""Nobody gives up another's visit, makes a debt in another's name, or gets another's photo, with a number that they may
have read.
"""


def require(person: Person, asked: object) -> None:
    """Raises Refused NOT_ALLOWED. The slip of one bill opens that bill and nothing else."""
    wanted = NEEDS.get(type(asked))
    by_number = type(asked) in NOT_BY_NUMBER and person.good_for == BY_NUMBER
    if person.patient.scope_bill_id or by_number or (wanted is not None and not wanted & person.good_for):
        raise Refused(Refusal.NOT_ALLOWED)
