"""A terminal without processes: a screen that is a list, a keeper that is a script, devices that do as told."""

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from typing import Any, TypeVar

from drivers.api.errors import DeviceError, ErrorCode
from drivers.api.face_pay import FacePermit, FaceRawData
from drivers.api.id_card_reader import IdCard, IdCardKind
from drivers.api.insurance_card_reader import CardInserted, CardRemoved, InsuranceCard
from drivers.api.receipt_printer import PrintJob
from drivers.api.report_printer import PagesPrinted
from kiosk.documents.pages import PagesBroken
from kiosk.domain.bill import Bill, BillItem
from kiosk.domain.case import Case, Phase, WaitingFor
from kiosk.domain.coverage import Coverage, CoverageStatus
from kiosk.domain.credit import Credit, CreditStatus
from kiosk.domain.day_close import DayClose, Match
from kiosk.domain.evidence import BillSlipEvidence, DependentEvidence, Evidence
from kiosk.domain.help import HelpCall, HelpCallState, HelpState
from kiosk.domain.inquiry import Command, Notice, Query
from kiosk.domain.looking import Look
from kiosk.domain.machine import Machine
from kiosk.domain.money import Money
from kiosk.domain.patient import Dependent, Patient
from kiosk.domain.payment import NothingToPay, PayMethod
from kiosk.domain.pdf import Picture
from kiosk.domain.quote import Quote
from kiosk.domain.slip import Slip, SlipKind, SlipLine, SlipState
from kiosk.domain.staff import StaffAct, StaffItem, StaffPerson, StaffStory
from kiosk.domain.ticket import Ticket
from kiosk.domain.wording import LocalText
from kiosk.keeper.protocol import HealthReport, Refusal
from kiosk.keeper.refused import Refused
from kiosk.ports import Answered
from kiosk.profile import Limits
from kiosk.screens.answers import Answer
from kiosk.screens.base import Screen
from kiosk.screens.leaving import Overlay
from kiosk.turn import run_turn
from kiosk.visit import Visit

S = TypeVar("S", bound=Screen)
T = TypeVar("T")
R = TypeVar("R")
READER = "Virtual PCD 00 00"
CARD = InsuranceCard("C1", "ID" * 16, "3.00", None, date(2030, 1, 1), "330299194001010010", "张三丰", b"\x3b", READER)
ID_CARD = IdCard(
    IdCardKind.CITIZEN, "张三丰", "330299194001010010", "1", date(1940, 1, 1), date(2018, 1, 1), None, "甬城市公安局"
)
BILL = Bill(
    "b1", LocalText("检验费", "Lab tests"), LocalText("内科", "Internal medicine"), datetime(2026, 11, 23, 9, 0),
    (BillItem(LocalText("血常规"), "1 次", Money(41260)),), Money(41260),
)  # fmt: skip
QUOTE = Quote("q1", ("b1",), Money(41260), Money(26840), Money(5800), Money(8620), LocalText("城镇职工"))
EMPLOYEE = Coverage("310", LocalText("城镇职工"), CoverageStatus.ACTIVE, Money(100_00))
MACHINE = Machine("K07", LocalText("医站示范医院", "Yizhan Demo Hospital"), LocalText("门诊一楼", "Outpatients, 1F"))
UNLESS_SAID: dict[type, Any] = {
    HelpCallState: HelpCall(HelpState.WAITING),
    CreditStatus: Credit(offered=False, signed=False, limit=Money(0), used=Money(0)),
}
RESIDENT = Coverage("390", LocalText("城乡居民"), CoverageStatus.ACTIVE, Money(0))

STORY = StaffStory(
    StaffItem("case0001", "K07-000001", "by_hand", "NOT_RESOLVED", "11-23 12:00", Money(8620), theirs=True),
    (),
    "STAFF",
    (StaffAct.RETRY, StaffAct.HANDLED),
)


@dataclass
class FakeUi:
    """Numbers screens and overlays with one counter, as the bridge does. `top` is what a finger meets."""

    shown: list[Screen] = field(default_factory=list)
    overlays: list[Overlay | None] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    _count: int = 0
    _screen_seq: int = 0
    _overlay_seq: int = 0

    def show(self, screen: Screen, goes_on: bool = False) -> int:
        self.shown.append(screen)
        self.changed.set()
        self._count += 1
        self._screen_seq = self._count
        return self._screen_seq

    def show_overlay(self, overlay: Overlay | None) -> int:
        self.overlays.append(overlay)
        self.changed.set()
        self._count += overlay is not None
        self._overlay_seq = self._count if overlay is not None else 0
        return self._overlay_seq

    @property
    def top(self) -> int:
        return self._overlay_seq or self._screen_seq


