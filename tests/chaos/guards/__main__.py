"""`python -m tests.chaos.guards`: the list of the 34."""

from tests.chaos.guards.table import GUARDS
from tests.chaos.invariants import CHECKS

for number, guard in GUARDS.items():
    print(f"{number:4} {(CHECKS[number].__doc__ or '').strip():100} {guard.where}")
print(f"{len(GUARDS)} of {len(CHECKS)}")
