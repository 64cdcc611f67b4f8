"""The truth ledger: whatever terminals do, it adds up."""

import json
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from hardware_sim.hospital.config import HospitalConfig
from hardware_sim.hospital.ledger import Happened, Ledger
from hardware_sim.hospital.phones import PhoneRefusal
from tests.hospital_stand_in.conftest import World
from tests.hospital_stand_in.contract import Contract
from tests.hospital_stand_in.terminal import Quoted

PEOPLE = ("zhang", "gao", "tang", "sun")
COVERAGE = {"zhang": "310", "gao": "390", "tang": "340", "sun": ""}
CONTRACT = Contract()


class Terminals(RuleBasedStateMachine):
    """Two terminals and some phones do as they please, right or wrong."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World(CONTRACT, HospitalConfig(refund_delay_s=4.0))
        self.terminals = [self.world.terminal, self.world.another_terminal("T02")]
        self.quotes: list[Quoted] = []
        self.orders: list[tuple[Quoted, str, str]] = []
        self.settled: list[str] = []
        self.grown = 0

    @rule(which=st.integers(0, 1), key=st.sampled_from(PEOPLE))
    def quote(self, which: int, key: str) -> None:
        terminal = self.terminals[which]
        token = terminal.identify(key)["patient_token"]
        bills = [bill["bill_id"] for bill in terminal.call("listUnpaidBills", token)["bills"]]
        if bills and (lock := terminal.lock(token, bills)).status == 200:
            preview = terminal.preview(token, lock["lock_id"], COVERAGE[key])
            if preview.status == 200:
                due = preview["psn_cash_pay"]
                quoted = Quoted(token, bills, lock["lock_id"], preview["preview_id"], due, preview.body)
                self.quotes.append(quoted)

    @precondition(lambda self: self.quotes)
    @rule(data=st.data(), by_code=st.booleans())
    def charge(self, data: st.DataObject, by_code: bool) -> None:
        quoted = data.draw(st.sampled_from(self.quotes))
        if not quoted.due_fen:
            return
        terminal = self.terminals[0]
        if by_code:
            behaviour = data.draw(st.sampled_from(["ok", "asks_password", "declined"]))
            trade = terminal.charge_code(quoted, self.world.phones.new_payer_code("wechat", behaviour))
        else:
            trade = terminal.show_code(quoted, expires_in_s=30)
        if trade.status == 200:
            self.orders.append((quoted, trade["order_no"], trade.body.get("code_url", "")))

    @precondition(lambda self: self.orders)
    @rule(data=st.data(), late=st.booleans())
    def pay(self, data: st.DataObject, late: bool) -> None:
        _, order_no, code_url = data.draw(st.sampled_from(self.orders))
        seconds = 3.0 if late else 0.0
        try:
            if code_url:
                self.world.phones.scan_and_pay(code_url, lands_after_s=seconds, even_if_closed=late)
            else:
                self.world.phones.enter_password(order_no, lands_after_s=seconds)
        except PhoneRefusal:
            pass

    @precondition(lambda self: self.orders)
    @rule(data=st.data(), act=st.sampled_from(["close", "refund", "confirm"]))
    def act(self, data: st.DataObject, act: str) -> None:
        quoted, order_no, _ = data.draw(st.sampled_from(self.orders))
        if act == "close":
            self.terminals[0].close(order_no)
        elif act == "refund":
            self.terminals[0].refund(order_no, quoted.due_fen)
        elif (done := self.terminals[0].confirm(quoted, order_no)).status == 200:
            self.settled.append(done["settlement_no"])

    @precondition(lambda self: self.quotes)
    @rule(data=st.data())
    def confirm_free(self, data: st.DataObject) -> None:
        quoted = data.draw(st.sampled_from(self.quotes))
        if not quoted.due_fen and (done := self.terminals[0].confirm(quoted, None)).status == 200:
            self.settled.append(done["settlement_no"])

    @precondition(lambda self: self.settled)
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(self.settled))
        self.terminals[0].call("cancelSettlement", number, {"reason": "TEST"})

    @rule(seconds=st.sampled_from([1, 5, 50, 400]))
    def time_passes(self, seconds: int) -> None:
        self.world.clock.advance(seconds)
        self.world.hospital.tick()

    @invariant()
    def no_money_from_nowhere(self) -> None:
        for bill in self.world.ledger.summary().values():
            assert 0 <= bill.refunded_fen <= bill.paid_fen
            assert len(bill.settlements) <= 1

    @invariant()
    def it_only_grows(self) -> None:
        entries = self.world.ledger.entries()
        assert len(entries) >= self.grown
        assert [entry.sequence for entry in entries] == list(range(1, len(entries) + 1))
        assert all(sum(entry.shares.values()) == entry.amount_fen for entry in entries)
        self.grown = len(entries)

    @invariant()
    def the_ledger_knows_what_the_channel_knows(self) -> None:
        for _, order_no, _ in self.orders:
            trade = self.terminals[0].query(order_no)
            mine = [entry for entry in self.world.ledger.entries() if entry.order_no == order_no]
            assert trade["paid_fen"] == sum(entry.amount_fen for entry in mine if entry.what is Happened.CHARGED)
            assert trade["refunded_fen"] == sum(entry.amount_fen for entry in mine if entry.what is Happened.REFUNDED)

    @invariant()
    def what_is_settled_on_an_order_keeps_its_money(self) -> None:
        assert not [each for each in self.world.ledger.violations() if "kept, not settled" not in each and "," in each]

    @invariant()
    def a_bill_is_paid_or_listed(self) -> None:
        truth = self.world.ledger.summary()
        for bill_id, bill in self.world.hospital.bills.by_id.items():
            assert bool(bill.settled_by) == (bill_id in truth and truth[bill_id].settled)


Terminals.TestCase.settings = settings(max_examples=25, stateful_step_count=30, deadline=None, derandomize=True)
TestTerminals = Terminals.TestCase


def test_a_double_charge_shows(world: World) -> None:
    quoted = world.terminal.quote("zhang", "310")
    orders = [world.terminal.charge_code(quoted, world.phones.new_payer_code())["order_no"] for _ in range(2)]
    world.terminal.confirm(quoted, orders[0])
    assert world.ledger.violations() == [f"{orders[1]}: {quoted.due_fen} fen kept, not settled"]
    bill = world.ledger.summary()[quoted.bill_ids[0]]
    assert bill.orders == orders


def test_settled_twice_shows(world: World) -> None:
    ledger = Ledger()
    now = world.clock.now()
    for number in ("SETTLE-1", "SETTLE-2"):
        ledger.add(Happened.SETTLED, now, number, 100, {"B1": 100})
    assert ledger.violations() == ["B1: settled more than once"]


def test_money_given_back_under_a_standing_settlement_shows(world: World) -> None:
    ledger = Ledger()
    now = world.clock.now()
    ledger.add(Happened.CHARGED, now, "O-1", 100, {"B1": 100}, order_no="O-1")
    ledger.add(Happened.SETTLED, now, "SETTLE-1", 100, {"B1": 100}, order_no="O-1")
    ledger.add(Happened.REFUNDED, now, "R-1", 100, {"B1": 100}, order_no="O-1")
    assert ledger.violations() == ["O-1: settled, money not kept"]


def test_the_export_is_json_without_a_persons_name(world: World, tmp_path: Path) -> None:
    quoted = world.terminal.quote("sun")
    order_no = world.terminal.charge_code(quoted, world.phones.new_payer_code())["order_no"]
    world.terminal.confirm(quoted, order_no)
    world.ledger.export(tmp_path / "ledger.json")
    text = (tmp_path / "ledger.json").read_text(encoding="utf-8")
    exported = json.loads(text)
    assert [entry["what"] for entry in exported["entries"]] == ["charged", "settled"]
    assert exported["bills"][quoted.bill_ids[0]]["settled"] is True
    assert exported["violations"] == []
    assert "孙志强" not in text


def test_one_waits_for_the_ledger_with_a_limit(world: World) -> None:
    assert world.ledger.wait_for(1, within_s_max=0.0) is False
    world.terminal.charge_code(world.terminal.quote("sun"), world.phones.new_payer_code())
    assert world.ledger.wait_for(1, within_s_max=0.0) is True
