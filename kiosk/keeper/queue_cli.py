"""`kiosk queue`: asks the keeper; only with the keeper stopped does it open the file itself, under the same lock."""

import fcntl
import time

from kiosk.keeper.books import Books, open_books
from kiosk.keeper.client import KeeperClient
from kiosk.keeper.protocol import QueueCommand, Refusal
from kiosk.keeper.refused import Refused
from kiosk.keeper.staff import StaffCounter, Values
from kiosk.profile import Profile
from kiosk.settlement.journal import CaseRow
from kiosk.settlement.runner import Runner
from offline_queue.clock import SystemClock, SystemRandomness
from offline_queue.errors import QueueError
from offline_queue.writer import InlineWriter

KEEPER_BACK_S_MAX = 3.0  # between two lives of a keeper
KEEPER_LOOK_S = 0.1


def run_queue_command(profile: Profile, action: str, item: str, actor: str, why: str = "") -> Values:
    """`action`: list, show, retry, park, release, handled, export, verify. `item`: a case id or an op_id. Who does it
    and why is journaled.

    `ok` is False with an `error` (BAD_REQUEST, KEEPER_UNREACHABLE, a code of the queue), or where verify finds a fault.
    """
    result = _result(profile, action, item, actor, why)
    return {"ok": "error" not in result and bool(result.get("intact", True)), **result}


def _result(profile: Profile, action: str, item: str, actor: str, why: str) -> Values:
    asked = ask_keeper(profile, action, item, actor, why)
    return asked if asked is not None else _from_the_file(profile, action, item, actor, why)


def ask_keeper(profile: Profile, action: str, item: str, actor: str, why: str = "") -> Values | None:
    """None: no keeper runs, the file is free."""
    ends_s = time.monotonic() + KEEPER_BACK_S_MAX
    while True:
        try:
            result: Values = KeeperClient(profile.keeper.socket).call(QueueCommand(action, item, actor, why))
            return result
        except Refused as refused:
            if refused.refusal is not Refusal.KEEPER_UNREACHABLE:
                return {"error": str(refused.refusal)}
        if not _terminal_runs(profile) or time.monotonic() >= ends_s:
            return None
        time.sleep(KEEPER_LOOK_S)


def _terminal_runs(profile: Profile) -> bool:
    """`kiosk run` holds this lock. Its keeper is between two lives: opening the file would stand in its way."""
    try:
        with (profile.keeper.data / "run.lock").open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            return False
    except BlockingIOError:
        return True
    except OSError:
        return False


def _from_the_file(profile: Profile, action: str, item: str, actor: str, why: str) -> Values:
    try:
        place, terminal_id = profile.keeper, profile.terminal.id
        books = open_books(
            place.data, place.key_file, SystemClock(), terminal_id, key_from_systemd=place.key_from_systemd
        )
    except QueueError as error:
        return {"error": str(error.code), "detail": error.detail}
    try:
        return _counter(profile, books).do(action, item, actor, why)
    except Refused as refused:
        return {"error": str(refused.refusal)}
    finally:
        books.store.close()


def _counter(profile: Profile, books: Books) -> StaffCounter:
    writer = InlineWriter(books.store)

    def hand_back(row: CaseRow) -> None:
        """Only journaled: the keeper takes it up at its next start."""
        runner = Runner(writer, books.ledger, profile.limits, books.store.time.now_ms, SystemRandomness())
        runner.hand_back(row)

    return StaffCounter(writer, books.ledger, books.desk, books.store.time, hand_back)
