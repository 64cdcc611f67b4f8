"""What the hospital's server asked for with `Retry-After` holds for every call of this terminal, whoever heard it."""

from kiosk.hospital.port import HospitalError
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from offline_queue import gate
from offline_queue.clock import QueueTime
from offline_queue.writer import Writer


class Host:
    """The stored gate, for calls somebody at the machine waits for. Our own back-off does not hold them."""

    def __init__(self, writer: Writer, time: QueueTime) -> None:
        self._writer = writer
        self._time = time

    def wants_quiet(self) -> bool:
        """Nothing may go out now."""
        way = self._writer.read(lambda tx: gate.load(tx, gate.GATE_POLICY))
        return self._time.now_ms() < way.quiet_until_ms

    def require_open(self) -> None:
        """Raises Refused HOSPITAL_BUSY."""
        if self.wants_quiet():
            raise Refused(Refusal.HOSPITAL_BUSY)

    def hear(self, error: HospitalError) -> None:
        """Store its wish, if it has one. A bill that is locked for a while is no wish of the host's."""
        wish_s = error.retry_after_s
        if wish_s is not None and error.code == Refusal.HOSPITAL_BUSY:
            self._writer.run(lambda tx: gate.keep_quiet(tx, self._time.now_ms(), wish_s))
