"""`kiosk queue` for the screen: the same counter, answered with values of the domain."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from kiosk.domain.money import Money
from kiosk.domain.staff import STORY_LINES_MAX, StaffAct, StaffItem, StaffStory, StoryLine
from kiosk.keeper import protocol
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.keeper.sign_in import SignIn
from kiosk.keeper.staff import StaffCounter

CHINA = timezone(timedelta(hours=8))
ITEMS_MAX = 100
Values = Mapping[str, Any]


class StaffScreens:
    def __init__(self, counter: StaffCounter, door: SignIn) -> None:
        self._counter = counter
        self._door = door

    def list(self, request: protocol.StaffItems, deadline_s: float) -> tuple[StaffItem, ...]:
        """What staff are to act on first, then what the machine is still at."""
        listed = self._counter.do("list", "", self._door.require_staff(request.visit, request.handle), "screen")
        cases: list[Values] = listed["cases"]  # type: ignore[assignment]
        operations: list[Values] = listed["operations"]  # type: ignore[assignment]
        letters = [each for each in operations if each["state"] == "DEAD" and not each["handled"]]
        items = [*map(_case, cases), *map(_letter, letters)]
        return tuple(sorted(items, key=lambda item: not item.theirs)[:ITEMS_MAX])

    def story(self, request: protocol.StaffItemStory, deadline_s: float) -> StaffStory:
        actor = self._door.require_staff(request.visit, request.handle)
        return _story(self._counter.do("show", request.item, actor, "screen"))

    def act(self, request: protocol.StaffItemAct, deadline_s: float) -> StaffStory:
        actor = self._door.require_staff(request.visit, request.handle)
        if request.act not in set(StaffAct) or not request.why:
            raise Refused(Refusal.BAD_REQUEST)
        return _story(self._counter.do(request.act, request.item, actor, request.why))


def _case(shown: Values) -> StaffItem:
    return StaffItem(
        item_id=shown["case_id"],
        trace_number=shown["trace_number"],
        state=str(shown["phase"]),
        reason_code=shown["reason"],
        since_text=_time(shown["created_wall_ms"]),
        amount=Money(shown["amount_fen"]),
        theirs=shown["phase"] == "by_hand",
    )


def _letter(shown: Values) -> StaffItem:
    return StaffItem(
        item_id=shown["op_id"],
        trace_number=shown["kind"],
        state="dead_letter" if shown["state"] == "DEAD" else str(shown["state"]).lower(),
        reason_code=shown["reason"] or "",
        since_text=_time(shown["created_wall_ms"]),
        amount=None,
        theirs=shown["state"] == "DEAD",
    )


def _story(shown: Values) -> StaffStory:
    if "error" in shown:
        raise Refused(Refusal.BAD_REQUEST)
    is_case = "case_id" in shown
    lines = sorted(_case_lines(shown) if is_case else _letter_lines(shown), key=lambda line: line[0])
    may = tuple(StaffAct(act) for act in shown["staff_may"] if act in set(StaffAct))
    told = tuple(StoryLine(_time(wall_ms), what, detail) for wall_ms, what, detail in lines[-STORY_LINES_MAX:])
    return StaffStory(_case(shown) if is_case else _letter(shown), told, shown["waits"]["for"], may)


def _case_lines(shown: Values) -> Iterator[tuple[int, str, str]]:
    for each in shown["steps"]:
        yield each["wall_ms"], str(each["state"]), each["reason"]
    for operation in shown["operations"]:
        yield from _letter_lines(operation)
    yield from _acts(shown)


def _letter_lines(shown: Values) -> Iterator[tuple[int, str, str]]:
    for each in shown["story"]:
        yield each["last_wall_ms"], each["kind"], each["code"]
    yield from _acts(shown)


def _acts(shown: Values) -> Iterator[tuple[int, str, str]]:
    for each in shown.get("acts", ()):
        if each["act"] not in ("show", "list"):
            yield each["wall_ms"], f"staff_{each['act']}", each["actor"]


def _time(wall_ms: int) -> str:
    return datetime.fromtimestamp(wall_ms / 1000, CHINA).strftime("%m-%d %H:%M")