@dataclass
class FakeKeeper:
    """`phases` is what the case goes through after the start; each `watch_case` gives the next."""

    phases: list[Phase] = field(default_factory=lambda: [Phase.AWAITING, Phase.RECEIVED, Phase.SETTLED])
    coverages: tuple[Coverage, ...] = (EMPLOYEE,)
    bills: tuple[Bill, ...] = (BILL,)
    quote: Quote = QUOTE
    untold: tuple[Case, ...] = ()
    watch_s_max: float = 300.0
    refuse: dict[str, list[Refusal]] = field(default_factory=dict)
    slips: list[Slip] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    methods: list[PayMethod] = field(default_factory=list)
    reports: list[SlipState] = field(default_factory=list)
    case: Case | None = None
    story: StaffStory = STORY
    answers: dict[type, Any] = field(default_factory=dict)
    asked: list[Query[Any] | Command[Any]] = field(default_factory=list)
    told: list[Notice] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    dependents: tuple[Dependent, ...] = ()
    ticket: Ticket | None = None  # of what is paid for
    reason_code: str = ""  # why it does not go through
    _left: list[Phase] = field(default_factory=list)

    def _call(self, name: str) -> None:
        self.calls.append(name)
        if self.refuse.get(name):
            raise Refused(self.refuse[name].pop(0))

    async def activate(self) -> None:
        self._call("activate")

    async def identify(self, evidence: Evidence) -> Patient:
        self._call("identify_slip" if isinstance(evidence, BillSlipEvidence) else "identify")
        self.evidence.append(evidence)
        if isinstance(evidence, DependentEvidence):
            return Patient("h2", "张*宝", self.coverages, guardian_masked_name="张*丰")
        return Patient("h1", "张*丰", self.coverages, dependents=self.dependents)

    async def unpaid_bills(self, handle: str) -> tuple[Bill, ...]:
        self._call("unpaid_bills")
        return self.bills

    async def preview(self, handle: str, bill_ids: tuple[str, ...], coverage_code: str) -> Quote:
        self._call(f"preview {','.join(bill_ids)} {coverage_code}")
        return self.quote

    async def release_quote(self, quote_id: str) -> None:
        self._call("release_quote")

    async def start_settlement(self, quote_id: str, method: PayMethod) -> Case:
        self._call("start_settlement")
        self.methods.append(method)
        self._left = list(self.phases)
        self.case = case(Phase.RECEIVED if isinstance(method, NothingToPay) else Phase.STARTING)
        return self.case

    async def watch_case(self, case_id: str, seen_version: int, wait_s: float) -> Case:
        self._call("watch_case")
        assert self.case is not None
        await asyncio.sleep(0.01 if self._left else min(wait_s, self.watch_s_max))
        if self._left:
            self._go(self._left.pop(0))
        return self.case

    def _go(self, phase: Phase) -> None:
        assert self.case is not None
        news = case(phase, version=self.case.version + 1)
        self.case = replace(news, ticket=self.ticket, reason_code=self.reason_code)
        if phase is Phase.SETTLED:
            self.slips.append(slip(self.case))

    async def cancel_case(self, case_id: str) -> Case:
        self._call("cancel_case")
        self._left = []
        self._go(Phase.CLOSED)
        assert self.case is not None
        return self.case

    async def untold_cases(self) -> tuple[Case, ...]:
        self._call("untold_cases")
        return self.untold

    async def case_told(self, case: Case) -> None:
        self._call("case_told")

    async def find_settlement(self, case_id: str) -> Case:
        self._call(f"find {case_id}")
        found = case(Phase.SETTLED)
        self.slips.append(replace(slip(found), copy=True))
        return found

    async def sign_in(self, badge: str, pin: str) -> StaffPerson:
        self._call(f"sign_in {badge} {pin}")
        return StaffPerson("staff1", "王工")

    async def staff_items(self, handle: str) -> tuple[StaffItem, ...]:
        self._call(f"staff_items {handle}")
        return (self.story.item,)

    async def staff_story(self, handle: str, item: str) -> StaffStory:
        self._call(f"staff_story {handle} {item}")
        return self.story

    async def staff_act(self, handle: str, item: str, act: StaffAct, why: str) -> StaffStory:
        self._call(f"staff_act {handle} {item} {act} {why}")
        self.story = replace(self.story, may=())
        return self.story

    async def close_day(self, handle: str, date: str) -> DayClose:
        self._call(f"close_day {handle} {date}")
        return DayClose("K07", date, "", True, {Match.MATCHED: 3}, Money(1), Money(1), Money(1), ())

    async def lease_slip(self, case_id: str, handle: str = "") -> Slip | None:
        self._call("lease_slip")
        return self.slips[0] if self.slips else None

    async def report_slip(self, slip_id: str, state: SlipState) -> None:
        self.reports.append(state)
        if state is SlipState.PRINTED:
            self.slips.pop(0)

    async def call_staff(self, step: str) -> str:
        self._call(f"call_staff {step}")
        return "help-1"

    async def health(self) -> HealthReport:
        return HealthReport(True, True)

    async def ask(self, query: Query[R], handle: str = "") -> R:
        return self._said(query)

    async def do(self, command: Command[R], handle: str = "") -> R:
        return self._said(command)

    async def tell(self, notice: Notice, handle: str = "") -> str:
        self._call(type(notice).__name__)
        self.told.append(notice)
        return "note-1"

    def _said(self, asked: Query[R] | Command[R]) -> R:
        """What `answers` holds for this kind of question: a value, or a function of it."""
        self._call(type(asked).__name__)
        self.asked.append(asked)
        answer = (UNLESS_SAID | self.answers)[type(asked)]
        found: R = answer(asked) if callable(answer) else answer
        return found

    async def end_visit(self) -> None:
        self._call("end_visit")


