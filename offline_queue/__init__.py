"""Durable store-and-forward on SQLite: what was stored survives a power cut, what was sent is never sent as another.

One process, one database file, one connection. Business rows, the operation to be sent and the audit row go in one
commit; a sender thread delivers operations later, in lanes and in order per key, until the server's receipt is stored.

    store = Store.open(Path("queue.db"), SystemClock(), migrations=[("shop-1", "CREATE TABLE sale (id, fen);")])
    writer = WriterThread(store)
    outbox, audit, journal = Outbox(store.time), Audit(store.time), Journal(store.time)

    def sell(tx: Transaction) -> Operation:
        tx.execute("INSERT INTO sale VALUES (?, ?)", ("sale-1", 1250))
        journal.append(tx, "sale-1", "sold", b"{}")
        audit.append(tx, "sold", "sale-1")
        return outbox.enqueue(tx, NewOperation("op-1", "sale", Lane.MONEY, fkey="sale-1", body=b'{"op_id":"op-1"}'))

    try:
        operation = writer.run(sell)  # durable once it returns
    except CommitUnknown:  # it may be there or not: look it up, and use the same id again
        operation = writer.read(lambda tx: outbox.find(tx, "op-1")) or writer.run(sell)
    writer.close(), store.close()

`SenderThread(writer, Sender(outbox, store.time), transport, store.time, fault)` sends; a `Transport` is two calls, send
and query, that turn what the host says into an `Answer` (`classify` does so for HTTP). `StaffDesk` parks, retries and
releases; `export` lists, shows and verifies; `upkeep` purges and sheds.

`InlineWriter(store)` does the same without a thread, for a simulation on a virtual clock. Errors are `QueueError` with
a stable `code`; what SQLite raises inside the caller's own SQL reaches the caller as it is. Work given to a writer must
be quick, must not talk to the network, and must not call the writer.
"""

from offline_queue.answers import Answer, Delivered, InFlight, NotReceived, Rejected, Unauthorised, Unknown
from offline_queue.audit import Audit, Head, Verdict
from offline_queue.clock import Clock, Ids, QueueTime, Randomness, SystemClock, SystemIds, SystemRandomness
from offline_queue.disk import DiskGuard, Reserve
from offline_queue.errors import CommitUnknown, ErrorCode, QueueError
from offline_queue.journal import Entry, Journal
from offline_queue.operation import Lane, NewOperation, Operation, Receipt, State
from offline_queue.outbox import Outbox, Parcel
from offline_queue.seal import AesGcmSealer, Plain, Sealer, create_key, read_key
from offline_queue.store import Store
from offline_queue.transaction import Transaction
from offline_queue.writer import InlineWriter, Writer, WriterLimits, WriterThread

__all__ = [
    "AesGcmSealer",
    "Answer",
    "Audit",
    "Clock",
    "CommitUnknown",
    "Delivered",
    "DiskGuard",
    "Entry",
    "ErrorCode",
    "Head",
    "Ids",
    "InFlight",
    "InlineWriter",
    "Journal",
    "Lane",
    "NewOperation",
    "NotReceived",
    "Operation",
    "Outbox",
    "Parcel",
    "Plain",
    "QueueError",
    "QueueTime",
    "Randomness",
    "Receipt",
    "Rejected",
    "Reserve",
    "Sealer",
    "State",
    "Store",
    "SystemClock",
    "SystemIds",
    "SystemRandomness",
    "Transaction",
    "Unauthorised",
    "Unknown",
    "Verdict",
    "Writer",
    "WriterLimits",
    "WriterThread",
    "create_key",
    "read_key",
]
