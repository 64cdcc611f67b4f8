"""E-invoices, the price list, and what was paid: what a terminal may ask, and what it tells of its printing."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from hardware_sim.hospital.bodies import Body
from hardware_sim.hospital.handlers import Answer, Call
from hardware_sim.hospital.hospital import Hospital
from hardware_sim.hospital.operation import Operation
from hardware_sim.hospital.outpatient import price_list
from hardware_sim.hospital.outpatient.payment_records import record
from hardware_sim.hospital.patients import Patient
from hardware_sim.hospital.problems import bad_request, not_found

Day = Annotated[str, Meta(pattern=r"\A20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\Z")]
Handler = Callable[[Hospital, Call], Answer]
Initials = Annotated[str, Meta(pattern=r"\A[A-Z]{1,12}\Z")]


class Days(Body, frozen=True):
    """Both included."""

    since: Day
    until: Day


class PriceSearch(Body, frozen=True):
    kind: Literal["medicine", "service"]
    initials: Initials


def list_invoices(hospital: Hospital, call: Call) -> Answer:
    found = hospital.invoices.of(_person(hospital, call).person.key, *_days(call))
    return Answer({"result": [each.json() for each in found]})


def list_payment_records(hospital: Hospital, call: Call) -> Answer:
    key, (since, until) = _person(hospital, call).person.key, _days(call)
    includes = hospital.config.fund_includes_account
    made = [
        record(each, hospital.bills, hospital.channels, call.terminal, includes)
        for each in hospital.settlements.all()
        if not each.reject_code and each.preview.person_key == key and since <= each.at.date() <= until
    ]
    old = [each.json() for each in hospital.old_payments if each.person_key == key and since <= each.at.date() <= until]
    return Answer({"result": sorted(made + old, key=lambda row: str(row["settled_at"]), reverse=True)})


def search_prices(hospital: Hospital, call: Call) -> Answer:
    assert isinstance(call.query, PriceSearch)
    found = price_list.found(call.query.kind, call.query.initials)
    rows = [row.json() for row in found[: price_list.ROWS_MAX]]
    return Answer({"result": {"rows": rows, "more": len(found) > price_list.ROWS_MAX}})


def _person(hospital: Hospital, call: Call) -> Patient:
    """Who came with the slip of one bill is not told of the others."""
    known = hospital.patients.known(call.number)
    if known.scope_bill_id:
        raise not_found("PATIENT")
    return known.patient


def _days(call: Call) -> tuple[date, date]:
    assert isinstance(call.query, Days)
    try:
        return date.fromisoformat(call.query.since), date.fromisoformat(call.query.until)
    except ValueError:
        raise bad_request("since, until") from None


_PATIENT = "/v1/patients/{patient_token}"


def _of_person(operation_id: str, path: str, handler: Handler, query: type[Body]) -> Operation:
    return Operation(
        operation_id, "GET", f"{_PATIENT}/{path}", handler, number="patient_token", echo=False, query=query
    )


OPERATIONS = (
    _of_person("listInvoices", "invoices", list_invoices, Days),
    _of_person("listPaymentRecords", "payment-records", list_payment_records, Days),
    Operation("searchPrices", "GET", "/v1/prices", search_prices, query=PriceSearch),
)
