"""`kiosk doctor`: every dependency, device and server, its state, and what to do about it."""

import fcntl
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from kiosk.composition.voice import recorded
from kiosk.documents.engine import TemplateBroken
from kiosk.documents.paper import paper_job
from kiosk.documents.sample import MACHINE, NOW, PAPERS, sample_slip
from kiosk.documents.slip import slip_job
from kiosk.domain.face_check import FaceCheckPolicy
from kiosk.domain.slip import SlipKind
from kiosk.domain.wording import Language
from kiosk.profile import DevicePlace, Profile, ProfileError, load_profile
from kiosk.recognition.models import Model, ModelsUnusable, find_models

if TYPE_CHECKING:
    from drivers.api.device import Device

ASK_S_MAX = 5.0  # and what the keeper itself may take to ask the hospital
SYSTEM_PATH = "/usr/sbin:/sbin"  # of services; not in everybody's PATH
STARTING_S_MAX, LOOK_S = 3.0, 0.05
KEEPER_MEND = "start the terminal (kiosk run), or ask as the user it runs as"
FONT = "Noto Sans CJK SC"
PLAYER = "aplay"


class RunState(TypedDict):
    processes: dict[str, int]
    devices: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report. `what_to_do` is empty where all is well."""

    group: str  # profile | program | font | file | template | voice | models | device | keeper | hospital
    name: str
    ok: bool
    state: str
    what_to_do: str = ""

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def examine(profile_path: Path) -> list[Finding]:
    """Raises ProfileError. Everything else is a finding."""
    profile = load_profile(profile_path)
    return [
        Finding("profile", str(profile.path), True, f"terminal {profile.terminal.id}, {profile.terminal.kind}"),
        *_programs(profile),
        _font(),
        *_files(profile),
        *_templates(profile),
        *_prompts(profile),
        *_models(profile),
        *_face_check(profile),
        *_devices(profile),
        _keeper(profile),
        _hospital(profile),
    ]


def report(findings: list[Finding]) -> str:
    """For people: one line each, and beneath it what to do."""
    lines = []
    for finding in findings:
        lines.append(f"{'ok ' if finding.ok else 'BAD'}  {finding.group:9} {finding.name}: {finding.state}")
        if finding.what_to_do:
            lines.append(f"     → {finding.what_to_do}")
    return "\n".join(lines)


def _programs(profile: Profile) -> list[Finding]:
    wanted = {"pcscd": "apt-get install pcscd"} if any(d.model == "pcsc" for d in profile.devices) else {}
    if profile.voice_command:
        wanted[profile.voice_command] = f'apt-get install {profile.voice_command}, or set voice.command to ""'
    if decoder := profile.recognition.id_photo_decoder:
        wanted[decoder[0]] = "install the vendor's program, or take recognition.id_photo_decoder out of the profile"
    places = f"{os.environ.get('PATH', '')}:{SYSTEM_PATH}"
    return [
        Finding(
            "program", name, bool(path := shutil.which(name, path=places)), path or "not found", "" if path else mend
        )
        for name, mend in wanted.items()
    ]


def _font() -> Finding:
    command = ["fc-list", FONT, "file"]
    try:
        found = subprocess.run(command, capture_output=True, text=True, timeout=ASK_S_MAX, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return Finding("font", FONT, False, "fc-list does not answer", "apt-get install fontconfig fonts-noto-cjk")
    ok = bool(found.stdout.strip())
    return Finding("font", FONT, ok, "found" if ok else "not found", "" if ok else "apt-get install fonts-noto-cjk")


def _files(profile: Profile) -> list[Finding]:
    hospital = profile.hospital
    findings = [_readable(path) for path in (hospital.ca, hospital.certificate, hospital.key)]
    if profile.keeper.key_from_systemd:  # nobody but the unit sees it, and the keeper refuses to start without
        return findings
    return [*findings, _secret(profile.keeper.key_file)]


def _readable(path: Path) -> Finding:
    ok = os.access(path, os.R_OK)
    return Finding("file", path.name, ok, "readable" if ok else "not readable", "" if ok else f"put it at {path}")


def _secret(path: Path) -> Finding:
    try:
        mode = path.stat().st_mode & 0o777
    except OSError as error:
        return Finding("file", path.name, False, str(error.strerror), f"make 32 random bytes at {path}, mode 0600")
    ok = mode & 0o077 == 0
    return Finding("file", path.name, ok, f"mode {mode:04o}", "" if ok else f"chmod 600 {path}")


def _templates(profile: Profile) -> list[Finding]:
    """The hospital's own, each tried with a slip or a paper of nobody."""
    folder = profile.templates
    if folder is None:
        return []
    if not folder.is_dir():
        return [Finding("template", "slips", False, f"no folder {folder}", "make it, or take it out of the profile")]
    broken = [*_broken_slips(folder), *_broken_papers(folder)]
    mend = "mend it; until then ours is printed" if broken else ""
    return [Finding("template", "slips", not broken, "; ".join(broken) or f"those in {folder} can be used", mend)]


