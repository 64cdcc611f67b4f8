"""An order of the runner, made to the hospital. The only place where a settlement meets the network."""

from kiosk.hospital.port import Hospital
from kiosk.settlement.events import Call, HospitalAnswer
from kiosk.settlement.record import Method
from kiosk.settlement.runner import Order


def perform(hospital: Hospital, order: Order, code_life_s: int) -> HospitalAnswer:
    record = order.record
    match order.call:
        case Call.CHARGE:
            return _charge(hospital, order, code_life_s)
        case Call.QUERY_TRADE:
            return hospital.query_trade(record.order_number)
        case Call.CLOSE_TRADE:
            return hospital.close_trade(record.order_number)
        case Call.REFUND:
            return hospital.refund_trade(record.order_number, record.refund_number, record.amount)
        case Call.CONFIRM:
            order_number = "" if record.method is Method.NOTHING_TO_PAY else record.order_number
            return hospital.confirm_settlement(record.settlement_number, record.quote_id, order_number, record.amount)
        case Call.QUERY_SETTLEMENT:
            return hospital.query_settlement(record.settlement_number)


def _charge(hospital: Hospital, order: Order, code_life_s: int) -> HospitalAnswer:
    record = order.record
    if record.method is Method.PAYER_CODE:
        return hospital.charge_by_payer_code(
            record.order_number, record.quote_id, record.amount, record.channel, order.payer_code
        )
    if record.method is Method.FACE:
        return hospital.charge_by_face(
            record.order_number, record.quote_id, record.amount, record.channel, order.payer_code
        )
    return hospital.charge_by_qr(record.order_number, record.quote_id, record.amount, code_life_s)
