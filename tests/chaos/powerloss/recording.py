"""Full settlements on the real keeper under strace: every write and sync, and what was promised when."""

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hardware_sim.hospital.config import HospitalConfig
from hardware_sim.hospital.ledger import Entry
from hardware_sim.hospital.stand_in import HospitalStandIn
from kiosk.keeper.client import AsyncKeeperClient
from kiosk.keeper.protocol import AnyRequest
from kiosk.profile import Profile
from tests.chaos.kill.journeys import JOURNEYS, Patient
from tests.chaos.kill.one import LIMITS
from tests.chaos.kill.points import NoTracing
from tests.chaos.powerloss.trace import CALLS, STRING_BYTES_MAX, Event, read
from tests.keeper.terminal import run, write_terminal

ORDER = ("qr", "payer_code", "face", "cancel", "free", "reversal")
IDLE_AFTER = ("payer_code", "free")
FOLDS_AFTER_S = 2.6  # an idle keeper folds its WAL into the file after 2 s; what follows writes over the old WAL
STOP_S_MAX = 10.0
LOOK_S = 0.02
Promise = tuple[float, str, str]  # when, case id, phase ("" begun)


@dataclass
class Recording:
    events: list[Event]
    promises: list[Promise]
    ledger: tuple[Entry, ...]
    profile: Profile
    data: str
    key_file: str


class TimedPatient(Patient):
    """Writes down when it was told what."""

    def __init__(self, hospital: HospitalStandIn) -> None:
        super().__init__(hospital)
        self.promises: list[Promise] = []

    def note(self) -> None:
        for case_id, phase in self.told[len(self.promises) :]:
            self.promises.append((time.time(), case_id, phase))


@contextmanager
def traced(profile: Profile, module: str, log: Path) -> Iterator[None]:
    """The keeper, killed at the end. -D: it stays our child, and the tracer ends with it."""
    strace = ["strace", "-D", "-f", "-o", str(log), "-ttt", "-y", "-xx", "-s", str(STRING_BYTES_MAX)]
    keeper = [sys.executable, "-m", module, "--profile", str(profile.path)]
    process = subprocess.Popen([*strace, "-e", f"trace={CALLS}", *keeper], stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.kill()
        process.wait(STOP_S_MAX)
        _until_written(log, process.pid)


def _until_written(log: Path, pid: int) -> None:
    ends = time.monotonic() + STOP_S_MAX
    last = re.compile(rf"^{pid} .*\+\+\+ (killed|exited)", re.MULTILINE)
    while time.monotonic() < ends:
        if last.search(log.read_text()):
            return
        time.sleep(LOOK_S)
    raise NoTracing("strace did not finish: may this process trace others?")


def record(folder: Path, module: str = "kiosk.composition.keeper", journeys: tuple[str, ...] = ORDER) -> Recording:
    """`folder` holds the hospital's keys and the profile, which replaying needs again."""
    if shutil.which("strace") is None:
        raise NoTracing("strace is not installed: apt install strace")
    hospital = HospitalStandIn(folder, HospitalConfig(reverse_not_before_s=0.3))
    hospital.start()
    events: list[Event] = []
    promises: list[Promise] = []
    try:
        profile = write_terminal(folder, hospital, **LIMITS)
        profile.keeper.key_file.unlink()  # the keeper makes its own, and the power may go just then
        for number, journey in enumerate(journeys):  # each with a keeper of its own: it starts where a kill left off
            patient, log = TimedPatient(hospital), folder / f"trace{number}"
            with traced(profile, module, log):
                run(_visit(profile, journey, patient))
                if journey in IDLE_AFTER:
                    time.sleep(FOLDS_AFTER_S)
            events += read(log, profile.keeper.data.parent)
            promises += patient.promises
        entries = hospital.ledger.entries()
        return Recording(events, promises, entries, profile, str(profile.keeper.data), str(profile.keeper.key_file))
    finally:
        hospital.stop()


async def _visit(profile: Profile, journey: str, patient: TimedPatient) -> None:
    keeper = _Noting(profile, patient)
    try:
        await keeper.activate()
        await JOURNEYS[journey](keeper, patient)
    finally:
        patient.note()
        await keeper.close()


class _Noting(AsyncKeeperClient):
    """Before each next call: what the answers so far have promised."""

    def __init__(self, profile: Profile, patient: TimedPatient) -> None:
        super().__init__(profile.keeper.socket, profile.limits.keeper_wait_s_max)
        self._patient = patient

    async def _call(self, request: AnyRequest, kind: object = None) -> Any:
        self._patient.note()
        return await super()._call(request, kind)
