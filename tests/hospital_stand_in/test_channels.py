"""Orders at the payment channels, by code to scan and by payer code."""

import pytest

from hardware_sim.hospital.config import HospitalConfig
from hardware_sim.hospital.ledger import Happened
from hardware_sim.hospital.phones import PhoneRefusal
from tests.hospital_stand_in.conftest import MakeWorld, World


def charged(world: World) -> int:
    return sum(entry.amount_fen for entry in world.ledger.entries() if entry.what is Happened.CHARGED)


@pytest.mark.parametrize("channel", ["wechat", "alipay"])
def test_one_code_is_paid_by_either_channel(world: World, channel: str) -> None:
    quoted = world.terminal.quote("zhang", "310")
    shown = world.terminal.show_code(quoted)
    assert (shown["state"], shown["channel"], shown["code_expires_in_s"]) == ("NOTPAY", "none", 120)
    assert world.phones.codes_shown() == (shown["code_url"],)
    assert world.phones.scan_and_pay(shown["code_url"], channel) == "SUCCESS"
    trade = world.terminal.query(shown["order_no"])
    assert (trade["state"], trade["channel"], trade["paid_fen"]) == ("SUCCESS", channel, quoted.due_fen)
    assert "code_url" not in trade.body
    assert charged(world) == quoted.due_fen


def test_a_code_that_nobody_scans_closes_by_itself(world: World) -> None:
    shown = world.terminal.show_code(world.terminal.quote("zhang", "310"), expires_in_s=30)
    world.clock.advance(29.9)
    assert world.terminal.query(shown["order_no"])["state"] == "NOTPAY"
    world.clock.advance(0.1)
    assert world.terminal.query(shown["order_no"])["state"] == "CLOSED"
    with pytest.raises(PhoneRefusal, match="ORDER_CLOSED"):
        world.phones.scan_and_pay(shown["code_url"])


def test_a_code_is_paid_once(world: World) -> None:
    shown = world.terminal.show_code(world.terminal.quote("zhang", "310"))
    world.phones.scan_and_pay(shown["code_url"], "wechat")
    with pytest.raises(PhoneRefusal, match="ALREADY_PAID"):
        world.phones.scan_and_pay(shown["code_url"], "alipay")
    with pytest.raises(PhoneRefusal, match="UNKNOWN_CODE"):
        world.phones.scan_and_pay("https://elsewhere.example/q/1")


def test_a_phone_without_money_leaves_the_code_open(world: World) -> None:
    shown = world.terminal.show_code(world.terminal.quote("zhang", "310"))
    with pytest.raises(PhoneRefusal, match="BALANCE_NOT_ENOUGH"):
        world.phones.scan_and_pay(shown["code_url"], "alipay", "declined")
    assert world.terminal.query(shown["order_no"])["state"] == "NOTPAY"
    assert charged(world) == 0


def test_the_banks_time_passes_before_the_money_is_there(make_world: MakeWorld) -> None:
    world = make_world(HospitalConfig(waits={"bank": 2.0}))
    shown = world.terminal.show_code(world.terminal.quote("zhang", "310"))
    world.phones.scan_and_pay(shown["code_url"])
    world.clock.advance(1.9)
    assert world.terminal.query(shown["order_no"])["state"] == "NOTPAY"
    world.clock.advance(0.1)
    assert world.terminal.query(shown["order_no"])["state"] == "SUCCESS"
    assert world.hospital.requests.waited_s_total() == 2.0


def test_a_payment_on_its_way_outlives_the_code(world: World) -> None:
    shown = world.terminal.show_code(world.terminal.quote("zhang", "310"), expires_in_s=10)
    world.phones.scan_and_pay(shown["code_url"], lands_after_s=20.0)
    world.clock.advance(15)
    assert world.terminal.query(shown["order_no"])["state"] == "NOTPAY"
    closing = world.terminal.close(shown["order_no"])
    assert (closing["state"], closing.headers["retry-after"]) == ("NOTPAY", "5")
    world.clock.advance(5)
    assert world.terminal.query(shown["order_no"])["state"] == "SUCCESS"


