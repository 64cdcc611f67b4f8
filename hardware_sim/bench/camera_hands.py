"""Whoever stands before the camera, what they hold up to it, and its accidents."""

import threading
from collections.abc import Callable
from contextlib import ExitStack
from random import Random
from typing import TYPE_CHECKING, Any

from hardware_sim.bench.code_hands import CodeHands
from hardware_sim.bench.doing_as_asked import DoesAsAsked
from hardware_sim.bench.identity_hands import IdentityHands
from hardware_sim.camera.camera import SimulatedCamera
from hardware_sim.camera.codes import Symbol, paper_slip, phone_screen, printed_slip
from hardware_sim.camera.faults import CameraFault
from hardware_sim.camera.hand import Held, holding
from hardware_sim.camera.lobby import backdrop, empty_lobby
from hardware_sim.camera.performances import PERFORMANCES, Performance, performance
from hardware_sim.camera.picture import Picture, Scene
from hardware_sim.camera.scenes import Told, scene, wallet_of

if TYPE_CHECKING:
    from hardware_sim.bench.bench import Bench

FACES = ("one_face", "two_faces", "near", "far", "blurred", "dark", "over_exposed", *PERFORMANCES)
HELD = {
    "payer_code": "scan_payer_code",
    "bill_slip": "scan_bill_slip",
    "receipt": "scan_receipt",
    "ticket": "scan_ticket",
    "staff_badge": "scan_staff_badge",
    "ecredential": "show_ecredential",
    "hospital_card": "show_hospital_card",
    "text": "scan",
}
_ON_PAPER = {"scan_bill_slip", "scan_ticket", "scan_receipt"}


class CameraHands:
    """Each method is one deed. Raises ValueError, which says why it cannot be done."""

    def __init__(self, bench: "Bench", press: Callable[[str], None]) -> None:
        self._bench = bench
        self._lock = threading.Lock()
        self._as: tuple[Symbol, float] = "both", 0.0
        self._performs: Performance | None = None
        self._listening = ExitStack()
        codes, identity = CodeHands(bench, self._hold), IdentityHands(bench, self._hold, press)
        self._held = codes.deeds() | identity.deeds()

    def deeds(self) -> dict[str, Callable[..., None]]:
        return {
            "look_into_camera": self.look_into_camera,
            "hold_to_camera": self.hold_to_camera,
            "step_away": self.step_away,
            "act_before_camera": self.act_before_camera,
        }

    def look_into_camera(self, person: str, how: str = "one_face", other: str = "zeng") -> None:
        """`how`: a scene with a face, or somebody who does as the screen asks. `other`: beside them in `two_faces`."""
        if how not in FACES:
            raise ValueError(f"nobody looks so: {how!r}; there are: {', '.join(FACES)}")
        width, height = self._bench.camera.size
        if how in PERFORMANCES:
            self._perform(performance(how, person, width, height, Random(f"{how} {person}")))
        else:
            self._show(scene(how, Told(width, height, person=person, other=other)))
        self._did("look_into_camera", person=person, how=how)

    def hold_to_camera(self, what: str, symbol: Symbol = "both", tilt: float = 0.0, **which: Any) -> None:
        """`which`: what the deed of the same thing at the scanner takes. It stays there until `step_away`."""
        if what not in HELD:
            raise ValueError(f"nobody holds {what!r} up; there are: {', '.join(HELD)}")
        with self._lock:
            self._as = symbol, tilt
            try:
                self._held[HELD[what]](**which)
            except TypeError as error:
                raise ValueError(f"{what}: {error}") from error

    def step_away(self) -> None:
        self._show(empty_lobby(*self._bench.camera.size))
        self._did("step_away")

    def act_before_camera(self, act: str) -> None:
        """Unasked."""
        if self._performs is None:
            raise ValueError("nobody before the camera can do that")
        self._performs.told(act)
        self._did("act_before_camera", act=act)

    def _perform(self, seen: Performance) -> None:
        self._show(seen)
        self._performs = seen
        self._listening.enter_context(self._bench.events.listening(DoesAsAsked(seen)))

    def _hold(self, text: str, deed: str, **told: object) -> None:
        symbol, tilt = self._as
        behind = backdrop(*self._bench.camera.size)
        self._show(holding(behind, self._sheet(text, deed, symbol), Held(1.0, tilt, tilt / 2)))
        what = next(name for name, each in HELD.items() if each == deed)
        self._did("hold_to_camera", what=what, **told)

    def _sheet(self, text: str, deed: str, symbol: Symbol) -> Picture:
        if deed == "scan_receipt":
            return printed_slip(self._bench.slips[-1].png)
        if deed in _ON_PAPER:
            return paper_slip(text)
        return phone_screen(text, symbol, wallet_of(text) if deed == "scan_payer_code" else "other")

    def _show(self, seen: Scene) -> None:
        _there(self._bench).show(seen)
        self._listening.close()
        self._performs = None

    def _did(self, deed: str, **told: object) -> None:
        self._bench.events.add("patient", deed, told)


class CameraAccidents:
    """Each method is one accident, or its mending. Raises ValueError."""

    def __init__(self, bench: "Bench") -> None:
        self._bench = bench

    def deeds(self) -> dict[str, Callable[..., None]]:
        return {"camera": self.camera, "mend_camera": self.mend_camera}

    def camera(self, fault: str) -> None:
        try:
            named = CameraFault(fault)
        except ValueError as error:
            raise ValueError(f"{error}; there are: {', '.join(CameraFault)}") from error
        _there(self._bench).set_fault(named)

    def mend_camera(self) -> None:
        """The cable too."""
        _there(self._bench).mend()


def _there(bench: "Bench") -> SimulatedCamera:
    if not bench.options.camera:
        raise ValueError("this bench has no camera")
    return bench.camera
