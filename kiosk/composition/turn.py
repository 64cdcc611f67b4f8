"""One turn's process: `python -m kiosk.composition.turn`.

Loads hidden, waits for its activation, serves one person, exits. It may not load the network, the database or the money
(see .importlinter): its only ways out are the keeper's socket, the devices, and in a lab the mirror.
"""

import argparse
import os
import socket
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.composition.closed_memory import close_memory
from kiosk.composition.control import Control
from kiosk.composition.parent import die_with_parent
from kiosk.profile import Profile, load_profile
from kiosk.screens.welcome import Attract
from ui.application import Application, Ui
from ui.chrome import Chrome, PanelSize

if TYPE_CHECKING:
    from drivers.api.status import DeviceStatus
    from kiosk.composition.core import Core

BEAT_INTERVAL_S = 2.0


def main() -> int:
    arguments = _arguments()
    die_with_parent(arguments.parent_pid)
    control = Control(socket.socket(fileno=arguments.control_fd))
    profile = load_profile(arguments.profile)
    close_memory(profile.terminal.lab)
    application = _application(profile)
    application.load(None if arguments.active else Attract())
    core: Core | None = None
    if not arguments.active:
        core = _core(profile, control.say_inventory)  # its imports, while nobody waits for them
        control.say_loaded()
        control.wait_for_activation()
    application.on_first_frame = control.say_loaded
    application.every(BEAT_INTERVAL_S, control.say_beat)  # from the GUI thread: a beat means that it lives
    application.activate(Attract())

    async def serve(ui: Ui) -> None:
        await (core or _core(profile, control.say_inventory)).serve(ui)

    return application.run(serve)


def _core(profile: Profile, on_inventory: "Callable[[Sequence[DeviceStatus]], None]") -> "Core":
    from kiosk.composition.core import Core

    return Core(profile, on_inventory)


def _application(profile: Profile) -> Application:
    terminal, panel = profile.terminal, profile.panel
    chrome = Chrome(terminal.hospital_name, terminal.place, terminal.id, terminal.kind, lab=terminal.lab)
    return Application(
        chrome,
        PanelSize(panel.width_px, panel.height_px, panel.pitch_mm),
        mirror_socket=profile.mirror_socket,
        accept_touch=terminal.lab,
        voice_command=profile.voice_command,
        voice_prompts=profile.voice_prompts,
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
    status = main()
    # The person's data lives in this process only: end it now, without tidying what is about to vanish.
    os._exit(status)
