"""Whoever stands before the payment provider's camera, and what befalls its service."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from hardware_sim.face_pay.service import Fault, Person
from hardware_sim.face_pay.simulated import NobodyLooksHere, SimulatedFacePay
from hardware_sim.hospital.wallets import Behaviour

if TYPE_CHECKING:
    from hardware_sim.bench.bench import Bench


class FacePayHands:
    """Raises ValueError, which says why it cannot be done."""

    def __init__(self, bench: "Bench") -> None:
        self._bench = bench

    def deeds(self) -> dict[str, Callable[..., None]]:
        return {"face_camera": self.face_camera}

    def face_camera(self, who: str = "looks", behaviour: str = "ok") -> None:
        """As soon as the provider asks somebody to look. `behaviour`: of the wallet behind the face."""
        if who not in set(Person):
            raise ValueError(f"nobody stands there so: {who!r}; there are: {', '.join(Person)}")
        if behaviour not in set(Behaviour):
            raise ValueError(f"{behaviour!r} is no behaviour; there are: {', '.join(Behaviour)}")
        try:
            _there(self._bench).person(Person(who), behaviour)
        except NobodyLooksHere as error:
            raise ValueError("the provider's camera asks nobody to look") from error
        self._bench.events.add("patient", "face_camera", {"who": who, "behaviour": behaviour})


class FacePayAccidents:
    """Raises ValueError."""

    def __init__(self, bench: "Bench") -> None:
        self._bench = bench

    def deeds(self) -> dict[str, Callable[..., None]]:
        return {"face_pay": self.face_pay, "stop_face_pay": self.stop_face_pay, "mend_face_pay": self.mend_face_pay}

    def face_pay(self, fault: str) -> None:
        if fault not in set(Fault):
            raise ValueError(f"{fault!r} is no fault; there are: {', '.join(Fault)}")
        _there(self._bench).fault(Fault(fault))

    def stop_face_pay(self) -> None:
        """The service dies."""
        _there(self._bench).stop()

    def mend_face_pay(self) -> None:
        """It runs again, too."""
        service = _there(self._bench)
        for fault in Fault:
            service.fault(fault, on=False)
        service.stop()
        service.start()


def _there(bench: "Bench") -> SimulatedFacePay:
    if not bench.options.face_pay:
        raise ValueError("this bench has no face camera of a payment provider")
    return bench.face_pay
