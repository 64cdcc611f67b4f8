"""One operation of the contract: where it is, what it takes, what simulated wait it has."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from hardware_sim.hospital import bodies
from hardware_sim.hospital.handlers import Answer, Call
from hardware_sim.hospital.hospital import Hospital

ID = re.compile(r"[0-9A-Za-z_-]{4,64}", re.ASCII)
DATE = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", re.ASCII)
ORDER_NO = re.compile(r"[0-9A-Za-z_-]{6,32}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Operation:
    """`number` names the path parameter, `echo` whether its value may be said back. `again`: a repeated key shows the
    thing as it is now, not as it was answered first. `query`: the parameters of the address."""

    operation_id: str
    method: str
    path: str
    handler: Callable[[Hospital, Call], Answer]
    body: type[bodies.Body] | None = None
    keyed: bool = False
    again: bool = False
    wait: str = ""
    number: str = ""
    echo: bool = True
    paged: bool = False
    query: type[bodies.Body] | None = None

    def number_fits(self, value: str) -> bool:
        shape = {"order_no": ORDER_NO, "date": DATE}.get(self.number, ID)
        return shape.fullmatch(value) is not None