def test_money_may_arrive_after_the_close(world: World) -> None:
    quoted = world.terminal.quote("zhang", "310")
    shown = world.terminal.show_code(quoted)
    world.phones.scan_and_pay(shown["code_url"], lands_after_s=3.0, even_if_closed=True)
    assert world.terminal.close(shown["order_no"])["state"] == "CLOSED"
    assert world.terminal.query(shown["order_no"])["state"] == "CLOSED"
    world.clock.advance(3)
    late = world.terminal.query(shown["order_no"])
    assert (late["state"], late["paid_fen"]) == ("SUCCESS", quoted.due_fen)
    assert charged(world) == quoted.due_fen


def test_closing_an_open_code_is_final_and_repeatable(world: World) -> None:
    shown = world.terminal.show_code(world.terminal.quote("zhang", "310"))
    assert world.terminal.close(shown["order_no"], key="close-key")["state"] == "CLOSED"
    again = world.terminal.close(shown["order_no"], key="close-key")
    assert (again["state"], again.headers["idempotent-replayed"]) == ("CLOSED", "true")
    with pytest.raises(PhoneRefusal, match="ORDER_CLOSED"):
        world.phones.scan_and_pay(shown["code_url"])


def test_closing_a_paid_order_tells_that_it_is_paid(world: World) -> None:
    shown = world.terminal.show_code(world.terminal.quote("zhang", "310"))
    world.phones.scan_and_pay(shown["code_url"])
    assert world.terminal.close(shown["order_no"])["state"] == "SUCCESS"


def test_a_payer_code_is_charged_at_once(world: World) -> None:
    quoted = world.terminal.quote("zhang", "310")
    trade = world.terminal.charge_code(quoted, world.phones.new_payer_code("alipay"), "alipay")
    assert (trade["state"], trade["channel"], trade["paid_fen"]) == ("SUCCESS", "alipay", quoted.due_fen)


@pytest.mark.parametrize(
    ("behaviour", "decline_code"),
    [("declined", "BALANCE_NOT_ENOUGH"), ("expired", "AUTH_CODE_EXPIRED"), ("limit", "LIMIT_EXCEEDED")],
)
def test_a_payer_code_is_declined_with_a_reason(world: World, behaviour: str, decline_code: str) -> None:
    quoted = world.terminal.quote("zhang", "310")
    trade = world.terminal.charge_code(quoted, world.phones.new_payer_code("wechat", behaviour))
    assert (trade["state"], trade["decline_code"], trade["paid_fen"]) == ("PAYERROR", decline_code, 0)
    assert charged(world) == 0


def test_a_payer_code_lives_a_minute_and_pays_once(world: World) -> None:
    quoted = world.terminal.quote("zhang", "310")
    code, old = world.phones.new_payer_code(), world.phones.new_payer_code()
    assert world.terminal.charge_code(quoted, code)["state"] == "SUCCESS"
    assert world.terminal.charge_code(quoted, code)["decline_code"] == "AUTH_CODE_USED"
    world.clock.advance(60)
    assert world.terminal.charge_code(quoted, old)["decline_code"] == "AUTH_CODE_EXPIRED"


def test_a_face_is_charged_once_and_lives_its_own_minute(make_world: MakeWorld) -> None:
    world = make_world(HospitalConfig(face_code_life_s=20))
    quoted = world.terminal.quote("zhang", "310")
    code, old = world.phones.new_face_code(), world.phones.new_face_code()
    paid = world.terminal.charge_face(quoted, code)
    assert (paid["state"], paid["channel"], paid["paid_fen"]) == ("SUCCESS", "wechat", quoted.due_fen)
    assert world.terminal.charge_face(quoted, code)["decline_code"] == "FACE_CODE_USED"
    world.clock.advance(20)
    assert world.terminal.charge_face(quoted, old)["decline_code"] == "FACE_CODE_EXPIRED"


def test_a_face_pays_as_a_face_and_a_phone_as_a_phone(world: World) -> None:
    quoted = world.terminal.quote("zhang", "310")
    face, phone = world.phones.new_face_code(), world.phones.new_payer_code()
    assert world.terminal.charge_code(quoted, face)["decline_code"] == "AUTH_CODE_INVALID"
    assert world.terminal.charge_face(quoted, phone)["decline_code"] == "FACE_CODE_INVALID"
    assert world.terminal.charge_face(quoted, "134567890123456789")["decline_code"] == "FACE_CODE_INVALID"
    assert charged(world) == 0


