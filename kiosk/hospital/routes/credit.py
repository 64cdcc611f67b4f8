"""Pay after treatment."""

from kiosk.domain.credit import CreditStatus, LockCredit, SignCredit, Terms
from kiosk.hospital.routes.table import Routes

QUERIES: Routes = {
    CreditStatus: "/v1/patients/{patient_token}/credit",
    Terms: "/v1/patients/{patient_token}/credit-terms",
}
COMMANDS: Routes = {
    SignCredit: "/v1/patients/{patient_token}/credit-signatures",
    LockCredit: "/v1/patients/{patient_token}/credit-locks",
}
