"""`kiosk queue show ITEM --text`: an item's story for people."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

CHINA = timezone(timedelta(hours=8))
Values = Mapping[str, Any]


def story_text(shown: Values) -> str:
    if "error" in shown:
        return f"{shown['error']} {shown.get('detail', '')}".rstrip()
    return "\n".join(_case(shown) if "case_id" in shown else _operation(shown))


def _case(shown: Values) -> Iterator[str]:
    fen = shown["amount_fen"]
    yield f"{shown['trace_number']}  {shown['state']}  ¥{fen // 100}.{fen % 100:02}  {shown['reason']}".rstrip()
    yield f"  order {shown['order_number']}  settlement {shown['settlement_number']}"
    for each in shown["steps"]:
        yield f"  {_time(each['wall_ms'])}  {each['kind']} → {each['state']} {each['reason']}".rstrip()
    for each in shown["operations"]:
        yield from (f"  {line}" for line in _operation(each))
    for each in shown["slips"]:
        yield f"  slip {each['slip_id']}: {each['kind']}, {each['state']}"
    yield from _acts(shown["acts"])
    yield from _outlook(shown, shown["case_id"])


def _operation(shown: Values) -> Iterator[str]:
    yield f"{shown['op_id']}  {shown['kind']}  {shown['state']}  {shown.get('reason') or ''}".rstrip()
    for each in shown["story"]:
        times = f" ×{each['repeats']}" if each["repeats"] > 1 else ""
        who = f" by {each['actor']}: {each['detail']}" if each["actor"] else ""
        yield f"  {_time(each['last_wall_ms'])}  {each['kind']} {each['code']}{times}{who}"
    yield from _acts(shown.get("acts", ()))
    yield from _outlook(shown, shown["op_id"])


def _acts(acts: Any) -> Iterator[str]:
    for each in acts:
        why = f": {each['why']}" if each["why"] else ""
        yield f"  {_time(each['wall_ms'])}  staff {each['act']} by {each['actor']}{why}"


def _outlook(shown: Values, item: str) -> Iterator[str]:
    waits = shown["waits"]
    wait = f", {waits['wait_ms'] / 1000:.0f} s more" if waits.get("wait_ms") else ""
    why = f" ({waits['reason']})" if waits.get("reason") else ""
    yield f"  waits for {waits['for']}{why}{wait}"
    for act in shown["staff_may"]:
        yield f"  you may: kiosk queue {act} {item} --why …"


def _time(wall_ms: int) -> str:
    return datetime.fromtimestamp(wall_ms / 1000, CHINA).strftime("%m-%d %H:%M:%S")
