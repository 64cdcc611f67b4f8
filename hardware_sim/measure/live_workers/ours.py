"""The shipped screen before a camera: how long Qt's thread is held up while the eyes look. Prints one JSON object."""

import asyncio
import json
import sys
import time
from pathlib import Path

from kiosk.composition.devices import MachineDevices
from kiosk.composition.sight import open_eyes
from kiosk.domain.looking import Look, LookForAnybody, LookForCodes, TakePhoto
from kiosk.domain.wording import LocalText
from kiosk.profile import DevicePlace, Recognition
from kiosk.screens.faces import LookHere
from ui.application import Application, Ui
from ui.chrome import Chrome, PanelSize

BEAT_S = 0.001
SETTLE_S, PHASE_S = 2.0, 6.0
PHASES: dict[str, Look | None] = {
    "off": None,
    "codes": LookForCodes(),
    "photo": TakePhoto(),
    "anybody": LookForAnybody(),
}


class Beat:
    """The pauses between two turns of Qt's loop, in seconds."""

    def __init__(self) -> None:
        self._last_s = time.monotonic()
        self.pauses: list[float] = []

    def __call__(self) -> None:
        now_s = time.monotonic()
        self.pauses.append(now_s - self._last_s)
        self._last_s = now_s


def main(address: str, models: str) -> None:
    name = LocalText("医站", "Yizhan")
    application = Application(Chrome(name, name, "M1", "lobby"), PanelSize(), full_screen=False)
    application.load(LookHere(can_back=True))
    application.activate(LookHere(can_back=True))
    beat = Beat()
    application.every(BEAT_S, beat)
    found: dict[str, list[float]] = {}

    async def core(ui: Ui) -> None:
        place = DevicePlace("camera", "opencv", address, {})
        devices = MachineDevices((place,), lambda rows: None)
        devices.start()
        recognition = Recognition(Path(models), presence=True)
        eyes = open_eyes(devices, recognition, lambda event: None, ui.show_live)
        assert eyes is not None
        for phase, look in PHASES.items():
            if look is not None:
                eyes.look(look)
            await asyncio.sleep(SETTLE_S)
            beat.pauses.clear()
            await asyncio.sleep(PHASE_S)
            found[phase] = [1000 * pause for pause in beat.pauses]
            eyes.rest()
        await asyncio.to_thread(eyes.close)
        await devices.close()

    application.run(core)
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
