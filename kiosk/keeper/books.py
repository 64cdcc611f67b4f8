"""The one database of the keeper, opened with its tables, its key and its reserve."""

from dataclasses import dataclass
from pathlib import Path

from kiosk.settlement.journal import CaseJournal
from kiosk.settlement.ledger import Ledger
from kiosk.settlement.tables import TABLES
from offline_queue.clock import SYSTEM_RANDOMNESS, Clock, Randomness
from offline_queue.disk import FREE_BYTES_MIN, DiskGuard, DiskRule, Reserve
from offline_queue.outbox import Outbox
from offline_queue.seal import AesGcmSealer, Sealer, create_key, read_credential, read_key, read_keys
from offline_queue.staff import StaffDesk
from offline_queue.store import Store

DATABASE = "keeper.db"


@dataclass(frozen=True, slots=True)
class Books:
    store: Store
    sealer: Sealer
    guard: DiskGuard
    ledger: Ledger
    desk: StaffDesk


def open_books(
    data: Path,
    key_file: Path,
    clock: Clock,
    terminal_id: str,
    disk_free_mb_min: int = FREE_BYTES_MIN >> 20,
    key_from_systemd: bool = False,
) -> Books:
    """Raises QueueError: STORE_LOCKED while another keeper lives, KEY_REFUSED, STORE_CORRUPT, …

    A key is made only together with a new database: what an older one holds could not be read with another key.
    """
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = data / DATABASE
    reserve = Reserve(data / "reserve")
    guard = DiskGuard(data, reserve, disk_free_mb_min << 20)
    store = Store.open(database, clock, TABLES, make_room=reserve.spend)
    try:
        is_new = store.connection().execute("SELECT count(*) FROM cases").fetchone()[0] == 0
        if is_new and not key_from_systemd and not key_file.exists():
            create_key(key_file)
        keys = read_keys(key_file, read_credential if key_from_systemd else read_key)
        guard.restore()  # only where there is room: one that was spent goes on serving what is open
        sealer = AesGcmSealer(keys)
        ledger, desk = ledger_of(store, sealer, guard, terminal_id)
        return Books(store, sealer, guard, ledger, desk)
    except BaseException:
        store.close()
        raise


def ledger_of(
    store: Store, sealer: Sealer, guard: DiskRule, terminal_id: str, randomness: Randomness = SYSTEM_RANDOMNESS
) -> tuple[Ledger, StaffDesk]:
    journal = CaseJournal(store.time, sealer)
    outbox = Outbox(store.time, sealer, randomness, guard)
    desk = StaffDesk(store.time, outbox.story, journal.audit)
    return Ledger(journal, outbox, desk, store.time, terminal_id), desk
