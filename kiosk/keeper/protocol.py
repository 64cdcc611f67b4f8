"""What passes between turn and keeper: msgspec values, one JSON message a frame, over one Unix socket.

Frame: 4 bytes big-endian length, then JSON. Each request carries the protocol version, an id and a deadline; the answer
repeats the id. A turn that sends what is not here is cut off.
"""

from enum import StrEnum

import msgspec

from kiosk.domain.bill import Bill
from kiosk.domain.case import Case
from kiosk.domain.day_close import DayClose
from kiosk.domain.patient import Patient
from kiosk.domain.quote import Quote
from kiosk.domain.slip import Slip, SlipState
from kiosk.domain.staff import StaffItem, StaffPerson, StaffStory
from kiosk.domain.wording import LocalText
from kiosk.keeper.told import Activated as Activated
from kiosk.keeper.told import HealthReport as HealthReport

VERSION = 1
FRAME_BYTES_MAX = 1 << 20
CALL_S_MAX = 40.0
WATCH_S_MAX = 20.0


class Refusal(StrEnum):
    """Why the keeper did not do it. Each has a sentence on screen and a line in docs/errors.md."""

    HOSPITAL_UNREACHABLE = "HOSPITAL_UNREACHABLE"
    HOSPITAL_BUSY = "HOSPITAL_BUSY"  # 429, 503: it asked us to wait
    HOSPITAL_ERROR = "HOSPITAL_ERROR"  # an answer that breaks the contract, or 5xx
    PATIENT_NOT_FOUND = "PATIENT_NOT_FOUND"
    CARD_REFUSED = "CARD_REFUSED"  # lost, blocked
    SLIP_NOT_FOUND = "SLIP_NOT_FOUND"
    CODE_WRONG_PURPOSE = "CODE_WRONG_PURPOSE"  # an insurance credential that was issued for another function
    CODE_EXPIRED = "CODE_EXPIRED"  # an insurance credential that was shown too long ago
    CODE_UNKNOWN = "CODE_UNKNOWN"  # its issuer knows no such credential
    PERSON_NOT_MATCHED = "PERSON_NOT_MATCHED"  # no one person has this phone number and these four digits
    TOO_MANY_TRIES = "TOO_MANY_TRIES"  # at guessing who somebody is
    BILL_CHANGED = "BILL_CHANGED"
    BILL_LOCKED = "BILL_LOCKED"  # somebody is paying it elsewhere
    BILL_PAID = "BILL_PAID"
    INSURANCE_REFUSED = "INSURANCE_REFUSED"
    QUOTE_EXPIRED = "QUOTE_EXPIRED"
    APPOINTMENT_NOT_FOUND = "APPOINTMENT_NOT_FOUND"
    DOCUMENT_NOT_FOUND = "DOCUMENT_NOT_FOUND"
    DOCUMENT_WITHHELD = "DOCUMENT_WITHHELD"  # not signed yet, or the doctor's to tell
    SLOT_TAKEN = "SLOT_TAKEN"  # the last number of that half hour is gone
    ALREADY_REGISTERED = "ALREADY_REGISTERED"
    CANCEL_TOO_LATE = "CANCEL_TOO_LATE"  # checked in, or too near
    CANCEL_AT_WINDOW = "CANCEL_AT_WINDOW"  # paid together with other bills, or at a window
    CHECK_IN_EARLY = "CHECK_IN_EARLY"
    APPOINTMENT_NOT_TODAY = "APPOINTMENT_NOT_TODAY"
    APPOINTMENT_MISSED = "APPOINTMENT_MISSED"
    WRONG_PLACE = "WRONG_PLACE"
    ALREADY_CHECKED_IN = "ALREADY_CHECKED_IN"
    APPOINTMENT_UNPAID = "APPOINTMENT_UNPAID"
    APPOINTMENT_CANCELLED = "APPOINTMENT_CANCELLED"
    CREDIT_NOT_OFFERED = "CREDIT_NOT_OFFERED"
    CREDIT_NOT_SIGNED = "CREDIT_NOT_SIGNED"
    CREDIT_TERMS_CHANGED = "CREDIT_TERMS_CHANGED"  # the wording is another now
    CREDIT_OVER_LIMIT = "CREDIT_OVER_LIMIT"
    CREDIT_OVERDUE = "CREDIT_OVERDUE"  # something owed is past its date
    FACE_PAY_DENIED = "FACE_PAY_DENIED"  # the hospital's server gives no permit for this machine's face camera
    EXAM_NOT_FOUND = "EXAM_NOT_FOUND"
    EXAM_CONFLICT = "EXAM_CONFLICT"  # the reason names the other examination
    EXAM_UNPAID = "EXAM_UNPAID"
    PRESCRIPTION_CHANGED = "PRESCRIPTION_CHANGED"  # given out, or ordered elsewhere
    ADDRESS_REFUSED = "ADDRESS_REFUSED"  # gone, or nobody delivers there
    PHOTO_NOT_FOUND = "PHOTO_NOT_FOUND"  # none on file, or no consent
    FACE_AT_WINDOW = "FACE_AT_WINDOW"  # said by the turn: staff look at the person and the card
    ADMISSION_NOT_FOUND = "ADMISSION_NOT_FOUND"
    VISITING_CLOSED = "VISITING_CLOSED"  # not now; the reason says when
    VISITORS_FULL = "VISITORS_FULL"
    WARD_NOT_VISITED = "WARD_NOT_VISITED"  # by nobody
    PAYMENT_CLOSED_NOW = "PAYMENT_CLOSED_NOW"  # no new payments: clock, disk, too many open cases, server says no
    PIN_WRONG = "PIN_WRONG"  # or no such badge
    PIN_LOCKED = "PIN_LOCKED"  # too many wrong ones: nobody can sign in for some minutes
    NOT_ALLOWED = "NOT_ALLOWED"  # no lease, unknown handle
    KEEPER_UNREACHABLE = "KEEPER_UNREACHABLE"  # said by the turn's side
    BAD_REQUEST = "BAD_REQUEST"