def case(phase: Phase, version: int = 1, *, recovered: bool = False) -> Case:
    waiting = WaitingFor.PATIENT if phase is Phase.AWAITING else WaitingFor.BANK
    return Case(
        "case0001", version, "K07-000001", "张*丰", phase, waiting, QUOTE.total, QUOTE.fund, QUOTE.account,
        QUOTE.patient_part, code_url="https://pay.example/1" if phase is Phase.AWAITING else "",
        code_expires_in_s=120, recovered=recovered,
    )  # fmt: skip


def slip(of: Case) -> Slip:
    return Slip(
        "s1", SlipKind.SETTLED, of, False, (SlipLine("检验费", 41260),), "医站示范医院", "门诊一楼",
        "2026-11-23 12:00", "SETL1", "INV1", "4200001", "城镇职工", qr_content=f"YZ1:S:{of.case_id}",
    )  # fmt: skip


@dataclass
class FakeDevices:
    card: InsuranceCard | DeviceError = CARD
    id_card: IdCard | DeviceError = ID_CARD
    printed: list[PrintJob] = field(default_factory=list)
    print_errors: list[DeviceError] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    troubles: dict[str, ErrorCode] = field(default_factory=dict)
    started: bool = False
    closed: bool = False
    sheets: list[PrintJob] = field(default_factory=list)
    sheet_errors: list[DeviceError] = field(default_factory=list)
    pdfs: list[bytes] = field(default_factory=list)
    pdf_acts: list[tuple[PagesPrinted | Exception | asyncio.Event, ...]] = field(default_factory=list)
    pdfs_cancelled: bool = False
    has_face_pay: bool = False
    face: str | DeviceError | None = "134567890123456789"  # None: nobody looks
    looked: list[tuple[str, int]] = field(default_factory=list)
    face_ends: list[bool | None] = field(default_factory=list)
    post: Callable[[PagesPrinted], None] = lambda event: None

    def start(self) -> None:
        self.started = True

    async def read_holder(self, reader_name: str) -> InsuranceCard:
        if isinstance(self.card, DeviceError):
            raise self.card
        return self.card

    async def read_id_card(self) -> IdCard:
        if isinstance(self.id_card, DeviceError):
            raise self.id_card
        return self.id_card

    async def print(self, job: PrintJob) -> None:
        if self.print_errors:
            raise self.print_errors.pop(0)
        self.printed.append(job)

    async def print_pdf(self, pdf: bytes, pages: int) -> None:
        """What the test puts into `pdf_acts` happens, one after the other: events, waits, errors; then it is out."""
        self.pdfs_cancelled = False
        for act in self.pdf_acts.pop(0) if self.pdf_acts else ():
            if isinstance(act, Exception):
                raise act
            if isinstance(act, PagesPrinted):
                self.post(act)
            else:
                await act.wait()
            if self.pdfs_cancelled:
                raise DeviceError(ErrorCode.JOB_CANCELLED)
        self.pdfs.append(pdf)

    async def print_sheets(self, job: PrintJob) -> None:
        if self.sheet_errors:
            raise self.sheet_errors.pop(0)
        self.sheets.append(job)

    async def face_raw_data(self) -> FaceRawData:
        return FaceRawData("wechat", "raw", "S01", "D01")

    async def face_code(self, permit: FacePermit, amount_fen: int) -> str:
        self.looked.append((permit.auth_info, amount_fen))
        if self.face is None:
            await asyncio.Event().wait()
        if isinstance(self.face, DeviceError):
            raise self.face
        return str(self.face)

    def end_face_pay(self, paid: bool | None) -> None:
        self.face_ends.append(paid)

    def cancel_pdf(self) -> None:
        self.pdfs_cancelled = True

    def usable(self, name: str) -> bool | None:
        return name not in self.broken and (name != "face_pay" or self.has_face_pay)

    def trouble(self, name: str) -> ErrorCode | None:
        return self.troubles.get(name)

    async def close(self) -> None:
        self.closed = True


