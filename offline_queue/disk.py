"""Room on the disk: refuse new work early, keep a reserve for what must still be written."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from offline_queue.files import sync_directory
from offline_queue.operation import Lane

RESERVE_BYTES = 512 * 1024
FREE_BYTES_MIN = 256 * 1024 * 1024


class DiskRule(Protocol):
    """Asked before a new operation is stored."""

    def allows(self, lane: Lane) -> bool: ...


class Unguarded:
    """Every lane, always: for tests and for stores that hold no promise."""

    def allows(self, lane: Lane) -> bool:
        return True


UNGUARDED = Unguarded()


class Reserve:
    """A file of real bytes beside the database. Deleting it makes room for acknowledgements when the disk is full."""

    def __init__(self, path: Path, size_bytes: int = RESERVE_BYTES) -> None:
        self._path = path
        self.size_bytes = size_bytes

    @property
    def held(self) -> bool:
        """True while the reserve is there in full."""
        try:
            return self._path.stat().st_blocks * 512 >= self.size_bytes
        except FileNotFoundError:
            return False

    def lay_by(self) -> bool:
        """Make the reserve if it is not there; False if there is no room for it."""
        if self.held:
            return True
        try:
            descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError:  # not even room for a name
            return False
        try:
            os.posix_fallocate(descriptor, 0, self.size_bytes)
            os.fsync(descriptor)
        except OSError:
            self.spend()
            return False
        finally:
            os.close(descriptor)
        sync_directory(self._path.parent)
        return True

    def spend(self) -> None:
        """Give the room to the database."""
        self._path.unlink(missing_ok=True)


def free_bytes(directory: Path) -> int:
    """What an ordinary process may still write there."""
    facts = os.statvfs(directory)
    return facts.f_bavail * facts.f_frsize


class DiskGuard:
    """Below `free_bytes_min`, or with the reserve spent, only lane 0 is taken and no new payment may start."""

    def __init__(
        self,
        directory: Path,
        reserve: Reserve,
        free_bytes_min: int = FREE_BYTES_MIN,
        free: Callable[[Path], int] = free_bytes,
    ) -> None:
        self._directory = directory
        self._reserve = reserve
        self._free_bytes_min = free_bytes_min
        self._free = free

    def allows(self, lane: Lane) -> bool:
        """May a new operation of this lane be stored?"""
        return lane is Lane.MONEY or self.accepts_new_work()

    def accepts_new_work(self) -> bool:
        """May something new, a payment above all, be started?"""
        return self.reserve_held and self.free_bytes() >= self._free_bytes_min

    @property
    def reserve_held(self) -> bool:
        return self._reserve.held

    def free_bytes(self) -> int:
        """What may still be written."""
        return self._free(self._directory)

    def restore(self) -> bool:
        """Lay the reserve by again once there is room for it beside what is kept free; for idle moments."""
        if self.reserve_held:
            return True
        return self.free_bytes() >= self._free_bytes_min + self._reserve.size_bytes and self._reserve.lay_by()
