"""What journeys need of the world. Wired in `kiosk/composition`, faked by hand in tests."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from drivers.api.camera import CameraEvent
from drivers.api.code_scanner import CodeScanned, ScannerEvent
from drivers.api.errors import ErrorCode
from drivers.api.face_pay import FacePermit, FaceRawData
from drivers.api.id_card_reader import IdCard, IdCardDetected, IdCardEvent
from drivers.api.insurance_card_reader import CardEvent, CardInserted, CardRemoved, InsuranceCard
from drivers.api.receipt_printer import PrinterChanged, PrintJob
from drivers.api.report_printer import ReportPrinterEvent
from kiosk.domain.bill import Bill
from kiosk.domain.case import Case
from kiosk.domain.day_close import DayClose
from kiosk.domain.evidence import Evidence
from kiosk.domain.face_check import FaceCheckPolicy
from kiosk.domain.inquiry import Command, Notice, Query
from kiosk.domain.looking import EyeNews, Look
from kiosk.domain.patient import Patient
from kiosk.domain.payment import PayMethod
from kiosk.domain.pdf import Picture
from kiosk.domain.quote import Quote
from kiosk.domain.slip import Slip, SlipState
from kiosk.domain.staff import StaffAct, StaffItem, StaffPerson, StaffStory
from kiosk.domain.wording import Language
from kiosk.keeper.protocol import HealthReport
from kiosk.screens.answers import Answer
from kiosk.screens.base import Screen
from kiosk.screens.leaving import Overlay

R = TypeVar("R")
DeviceEvent = CardEvent | IdCardEvent | ScannerEvent | PrinterChanged | ReportPrinterEvent | CameraEvent
PersonEvent = CardInserted | CardRemoved | CodeScanned | IdCardDetected | EyeNews | CameraEvent


@dataclass(frozen=True, slots=True)
class Answered:
    """A touch. `seq` is the number `Ui.show` gave the screen it was made on: an older one is stale."""

    answer: Answer
    seq: int


@dataclass(frozen=True, slots=True)
class ModeChanged:
    language: Language
    elder: bool


@dataclass(frozen=True, slots=True)
class Touched:
    """A finger came down, whether or not it answers anything: somebody is here."""


Event = Answered | ModeChanged | Touched | DeviceEvent | EyeNews


class Ui(Protocol):
    """The picture. Calls return at once and may come from any thread."""

    def show(self, screen: Screen, goes_on: bool = False) -> int:
        """`goes_on`: an answer to what was shown before it counts as well."""
        ...

    def show_overlay(self, overlay: Overlay | None) -> int: ...


class Keeper(Protocol):
    """What must last, on the other side of the socket. Every call raises `kiosk.keeper.refused.Refused`."""

    async def activate(self) -> None: ...

    async def identify(self, evidence: Evidence) -> Patient: ...

    async def unpaid_bills(self, handle: str) -> tuple[Bill, ...]: ...

    async def preview(self, handle: str, bill_ids: tuple[str, ...], coverage_code: str) -> Quote: ...

    async def release_quote(self, quote_id: str) -> None: ...

    async def start_settlement(self, quote_id: str, method: PayMethod) -> Case: ...

    async def watch_case(self, case_id: str, seen_version: int, wait_s: float) -> Case: ...

    async def cancel_case(self, case_id: str) -> Case: ...

    async def untold_cases(self) -> tuple[Case, ...]: ...

    async def case_told(self, case: Case) -> None: ...

    async def find_settlement(self, case_id: str) -> Case: ...

    async def lease_slip(self, case_id: str, handle: str = "") -> Slip | None:
        """`handle` of staff: the slips of days, and no other."""
        ...

    async def report_slip(self, slip_id: str, state: SlipState) -> None: ...

    async def call_staff(self, step: str) -> str:
        """The call's number, for `HelpCallState`."""
        ...

    async def health(self) -> HealthReport: ...

    async def ask(self, query: Query[R], handle: str = "") -> R:
        """`handle`: whom it is about; "" for a question of nobody in particular."""
        ...

    async def do(self, command: Command[R], handle: str = "") -> R: ...

    async def tell(self, notice: Notice, handle: str = "") -> str:
        """On return it is stored, whether or not the hospital can be reached. The notice's number."""
        ...

    async def sign_in(self, badge: str, pin: str) -> StaffPerson: ...

    async def staff_items(self, handle: str) -> tuple[StaffItem, ...]: ...

    async def staff_story(self, handle: str, item: str) -> StaffStory: ...

    async def staff_act(self, handle: str, item: str, act: StaffAct, why: str) -> StaffStory: ...

    async def close_day(self, handle: str, date: str) -> DayClose:
        """YYYY-MM-DD. Its slip is then owed to whoever holds the handle."""
        ...

    async def end_visit(self) -> None: ...


