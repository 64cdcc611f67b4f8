"""Where each question of the domain goes in the contract: a module for each area, `type of question → path`.

A question goes out as GET, a command as POST with a key. `{patient_token}` in a path is the person it is about;
`{name}` is that field of the question. All other fields are parameters of the address (GET) or the body (POST).
"""

from typing import Any

from kiosk.domain.inquiry import Command, Query
from kiosk.hospital.routes import (
    aftercare,
    appointments,
    check_in,
    credit,
    documents,
    exams,
    face_pay,
    faces,
    help,
    identity,
    pdfs,
    registration,
    reports,
    screening,
    visiting,
)

_AREAS = (
    appointments,
    check_in,
    credit,
    documents,
    help,
    identity,
    pdfs,
    registration,
    reports,
    screening,
    exams,
    aftercare,
    face_pay,
    faces,
    visiting,
)

QUERIES: dict[type[Query[Any]], str] = {kind: path for area in _AREAS for kind, path in area.QUERIES.items()}
COMMANDS: dict[type[Command[Any]], str] = {kind: path for area in _AREAS for kind, path in area.COMMANDS.items()}
