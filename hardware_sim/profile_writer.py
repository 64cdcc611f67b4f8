"""Writes the profile (TOML) that tells the shipped `kiosk` which machine it is: this bench."""

import json
import os
from dataclasses import dataclass, field
from pathlib import Path

KEY_BYTES = 32
KEY_MODE = 0o600


@dataclass(frozen=True, slots=True)
class PanelSize:
    width_px: int
    height_px: int
    pitch_mm: float
    kind: str  # terminal.kind


PANELS = {
    "lobby": PanelSize(1080, 1920, 0.248, "lobby"),  # 21.5", portrait
    "cart": PanelSize(1280, 800, 0.17, "cart"),  # 10.1"
}


@dataclass(frozen=True, slots=True)
class HospitalAccess:
    """How the terminal reaches the hospital: its address and the mutual TLS files."""

    url: str
    ca: Path
    certificate: Path
    key: Path


@dataclass(frozen=True, slots=True)
class ProfileValues:
    """Everything of a profile that a bench decides. `printer`: the address, `tcp://…` or a pty. `scanner`,
    `report_printer` (`ipp://…`), `camera` (`http://…`), `face_pay` (`unix:/…`): "" for none.
    """

    run_dir: Path
    terminal_id: str
    panel: str
    hospital: HospitalAccess
    card_service_socket: Path
    scanner: str
    printer: str
    paper_mm: int
    mirror_socket: Path
    id_card_reader: str = ""  # "": this machine has none
    voice_command: str = ""
    limits: dict[str, float] = field(default_factory=dict)
    report_printer: str = ""
    on_a4: tuple[str, ...] = ()
    camera: str = ""
    presence: bool = False
    face_pay: str = ""
    models: Path | None = None  # for faces
    face_check: str = ""  # off, offered, wanted
    id_photo_decoder: tuple[str, ...] = ()  # program and arguments

    @property
    def path(self) -> Path:
        return self.run_dir / "profile.toml"

    @property
    def journal_dir(self) -> Path:
        return self.run_dir / "journal"


def write_profile(values: ProfileValues) -> Path:
    """Write the profile, the keeper's key and the folders it names. Returns the profile's path."""
    key_file = values.run_dir / "keeper.key"
    for folder in (values.journal_dir, values.run_dir / "keeper"):
        folder.mkdir(parents=True, exist_ok=True)
    if not key_file.exists():
        _write_key(key_file)
    values.path.write_text(toml_text(_tables(values, key_file)), encoding="utf-8")
    return values.path


def _write_key(path: Path) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, KEY_MODE), "wb") as file:
        file.write(os.urandom(KEY_BYTES))


def _tables(values: ProfileValues, key_file: Path) -> dict[str, dict[str, object]]:
    size = PANELS[values.panel]
    access = values.hospital
    return {
        "terminal": {
            "id": values.terminal_id,
            "kind": size.kind,
            "hospital_name": "医站示范医院",
            "hospital_name_en": "Yizhan Demonstration Hospital",
            "place": "门诊大厅一楼",
            "place_en": "Outpatient lobby, ground floor",
            "lab": True,
        },
        "panel": {"width_px": size.width_px, "height_px": size.height_px, "pitch_mm": size.pitch_mm},
        "keeper": {
            "socket": values.run_dir / "keeper.sock",
            "data": values.run_dir / "keeper",
            "key_file": key_file,
            "staff_file": values.run_dir / "staff.toml",
            "managed": True,
        },
        "hospital": {"url": access.url, "ca": access.ca, "certificate": access.certificate, "key": access.key},
        "limits": dict(values.limits),
        "mirror": {"socket": values.mirror_socket},
        "voice": {"command": values.voice_command},
        "lab": {"journal": values.journal_dir},
        "documents": {"a4": values.on_a4},
        "recognition": _recognition(values),
        "devices.insurance_card_reader": {
            "model": "pcsc",
            "address": "",
            "service_socket": values.card_service_socket,
        },
        **_one("code_scanner", "serial", values.scanner),
        "devices.receipt_printer": {"model": "escpos", "address": values.printer, "paper_mm": values.paper_mm},
        **_one("id_card_reader", "sam_a", values.id_card_reader),
        **_one("camera", "opencv", values.camera),
        **_face_pay(values.face_pay),
        **_report_printer(values.report_printer),
    }


def _recognition(values: ProfileValues) -> dict[str, object]:
    told: dict[str, object] = {
        "models": values.models,
        "face_check": values.face_check,
        "id_photo_decoder": values.id_photo_decoder,
        "presence": values.presence,
    }
    return {name: value for name, value in told.items() if value}


def _one(role: str, model: str, address: str) -> dict[str, dict[str, object]]:
    return {f"devices.{role}": {"model": model, "address": address}} if address else {}


def _face_pay(address: str) -> dict[str, dict[str, object]]:
    table: dict[str, object] = {"model": "wxpay_face", "address": address, "store_id": "S01", "device_id": "D01"}
    return {"devices.face_pay": table} if address else {}


def _report_printer(address: str) -> dict[str, dict[str, object]]:
    """Looked at often: nobody on a bench likes to wait."""
    table: dict[str, object] = {"model": "ipp", "address": address, "look_s": 0.1, "poll_s": 1.0}
    return {"devices.report_printer": table} if address else {}


def toml_text(tables: dict[str, dict[str, object]]) -> str:
    return "\n".join(
        f"[{name}]\n" + "".join(f"{key} = {_toml_value(value)}\n" for key, value in table.items())
        for name, table in tables.items()
    )


def _toml_value(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case tuple():
            return json.dumps(value, ensure_ascii=False)
        case _:  # JSON's escapes are TOML's
            return json.dumps(str(value), ensure_ascii=False)
