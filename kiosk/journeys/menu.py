"""What can be done at this machine, and the journey of each."""

from collections.abc import Awaitable, Callable

from kiosk.domain.patient import Purpose
from kiosk.journeys.appointments import my_appointments
from kiosk.journeys.book_exam import book_exam
from kiosk.journeys.check_in import check_in
from kiosk.journeys.delivery import deliver
from kiosk.journeys.enrol import enrol_myself
from kiosk.journeys.guide import show_guide
from kiosk.journeys.identify import identify, identify_by_slip
from kiosk.journeys.invoices import show_invoices
from kiosk.journeys.pay_bills import pay_bills
from kiosk.journeys.pay_later import pay_later
from kiosk.journeys.payment_records import show_payment_records
from kiosk.journeys.prices import show_prices
from kiosk.journeys.register import register
from kiosk.journeys.reports import reports
from kiosk.journeys.reprint_slip import reprint_slip
from kiosk.journeys.survey import survey
from kiosk.journeys.visitor_pass import visitor_pass
from kiosk.screens.welcome import Service
from kiosk.visit import Visit

Journey = Callable[[Visit], Awaitable[None]]


async def pay_own_bills(visit: Visit) -> None:
    await pay_bills(visit, await identify(visit, Purpose.SETTLEMENT))


async def pay_by_slip(visit: Visit) -> None:
    await pay_bills(visit, await identify_by_slip(visit))


async def print_again(visit: Visit) -> None:
    await reprint_slip(visit, "")


JOURNEYS: dict[Service, Journey] = {
    Service.PAY_BILLS: pay_own_bills,
    Service.REGISTER: register,
    Service.CHECK_IN: check_in,
    Service.REPORTS: reports,
    Service.APPOINTMENTS: my_appointments,
    Service.BOOK_EXAM: book_exam,
    Service.INVOICES: show_invoices,
    Service.PAYMENT_RECORDS: show_payment_records,
    Service.VISIT_GUIDE: show_guide,
    Service.PRICES: show_prices,
    Service.DELIVERY: deliver,
    Service.SURVEY: survey,
    Service.PAY_LATER: pay_later,
    Service.VISITOR_PASS: visitor_pass,
    Service.ENROL: enrol_myself,
    Service.SCAN_BILL_SLIP: pay_by_slip,
    Service.REPRINT_SLIP: print_again,
}
"""In the order in which they are offered."""

LARGE_TYPE_MAX = 3
HOME = (Service.PAY_BILLS, Service.REGISTER, Service.CHECK_IN, Service.REPORTS)
"""What most people come for. All else is one touch further."""


def offered(elder: bool) -> tuple[tuple[Service, ...], tuple[Service, ...]]:
    """The services of the first page, and those behind "more": large type has no room for the last of the first."""
    first = tuple(each for each in HOME if each in JOURNEYS)
    others = tuple(each for each in JOURNEYS if each not in HOME)
    return first, (*(first[LARGE_TYPE_MAX:] if elder else ()), *others)