def test_a_code_of_the_other_channel_is_invalid(world: World) -> None:
    quoted = world.terminal.quote("zhang", "310")
    code = world.phones.new_payer_code("alipay")
    assert world.terminal.charge_code(quoted, code, "wechat")["decline_code"] == "AUTH_CODE_INVALID"


def test_a_strangers_code_pays_only_where_the_bench_allows_it(make_world: MakeWorld) -> None:
    strict = make_world(HospitalConfig(accepts_unknown_payer_codes=False))
    refused = strict.terminal.charge_code(strict.terminal.quote("zhang", "310"), "134567890123456789")
    assert refused["decline_code"] == "AUTH_CODE_INVALID"
    open_world = make_world(HospitalConfig())
    paid = open_world.terminal.charge_code(open_world.terminal.quote("zhang", "310"), "134567890123456789")
    assert paid["state"] == "SUCCESS"


def test_the_phone_asks_for_the_password_and_then_pays(world: World) -> None:
    quoted = world.terminal.quote("zhang", "310")
    trade = world.terminal.charge_code(quoted, world.phones.new_payer_code("wechat", "asks_password"))
    assert trade["state"] == "USERPAYING"
    assert world.phones.asked_for_password() == (trade["order_no"],)
    assert world.phones.enter_password(trade["order_no"]) == "SUCCESS"
    assert world.terminal.query(trade["order_no"])["paid_fen"] == quoted.due_fen
    with pytest.raises(PhoneRefusal, match="NO_PASSWORD_ASKED"):
        world.phones.enter_password(trade["order_no"])


def test_a_large_amount_always_asks_for_the_password(world: World) -> None:
    quoted = world.terminal.quote("cao")
    assert quoted.due_fen == 8_000_000
    trade = world.terminal.charge_code(quoted, world.phones.new_payer_code())
    assert trade["state"] == "USERPAYING"


def test_an_amount_above_the_channels_limit_is_declined(make_world: MakeWorld) -> None:
    world = make_world(HospitalConfig(channel_limit_fen=5_000_000))
    quoted = world.terminal.quote("cao")
    trade = world.terminal.charge_code(quoted, world.phones.new_payer_code())
    assert trade["decline_code"] == "LIMIT_EXCEEDED"
    with pytest.raises(PhoneRefusal, match="LIMIT_EXCEEDED"):
        world.phones.scan_and_pay(world.terminal.show_code(quoted)["code_url"])


def test_nobody_types_the_password_and_the_channel_gives_up(world: World) -> None:
    quoted = world.terminal.quote("zhang", "310")
    trade = world.terminal.charge_code(quoted, world.phones.new_payer_code("wechat", "asks_password"))
    world.clock.advance(45)
    late = world.terminal.query(trade["order_no"])
    assert (late["state"], late["decline_code"]) == ("PAYERROR", "PASSWORD_TIMEOUT")


def test_the_payer_may_cancel_at_the_password(world: World) -> None:
    quoted = world.terminal.quote("zhang", "310")
    trade = world.terminal.charge_code(quoted, world.phones.new_payer_code("wechat", "asks_password"))
    world.phones.cancel_password(trade["order_no"])
    assert world.terminal.query(trade["order_no"])["decline_code"] == "PAYER_CANCELLED"


def test_an_asked_payer_cannot_be_taken_back_within_15_seconds(world: World) -> None:
    quoted = world.terminal.quote("zhang", "310")
    trade = world.terminal.charge_code(quoted, world.phones.new_payer_code("wechat", "asks_password"))
    early = world.terminal.close(trade["order_no"], key="reverse-1")
    assert (early["state"], early.headers["retry-after"]) == ("USERPAYING", "5")
    world.clock.advance(15)
    assert world.terminal.close(trade["order_no"], key="reverse-1")["state"] == "REVOKED"
    assert charged(world) == 0


