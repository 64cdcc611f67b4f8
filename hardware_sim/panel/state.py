"""What the page shows, as one JSON object."""

from typing import Any

from hardware_sim.bench import Bench
from hardware_sim.bench.bench import WIRES
from hardware_sim.bench.camera_hands import FACES, HELD
from hardware_sim.camera.faults import CameraFault
from hardware_sim.cards.faults import FaultName
from hardware_sim.cards.library import named_cards
from hardware_sim.face_pay.service import Fault as FaceFault
from hardware_sim.face_pay.service import Person as Before
from hardware_sim.faces import FACES as PHOTO_OF
from hardware_sim.faces import photo_of
from hardware_sim.hospital.faults import Fault as HospitalFault
from hardware_sim.hospital.faults import Injected
from hardware_sim.hospital.operations import OPERATIONS
from hardware_sim.hospital.seed import phone_of
from hardware_sim.hospital.wallets import Behaviour
from hardware_sim.id_card.holders import HOLDERS
from hardware_sim.people import PEOPLE, Person
from hardware_sim.printer.faults import Fault as PrinterFault
from hardware_sim.profile_writer import PANELS
from hardware_sim.report_printer.faults import ReportPrinterFault

_PEOPLE = {person.key: person for person in PEOPLE}


def bench_state(bench: Bench) -> dict[str, Any]:
    size = PANELS[bench.options.panel]
    width, height = bench.mirror.size if all(bench.mirror.size) else (size.width_px, size.height_px)
    return {
        "panel": {"width": width, "height": height},
        "terminal": _terminal(bench),
        "states": _states(bench),
        "cards": [{"name": name, "label": _card_label(name), "note": _card_note(name)} for name in named_cards()],
        "card_faults": [fault.value for fault in FaultName],
        "slots": [bench.slots[1], bench.slots[2]],
        "id_card_holders": [{"key": one.key, "label": f"{one.name} · {one.key} · {one.kind}"} for one in HOLDERS],
        "id_card_lies": bench.id_card_reader.lies,
        "people": [
            {"key": each.key, "name": each.name, "phone": phone_of(each), "last_four": each.id_number[-4:]}
            for each in PEOPLE
        ],
        "phone_behaviours": [behaviour.value for behaviour in Behaviour],
        "slip_people": _people_with_slips(bench),
        "ticket_people": _people_with_tickets(bench),
        "desk": _desk(bench),
        "printer_faults": [fault.value for fault in PrinterFault],
        "report_printer_faults": [fault.value for fault in ReportPrinterFault],
        "hospital_faults": [fault.value for fault in HospitalFault],
        "hospital_operations": [operation.operation_id for operation in OPERATIONS],
        "hospital_active": [_injected(one) for one in bench.hospital.faults.active()],
        "slips": [{"number": slip.number, "text": slip.text} for slip in bench.slips],
        "documents": [{"number": one.number, "pages": one.pages} for one in bench.report_printer.tray],
        "wires": list(WIRES),
        "camera": _camera(bench),
        "face_pay": {"there": bool(bench.options.face_pay), "who": list(Before), "faults": list(FaceFault)},
    }


def _terminal(bench: Bench) -> dict[str, Any]:
    shown = bench.mirror.shown
    screen = shown and {
        "name": shown.name,
        "overlay": shown.overlay,
        "language": shown.language,
        "elder": shown.elder,
        "items": list(shown.touchable),
    }
    return {"screen": screen, "processes": bench.terminal.processes()}


def _states(bench: Bench) -> list[dict[str, Any]]:
    printer = bench.printer.state
    troubles = [name.replace("_", " ") for name in printer.__slots__ if getattr(printer, name)]
    processes = bench.terminal.processes()
    return [
        {"text": "terminal" if bench.terminal.running else "terminal ended", "good": bench.terminal.running},
        {"text": "keeper" if "keeper" in processes else "keeper resting", "good": True},
        *(_scanner(bench) if bench.options.scanner else []),
        {"text": "printer" + "".join(f" · {trouble}" for trouble in troubles), "good": not troubles},
        _report_printer(bench),
        *([{"text": _camera_text(bench), "good": bench.camera.fault is None}] if bench.options.camera else []),
        {"text": "network" if bench.network_up else "network cut", "good": bench.network_up},
    ]


def _scanner(bench: Bench) -> list[dict[str, Any]]:
    return [{"text": "scanner" if bench.scanner_plugged else "scanner unplugged", "good": bench.scanner_plugged}]


def _camera_text(bench: Bench) -> str:
    fault = bench.camera.fault
    return f"camera · {fault.value.lower().replace('_', ' ')}" if fault else "camera"


def _camera(bench: Bench) -> dict[str, Any]:
    """`faces`: whose photo was fetched."""
    return {
        "there": bench.options.camera,
        "looked_at": bench.camera.looked_at,
        "ways": list(FACES),
        "held": list(HELD),
        "faults": [fault.value for fault in CameraFault],
        "faces": [key for key in PHOTO_OF if photo_of(key) is not None],
    }


def _report_printer(bench: Bench) -> dict[str, Any]:
    printer = bench.report_printer
    troubles = [reason.removesuffix("-error").replace("-", " ") for reason in printer.reasons]
    troubles += [] if printer.plugged else ["unplugged"]
    return {"text": "A4 printer" + "".join(f" · {trouble}" for trouble in troubles), "good": not troubles}


def _people_with_slips(bench: Bench) -> list[dict[str, str]]:
    keys = dict.fromkeys(slip.person_key for slip in bench.hospital.bill_slips())
    return [{"key": key, "name": _PEOPLE[key].name} for key in keys]


def _people_with_tickets(bench: Bench) -> list[dict[str, str]]:
    hospital = bench.hospital.hospital
    with hospital.lock:
        keys = dict.fromkeys(each.person_key for each in hospital.appointments.by_id.values())
    return [{"key": key, "name": _PEOPLE[key].name} for key in keys]


def _desk(bench: Bench) -> list[str]:
    """What the staff were told: alerts first."""
    hospital = bench.hospital.hospital
    with hospital.lock:
        alerts = [f"fever clinic: {each['cause']}" for each in hospital.screening.alerts.values()]
        return alerts + [str(task["kind"]) for task in hospital.desk.tasks.values()]


def _card_label(name: str) -> str:
    return f"{_PEOPLE[name].name} · {name}" if name in _PEOPLE else name


def _card_note(name: str) -> str:
    person = _PEOPLE.get(name)
    return f"{_age(person)} {person.note}".strip() if person else "a card of the library"


def _age(person: Person) -> str:
    return f"born {person.birth_date:%Y}; insurance {', '.join(c.insutype for c in person.coverages) or 'none'}."


def _injected(one: Injected) -> str:
    left = "until cleared" if one.times is None else f"{one.times}×"
    return f"{one.fault} on {one.operation}, {left}"
