"""The staff's desk: calls for help are answered, people who come from a machine to the window are expected."""

from typing import Annotated

import msgspec
from msgspec import Meta

from hardware_sim.hospital import bodies
from hardware_sim.hospital.handlers import Answer, Call
from hardware_sim.hospital.hospital import Hospital
from hardware_sim.hospital.operation import Operation


class AnnounceAtWindow(bodies.Body, frozen=True):
    service: Annotated[str, Meta(max_length=64)]
    screen: Annotated[str, Meta(min_length=1, max_length=64)]
    problem_code: Annotated[str, Meta(max_length=64)]
    patient_id: bodies.Id | msgspec.UnsetType = msgspec.UNSET


def get_help_call(hospital: Hospital, call: Call) -> Answer:
    desk = hospital.help_desk
    if call.number not in hospital.desk.help_calls:
        return Answer({"result": {"state": "unknown", "answered_by": None}})
    who = desk.answered.get(call.number)
    state = "ended" if call.number in desk.ended else "answered" if who else "waiting"
    return Answer({"result": {"state": state, "answered_by": who}})


def announce_at_window(hospital: Hospital, call: Call) -> Answer:
    hospital.help_desk.tickets[call.key] = msgspec.to_builtins(call.body)
    return Answer({})


OPERATIONS = (
    Operation("getHelpCall", "GET", "/v1/help-calls/{call_id}", get_help_call, number="call_id"),
    Operation(
        "announceAtWindow", "POST", "/v1/window-tickets", announce_at_window, AnnounceAtWindow, keyed=True, wait="help"
    ),
)
