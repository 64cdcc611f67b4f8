"""A paying patient's times: from code presented to received and settled on screen, from card in to slip out.

Own time: every simulated wait 0. Overhead: the same with the waits of a slow insurer, bank and hospital, as ratio to
their sum. All times are the bench's: the hand's act, and the screen as the mirror tells it after its frame is out.
"""

from collections.abc import Callable
from dataclasses import dataclass

from hardware_sim.bench.bench import Bench, BenchOptions, new_run_dir
from hardware_sim.bench.events import Event
from hardware_sim.measure.figures import Figure
from hardware_sim.measure.unmeasured import MeasureFailed
from hardware_sim.scenarios.stage import BenchStage

WAITS_S = {"preview": 0.8, "bank": 1.0, "confirm": 1.5}  # insurer, bank, hospital
EVENT_S_MAX = 30.0
ROUNDING_MS = 5.0  # the hospital notes whole milliseconds
OWN_MS_MAX, OVERHEAD_MAX = 300.0, 1.10


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds. `waited`: the simulated waits between the code and the settled screen."""

    received: float
    settled: float
    card_to_slip: float
    waited_after_code: float
    waited_in_all: float
    hands: float  # how long the patient's own acts took between card and slip


def measure_journey(runs: int) -> dict[str, object]:
    figures: list[Figure] = []
    for way, scan in (("payer code", "scan_payer_code"), ("code on screen", "scan_pay_qr")):
        own = [_one_run(scan, {}) for _ in range(runs)]
        slow = [_one_run(scan, WAITS_S) for _ in range(runs)]
        figures += _own_figures(way, own) + _overhead_figures(way, slow)
    return {"waits_s": WAITS_S, "figures": [figure.as_dict() for figure in figures]}


def _own_figures(way: str, runs: list[Times]) -> list[Figure]:
    return [
        Figure.of(f"{way}: presented to 'payment received' shown", "ms", [run.received for run in runs], OWN_MS_MAX),
        Figure.of(f"{way}: presented to 'settled' shown", "ms", [run.settled for run in runs]),
        Figure.of(f"{way}: card in to slip out, hands taken off", "ms", [run.card_to_slip - run.hands for run in runs]),
    ]


def _overhead_figures(way: str, runs: list[Times]) -> list[Figure]:
    after_code = [run.settled / run.waited_after_code for run in runs]
    in_all = [(run.card_to_slip - run.hands) / run.waited_in_all for run in runs]
    return [
        Figure.of(f"{way}: presented to 'settled', ratio to the waits", "x", after_code, OVERHEAD_MAX),
        Figure.of(f"{way}: card in to slip out, ratio to the waits", "x", in_all, OVERHEAD_MAX),
    ]


def _one_run(scan: str, waits: dict[str, float]) -> Times:
    with Bench(new_run_dir(), BenchOptions(waits=waits), remove_run_dir=True) as bench:
        return _Journey(bench).run(scan)


class _Journey:
    """One journey; each act is followed by the screen it leads to."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._stage = BenchStage(bench)
        self._hands_ms = 0.0

    def run(self, scan: str) -> Times:
        self._await(_shows("Attract"), 0)
        card = self._do("insert_card", {"card": "zhang"})
        bills = self._await(_shows("ChooseBills"), card.number)
        split = self._tap("去结算", "ConfirmSplit", bills)
        ways = self._tap("去付款", "ChoosePayment", split)
        if scan == "scan_pay_qr":
            ways = self._tap("用手机扫屏幕", "ShowPayQr", ways)
        code = self._do(scan, {})
        self._hands_ms += code.t_ms - ways.t_ms
        received = self._await(lambda event: _is_received(event) or _shows("Paid")(event), code.number)
        settled = self._await(_shows("Paid"), code.number)
        slip = self._await(lambda event: event.event == "slip" and event.actor == "printer", code.number)
        return self._times(card, code, received, settled, slip)

    def _times(self, card: Event, code: Event, received: Event, settled: Event, slip: Event) -> Times:
        return Times(
            received=received.t_ms - code.t_ms,
            settled=settled.t_ms - code.t_ms,
            card_to_slip=slip.t_ms - card.t_ms,
            waited_after_code=self._waited_ms(code.t_ms),
            waited_in_all=self._waited_ms(card.t_ms),
            hands=self._hands_ms,
        )

    def _waited_ms(self, after_ms: float) -> float:
        waits = [
            event
            for event in self._bench.events.after(0)
            if event.actor == "hospital" and event.t_ms >= after_ms - ROUNDING_MS
        ]
        return sum(float(str(event.data["waited_s"])) for event in waits) * 1000

    def _tap(self, name: str, leads_to: str, before: Event) -> Event:
        """The time from the screen before to the finger's lifting is the patient's."""
        number = self._bench.events.last_number
        if reason := self._stage.tap(name):
            raise MeasureFailed(reason)
        tapped = self._await(lambda event: event.actor == "patient" and event.event == "tap", number)
        self._hands_ms += max(0.0, tapped.t_ms - before.t_ms)
        return self._await(_shows(leads_to), number)

    def _do(self, deed: str, arguments: dict[str, object]) -> Event:
        number = self._bench.events.last_number
        self._stage.do(deed, arguments)
        return self._await(lambda event: event.actor == "patient" and event.event == deed, number)

    def _await(self, wanted: Callable[[Event], bool], after: int) -> Event:
        event = self._bench.events.wait(wanted, after=after, within_s_max=EVENT_S_MAX)
        if event is None:
            up = self._bench.mirror.shown
            raise MeasureFailed(f"what was waited for did not come; there is {up and up.name}")
        return event


def _shows(screen: str) -> Callable[[Event], bool]:
    return lambda event: event.event == "screen_shown" and event.data.get("name") == screen


def _is_received(event: Event) -> bool:
    """The progress screen says that the money is here."""
    return _shows("Progress")(event) and "收到" in str(event.data.get("spoken", ""))
