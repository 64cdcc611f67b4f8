"""`python -m kiosk.composition.keeper --profile FILE`: wires the keeper and runs it. Exit 0: nothing is open."""

import argparse
import os
import signal
import socket
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kiosk.composition.closed_memory import close_memory
from kiosk.composition.control import Control
from kiosk.composition.notify import notify_watchdog
from kiosk.composition.parent import die_with_parent
from kiosk.hospital.exchange import Exchange
from kiosk.hospital.rest import RestHospital
from kiosk.keeper.books import open_books
from kiosk.keeper.daemon import Keeper
from kiosk.profile import Profile, ProfileError, load_profile
from offline_queue.clock import SystemClock, SystemIds, SystemRandomness
from offline_queue.errors import ErrorCode, QueueError

if TYPE_CHECKING:
    import structlog

EXIT_FAILED = 1
EXIT_PROFILE = 2
EXIT_LOCKED = 4
EXIT_STORE = 5


def main(profile_path: Path, line: Control | None = None) -> int:
    """Until nothing is open after a visit, or SIGTERM."""
    os.umask(0o077)
    try:
        profile = load_profile(profile_path)
        close_memory(profile.terminal.lab)
        hospital = hospital_of(profile)
        place, limits = profile.keeper, profile.limits
        books = open_books(
            place.data,
            place.key_file,
            SystemClock(),
            profile.terminal.id,
            limits.disk_free_mb_min,
            place.key_from_systemd,
        )
    except ProfileError as error:
        _log("keeper.refused", code=error.code, detail=str(error))
        return EXIT_PROFILE
    except QueueError as error:
        _log("keeper.refused", code=error.code, detail=error.detail)
        return EXIT_LOCKED if error.code is ErrorCode.STORE_LOCKED else EXIT_STORE

    def failed(error: BaseException) -> None:
        """The text of an exception may name a person: only its kind is logged."""
        _log("keeper.failed", error=type(error).__name__, code=str(getattr(error, "code", "")))
        os._exit(EXIT_FAILED)

    def beat() -> None:
        notify_watchdog()
        if line is not None:
            line.say_beat()

    keeper = Keeper(profile, books, hospital, SystemIds(), SystemRandomness(), _log, failed, beat)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: keeper.stop())
    try:
        keeper.start()
        if line is not None:
            line.say_loaded()
        keeper.until_left()
        keeper.close()
    except Exception as error:
        failed(error)
    return 0


def hospital_of(profile: Profile) -> RestHospital:
    """Raises ProfileError."""
    place = profile.hospital
    if urlsplit(place.url).scheme != "https":
        raise ProfileError(f"{profile.path}: hospital.url must begin with https://")
    for file in (place.ca, place.certificate, place.key):
        if not file.is_file():
            raise ProfileError(f"{profile.path}: {file} is missing")
    exchange = Exchange(place.url, profile.terminal.id, place.ca, (place.certificate, place.key))
    return RestHospital(exchange, profile.limits.hospital_read_s_max, profile.limits.hospital_money_s_max)


def _log(event: str, **facts: str | int) -> None:
    """One JSON line on stderr. No personal data comes here."""
    _logger().info(event, **facts)


@cache
def _logger() -> "structlog.stdlib.BoundLogger":
    """Loaded with the first line, which is written once the socket is open: it takes a third of the time of a start."""
    import structlog

    structlog.configure(
        processors=[
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logger: structlog.stdlib.BoundLogger = structlog.get_logger()
    return logger


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="keeper")
    parser.add_argument("--profile", type=Path, required=True)
    parser.add_argument("--parent-pid", type=int, default=0)
    parser.add_argument("--control-fd", type=int)
    arguments = parser.parse_args()
    die_with_parent(arguments.parent_pid)
    control_fd: int | None = arguments.control_fd
    status = main(arguments.profile, None if control_fd is None else Control(socket.socket(fileno=control_fd)))
    sys.stderr.flush()
    os._exit(status)  # a call that still waits for the hospital must not hold up the end: the next start asks