class Request(msgspec.Struct, frozen=True, tag_field="call"):
    """Base of every call."""


class Activate(Request, frozen=True, tag="activate"):
    """The turn becomes the active one. A former lease ends."""

    pid: int


class Identify(Request, frozen=True, tag="identify"):
    """Evidence fields are flat, since msgspec tells unions apart by a tag that domain values do not carry."""

    visit: str
    kind: str  # insurance_card | id_card | e_credential | hospital_card | phone | bill_slip | dependent
    card_number: str = ""
    card_identifier: str = ""
    id_kind: str = ""
    id_number: str = ""  # of a phone number: its last four
    name: str = ""
    token: str = ""  # an insurance credential's or a slip's code, a hospital number, a dependent's id
    business_type: str = ""  # a `Purpose`
    phone: str = ""
    handle: str = ""  # who acts for a dependent


class UnpaidBills(Request, frozen=True, tag="unpaid_bills"):
    visit: str
    handle: str


class PreviewSettlement(Request, frozen=True, tag="preview"):
    """Locks the bills, then asks for the split. `coverage_code` "" settles without insurance."""

    visit: str
    handle: str
    bill_ids: tuple[str, ...]
    coverage_code: str


class ReleaseQuote(Request, frozen=True, tag="release_quote"):
    """The patient went back: unlock."""

    visit: str
    quote_id: str


class StartSettlement(Request, frozen=True, tag="start_settlement"):
    """Journal the intent and charge. `method`: "qr" | "payer_code" | "face" | "nothing_to_pay". `payer_code`: of a
    phone, or of a face.
    """

    visit: str
    quote_id: str
    method: str
    channel: str = ""
    payer_code: str = ""


class WatchCase(Request, frozen=True, tag="watch_case"):
    """Answers as soon as the case's version is above `seen_version`, or after `wait_s` with it unchanged."""

    visit: str
    case_id: str
    seen_version: int
    wait_s: float


class CancelCase(Request, frozen=True, tag="cancel_case"):
    """The patient asks to stop: close, query, and only then CLOSED."""

    visit: str
    case_id: str


class UntoldCases(Request, frozen=True, tag="untold_cases"):
    """Cases whose patient has not been told (≤ 10 min old)."""

    visit: str


class CaseTold(Request, frozen=True, tag="case_told"):
    """The screen for `phase` has been shown long enough to read."""

    visit: str
    case_id: str
    phase: str


class LeaseSlip(Request, frozen=True, tag="lease_slip"):
    """The next owed slip (of one case, or any), now PRINTING, or nothing."""

    visit: str
    case_id: str = ""
    handle: str = ""  # of staff: then the slips of days, and no other


