"""One process per store: an flock taken before the database is opened."""

import fcntl
import os
from pathlib import Path

from offline_queue.errors import ErrorCode, QueueError

PID_BYTES_MAX = 32


class ProcessLock:
    """Held from `take` until `release` or the end of the process, however it ends."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @classmethod
    def take(cls, path: Path) -> "ProcessLock":
        """Take the lock at once or refuse: STORE_LOCKED, naming the pid that holds it."""
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.pread(descriptor, PID_BYTES_MAX, 0).decode("ascii", "replace").strip()
            os.close(descriptor)
            raise QueueError(ErrorCode.STORE_LOCKED, f"held by pid {holder or 'unknown'}") from error
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        return cls(descriptor)

    def release(self) -> None:
        """Let another process in. The file stays: unlinking it would let two processes lock two files of one name."""
        os.close(self._descriptor)
