"""The face service of a bench, its codes made by the hospital's channels: whom the camera knows can pay."""

import time
from collections.abc import Callable
from pathlib import Path

from hardware_sim.face_pay.service import FaceService
from hardware_sim.face_pay.simulated import OnBytes, SimulatedFacePay
from hardware_sim.hospital.stand_in import HospitalStandIn

STARTS_IN_S = 0.6  # as a real one: the first `init` finds it on its way


def face_pay_of(hospital: HospitalStandIn, path: Path, camera: str, on_bytes: OnBytes) -> SimulatedFacePay:
    """`camera`: "3d" (certified) or "2d"."""
    service = FaceService(
        hospital.hospital.face_cloud,
        _codes_of(hospital),
        time.monotonic,
        camera=camera or "none",
        certified=camera == "3d",
        starts_in_s=STARTS_IN_S,
    )
    return SimulatedFacePay(path, service, on_bytes)


def _codes_of(hospital: HospitalStandIn) -> Callable[[str], str]:
    return lambda behaviour: hospital.phones.new_face_code("wechat", behaviour)