def test_a_password_at_the_scanned_code_may_be_left_and_scanned_again(world: World) -> None:
    shown = world.terminal.show_code(world.terminal.quote("zhang", "310"))
    world.phones.scan_and_pay(shown["code_url"], "alipay", "asks_password")
    assert world.terminal.query(shown["order_no"])["state"] == "USERPAYING"
    world.clock.advance(45)
    assert world.terminal.query(shown["order_no"])["state"] == "NOTPAY"
    assert world.phones.scan_and_pay(shown["code_url"], "wechat") == "SUCCESS"


def test_a_refund_gives_back_once_and_shows_in_the_query(make_world: MakeWorld) -> None:
    world = make_world(HospitalConfig(refund_delay_s=10))
    quoted = world.terminal.quote("zhang", "310")
    trade = world.terminal.charge_code(quoted, world.phones.new_payer_code())
    order_no = trade["order_no"]
    assert world.terminal.refund(order_no, quoted.due_fen, "REFUND-1")["state"] == "SUCCESS"
    assert world.terminal.refund(order_no, quoted.due_fen, "REFUND-1")["refunded_fen"] == 0
    world.clock.advance(10)
    done = world.terminal.query(order_no)
    assert (done["state"], done["refunded_fen"]) == ("REFUND", quoted.due_fen)
    assert world.terminal.refund(order_no, quoted.due_fen, "REFUND-1")["state"] == "REFUND"
    assert world.terminal.refund(order_no, quoted.due_fen, "REFUND-2").code == "AMOUNT_MISMATCH"
    assert world.terminal.refund(order_no, 1, "REFUND-1").code == "KEY_REUSED"


def test_parts_may_be_refunded_up_to_the_whole(world: World) -> None:
    quoted = world.terminal.quote("zhang", "310")
    order_no = world.terminal.charge_code(quoted, world.phones.new_payer_code())["order_no"]
    part = world.terminal.refund(order_no, 100)
    assert (part["state"], part["refunded_fen"]) == ("SUCCESS", 100)
    assert world.terminal.refund(order_no, quoted.due_fen).code == "AMOUNT_MISMATCH"
    assert world.terminal.refund(order_no, quoted.due_fen - 100)["state"] == "REFUND"


def test_a_refund_of_an_unpaid_order_closes_it(world: World) -> None:
    quoted = world.terminal.quote("zhang", "310")
    shown = world.terminal.show_code(quoted)
    assert world.terminal.refund(shown["order_no"], quoted.due_fen)["state"] == "CLOSED"
    assert world.ledger.entries() == ()


def test_the_same_order_number_is_the_same_order(world: World) -> None:
    quoted = world.terminal.quote("zhang", "310")
    first = world.terminal.show_code(quoted, "ORDER-SAME", key="key-one")
    again = world.terminal.show_code(quoted, "ORDER-SAME", key="key-two")
    assert again["code_url"] == first["code_url"]
    other = world.terminal.show_code(quoted, "ORDER-SAME", expires_in_s=60)
    assert (other.status, other.code, other["order_no"]) == (422, "KEY_REUSED", "ORDER-SAME")


def test_only_the_previews_amount_is_taken(world: World) -> None:
    quoted = world.terminal.quote("zhang", "310")
    body = {"order_no": "ORDER-1", "preview_id": quoted.preview_id, "amount_fen": 1, "method": "native_qr"}
    assert world.terminal.call("startPayment", body=body).code == "AMOUNT_MISMATCH"
    unknown = world.terminal.query("ORDER-1")
    assert (unknown.status, unknown.code, unknown["order_no"]) == (404, "PAYMENT_NOT_FOUND", "ORDER-1")


def test_a_second_order_is_refused_only_where_the_hospital_cares(make_world: MakeWorld) -> None:
    caring = make_world(HospitalConfig(refuses_second_order=True))
    quoted = caring.terminal.quote("zhang", "310")
    first = caring.terminal.show_code(quoted)
    assert caring.terminal.show_code(quoted).code == "PAYMENT_EXISTS"
    caring.terminal.close(first["order_no"])
    assert caring.terminal.show_code(quoted).status == 200