class SlipReport(Request, frozen=True, tag="slip_report"):
    """How the print ended. OWED gives it back (nothing was printed)."""

    visit: str
    slip_id: str
    state: SlipState


class FindSettlement(Request, frozen=True, tag="find_settlement"):
    """Our own slip was scanned: owe a copy of it."""

    visit: str
    case_id: str


class CallStaff(Request, frozen=True, tag="call_staff"):
    """Sent at once, queued when offline (lane 1). Answered with the call's number."""

    visit: str
    step: str


class GetHealth(Request, frozen=True, tag="health"):
    """Whether a payment could be started now."""


class EndVisit(Request, frozen=True, tag="end_visit"):
    """Handles and quotes of the visit are forgotten; locks without a case are released."""

    visit: str


class QueueCommand(Request, frozen=True, tag="queue"):
    """Staff: `kiosk queue …`. `actor` is journaled."""

    action: str  # list | show | retry | park | release | handled | export | verify | reconcile[_slip] (item: the date)
    item: str = ""
    actor: str = ""
    why: str = ""


class CloseDay(Request, frozen=True, tag="close_day"):
    """The three-way match of a day. `owe_slip`: its slip is then owed, for maintenance only (`LeaseSlip.handle`)."""

    visit: str
    handle: str
    date: str  # YYYY-MM-DD
    owe_slip: bool


class SignIn(Request, frozen=True, tag="sign_in"):
    """Staff: the badge's code was scanned, the PIN typed."""

    visit: str
    badge: str
    pin: str


class StaffItems(Request, frozen=True, tag="staff_items"):
    visit: str
    handle: str


class StaffItemStory(Request, frozen=True, tag="staff_item_story"):
    visit: str
    handle: str
    item: str


class StaffItemAct(Request, frozen=True, tag="staff_item_act"):
    """`act`: a `StaffAct`; `why` is journaled with who did it."""

    visit: str
    handle: str
    item: str
    act: str
    why: str


class Ask(Request, frozen=True, tag="ask"):
    """A `kiosk.domain.inquiry.Query` by the name of its class. `handle` "": of nobody in particular."""

    visit: str
    name: str
    content: msgspec.Raw
    handle: str = ""


class Do(Request, frozen=True, tag="do"):
    """A `Command`. The same again, while nobody knows whether the first was done, goes out under the same key."""

    visit: str
    name: str
    content: msgspec.Raw
    handle: str = ""


class Tell(Request, frozen=True, tag="tell"):
    """A `Notice`: committed to the queue on return. Answered with its number."""

    visit: str
    name: str
    content: msgspec.Raw
    handle: str = ""


AnyRequest = (
    Activate | Identify | UnpaidBills | PreviewSettlement | ReleaseQuote | StartSettlement | WatchCase | CancelCase
    | UntoldCases | CaseTold | LeaseSlip | SlipReport | FindSettlement | CallStaff | GetHealth | EndVisit | QueueCommand
    | CloseDay | Ask | Do | Tell | SignIn | StaffItems | StaffItemStory | StaffItemAct
)  # fmt: skip


class Call(msgspec.Struct, frozen=True):
    """One request on the wire."""

    version: int
    call_id: int
    deadline_s: float
    request: AnyRequest


class Answer(msgspec.Struct, frozen=True):
    """One answer: `refusal` or the result's JSON (decoded by the caller into the type in RESULTS)."""

    call_id: int
    result: msgspec.Raw = msgspec.Raw(b"null")
    refusal: Refusal | None = None
    reason: LocalText | None = None  # of the refusal, in the hospital's words


# Ask and Do are answered with what their question says (`inquiry.answer_type`).
RESULTS: dict[type[Request], object] = {
    Activate: Activated,
    Identify: Patient,
    UnpaidBills: tuple[Bill, ...],
    PreviewSettlement: Quote,
    ReleaseQuote: None,
    StartSettlement: Case,
    WatchCase: Case,
    CancelCase: Case,
    UntoldCases: tuple[Case, ...],
    CaseTold: None,
    LeaseSlip: Slip | None,
    SlipReport: None,
    FindSettlement: Case,
    CallStaff: str,
    GetHealth: HealthReport,
    EndVisit: None,
    QueueCommand: dict[str, object],
    CloseDay: DayClose,
    Tell: str,
    SignIn: StaffPerson,
    StaffItems: tuple[StaffItem, ...],
    StaffItemStory: StaffStory,
    StaffItemAct: StaffStory,
}
