"""Draws docs/pictures/settlement.svg from the machine's own table: `python -m tests.settlement.diagram`.

A card for each state, with every way out of it. Ways between neighbours are drawn as arrows as well.
"""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from kiosk.settlement.kinds import Kind as K
from kiosk.settlement.machine import TABLE
from kiosk.settlement.record import ENDED
from kiosk.settlement.record import State as S

PICTURE = Path(__file__).parents[2] / "docs" / "pictures" / "settlement.svg"

# Columns from left to right as time goes; the upper row is how it should be, the lowest row holds the ends.
PLACES: dict[S, tuple[int, int]] = {
    S.INTENT: (0, 0),
    S.CHARGE_ASKED: (1, 0),
    S.AWAITING: (2, 0),
    S.CHARGED: (3, 0),
    S.CONFIRMING: (4, 0),
    S.CHARGE_UNKNOWN: (1, 1),
    S.CLOSING: (2, 1),
    S.REVERSING: (3, 1),
    S.CONFIRM_UNKNOWN: (4, 1),
    S.DECLINED: (0, 2),
    S.PROVEN_CLOSED: (1, 2),
    S.BY_HAND: (2, 2),
    S.REVERSED: (3, 2),
    S.SETTLED: (4, 2),
}
MEANINGS = {
    S.INTENT: "意向已记 · written down, nothing sent",
    S.CHARGE_ASKED: "已请求收款 · charge asked once",
    S.AWAITING: "等待付款 · code shown, payer acts",
    S.CHARGED: "已收款 · money received",
    S.CONFIRMING: "正在结算 · told to the hospital",
    S.CHARGE_UNKNOWN: "收款未知 · ask, never again",
    S.CLOSING: "正在关单 · stop it, then ask",
    S.REVERSING: "正在退款 · give back, then ask",
    S.CONFIRM_UNKNOWN: "结算未知 · ask before anything",
    S.DECLINED: "付款被拒 · no money moved",
    S.PROVEN_CLOSED: "已关单 · proven: no money moved",
    S.BY_HAND: "转人工 · staff finish it",
    S.REVERSED: "已退款 · proven: all given back",
    S.SETTLED: "已结算 · paid and settled",
}
WORDS = {
    K.BEGIN: "begin",
    K.BEGIN_FREE: "nothing to pay",
    K.RESTART: "restart",
    K.PROCEED: "at once",
    K.CANCEL_ASKED: "cancel",
    K.TRADE_OPEN: "not paid yet",
    K.TRADE_PAYING: "payer at it",
    K.TRADE_PAID: "paid",
    K.TRADE_CLOSED: "closed",
    K.TRADE_DECLINED: "declined",
    K.TRADE_RETURNED: "all given back",
    K.TRADE_ODD: "wrong amount",
    K.TRADE_ABSENT: "not there",
    K.TRADE_ABSENT_FOR_GOOD: "not there and too late",
    K.TRADE_UNKNOWN: "no answer",
    K.CHARGE_REFUSED: "refused",
    K.REFUND_BARRED: "settled after all",
    K.CONFIRM_DONE: "receipt",
    K.CONFIRM_REFUSED: "hospital says no",
    K.CONFIRM_UNKNOWN: "no answer",
    K.SETTLEMENT_SEEN: "receipt",
    K.SETTLEMENT_ABSENT: "not there",
    K.NOT_SETTLED: "proven not settled",
    K.NOT_SETTLED_FREE: "no money in it",
    K.PAYING_OVER: "time is over",
    K.HAND_DUE: "15 min online",
    K.HANDED_BACK_CHARGE: "staff: retry",
    K.HANDED_BACK_CONFIRM: "staff: retry",
    K.HANDED_BACK_REVERSE: "staff: retry",
}
FONT = 'font-family="Noto Sans, Noto Sans CJK SC, sans-serif" font-size="14" fill="#15211F"'
WIDTH, HEIGHT, GAP_X, GAP_Y, MARGIN = 300, 280, 34, 44, 24
END_HEIGHT = 140  # the lowest row has few ways out
COLOURS = {2: "#8A5A00", 1: "#5B6764", 0: "#0F6B63"}  # by row: ends, asking, going well