class Devices(Protocol):
    """The devices of this machine. A missing or broken one raises DeviceError when used."""

    def start(self) -> None:
        """Open them all, asynchronously. Events come to the visit's inbox."""
        ...

    async def read_holder(self, reader_name: str) -> InsuranceCard: ...

    async def read_id_card(self) -> IdCard:
        """The one that was detected."""
        ...

    async def print(self, job: PrintJob) -> None: ...

    async def print_pdf(self, pdf: bytes, pages: int) -> None:
        """On A4. How far it is comes to the inbox as `PagesPrinted`."""
        ...

    async def print_sheets(self, job: PrintJob) -> None:
        """The same as `print`, on A4."""
        ...

    async def face_raw_data(self) -> FaceRawData: ...

    async def face_code(self, permit: FacePermit, amount_fen: int) -> str:
        """The payment provider's camera looks at the person."""
        ...

    def end_face_pay(self, paid: bool | None) -> None:
        """The look, or the payment after it, is over: a look under way stops, the provider hears whether it was paid
        (None: nothing was charged, or nobody knows) and forgets the person. Returns at once; no money hangs on it.
        """
        ...

    def cancel_pdf(self) -> None:
        """Have it taken back; `print_pdf` then ends with JOB_CANCELLED, or with what it had come to."""
        ...

    def usable(self, name: str) -> bool | None:
        """Whether the device of that role works; None while it is not known yet."""
        ...

    def trouble(self, name: str) -> ErrorCode | None:
        """Why it does not work, as far as is known: PAPER_OUT, say, which somebody can mend."""
        ...

    async def close(self) -> None: ...


class Eyes(Protocol):
    """The camera, and what understands its pictures. It is off unless it looks; what it sees comes to the inbox."""

    def can(self, look: type[Look]) -> bool | None:
        """Whether this machine has what it takes: camera, models. None while it is not known yet."""
        ...

    def look(self, look: Look) -> None:
        """From now on, for this. Returns at once."""
        ...

    def rest(self) -> None:
        """No more news; the camera goes off, and what it saw is forgotten."""
        ...


class IdPhotos(Protocol):
    """Opens the photo of an identity card's chip."""

    async def opened(self, wlt: bytes) -> bytes | None:
        """As PNG. None: it did not come about."""
        ...


@dataclass(frozen=True, slots=True)
class FaceMeans:
    """Whether faces are compared beside a card, and what opens the card's photo (None: nothing does)."""

    policy: FaceCheckPolicy = FaceCheckPolicy.OFF
    id_photos: IdPhotos | None = None


NO_FACES = FaceMeans()


class Pages(Protocol):
    """Draws pages of a PDF, away from the loop. Raises `kiosk.documents.pages.PagesBroken`."""

    async def count(self, pdf: bytes) -> int: ...

    async def picture(self, pdf: bytes, index: int) -> Picture:
        """`index` from 0."""
        ...


class Clock(Protocol):
    """Time as an argument. `today_ordinal` is the local calendar date (`date.toordinal`), `now` what the wall shows."""

    def monotonic_s(self) -> float: ...

    def today_ordinal(self) -> int: ...

    def now(self) -> datetime: ...


class Timeline(Protocol):
    """What happened, without personal data; a file in a lab, nothing elsewhere."""

    def note(self, event: str, **facts: str | int | bool) -> None: ...
