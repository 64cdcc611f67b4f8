"""A keeper process of one's own against the real stand-in, and a turn's side to call it with."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from hardware_sim.hospital.seed import BillSlip
from hardware_sim.hospital.stand_in import HospitalStandIn
from hardware_sim.people import person
from hardware_sim.profile_writer import HospitalAccess, ProfileValues, write_profile
from kiosk.domain.case import ENDED, Case, Phase
from kiosk.domain.evidence import InsuranceCardEvidence
from kiosk.domain.patient import Patient
from kiosk.domain.payment import PayMethod
from kiosk.domain.quote import Quote
from kiosk.keeper.client import AsyncKeeperClient
from kiosk.profile import Profile, load_profile

T = TypeVar("T")
WAIT_S_MAX = 20.0
LIMITS = {
    "trade_query_interval_s": 0.05,
    "retry_base_s": 0.1,
    "retry_s_max": 0.5,
    "patient_wait_s_max": 1.0,
    "user_paying_s_max": 1.0,
    "hospital_money_s_max": 2.0,
    "hospital_read_s_max": 2.0,
    "keeper_wait_s_max": 10.0,
}


def run(work: Coroutine[object, object, T]) -> T:
    """`asyncio.run`, but for the thread's event loop: pytest-asyncio keeps one of its own there."""
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(work)
    finally:
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()


def write_terminal(folder: Path, hospital: HospitalStandIn, **limits: float) -> Profile:
    """A profile whose devices nobody asks for."""
    files = hospital.certificates
    access = HospitalAccess(hospital.url, files.ca, files.terminal(), files.terminal_key())
    values = ProfileValues(
        run_dir=folder,
        terminal_id="T01",
        panel="lobby",
        hospital=access,
        card_service_socket=folder / "none",
        scanner="/dev/null",
        printer="tcp://127.0.0.1:1",
        paper_mm=80,
        mirror_socket=folder / "mirror",
        limits=LIMITS | limits,
    )
    return load_profile(write_profile(values))


class KeeperProcess:
    """The shipped keeper, unless `module` names another. What it logs goes to a file."""

    def __init__(self, profile: Profile, module: str = "kiosk.composition.keeper") -> None:
        self.profile = profile
        self._module = module
        self.log = profile.path.parent / "keeper.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", self._module, "--profile", str(self.profile.path)]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen([*command, "--parent-pid", str(os.getpid())], stderr=log)

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def status(self) -> int | None:
        """Its exit status, or None while it runs."""
        return None if self._process is None else self._process.poll()

    def kill(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(WAIT_S_MAX)

    def wait(self) -> int:
        """Its exit status."""
        assert self._process is not None
        return self._process.wait(WAIT_S_MAX)

    def ensure(self) -> None:
        """Running: it may have left at the end of a visit."""
        if self._process is None or self._process.poll() is not None:
            self.start()

    def stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self.kill()


@dataclass
class Turn:
    """One visit."""

    keeper: AsyncKeeperClient
    hospital: HospitalStandIn

    async def identify(self, who: str) -> Patient:
        card = person(who)
        return await self.keeper.identify(
            InsuranceCardEvidence(card.card_number, card.card_identifier, card.id_number, card.name)
        )

    async def quote(self, owed: BillSlip, coverage: str = "") -> Quote:
        patient = await self.identify(owed.person_key)
        await self.keeper.unpaid_bills(patient.handle)
        return await self.keeper.preview(patient.handle, (owed.bill_id,), coverage)

    async def start(self, owed: BillSlip, method: PayMethod) -> Case:
        return await self.keeper.start_settlement((await self.quote(owed)).quote_id, method)

    async def until(self, case: Case, wanted: Callable[[Case], bool]) -> Case:
        """Watch until it is so; an assertion if it never comes."""
        for _ in range(200):
            if wanted(case):
                return case
            case = await self.keeper.watch_case(case.case_id, case.version, 2.0)
        raise AssertionError(f"still {case.phase}")

    async def until_code(self, case: Case) -> Case:
        return await self.until(case, lambda case: case.phase is Phase.AWAITING and bool(case.code_url))

    async def until_ended(self, case: Case) -> Case:
        return await self.until(case, lambda case: case.phase in ENDED)

    async def pay_by_scanning(self, case: Case) -> Case:
        shown = await self.until_code(case)
        self.hospital.phones.scan_and_pay(shown.code_url)
        return await self.until_ended(shown)
