"""The eyes of this machine: what it can look for, and the watcher for each look, loaded when it is first wanted."""

import threading
from collections.abc import Callable
from pathlib import Path
from random import SystemRandom

from kiosk.composition.devices import CAMERA, MachineDevices
from kiosk.composition.eyes import MachineEyes, Watcher
from kiosk.domain.looking import CheckFace, Look, LookForAnybody, LookForCodes, TakePhoto
from kiosk.ports import Event
from kiosk.profile import Recognition
from kiosk.screens.live import LivePicture


def open_eyes(
    devices: MachineDevices,
    recognition: Recognition,
    post: Callable[[Event], None],
    show: Callable[[LivePicture | None], None],
) -> MachineEyes | None:
    """None: this machine has no camera."""
    if devices.camera is None:
        return None
    sight = _Sight(devices, recognition)
    return MachineEyes(devices.camera, sight.can, sight.watcher_for, post, show)


class _Sight:
    def __init__(self, devices: MachineDevices, recognition: Recognition) -> None:
        self._devices, self._presence, self._folder = devices, recognition.presence, recognition.models
        self._codes: Watcher | None = None
        self._has_models: bool | None = None
        threading.Thread(target=self._check_models, name="models", daemon=True).start()

    def can(self, look: type[Look]) -> bool | None:
        """What needs a face needs all models as they should be: nobody is to agree to a photo in vain."""
        if look is LookForAnybody and not self._presence:
            return False
        if look is not LookForCodes and not self._has_models:
            return self._has_models
        return self._devices.usable(CAMERA)

    def watcher_for(self, look: Look) -> Watcher:
        """In the eyes' thread. Raises what loading raises."""
        if isinstance(look, LookForCodes):
            self._codes = self._codes or _code_watcher()
            return self._codes
        assert self._folder is not None, "`can` was asked"
        return _face_watcher(look, self._folder)

    def _check_models(self) -> None:
        """Reads all of them: 50 ms, on nobody's time. What is wrong with them `kiosk doctor` says."""
        from kiosk.recognition.models import ModelsUnusable, find_models

        try:
            self._has_models = self._folder is not None and bool(find_models(self._folder))
        except ModelsUnusable:
            self._has_models = False


def _code_watcher() -> Watcher:
    from kiosk.composition.code_watcher import CodeWatcher

    return CodeWatcher()


def _face_watcher(look: Look, folder: Path) -> Watcher:
    from kiosk.recognition.check import CheckWatcher
    from kiosk.recognition.models import find_models
    from kiosk.recognition.photo import PhotoWatcher
    from kiosk.recognition.presence import PresenceWatcher

    models = find_models(folder)
    match look:
        case CheckFace():
            return CheckWatcher(models, look, SystemRandom())
        case TakePhoto():
            return PhotoWatcher(models)
    return PresenceWatcher(models)
