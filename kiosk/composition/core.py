"""What runs beside Qt in a turn: devices, keeper client, visit. Imported apart: the picture comes first."""

import asyncio
import contextlib
from collections.abc import Callable, Sequence

from drivers.api.status import DeviceState, DeviceStatus
from kiosk.composition.clock import SystemClock
from kiosk.composition.devices import MachineDevices
from kiosk.composition.id_photo import IdPhotoDecoder
from kiosk.composition.sight import open_eyes
from kiosk.composition.timeline import open_timeline
from kiosk.domain.machine import Machine
from kiosk.domain.wording import Language
from kiosk.keeper.client import AsyncKeeperClient
from kiosk.ports import Answered, Event, FaceMeans, ModeChanged, Touched
from kiosk.profile import Profile, Recognition
from kiosk.screens.answers import Answer
from kiosk.turn import run_turn
from kiosk.visit import Visit
from ui.application import Ui


class Core:
    """Made while the turn is a spare; nothing is opened before `serve`."""

    def __init__(self, profile: Profile, on_inventory: Callable[[Sequence[DeviceStatus]], None]) -> None:
        self._profile = profile
        self._on_inventory = on_inventory
        self._states: dict[str, DeviceState] = {}
        self._devices = MachineDevices(profile.devices, self._inventory_changed)

    async def serve(self, ui: Ui) -> None:
        """One person, to the end."""
        profile, loop = self._profile, asyncio.get_running_loop()
        self._timeline = open_timeline(profile.journal_dir)
        keeper = AsyncKeeperClient(profile.keeper.socket, profile.limits.keeper_wait_s_max)
        terminal = profile.terminal
        machine = Machine(terminal.id, terminal.hospital_name, terminal.place)

        def post(event: Event) -> None:
            with contextlib.suppress(RuntimeError):  # the turn is over, its picture about to go
                loop.call_soon_threadsafe(visit.post, event)

        eyes = open_eyes(self._devices, profile.recognition, post, ui.show_live)
        visit = Visit(
            ui,
            keeper,
            self._devices,
            profile.limits,
            SystemClock(),
            self._timeline,
            machine,
            profile.templates,
            profile.on_a4,
            eyes=eyes,
            face_means=_face_means(profile.recognition),
        )

        def answered(seq: int, answer: Answer) -> None:
            post(Answered(answer, seq))

        def mode_changed(language: Language, elder: bool) -> None:
            post(ModeChanged(language, elder))

        def touched() -> None:
            post(Touched())

        ui.on_answer, ui.on_mode, ui.on_touch = answered, mode_changed, touched
        self._devices.watch(visit.post)
        try:
            await run_turn(visit)
        finally:
            if eyes is not None:
                await asyncio.to_thread(eyes.close)

    def _inventory_changed(self, rows: Sequence[DeviceStatus]) -> None:
        """From a device's thread."""
        for row in rows:
            if self._states.get(row.name) is not row.state:
                self._states[row.name] = row.state
                self._timeline.note("device", name=row.name, state=str(row.state))
        self._on_inventory(rows)


def _face_means(recognition: Recognition) -> FaceMeans:
    command = recognition.id_photo_decoder
    return FaceMeans(recognition.face_check, IdPhotoDecoder(command) if command else None)