class FakePages:
    """A page for each "page" in the bytes; no thread, which the virtual clock would run away from."""

    async def count(self, pdf: bytes) -> int:
        if not pdf.count(b"page"):
            raise PagesBroken
        return pdf.count(b"page")

    async def picture(self, pdf: bytes, index: int) -> Picture:
        return Picture(f"{hashlib.sha256(pdf).hexdigest()[:8]}-{index}", b"png")


class LoopClock:
    def monotonic_s(self) -> float:
        return asyncio.get_running_loop().time()

    def today_ordinal(self) -> int:
        return date(2026, 11, 23).toordinal()

    def now(self) -> datetime:
        """09:00 when the loop begins."""
        return datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=8))) + timedelta(seconds=self.monotonic_s())


@dataclass
class NoTimeline:
    notes: list[str] = field(default_factory=list)

    def note(self, event: str, **facts: str | int | bool) -> None:
        self.notes.append(event)


@dataclass
class FakeEyes:
    """A camera that can do what `can_do` says, and notes what it was looked through for; `post` is the news' way."""

    can_do: tuple[type[Look], ...] = ()
    looks: list[Look | None] = field(default_factory=list)

    def can(self, look: type[Look]) -> bool | None:
        return look in self.can_do

    def look(self, look: Look) -> None:
        self.looks.append(look)

    def rest(self) -> None:
        self.looks.append(None)


class Person:
    """Hands in front of a terminal that runs one turn on a virtual clock."""

    def __init__(
        self, keeper: FakeKeeper | None = None, devices: FakeDevices | None = None, eyes: FakeEyes | None = None
    ) -> None:
        self.eyes = eyes or FakeEyes()
        self.ui = FakeUi()
        self.keeper = keeper or FakeKeeper()
        self.devices = devices or FakeDevices()
        self.timeline = NoTimeline()
        self.visit = Visit(
            self.ui,
            self.keeper,
            self.devices,
            Limits(),
            LoopClock(),
            self.timeline,
            MACHINE,
            pages=FakePages(),
            eyes=self.eyes,
        )
        self.devices.post = self.visit.post
        self.turn = asyncio.ensure_future(run_turn(self.visit))

    async def sees(self, *kinds: type[S], within_s: float = 300.0) -> S:
        """Wait until one of `kinds` is the screen."""

        def seen() -> S | None:
            screen = self.ui.shown[-1]
            return screen if isinstance(screen, kinds) else None

        return await self._until(seen, within_s)

    async def sees_overlay(self, kind: type[object], within_s: float = 300.0) -> None:
        await self._until(
            lambda: True if self.ui.overlays and isinstance(self.ui.overlays[-1], kind) else None, within_s
        )

    async def _until(self, seen: Callable[[], T | None], within_s: float) -> T:
        async with asyncio.timeout(within_s):
            while True:
                self.ui.changed.clear()
                if self.ui.shown and (found := seen()):
                    return found
                await self.ui.changed.wait()

    def touches(self, answer: Answer) -> None:
        self.visit.post(Answered(answer, self.ui.top))

    def inserts_card(self, *, at_open: bool = False) -> None:
        self.visit.post(CardInserted(READER, at_open))

    def removes_card(self) -> None:
        self.visit.post(CardRemoved(READER))

    async def is_served(self, within_s: float = 600.0) -> None:
        """The turn ends by itself."""
        await asyncio.wait_for(self.turn, within_s)