def _prompts(profile: Profile) -> list[Finding]:
    """Recorded sentences. What is not recorded is read by the speech program, so that none are no fault."""
    folder = profile.voice_prompts
    if folder is None:
        return []
    if not folder.is_dir():
        return [Finding("voice", "prompts", False, f"no folder {folder}", "make it, or take it out of the profile")]
    found = recorded(folder)
    if found is None:
        return [Finding("voice", "prompts", False, "no list of sentences", f"kiosk voice --out {folder}")]
    if found.recordings and not shutil.which(PLAYER):
        return [Finding("voice", "prompts", False, f"no {PLAYER} to play them", "apt-get install alsa-utils")]
    state = f"{found.recordings} of {found.sentences} sentences have a recording"
    return [Finding("voice", "prompts", True, state)]


def _models(profile: Profile) -> list[Finding]:
    """Without them photos and face checks are hidden, and everything else works."""
    folder, has_camera = profile.recognition.models, any(place.name == "camera" for place in profile.devices)
    if folder is None:
        state = "none in the profile: photos and face checks are hidden"
        return [Finding("models", "faces", True, state)] if has_camera else []
    try:
        find_models(folder)
    except ModelsUnusable as error:
        mend = f"packaging/fetch.py models --into {folder}; until then photos and face checks are hidden"
        return [Finding("models", "faces", False, f"{error.code} {error}", mend)]
    return [Finding("models", "faces", True, f"{len(Model)} in {folder}, each with its checksum")]


def _face_check(profile: Profile) -> list[Finding]:
    """Where it is wanted and cannot be made, everybody whom it concerns goes to the window."""
    seeing, policy = profile.recognition, profile.recognition.face_check
    if policy is FaceCheckPolicy.OFF:
        return []
    has = {place.name for place in profile.devices}
    lacks = [what for what, there in (("camera", "camera" in has), ("models", bool(seeing.models))) if not there]
    if lacks:
        state = f"{policy}, and the profile names no {', no '.join(lacks)}"
        mend = "name what is lacking in the profile, or set recognition.face_check to off"
        return [Finding("models", "face check", False, state, mend)]
    of_card = " and the card's" if seeing.id_photo_decoder else "; the card's needs an id_photo_decoder"
    return [Finding("models", "face check", True, f"{policy}; compared with the hospital's photo{of_card}")]


def _broken_slips(folder: Path) -> Iterator[str]:
    for kind in SlipKind:
        for language in Language:
            try:
                slip_job(sample_slip(kind), language, folder)
            except TemplateBroken as error:
                yield str(error)


def _broken_papers(folder: Path) -> Iterator[str]:
    for template, values in PAPERS.items():
        for language in Language:
            try:
                paper_job(template, language, MACHINE, NOW, dict(values), folder)
            except TemplateBroken as error:
                yield str(error)


def _devices(profile: Profile) -> list[Finding]:
    """What the running terminal sees; without one, what opening the device ourselves shows."""
    if not _terminal_runs(profile):
        return [_tried(place) for place in profile.devices]
    rows = {row["name"]: row for row in _run_state(profile)["devices"]}
    return [_seen_device(place, rows.get(place.name)) for place in profile.devices]


