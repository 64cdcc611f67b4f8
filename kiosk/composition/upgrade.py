"""`kiosk doctor --before-upgrade`: may a new version be installed now?"""

from pathlib import Path

import msgspec

from kiosk.composition.doctor import KEEPER_MEND, Finding
from kiosk.keeper.queue_cli import run_queue_command
from kiosk.profile import load_profile
from kiosk.settlement.record import ENDED


class ListedCase(msgspec.Struct):
    case_id: str
    state: str


class Listed(msgspec.Struct):
    """What of `kiosk queue list` counts before an upgrade."""

    lanes: dict[str, dict[str, int]]
    cases: list[ListedCase]


def before_upgrade(profile_path: Path) -> Finding:
    """Whether nothing that follows money waits: a new version must not be put under it. Raises ProfileError."""
    told = run_queue_command(load_profile(profile_path), "list", "", "kiosk doctor")
    if not told["ok"]:
        return Finding("keeper", "upgrade", False, str(told["error"]), KEEPER_MEND)
    listed = msgspec.convert(told, Listed)
    waiting = sum(listed.lanes["MONEY"][state] for state in ("OPEN", "PARKED"))
    open_cases = [case.case_id for case in listed.cases if case.state not in ENDED]
    ok = not waiting and not open_cases
    state = "nothing waits" if ok else f"{waiting} operations of lane 0, open cases: {', '.join(open_cases) or 'none'}"
    return Finding("keeper", "upgrade", ok, state, "" if ok else "wait until they end: kiosk queue list")
