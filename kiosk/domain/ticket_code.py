"""The code on a ticket (预约单、挂号凭条): the appointment's name, and what the ticket says, so that it can be read
without the hospital.

`YZ1:A:<appointment id>` or `YZ1:A:<appointment id>:<what it says>:<check>`. The check finds a code that was read or
copied wrongly; it proves nothing: whoever forges a ticket gets a provisional place, which the hospital refuses.
"""

import re
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date, time

from kiosk.domain.appointment import Appointment
from kiosk.domain.wording import LocalText

CODE_CHARS_MAX = 256
_PREFIX = "YZ1:A:"
_CODE = re.compile(r"YZ1:A:([0-9A-Za-z_-]{4,64})(?::([0-9A-Za-z_-]{8,200}):([0-9a-f]{8}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class PrintedTicket:
    """What the paper says. It was true when it was printed."""

    appointment_id: str
    department: LocalText
    place: LocalText
    date: date
    starts: time
    ends: time
    number: int


@dataclass(frozen=True, slots=True)
class TicketCode:
    appointment_id: str
    printed: PrintedTicket | None  # None: a short code, or one that is damaged


def ticket_code(appointment: Appointment) -> str:
    """For the ticket's QR code. The short form where the long one would not fit a code that is easy to read."""
    short = f"{_PREFIX}{appointment.appointment_id}"
    said = (
        f"{appointment.date:%Y%m%d}",
        f"{appointment.starts:%H%M}",
        f"{appointment.ends:%H%M}",
        str(appointment.number),
        appointment.department.zh,
        appointment.place.zh,
    )
    body = urlsafe_b64encode("\n".join(said).encode()).decode().rstrip("=")
    code = f"{short}:{body}:{_check(f'{short}:{body}')}"
    return code if _CODE.fullmatch(code) and len(code) <= CODE_CHARS_MAX else short


def read_ticket(text: str) -> TicketCode | None:
    """None: not a ticket of ours."""
    found = _CODE.fullmatch(text)
    if found is None:
        return None
    appointment_id, body, check = found.groups()
    whole = body is not None and check == _check(f"{_PREFIX}{appointment_id}:{body}")
    return TicketCode(appointment_id, _printed(appointment_id, body) if whole else None)


def _printed(appointment_id: str, body: str) -> PrintedTicket | None:
    try:
        said = urlsafe_b64decode(body + "=" * (-len(body) % 4)).decode().split("\n")
        day, starts, ends, number, department, place = said
        return PrintedTicket(
            appointment_id,
            LocalText(department),
            LocalText(place),
            date.fromisoformat(f"{day[:4]}-{day[4:6]}-{day[6:]}"),
            time.fromisoformat(f"{starts[:2]}:{starts[2:]}"),
            time.fromisoformat(f"{ends[:2]}:{ends[2:]}"),
            int(number),
        )
    except ValueError:  # UnicodeDecodeError and binascii.Error are such
        return None


def _check(text: str) -> str:
    return f"{zlib.crc32(text.encode()):08x}"
