"""Invoices, prices and what was paid."""

from kiosk.domain.invoice import Invoices
from kiosk.domain.payment_record import PaymentRecords
from kiosk.domain.price import Prices
from kiosk.hospital.routes.table import Routes

QUERIES: Routes = {
    Invoices: "/v1/patients/{patient_token}/invoices",
    PaymentRecords: "/v1/patients/{patient_token}/payment-records",
    Prices: "/v1/prices",
}
COMMANDS: Routes = {}
