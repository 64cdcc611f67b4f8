"""The eyes of this machine: what it can look for, and the watcher for each look, loaded when it is first wanted."""

from collections.abc import Callable

from kiosk.composition.devices import CAMERA, MachineDevices
from kiosk.composition.eyes import MachineEyes, Watcher
from kiosk.domain.looking import Look, LookForCodes
from kiosk.ports import Event
from kiosk.screens.live import LivePicture


def open_eyes(
    devices: MachineDevices,
    post: Callable[[Event], None],
    show: Callable[[LivePicture | None], None],
) -> MachineEyes | None:
    """None: this machine has no camera."""
    if devices.camera is None:
        return None
    sight = _Sight(devices)
    return MachineEyes(devices.camera, sight.can, sight.watcher_for, post, show)


class _Sight:
    def __init__(self, devices: MachineDevices) -> None:
        self._devices = devices
        self._codes: Watcher | None = None

    def can(self, look: type[Look]) -> bool | None:
        return self._devices.usable(CAMERA) if look is LookForCodes else False

    def watcher_for(self, look: Look) -> Watcher:
        """In the eyes' thread. Raises what loading raises."""
        self._codes = self._codes or _code_watcher()
        return self._codes


def _code_watcher() -> Watcher:
    from kiosk.composition.code_watcher import CodeWatcher

    return CodeWatcher()
