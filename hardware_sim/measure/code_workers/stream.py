"""The shipped eyes before a camera, looking for codes: a line for each that is told, with its text and the time.

Run with the camera's address. The texts are drawn by the bench for this; a terminal writes none anywhere.
"""

import asyncio
import json
import sys
import time
from pathlib import Path

from drivers.api.code_scanner import CodeScanned
from kiosk.composition.devices import MachineDevices
from kiosk.composition.sight import open_eyes
from kiosk.domain.looking import LookForCodes
from kiosk.ports import Event
from kiosk.profile import DevicePlace, Recognition


def tell(event: Event) -> None:
    """From the eyes' thread, at the place where a visit's inbox is."""
    if isinstance(event, CodeScanned):
        print(json.dumps({"text": event.text, "at_s": time.monotonic()}), flush=True)


async def look(address: str) -> None:
    """Until somebody closes our input."""
    devices = MachineDevices((DevicePlace("camera", "opencv", address, {}),), lambda rows: None)
    devices.start()
    eyes = open_eyes(devices, Recognition(Path("no models")), tell, lambda picture: None)
    assert eyes is not None
    eyes.look(LookForCodes())
    await asyncio.to_thread(sys.stdin.read)
    eyes.rest()
    await asyncio.to_thread(eyes.close)
    await devices.close()


if __name__ == "__main__":
    asyncio.run(look(sys.argv[1]))
