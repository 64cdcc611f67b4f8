"""The profile (TOML): which machine this is, where its devices, keeper and hospital are, and its limits.

A simulator is chosen here and only here: by the address of a device.
"""

import math
import os
import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path

from kiosk.domain.face_check import FaceCheckPolicy
from kiosk.domain.wording import LocalText

PROFILE_BYTES_MAX = 64 * 1024
CREDENTIALS_DEFAULT = "/run/credentials/yizhan-keeper.service"
KINDS = ("lobby", "ward", "cart", "mini", "guide")
A4_PAPERS = ("exam", "visit_guide")  # those with a template `<name>_a4`
_REQUIRED_TABLES = ("terminal", "keeper", "hospital")


class ProfileError(Exception):
    """PROFILE_INVALID: the file cannot be used; the text names the table and key."""

    code = "PROFILE_INVALID"


@dataclass(frozen=True, slots=True)
class Terminal:
    id: str
    kind: str
    hospital_name: LocalText
    place: LocalText
    lab: bool  # a lab machine accepts touches through the mirror


@dataclass(frozen=True, slots=True)
class Panel:
    """The screen. All sizes in QML are millimetres times `1 / pitch_mm`."""

    width_px: int = 1080
    height_px: int = 1920
    pitch_mm: float = 0.248


@dataclass(frozen=True, slots=True)
class KeeperPlace:
    socket: Path
    data: Path  # folder of the one database, its lock and its reserve
    key_file: Path
    key_from_systemd: bool  # a credential of the keeper's unit; False: a file of the keeper's own
    staff_file: Path | None  # who may sign in at the machine; None: nobody
    managed: bool  # `kiosk run` starts and restarts it; False: a unit of its own does


@dataclass(frozen=True, slots=True)
class HospitalPlace:
    url: str
    ca: Path
    certificate: Path
    key: Path


@dataclass(frozen=True, slots=True)
class DevicePlace:
    name: (
        str  # role: insurance_card_reader | id_card_reader | code_scanner | receipt_printer | report_printer | camera |
    )
    # face_pay
    model: str  # entry point in `yizhan.drivers`
    address: str
    options: dict[str, object]


@dataclass(frozen=True, slots=True)
class Recognition:
    """What understands the camera's pictures."""

    models: Path | None = None  # folder of the face models (packaging/fetch.py); None: no faces
    presence: bool = False  # look whether an abandoned turn is abandoned
    face_check: FaceCheckPolicy = FaceCheckPolicy.OFF
    id_photo_decoder: tuple[str, ...] = ()  # a vendor's program and its arguments; (): the card gives no photo


@dataclass(frozen=True, slots=True)
class Limits:
    """Every named limit, seconds unless its name says what else. A profile may change any of them."""

    idle_s_max: float = 60.0
    idle_warning_s_max: float = 20.0
    device_wait_s_max: float = 120.0
    patient_wait_s_max: float = 90.0
    result_shown_s_max: float = 30.0
    card_left_alarm_s: float = 30.0
    card_left_s_max: float = 300.0
    print_s_max: float = 30.0
    keeper_wait_s_max: float = 8.0
    code_life_s: float = 120.0
    trade_query_interval_s: float = 0.25  # of our own server; how often it asks the channel is its business
    user_paying_s_max: float = 45.0
    reverse_after_s_min: float = 15.0
    unknown_by_hand_s: float = 900.0
    retry_base_s: float = 1.0
    retry_s_max: float = 20.0
    late_check_s: float = 30.0  # an ended trade is looked at again after 1, 2 and 4 of these
    hospital_read_s_max: float = 10.0
    hospital_money_s_max: float = 15.0
    visit_life_s_max: float = 900.0
    clock_skew_s_max: float = 120.0
    health_s_max: float = 30.0  # how old the hospital's word may be when a payment starts
    open_operation_s_max: float = 86_400.0  # an older one that is still open: no new payments
    open_operations_max: int = 50
    unsettled_fen_max: int = 20_000_000  # all that is open together, the new payment included
    disk_free_mb_min: int = 256
    untold_case_s_max: float = 600.0
    elder_patience_factor: float = 1.5  # how much longer a person in elder mode may take, never shorter
    help_look_s: float = 2.0  # between two looks at who is coming
    presence_after_s: float = 15.0  # without a touch, then the camera looks whether anybody is here
    presence_gone_s: float = 5.0  # without a face, then the warning comes early
    face_s_max: float = 45.0  # for one photo, or one check of a face
    face_act_s_max: float = 5.0  # for one act of it; the longer, the likelier a recording fits

    def for_elder(self) -> "Limits":
        """The same, with more time for a person to read, to find and to do."""
        factor = max(1.0, self.elder_patience_factor)
        return replace(
            self,
            idle_s_max=self.idle_s_max * factor,
            idle_warning_s_max=self.idle_warning_s_max * factor,
            presence_after_s=self.presence_after_s * factor,
            face_s_max=self.face_s_max * factor,
            face_act_s_max=self.face_act_s_max * factor,
            device_wait_s_max=self.device_wait_s_max * factor,
            result_shown_s_max=self.result_shown_s_max * factor,
        )


