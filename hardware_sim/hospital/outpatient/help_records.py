"""The staff's desk beside the machines: who comes to a call, who is expected at the window."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from hardware_sim.hospital.values import Json

NURSE = {"zh": "导诊台护士", "en": "A nurse of the front desk"}


@dataclass(slots=True)
class HelpDesk:
    """`answered`: call → who comes. `tickets`: the slip's number → what it is about."""

    answered: dict[str, Json] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)
    tickets: dict[str, Json] = field(default_factory=dict)

    def answer_one(self, calls: Iterable[str]) -> str:
        """The oldest that waits is answered; "" for none."""
        for call_id in calls:
            if call_id not in self.answered:
                self.answered[call_id] = dict(NURSE)
                return call_id
        return ""
