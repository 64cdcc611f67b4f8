"""What a ticket of this hospital has as its code: the contract's form, made from the record."""

import base64
import binascii

from hardware_sim.hospital.outpatient.appointment_records import Appointment


def ticket_code(appointment: Appointment, short: bool = False) -> str:
    head = "YZ1:A:" + appointment.appointment_id
    if short:
        return head
    lines = [
        appointment.date.strftime("%Y%m%d"),
        appointment.starts.strftime("%H%M"),
        appointment.ends.strftime("%H%M"),
        f"{appointment.number}",
        appointment.department.zh,
        appointment.place.zh,
    ]
    said = base64.urlsafe_b64encode("\n".join(lines).encode("utf-8")).rstrip(b"=").decode("ascii")
    text = f"{head}:{said}"
    return f"{text}:{binascii.crc32(text.encode('ascii')):08x}"
