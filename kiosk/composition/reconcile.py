"""`kiosk reconcile`: asks the keeper; with none running it opens the file itself, under the same lock."""

import time
from datetime import datetime, timedelta

import msgspec

from kiosk.composition.keeper import hospital_of
from kiosk.domain.day_close import DayClose, DayItem, Match
from kiosk.domain.money import Money
from kiosk.hospital.rest import RestHospital
from kiosk.keeper.books import Books, open_books
from kiosk.keeper.day import DayDesk, command
from kiosk.keeper.queue_cli import KEEPER_BACK_S_MAX, KEEPER_LOOK_S, ask_keeper
from kiosk.keeper.staff import Values
from kiosk.profile import Profile
from kiosk.settlement import calls
from kiosk.settlement.journal import CaseRow
from kiosk.settlement.runner import Runner
from kiosk.settlement.slips import CHINA
from offline_queue.clock import SystemClock, SystemRandomness
from offline_queue.errors import ErrorCode, QueueError
from offline_queue.writer import InlineWriter

EXIT_AGREES = 0
EXIT_DIFFERS = 1
EXIT_SIDE_MISSING = 2
CALLS_MAX = 20  # of one case, when no keeper runs: what is left open it takes up at its next start
_SIDES = {"channel": "the channel's bill", "hospital": "the hospital's settlements", "date": "such a day"}


def day_of(text: str, now: datetime) -> str:
    """`today`, `yesterday`, or the date as it was given. Days are China's."""
    ago = {"today": 0, "yesterday": 1}.get(text)
    return text if ago is None else (now.astimezone(CHINA).date() - timedelta(days=ago)).isoformat()


def close_day(profile: Profile, date: str, slip: bool, actor: str) -> Values:
    """The close as plain values, or `error` and, where a side is missing, `side`. Raises ProfileError."""
    action = "reconcile_slip" if slip else "reconcile"
    ends_s = time.monotonic() + KEEPER_BACK_S_MAX
    while True:
        asked = ask_keeper(profile, action, date, actor)
        found = asked if asked is not None else _from_the_file(profile, action, date)
        if found.get("error") != ErrorCode.STORE_LOCKED or time.monotonic() >= ends_s:
            return found
        time.sleep(KEEPER_LOOK_S)  # a keeper is just starting: it has the file, and no socket yet


def exit_status(found: Values) -> int:
    """What is only under way is no difference."""
    if "error" in found:
        return EXIT_SIDE_MISSING
    return EXIT_DIFFERS if _differences(msgspec.convert(found, DayClose)) else EXIT_AGREES


def report(found: Values) -> str:
    """A table in plain words."""
    if "error" in found:
        missing = _SIDES.get(str(found.get("side")), "the terminal's journal")
        return f"{found['error']}: {missing} could not be read; nothing was compared"
    day = msgspec.convert(found, DayClose)
    lines = [
        f"{day.terminal_id}  {day.date}  made {day.made_at_text}",
        f"channel's bill: {'final' if day.final else 'not final yet'}",
        "",
        *(f"{name:<10}{amount!s:>16}" for name, amount in _totals(day)),
        "",
        *(f"{match:<16}{day.counts.get(match, 0):>6}" for match in Match),
    ]
    if day.items:
        lines += ["", f"{'class':<15}{'code':<22}{'trace':<14}{'terminal':>12}{'hospital':>12}{'channel':>12}  order"]
        lines += [_line(item) for item in day.items]
    return "\n".join([*lines, "", _verdict(day)])


def _totals(day: DayClose) -> tuple[tuple[str, Money], ...]:
    return (("terminal", day.terminal), ("hospital", day.hospital), ("channel", day.channel))


def _line(item: DayItem) -> str:
    sides = (item.terminal, item.hospital, item.channel)
    amounts = "".join(f"{'-' if each is None else str(each):>12}" for each in sides)
    return f"{item.match:<15}{item.code:<22}{item.trace_number or '-':<14}{amounts}  {item.order_number}"


def _differences(day: DayClose) -> int:
    return sum(count for match, count in day.counts.items() if match not in (Match.MATCHED, Match.IN_FLIGHT))


def _verdict(day: DayClose) -> str:
    waiting = day.counts.get(Match.IN_FLIGHT, 0)
    under_way = f", {waiting} under way" if waiting else ""
    return f"{_differences(day) or 'zero'} difference{'s' if _differences(day) > 1 else ''}{under_way}"


def _from_the_file(profile: Profile, action: str, date: str) -> Values:
    place = profile.keeper
    hospital = hospital_of(profile)
    try:
        books = open_books(place.data, place.key_file, SystemClock(), profile.terminal.id)
    except QueueError as error:
        return {"error": str(error.code), "detail": error.detail}
    try:
        return command(_desk(profile, books, hospital), action, date)
    finally:
        books.store.close()


def _desk(profile: Profile, books: Books, hospital: RestHospital) -> DayDesk:
    writer, clock = InlineWriter(books.store), books.store.time

    def look_again(row: CaseRow) -> None:
        """What the keeper's threads do, in a row. Every step is journaled, so a keeper can go on from any."""
        runner = Runner(writer, books.ledger, profile.limits, clock.now_ms, SystemRandomness())
        runner.look_again(row)
        for _ in range(CALLS_MAX):
            for order in runner.due():
                answer = calls.perform(hospital, order, int(profile.limits.code_life_s))
                runner.answered(order.record.case_id, order.call, answer)

    return DayDesk(profile.terminal.id, hospital, writer, books.ledger, clock.wall_ms, look_again)
