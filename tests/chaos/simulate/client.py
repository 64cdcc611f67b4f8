"""The real client over a wire of bytes: asked once for what it sends, and once more with what came back."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TypeVar

from kiosk.hospital.exchange import NoReply, Reply, retry_after
from kiosk.hospital.rest import RestHospital
from tests.chaos.simulate.world import Answer, Request

T = TypeVar("T")


class Leaves(Exception):
    """What the client was about to send."""

    def __init__(self, request: Request) -> None:
        super().__init__(request.path)
        self.request = request


class ByteExchange:
    """Stands in for `Exchange`: everything above the socket is the shipped client."""

    skew_s = 0.0

    def __init__(self, wall_ms: Callable[[], int]) -> None:
        self._wall_ms = wall_ms
        self._answer: Answer | None = None
        self._sends = True

    def call(
        self,
        method: str,
        path: str,
        *,
        s_max: float,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        if self._sends:
            raise Leaves(Request(method, path, (headers or {}).get("Idempotency-Key", ""), body or b""))
        if self._answer is None:
            raise NoReply("HOSPITAL_UNREACHABLE")
        said = self._answer
        now = datetime.fromtimestamp(self._wall_ms() / 1000, UTC)
        return Reply(said.status, said.media, said.body, retry_after(said.retry_after, lambda: now))

    def close(self) -> None:
        """Nothing is open."""

    def request_of(self, work: Callable[[], object]) -> Request:
        self._sends = True
        try:
            work()
        except Leaves as leaves:
            return leaves.request
        raise AssertionError("it sent nothing")

    def result_of(self, work: Callable[[], T], answer: Answer | None) -> T:
        self._sends, self._answer = False, answer
        return work()


def client(exchange: ByteExchange) -> RestHospital:
    return RestHospital(exchange, 10.0, 15.0)  # type: ignore[arg-type]
