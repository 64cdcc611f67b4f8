"""One turn's process: `python -m kiosk.composition.turn`. Loads hidden, waits for its activation, serves one
person, exits.

What it may not load: the network, the database, the money (see .importlinter). Its only ways out are the keeper's
socket,
the devices, and in a lab the mirror.
"""

import argparse
import asyncio
import contextlib
import json
import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.composition.parent import die_with_parent
from kiosk.composition.timeline import NoTimeline, open_timeline
from kiosk.domain.wording import Language
from kiosk.profile import Profile, load_profile
from kiosk.screens.answers import Answer
from kiosk.screens.welcome import Attract
from ui.application import Application, Ui
from ui.chrome import Chrome, PanelSize

if TYPE_CHECKING:
    from drivers.api.status import DeviceStatus
    from kiosk.composition.devices import MachineDevices
    from kiosk.ports import Timeline

BEAT_INTERVAL_S = 2.0


class Control:
    """The line to `kiosk run`: it says when to take over; we say that we are loaded, that we beat, what devices we
    see.
    """

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self._told: dict[str, str] = {}
        self.timeline: Timeline = NoTimeline()

    def wait_for_activation(self) -> None:
        """Blocks. The line breaking means that `kiosk run` is gone, and so are we."""
        if not self._line.recv(1):
            os._exit(0)

    def say(self, **word: object) -> None:
        with contextlib.suppress(OSError):
            self._line.send(json.dumps(word).encode())

    def say_inventory(self, rows: "Sequence[DeviceStatus]") -> None:
        for row in rows:
            if self._told.get(row.name) != str(row.state):
                self._told[row.name] = str(row.state)
                self.timeline.note("device", name=row.name, state=str(row.state))
        self.say(
            devices=[
                {
                    "name": row.name,
                    "model": row.model,
                    "address": row.address,
                    "state": str(row.state),
                    "code": str(row.error.code) if row.error else "",
                    "action": str(row.error.action) if row.error else "",
                    "health_reason": row.health_reason,
                }
                for row in rows
            ]
        )


def main() -> int:
    arguments = _arguments()
    die_with_parent(arguments.parent_pid)
    control = Control(socket.socket(fileno=arguments.control_fd))
    profile = load_profile(arguments.profile)
    application = _application(profile)
    application.load()
    if not arguments.active:
        devices = _devices(profile, control)  # the drivers' imports, while nobody waits
        control.say(loaded=True)
        control.wait_for_activation()
    application.on_first_frame = lambda: control.say(loaded=True)
    application.activate(Attract())

    async def core(ui: Ui) -> None:
        made = devices if not arguments.active else _devices(profile, control)
        await _serve(profile, ui, made, control)

    return application.run(core)


async def _serve(profile: Profile, ui: Ui, devices: "MachineDevices", control: Control) -> None:
    from kiosk.composition.clock import SystemClock
    from kiosk.keeper.client import AsyncKeeperClient
    from kiosk.ports import Answered, ModeChanged
    from kiosk.turn import run_turn
    from kiosk.visit import Visit

    loop = asyncio.get_running_loop()
    timeline = control.timeline = open_timeline(profile.journal_dir)
    keeper = AsyncKeeperClient(profile.keeper.socket, profile.limits.keeper_wait_s_max)
    visit = Visit(ui, keeper, devices, profile.limits, SystemClock(), timeline, profile.terminal.id)

    def answered(seq: int, answer: Answer) -> None:
        loop.call_soon_threadsafe(visit.post, Answered(answer, seq))

    def mode_changed(language: Language, elder: bool) -> None:
        loop.call_soon_threadsafe(visit.post, ModeChanged(language, elder))

    ui.on_answer, ui.on_mode = answered, mode_changed
    devices.watch(visit.post)
    beat = asyncio.create_task(_beat(control))
    try:
        await run_turn(visit)
    finally:
        beat.cancel()


async def _beat(control: Control) -> None:
    while True:
        control.say(beat=True)
        await asyncio.sleep(BEAT_INTERVAL_S)


def _devices(profile: Profile, control: Control) -> "MachineDevices":
    from kiosk.composition.devices import MachineDevices

    return MachineDevices(profile.devices, control.say_inventory)


def _application(profile: Profile) -> Application:
    terminal, panel = profile.terminal, profile.panel
    chrome = Chrome(terminal.hospital_name, terminal.place, terminal.id, terminal.kind, lab=terminal.lab)
    return Application(
        chrome,
        PanelSize(panel.width_px, panel.height_px, panel.pitch_mm),
        mirror_socket=profile.mirror_socket,
        accept_touch=terminal.lab,
        voice_command=profile.voice_command,
        full_screen=not terminal.lab,
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="kiosk.composition.turn")
    parser.add_argument("--profile", type=Path, required=True)
    parser.add_argument("--parent-pid", type=int, default=0)
    parser.add_argument("--control-fd", type=int, required=True)
    parser.add_argument("--active", action="store_true", help="first after start: be the picture at once")
    return parser.parse_args()


if __name__ == "__main__":
    sys.stdout.flush()
    status = main()
    # The person's data lives in this process only: end it now, without tidying what is about to vanish.
    os._exit(status)
