"""An admission number can be guessed, and says who lies where: a turn may try a few, and give a pass for those that
were answered.
"""

from kiosk.domain.visiting import IssueVisitorPass, VisitingTerms
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.keeper.visits import Visit


def before(visit: Visit, asked: object) -> None:
    """Refused TOO_MANY_TRIES, NOT_ALLOWED."""
    if isinstance(asked, VisitingTerms) and asked.admission_number not in visit.admissions:
        visit.try_to_guess()
    if isinstance(asked, IssueVisitorPass) and asked.admission_number not in visit.admissions:
        raise Refused(Refusal.NOT_ALLOWED)


def answered(visit: Visit, asked: object) -> None:
    if isinstance(asked, VisitingTerms):
        visit.admissions.add(asked.admission_number)
