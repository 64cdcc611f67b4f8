"""What a terminal may ask about the visits that people have registered for."""

from hardware_sim.hospital.handlers import Answer, Call
from hardware_sim.hospital.hospital import Hospital
from hardware_sim.hospital.operation import Operation


def list_appointments(hospital: Hospital, call: Call) -> Answer:
    known = hospital.patients.known(call.number)
    return Answer({"result": [each.json() for each in hospital.appointments.of(known.patient.person.key)]})


OPERATIONS = (
    Operation(
        "listAppointments",
        "GET",
        "/v1/patients/{patient_token}/appointments",
        list_appointments,
        number="patient_token",
        echo=False,
    ),
)
