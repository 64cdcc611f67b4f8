"""Each order becomes one call to the hospital, with the numbers of its case."""

import pytest

from kiosk.domain.money import NOTHING, Money
from kiosk.domain.payment import Channel
from kiosk.hospital.port import NotFound
from kiosk.settlement.calls import perform
from kiosk.settlement.events import Call
from kiosk.settlement.record import Method
from kiosk.settlement.runner import Order
from tests.settlement.books import record

QR = record()
PAYER_CODE = record(method=Method.PAYER_CODE, channel=Channel.ALIPAY)
FACE = record(method=Method.FACE, channel=Channel.WECHAT)
FREE = record(method=Method.NOTHING_TO_PAY, amount=NOTHING)
REFUNDING = record(refund_round=2)


class Heard:
    """A hospital that only listens."""

    def __getattr__(self, name: str) -> object:
        def call(*values: object) -> object:
            self.said = (name, *values)
            return NotFound()

        return call


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (Order(Call.CHARGE, QR, "6" * 18), ("charge_by_qr", "YZcase1", "PV1", Money(300), 90)),
        (
            Order(Call.CHARGE, PAYER_CODE, "6" * 18),
            ("charge_by_payer_code", "YZcase1", "PV1", Money(300), Channel.ALIPAY, "6" * 18),
        ),
        (
            Order(Call.CHARGE, FACE, "6" * 18),
            ("charge_by_face", "YZcase1", "PV1", Money(300), Channel.WECHAT, "6" * 18),
        ),
        (Order(Call.QUERY_TRADE, QR), ("query_trade", "YZcase1")),
        (Order(Call.CLOSE_TRADE, QR), ("close_trade", "YZcase1")),
        (Order(Call.REFUND, REFUNDING), ("refund_trade", "YZcase1", "RFcase12", Money(300))),
        (Order(Call.CONFIRM, QR), ("confirm_settlement", "STcase1", "PV1", "YZcase1", Money(300))),
        (Order(Call.CONFIRM, FREE), ("confirm_settlement", "STcase1", "PV1", "", NOTHING)),
        (Order(Call.QUERY_SETTLEMENT, QR), ("query_settlement", "STcase1")),
    ],
)
def test_an_order_is_one_call_and_its_answer_comes_back(order: Order, said: tuple[object, ...]) -> None:
    hospital = Heard()
    assert perform(hospital, order, 90) == NotFound()  # type: ignore[arg-type]
    assert hospital.said == said


def test_a_payer_code_is_in_no_text_of_an_order() -> None:
    assert "6666" not in repr(Order(Call.CHARGE, PAYER_CODE, "6" * 18))