def _seen_device(place: DevicePlace, row: dict[str, str] | None) -> Finding:
    if row is None:
        name = f"{place.name} ({place.model})"
        return Finding("device", name, False, "the terminal has not told of it yet", "ask again in a moment")
    ok = row["state"] in ("online", "starting") and not row["code"]
    state = " ".join(part for part in (row["state"], row["code"], row["health_reason"]) if part)
    return Finding("device", f"{place.name} ({place.model})", ok, state, "" if ok else _MEND[row["action"] or "reset"])


def _tried(place: DevicePlace) -> Finding:
    from drivers.api.errors import DeviceError
    from drivers.supervisor import load_model

    name = f"{place.name} ({place.model})"
    try:
        device = load_model(place.model)(place.name, place.address, place.options)
        device.open()
        try:
            _raise_its_error(device)
        finally:
            device.close()
    except DeviceError as error:
        return Finding("device", name, False, f"{error.code} {error.detail}".strip(), _MEND[str(error.action)])
    except Exception as cause:  # a bug in a driver, maybe not one of ours
        return Finding("device", name, False, f"the driver raised {type(cause).__name__}", _MEND["maintenance"])
    return Finding("device", name, True, "opens")


def _raise_its_error(device: "Device") -> None:
    """Some know a moment after they were opened only that they are of no use: a payment provider's camera, say."""
    from drivers.api.status import DeviceState

    ends_s = time.monotonic() + STARTING_S_MAX
    while (status := device.status()).state is DeviceState.STARTING and time.monotonic() < ends_s:
        time.sleep(LOOK_S)
    if status.error is not None:
        raise status.error


_MEND = {
    "reset": "check its cable and power; it is opened again by itself",
    "clear": "load paper, close the cover, take out what is stuck",
    "maintenance": "call the maintenance service",
    "configuration": "correct its model, address or options in the profile",
    "suspend": "wait: it is coming back by itself",
}


def _keeper(profile: Profile) -> Finding:
    from kiosk.keeper.client import KeeperClient
    from kiosk.keeper.protocol import GetHealth, HealthReport
    from kiosk.keeper.refused import Refused

    try:
        health: HealthReport = KeeperClient(profile.keeper.socket).call(
            GetHealth(), ASK_S_MAX + profile.limits.hospital_read_s_max
        )
    except Refused:
        return Finding("keeper", "keeper", False, "no answer", KEEPER_MEND)
    parts = [
        f"answers; {health.open_cases} cases open, {health.dead_letters} dead letters, {health.by_hand} by hand",
        f"unsettled ¥{health.unsettled_fen / 100:,.2f}, oldest {health.oldest_open_s / 3600:.1f} h",
        f"{health.free_mb} MB free, reserve {'held' if health.reserve_held else 'spent'}",
    ]
    if not health.accepts_payments:
        parts.append(f"no new payments: {health.closed_by or health.reason} (docs/errors.md)")
    ok = not health.dead_letters and not health.closed_by
    return Finding("keeper", "keeper", ok, "; ".join(parts), "" if ok else "kiosk queue list; docs/errors.md")


def _hospital(profile: Profile) -> Finding:
    from kiosk.composition.keeper import hospital_of
    from kiosk.hospital.port import HospitalError

    began_s = time.monotonic()
    try:
        health = hospital_of(profile).health()
    except ProfileError as error:
        return Finding("hospital", profile.hospital.url, False, error.code, str(error))
    except HospitalError as error:
        return Finding(
            "hospital", profile.hospital.url, False, error.code, "check the network, the address, the certificates"
        )
    ok = health.accepts_payments
    state = f"answers in {(time.monotonic() - began_s) * 1000:.0f} ms, {'accepts' if ok else 'refuses'} payments"
    return Finding("hospital", profile.hospital.url, ok, state, "" if ok else "ask the hospital's IT desk")


def _terminal_runs(profile: Profile) -> bool:
    """`kiosk run` holds its lock as long as it lives; what it wrote outlives it."""
    try:
        with (profile.keeper.data / "run.lock").open() as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:  # never ran here
        pass
    return False


def _run_state(profile: Profile) -> RunState:
    """What `kiosk run` wrote last."""
    try:
        state: RunState = json.loads((profile.keeper.data / "run.json").read_text())
    except (OSError, ValueError):
        return {"processes": {}, "devices": []}
    return state
