"""A refusal as the contract words it: `application/problem+json` (RFC 9457) with a stable code."""

from hardware_sim.hospital.values import Json, Text


class Problem(Exception):
    """`more` goes into the body beside the echoed numbers."""

    def __init__(
        self, status: int, code: str, *, retry_after_s: float | None = None, reason: Text | None = None, **more: object
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.retry_after_s = retry_after_s
        self.more: Json = dict(more)
        if reason is not None:
            self.more["reason"] = reason.json()

    def body(self, echo: Json) -> Json:
        title = self.code.replace("_", " ").capitalize()
        return {"type": "about:blank", "title": title, "status": self.status, "code": self.code} | echo | self.more


def bad_request(detail: str) -> Problem:
    return Problem(400, "BAD_REQUEST", detail=detail[:500])


def not_found(what: str) -> Problem:
    """`what`: PATIENT, SLIP, BILL, LOCK, PREVIEW, PAYMENT, SETTLEMENT."""
    return Problem(404, f"{what}_NOT_FOUND")
