"""Coded errors of the queue. The code is stable: logs, screens and the documentation name it."""

from enum import StrEnum


class ErrorCode(StrEnum):
    """Every way the queue can refuse or fail."""

    STORE_LOCKED = "STORE_LOCKED"  # another process holds the store; the detail names its pid
    STORE_PRAGMA_REFUSED = "STORE_PRAGMA_REFUSED"  # the disk would not be written as safely as asked
    STORE_NEWER = "STORE_NEWER"  # written by a later version of the program
    STORE_CORRUPT = "STORE_CORRUPT"  # the file fails its check; a copy was set aside
    STORE_BROKEN = "STORE_BROKEN"  # a write failed and the store cannot be reopened
    STORE_CLOSED = "STORE_CLOSED"
    COMMIT_UNKNOWN = "COMMIT_UNKNOWN"  # the commit raised: it may be there or not, look it up by its id
    NOT_COMMITTED = "NOT_COMMITTED"  # nothing of it was written
    WRITER_FULL = "WRITER_FULL"  # more work waits than the writer may hold
    OP_ID_REUSED = "OP_ID_REUSED"  # this op_id exists with another content
    OP_INVALID = "OP_INVALID"  # a field is out of its limits
    OP_UNKNOWN = "OP_UNKNOWN"  # no such operation
    OP_STATE = "OP_STATE"  # not allowed from the state it is in
    RECEIPT_MISMATCH = "RECEIPT_MISMATCH"  # the receipt does not echo op_id and body hash
    DISK_RESERVE = "DISK_RESERVE"  # too little room left: only what follows moved money is taken
    KEY_REFUSED = "KEY_REFUSED"  # the key file is missing, open to others, or no key
    SEAL_BROKEN = "SEAL_BROKEN"  # sealed bytes were changed, moved, or made with a key that is gone


class QueueError(Exception):
    """The queue could not do what was asked.

    `code` is stable. `detail` is for the log and holds neither bodies nor keys. The cause is kept as `__cause__`.
    """

    def __init__(self, code: ErrorCode, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else str(code))
        self.code = code
        self.detail = detail


class CommitUnknown(QueueError):
    """The commit raised. The rows may be there after all: look them up by id, never make a new id."""


def error_name(error: BaseException) -> str:
    """SQLite's stable name of an error (SQLITE_FULL), else the coded error's own text, else only its class."""
    if isinstance(error, QueueError):
        return str(error)
    return str(getattr(error, "sqlite_errorname", type(error).__name__))
