"""One kill: a settlement over real HTTPS, the keeper shot at a point and started again; then the books are compared."""

import asyncio
import logging
import shutil
import tempfile
import threading
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hardware_sim.hospital.config import HospitalConfig
from hardware_sim.hospital.ledger import Entry, Happened
from hardware_sim.hospital.stand_in import HospitalStandIn
from kiosk.keeper.books import DATABASE, ledger_of
from kiosk.keeper.client import AsyncKeeperClient
from kiosk.keeper.refused import Refused
from kiosk.profile import Profile
from kiosk.settlement.tables import TABLES
from offline_queue.clock import SystemClock
from offline_queue.disk import UNGUARDED
from offline_queue.seal import AesGcmSealer, read_key
from offline_queue.store import Store
from offline_queue.writer import InlineWriter
from tests.chaos.evidence import Books, Evidence, Promised, SettlementFact, TradeFact, Truth
from tests.chaos.invariants import violations
from tests.chaos.kill.journeys import JOURNEYS, Patient, aftermath
from tests.chaos.kill.points import CALLS, Point, Tracer, counted
from tests.chaos.reading import books_of
from tests.keeper.terminal import KeeperProcess, run, write_terminal

JOURNEY_S_MAX = 60.0
REST_S_MAX = 45.0
LOOK_S = 0.01
SHIPPED = "kiosk.composition.keeper"
LIMITS = {"reverse_after_s_min": 0.4, "late_check_s": 0.2, "patient_wait_s_max": 5.0, "keeper_wait_s_max": 30.0}


class Shelter:
    """Starts the keeper again whenever it is gone."""

    def __init__(self, process: KeeperProcess) -> None:
        self._process = process
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self.deaths = 0

    def __enter__(self) -> "Shelter":
        self._process.start()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ends.set()
        self._thread.join()
        self._process.stop()

    def _watch(self) -> None:
        while not self._ends.wait(LOOK_S):
            if self._process.status() is not None:
                self.deaths += 1
                self._process.start()


@dataclass(frozen=True)
class Result:
    point: Point | None
    fired: bool
    ends: tuple[str, ...]  # the states of its cases
    found: tuple[str, ...]
    counts: Counter[str]


def play(journey: str, point: Point | None = None, module: str = SHIPPED) -> Result:
    """`point` None: nobody is shot, the calls are counted. `module`: another keeper than the shipped one."""
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)  # calls that a kill cut off are no news here
    folder = Path(tempfile.mkdtemp(prefix="yizhan-kill-"))
    hospital = HospitalStandIn(folder, HospitalConfig(reverse_not_before_s=0.3))
    hospital.start()
    try:
        return _play(folder, hospital, journey, point, module)
    finally:
        hospital.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _play(folder: Path, hospital: HospitalStandIn, journey: str, point: Point | None, module: str) -> Result:
    profile = write_terminal(folder, hospital, **LIMITS)
    process = KeeperProcess(profile, module)
    patient = Patient(hospital)
    log = folder / "calls"
    with Shelter(process) as shelter:

        async def visit(keeper: AsyncKeeperClient) -> None:
            await keeper.activate()
            tracer = await asyncio.to_thread(_trace, process.pid, point, log)
            try:
                with suppress(Refused):
                    await JOURNEYS[journey](keeper, patient)
            finally:
                await asyncio.to_thread(tracer.stop)

        run(_with_client(profile, visit, JOURNEY_S_MAX))
        fired = shelter.deaths > 0
        run(_with_client(profile, lambda keeper: _rest(keeper, patient), REST_S_MAX * 2))
    books = read_books(profile)
    evidence = Evidence(
        books=books,
        promised=Promised(cases=frozenset(patient.begun), told=patient.told, printed=patient.printed),
        truth=truth_of(hospital),
        now_ms=max((op.due_ms for op in books.operations.values()), default=0),
        at_rest=True,
    )
    found = (*violations(evidence), *hospital.ledger.violations())
    ends = tuple(case.state for case in books.cases.values())
    return Result(point, fired, ends, found, counted(log) if point is None else Counter())


async def _rest(keeper: AsyncKeeperClient, patient: Patient) -> None:
    await keeper.activate()
    await aftermath(keeper, patient, REST_S_MAX)


async def _with_client(profile: Profile, work: Callable[[AsyncKeeperClient], Awaitable[None]], s_max: float) -> None:
    keeper = AsyncKeeperClient(profile.keeper.socket, profile.limits.keeper_wait_s_max)
    try:
        with suppress(TimeoutError, Refused):
            await asyncio.wait_for(work(keeper), s_max)
    finally:
        await keeper.close()


def _trace(pid: int, point: Point | None, log: Path) -> Tracer:
    if point is None:
        return Tracer(pid, "-o", str(log), "-e", f"trace={','.join(CALLS)}")
    return Tracer(pid, "-o", "/dev/null", "-e", f"trace={point.call}", "-e", f"inject={point.injection()}")


def read_books(profile: Profile) -> Books:
    store = Store.open(profile.keeper.data / DATABASE, SystemClock(), TABLES)
    try:
        sealer = AesGcmSealer([read_key(profile.keeper.key_file)])
        ledger, _ = ledger_of(store, sealer, UNGUARDED, profile.terminal.id)
        return InlineWriter(store).read(lambda tx: books_of(tx, sealer, ledger.journal.audit))
    finally:
        store.close()


def truth_of(hospital: HospitalStandIn) -> Truth:
    """From the ledger of what really happened."""
    return truth_of_entries(hospital.ledger.entries())


def truth_of_entries(entries: Iterable[Entry]) -> Truth:
    paid: Counter[str] = Counter()
    back: Counter[str] = Counter()
    bills: dict[str, str] = {}
    due: Counter[str] = Counter()
    settlements: dict[str, SettlementFact] = {}
    for entry in entries:
        bill = "+".join(sorted(entry.shares))
        match entry.what:
            case Happened.CHARGED:
                paid[entry.order_no] += entry.amount_fen
                bills[entry.order_no] = bill
                due[bill] = max(due[bill], entry.amount_fen)
            case Happened.REFUNDED:
                back[entry.order_no] += entry.amount_fen
            case Happened.SETTLED:
                settlements[entry.number] = SettlementFact(entry.number, entry.order_no, bill, entry.amount_fen, True)
            case Happened.CANCELLED:
                settlements.pop(entry.number, None)
    trades = {number: TradeFact(number, bills[number], "", paid[number], back[number]) for number in paid}
    return Truth(trades, settlements, due)
