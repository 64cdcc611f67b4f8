"""Examinations: what is ordered, when it can be made, booking and giving back."""

from kiosk.domain.exam import BookExam, CancelExam, ExamOrders, ExamSlots
from kiosk.hospital.routes.table import Routes

QUERIES: Routes = {
    ExamOrders: "/v1/patients/{patient_token}/exam-orders",
    ExamSlots: "/v1/patients/{patient_token}/exam-slots",
}
COMMANDS: Routes = {
    BookExam: "/v1/patients/{patient_token}/exam-bookings",
    CancelExam: "/v1/patients/{patient_token}/exam-cancellations",
}
