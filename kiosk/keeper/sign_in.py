"""Staff sign in at the machine with badge and PIN. Who did, who failed and when is in the audit chain."""

import threading
from pathlib import Path

from kiosk.domain.staff import StaffPerson
from kiosk.keeper import protocol
from kiosk.keeper.office import Office
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.keeper.staff_file import NOBODY, StaffFileBroken, load_staff
from kiosk.keeper.staff_story import act_bytes

TRIES_MAX = 5
LOCKED_MS = 300_000


class SignIn:
    """`staff_file` None: nobody can. Wrong PINs in a row lock the door for all badges of this machine."""

    def __init__(self, office: Office, staff_file: Path | None) -> None:
        self._office = office
        self._file = staff_file
        self._lock = threading.Lock()
        self._failures = 0
        self._locked_until_ms = 0

    def sign_in(self, request: protocol.SignIn, deadline_s: float) -> StaffPerson:
        """Raises Refused PIN_WRONG (an unknown badge, too), PIN_LOCKED, NOT_ALLOWED."""
        visit = self._office.visits.check(request.visit)
        if self._file is None:
            raise Refused(Refusal.NOT_ALLOWED)
        with self._lock:
            if self._office.time.now_ms() < self._locked_until_ms:
                raise Refused(Refusal.PIN_LOCKED)
            try:
                badge = load_staff(self._file).get(request.badge, NOBODY)
            except StaffFileBroken as broken:
                self._office.log("staff_file.broken", code=broken.code, detail=str(broken))
                raise Refused(Refusal.NOT_ALLOWED) from broken
            if not badge.opens_with(request.pin) or badge is NOBODY:
                self._failed(request.badge)
            self._failures = 0
        self._note("staff.sign_in", request.badge, badge.name)
        return StaffPerson(self._office.visits.admit_staff(visit, badge.name), badge.name)

    def require_staff(self, visit: str, handle: str) -> str:
        """The name of who signed in under this handle. Raises Refused NOT_ALLOWED."""
        return self._office.visits.staff(self._office.visits.check(visit), handle)

    def _failed(self, badge: str) -> None:
        self._failures += 1
        self._note("staff.refused", badge, "PIN_WRONG")
        if self._failures >= TRIES_MAX:
            self._failures = 0
            self._locked_until_ms = self._office.time.now_ms() + LOCKED_MS
            raise Refused(Refusal.PIN_LOCKED)
        raise Refused(Refusal.PIN_WRONG)

    def _note(self, kind: str, badge: str, why: str) -> None:
        audit = self._office.ledger.journal.audit
        self._office.writer.run(lambda tx: audit.append(tx, kind, badge[:64] or "-", act_bytes(badge[:64], why)))
