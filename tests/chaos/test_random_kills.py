"""Payments on the shipped terminal over real wires, with kill -9 at moments drawn from a seed. Then the books."""

import random
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from hardware_sim.bench import Bench, BenchOptions, DeedRefused
from hardware_sim.bench.agreement import compare, still_open
from hardware_sim.bench.bench import new_run_dir
from hardware_sim.bench.mirror import NoMirror, Shown
from hardware_sim.bench.terminal import TerminalError

SEED = 20261123
KILLED_AFTER = {"zhang": ("charged", 0.4), "tang": ("settled", 0.4), "guo": ("insert_card", 4.0)}  # at most seconds
PAYS_S_MAX = 90.0  # one person, kills and repeats included
SETTLES_S_MAX = 90.0  # after the last person
LOOK_S = 0.05
ATTRACT_S_MIN = 1.5  # nobody waits at the public screen for longer before putting the card in (again)
LIMITS = {"retry_base_s": 0.2, "retry_s_max": 1.0, "result_shown_s_max": 6.0, "trade_query_interval_s": 0.3}
WAITS = {"code": 0.1, "bank": 0.2, "confirm": 0.4}
TAPS = {
    "ChooseBills": ("去结算",),
    "ConfirmSplit": ("去付款", "确认结算"),
    "Problem": ("再试一次", "结束"),
    "Paid": ("完成",),
    "BeingChecked": ("完成",),
}


class Patient:
    """Does what the screen asks for, and begins again when the machine is back at its public screen."""

    def __init__(self, bench: Bench, card: str, by_qr: bool) -> None:
        self._bench, self._card, self._by_qr = bench, card, by_qr
        self._public_since_s: float | None = None
        self._has_paid = self._was_told = False

    def is_done(self) -> bool:
        screen = self._bench.mirror.shown
        return self._was_told and screen is not None and screen.name == "Attract" and not self._bench.slots[1]

    def act(self) -> None:
        screen = self._bench.mirror.shown
        if screen is None:
            return
        if screen.name != "Attract":
            self._public_since_s = None
        with suppress(DeedRefused, NoMirror):  # it was killed under the hand
            self._answer(screen)

    def _answer(self, screen: Shown) -> None:
        match screen.name:
            case "Attract":
                self._at_the_public_screen()
            case "ChoosePayment":
                self._tap(screen, "用手机扫屏幕" if self._by_qr else "出示付款码")
            case "ShowPayQr" if not self._has_paid:
                self._bench.hands.scan_pay_qr()
                self._has_paid = True
            case "PresentPayerCode":
                self._bench.do("scan_payer_code", {})
            case "PresentCard":
                self._card_out() if self._bench.slots[1] else self._bench.hands.insert_card(self._card)
            case "Paid" | "NoBills":
                self._was_told = self._owes_nothing()  # else it is about whoever stood here before
                self._card_out()
            case "TakeCardAndSlip":
                self._card_out()
        self._tap(screen, *TAPS.get(screen.name, ()))

    def _owes_nothing(self) -> bool:
        hospital = self._bench.hospital.hospital
        with hospital.lock:
            return not hospital.bills.unpaid_of(self._card)

    def _at_the_public_screen(self) -> None:
        self._public_since_s = self._public_since_s or time.monotonic()
        if time.monotonic() - self._public_since_s > ATTRACT_S_MIN:
            self._public_since_s = None
            self._card_out() if self._bench.slots[1] else self._bench.hands.insert_card(self._card)

    def _card_out(self) -> None:
        if self._bench.slots[1]:
            self._bench.hands.remove_card()

    def _tap(self, screen: Shown, *names: str) -> None:
        for name in [name for name in names if name in screen.touchable][:1]:
            self._bench.hands.tap(name)


def kill_at_a_random_moment(bench: Bench, trigger: str, delay_s_max: float, seed: int) -> None:
    """The turn and the keeper, one after the other; the insurance pays all of `tang`, so nothing is charged there."""
    dice = random.Random(seed)
    found = bench.events.wait(
        lambda event: event.event == trigger, after=bench.events.last_number, within_s_max=PAYS_S_MAX / 4
    )
    threading.Event().wait(dice.uniform(0.0, delay_s_max) if found else 0.0)
    for role in dice.sample(("turn", "keeper"), 2):
        with suppress(TerminalError):  # it was on its way out
            bench.terminal.kill(role)


def until(holds: Callable[[], bool], within_s_max: float, meanwhile: Callable[[], None] = lambda: None) -> bool:
    deadline_s = time.monotonic() + within_s_max
    while not holds():
        if time.monotonic() > deadline_s:
            return False
        meanwhile()
        time.sleep(LOOK_S)
    return True


def books(bench: Bench) -> dict[str, Any]:
    """What the terminal believes, once nothing is under way."""
    found: dict[str, Any] = {}

    def agrees() -> bool:
        try:
            found.update(bench.terminal.belief(bench.profile))
        except TerminalError:
            return False
        known = "cases" in found  # else the keeper was between two lives
        return known and not still_open(found) and not compare(bench.hospital.ledger.json(), found)

    until(agrees, SETTLES_S_MAX)
    return found


def test_whatever_is_killed_money_and_books_agree_and_every_patient_gets_the_slip(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PCSCLITE_CSOCK_NAME", "/nowhere")  # as a test of the card driver leaves it in this process
    dice = random.Random(SEED)
    with Bench(new_run_dir(), BenchOptions(limits=LIMITS, waits=WAITS), remove_run_dir=True) as bench:
        for card, (trigger, delay_s_max) in KILLED_AFTER.items():
            patient = Patient(bench, card, by_qr=dice.random() < 0.5)
            moment = (trigger, delay_s_max, dice.randrange(1 << 32))
            killer = threading.Thread(target=kill_at_a_random_moment, args=(bench, *moment))
            killer.start()
            assert until(patient.is_done, PAYS_S_MAX, patient.act), f"{card}: stuck at {bench.mirror.shown}"
            killer.join()
        believed = books(bench)
        truth: dict[str, Any] = bench.hospital.ledger.json()
        assert compare(truth, believed) == []
        assert [bill for bill, money in truth["bills"].items() if len(money["orders"]) > 1] == []
        settled = [case for case in believed["cases"] if case["state"] == "settled"]
        assert len(settled) == len(KILLED_AFTER)
        paper = "".join(slip.text for slip in bench.slips)
        assert [case["trace_number"] for case in settled if case["trace_number"] not in paper] == []