def ways_out(state: S) -> dict[S, list[str]]:
    """Next state → the words of what leads there, each once, in the table's order."""
    found: dict[S, list[str]] = {}
    for kind, rule in TABLE[state].items():
        if rule.next is not state:
            words = found.setdefault(rule.next, [])
            word = "found paid later" if state in ENDED and kind is K.TRADE_PAID else WORDS[kind]
            if word not in words:
                words.append(word)
    return found


def corner(state: S) -> tuple[int, int]:
    column, row = PLACES[state]
    return MARGIN + column * (WIDTH + GAP_X), MARGIN + row * (HEIGHT + GAP_Y)


def height_of(state: S) -> int:
    return END_HEIGHT if PLACES[state][1] == 2 else HEIGHT


def card(state: S) -> Iterator[str]:
    x, y = corner(state)
    colour = COLOURS[PLACES[state][1]]
    height = height_of(state)
    title = state.replace("_", " ").upper()
    box = f'x="{x}" y="{y}" width="{WIDTH}" height="{height}" rx="14"'
    yield f'<rect {box} fill="#FFFFFF" stroke="{colour}" stroke-width="2"/>'
    yield f'<text x="{x + 16}" y="{y + 30}" font-weight="bold" font-size="19" fill="{colour}">{title}</text>'
    yield f'<text x="{x + 16}" y="{y + 54}" fill="#5B6764">{escape(MEANINGS[state])}</text>'
    line = y + 84
    for target, words in ways_out(state).items():
        for part, text in enumerate(wrapped(words)):
            head = f'<tspan font-weight="bold">→ {target.replace("_", " ")}</tspan>  ' if part == 0 else ""
            yield f'<text x="{x + 16 + (0 if part == 0 else 20)}" y="{line}">{head}{escape(text)}</text>'
            line += 20


def wrapped(words: list[str]) -> list[str]:
    """Two reasons fit beside the target, the rest below it."""
    lines, room = [""], 19
    for word in words:
        if lines[-1] and len(lines[-1]) + len(word) > room:
            lines.append("")
            room = 34
        lines[-1] += f", {word}" if lines[-1] else word
    return lines


def arrow(state: S, target: S) -> str:
    """Between neighbours in the grid; a little off the middle, so that there and back stay apart."""
    (column, row), (to_column, to_row) = PLACES[state], PLACES[target]
    across, down = to_column - column, to_row - row
    if abs(across) + abs(down) != 1:
        return ""
    x, y = corner(state)
    if across:
        start, line = (x + WIDTH if across > 0 else x), y + 36 - 10 * across
        tip = start + across * (GAP_X - 2)
        return f'<path d="M{start} {line}H{tip}M{tip} {line}l{-8 * across} -5v10z"/>'
    start, line = (y + HEIGHT if down > 0 else y), x + WIDTH // 2 + 14 * down
    tip = start + down * (GAP_Y - 2)
    return f'<path d="M{line} {start}V{tip}M{line} {tip}l-5 {-8 * down}h10z"/>'


def svg() -> str:
    width, height = MARGIN * 2 + 5 * WIDTH + 4 * GAP_X, MARGIN * 2 + 2 * HEIGHT + END_HEIGHT + 2 * GAP_Y
    arrows = [arrow(state, target) for state in TABLE for target in ways_out(state)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" {FONT}>',
            f'<rect width="{width}" height="{height}" fill="#F5F2EC"/>',
            '<g stroke="#15211F" stroke-width="2">',
            *[each for each in arrows if each],
            "</g>",
            *[line for state in PLACES for line in card(state)],
            "</svg>\n",
        ]
    )


if __name__ == "__main__":
    PICTURE.write_text(svg())
