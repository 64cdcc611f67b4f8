"""Somebody acts for a child or an old relative: each such act is in the audit chain, and the hospital is told."""

import msgspec

from kiosk.hospital.port import NoteKind
from kiosk.keeper.office import Office
from kiosk.keeper.visits import Person
from offline_queue.operation import Lane, NewOperation
from offline_queue.transaction import Transaction


def note(office: Office, person: Person, act: str) -> None:
    """`act`: the name of the call. One commit, before the act itself. Nothing to note for somebody who acts for
    themselves. The hospital's own numbers for both, and no name.
    """
    if person.by is None:
        return
    act_id = f"proxy-{office.ids.new_id()}"
    body = {
        "act_id": act_id,
        "patient_id": person.patient.patient_id,
        "by_patient_id": person.by.patient_id,
        "act": act,
    }
    content = msgspec.json.encode(body)

    def write(tx: Transaction) -> None:
        office.ledger.journal.audit.append(tx, f"proxy.{act}", person.patient.patient_id or "-", content)
        office.ledger.outbox.enqueue(tx, NewOperation(act_id, NoteKind.PROXY_ACT, Lane.RECORD, act_id, content))

    office.writer.run(write)