@dataclass(frozen=True, slots=True)
class Profile:
    path: Path
    terminal: Terminal
    panel: Panel
    keeper: KeeperPlace
    hospital: HospitalPlace
    limits: Limits
    devices: tuple[DevicePlace, ...]
    mirror_socket: Path | None  # without one there is no mirror
    voice_command: str  # "" silent; "espeak-ng"
    voice_prompts: Path | None  # folder of recorded sentences (docs/voice.md)
    journal_dir: Path | None  # where the turn's timeline lines go in a lab; None: nowhere
    templates: Path | None  # folder of the hospital's own slip templates, each in place of ours of that name
    on_a4: frozenset[str]  # the papers that come out of the A4 printer
    recognition: Recognition


def load_profile(path: Path) -> Profile:
    """Raises ProfileError. Relative paths in the file are from the file's own folder."""
    try:
        raw = path.read_bytes()
        if len(raw) > PROFILE_BYTES_MAX:
            raise ProfileError(f"{path}: larger than {PROFILE_BYTES_MAX} bytes")
        document = tomllib.loads(raw.decode())
    except OSError as error:
        raise ProfileError(f"{path}: {error.strerror}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ProfileError(f"{path}: {error}") from error
    except RecursionError as error:
        raise ProfileError(f"{path}: nested too deep") from error
    try:
        return _profile(path.resolve(), document)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ProfileError(f"{path}: {type(error).__name__}: {error}") from error


def _profile(path: Path, document: dict[str, dict[str, object]]) -> Profile:
    missing = [name for name in _REQUIRED_TABLES if name not in document]
    if missing:
        raise ProfileError(f"{path}: no [{missing[0]}] table")

    def place(value: object) -> Path:
        return path.parent / str(value)

    terminal, keeper, hospital = document["terminal"], document["keeper"], document["hospital"]
    mirror, voice, lab, documents = (document.get(name, {}) for name in ("mirror", "voice", "lab", "documents"))
    if terminal["kind"] not in KINDS:
        raise ProfileError(f"{path}: terminal.kind must be one of {', '.join(KINDS)}")
    return Profile(
        path=path,
        terminal=Terminal(
            id=str(terminal["id"]),
            kind=str(terminal["kind"]),
            hospital_name=_local_text(terminal, "hospital_name"),
            place=_local_text(terminal, "place"),
            lab=_flag(terminal, "lab", default=False),
        ),
        panel=_panel(document.get("panel", {})),
        keeper=KeeperPlace(
            socket=place(keeper["socket"]),
            data=place(keeper["data"]),
            key_file=_key_file(keeper, path.parent),
            key_from_systemd="key_credential" in keeper,
            staff_file=place(keeper["staff_file"]) if "staff_file" in keeper else None,
            managed=_flag(keeper, "managed", default=True),
        ),
        hospital=HospitalPlace(
            url=str(hospital["url"]),
            ca=place(hospital["ca"]),
            certificate=place(hospital["certificate"]),
            key=place(hospital["key"]),
        ),
        limits=_limits(document.get("limits", {})),
        devices=tuple(_device(name, table) for name, table in document.get("devices", {}).items()),
        mirror_socket=place(mirror["socket"]) if "socket" in mirror else None,
        voice_command=str(voice.get("command", "")),
        voice_prompts=place(voice["prompts"]) if "prompts" in voice else None,
        journal_dir=place(lab["journal"]) if "journal" in lab else None,
        templates=place(documents["templates"]) if "templates" in documents else None,
        on_a4=_on_a4(documents),
        recognition=_recognition(document.get("recognition", {}), path.parent),
    )


def _on_a4(documents: dict[str, object]) -> frozenset[str]:
    names = documents.get("a4", [])
    if not isinstance(names, list) or not set(names) <= set(A4_PAPERS):
        raise ValueError(f"documents.a4 is a list of these: {', '.join(A4_PAPERS)}")
    return frozenset(names)


def _recognition(table: dict[str, object], folder: Path) -> Recognition:
    known = _known(Recognition, table)
    return Recognition(
        models=folder / str(known["models"]) if "models" in known else None,
        presence=_flag(known, "presence", default=False),
        face_check=FaceCheckPolicy(str(known.get("face_check", "off"))),
        id_photo_decoder=_command(known.get("id_photo_decoder", [])),
    )


def _command(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ValueError("recognition.id_photo_decoder is a list: the program and its arguments")
    if value and not value[0].startswith("/"):
        raise ValueError("recognition.id_photo_decoder begins with the program's whole path")
    return tuple(value)


def _key_file(keeper: dict[str, object], folder: Path) -> Path:
    """Where systemd puts a credential of the keeper's unit, or the file that is named."""
    if ("key_file" in keeper) == ("key_credential" in keeper):
        raise ValueError("keeper needs either key_file or key_credential")
    if "key_file" in keeper:
        return folder / str(keeper["key_file"])
    name = str(keeper["key_credential"])
    if not name or "/" in name or name.startswith("."):
        raise ValueError("keeper.key_credential must be a plain name")
    return Path(os.environ.get("CREDENTIALS_DIRECTORY", CREDENTIALS_DEFAULT)) / name


def _known(kind: type, table: dict[str, object]) -> dict[str, object]:
    unknown = sorted(set(table) - {field.name for field in fields(kind)})
    if unknown:
        raise ValueError(f"unknown key {unknown[0]!r}")
    return table


def _panel(table: dict[str, object]) -> Panel:
    for name, value in _known(Panel, table).items():
        kinds = (int, float) if name == "pitch_mm" else (int,)
        if type(value) not in kinds or not value > 0:  # type: ignore[operator]
            raise ValueError(f"panel.{name} must be a number above 0")
    return Panel(**table)  # type: ignore[arg-type]


def _limits(table: dict[str, object]) -> Limits:
    counts = {field.name for field in fields(Limits) if isinstance(field.default, int)}
    known = _known(Limits, table)
    return Limits(**{name: (_count if name in counts else _seconds)(name, value) for name, value in known.items()})  # type: ignore[arg-type]


def _count(name: str, value: object) -> int:
    if type(value) is not int or value < 0:
        raise ValueError(f"limits.{name} must be a whole number")
    return value


def _seconds(name: str, value: object) -> float:
    if isinstance(value, bool) or not math.isfinite(seconds := float(str(value))) or seconds < 0:
        raise ValueError(f"limits.{name} must be a number of seconds")
    return seconds


def _flag(table: dict[str, object], key: str, *, default: bool) -> bool:
    value = table.get(key, default)
    if not isinstance(value, bool):
        raise ValueError(f"{key} must be true or false")
    return value


def _local_text(table: dict[str, object], key: str) -> LocalText:
    return LocalText(str(table[key]), str(table.get(key + "_en", "")))


def _device(name: str, table: object) -> DevicePlace:
    if not isinstance(table, dict):
        raise ValueError(f"devices.{name} is no table")
    options = {key: value for key, value in table.items() if key not in ("model", "address")}
    return DevicePlace(name, str(table["model"]), str(table["address"]), options)
