"""A keeper with a guard taken out, for the control: after a restart money is called settled though nobody said so."""

import runpy
from typing import cast

from kiosk.settlement.kinds import Kind
from kiosk.settlement.machine import TABLE, Rule
from kiosk.settlement.record import State

if __name__ == "__main__":
    confirmed = TABLE[State.CONFIRMING][Kind.CONFIRM_DONE]
    cast(dict[Kind, Rule], TABLE[State.CONFIRM_UNKNOWN])[Kind.RESTART] = confirmed
    cast(dict[Kind, Rule], TABLE[State.CONFIRMING])[Kind.RESTART] = confirmed
    runpy.run_module("kiosk.composition.keeper", run_name="__main__")
