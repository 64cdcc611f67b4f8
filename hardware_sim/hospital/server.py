"""The contract as an ASGI application."""

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from hardware_sim.hospital.hospital import Hospital
from hardware_sim.hospital.operations import OPERATIONS, Operation
from hardware_sim.hospital.problems import Problem
from hardware_sim.hospital.service import BODY_BYTES_MAX, ConnectionCut, Incoming, Outgoing, Service

Cut = Callable[[tuple[str, int], bool], Awaitable[None]]
"""Cut the connection of this client; `gently`: after what was written has left."""


def make_app(hospital: Hospital, cut: Cut | None = None) -> Starlette:
    """`cut` None (no socket under it): a cut connection is an exception, ConnectionCut."""
    service = Service(hospital)
    routes = [_route(service, operation, cut) for operation in OPERATIONS]
    return Starlette(routes=routes, exception_handlers={HTTPException: _not_ours})


def _route(service: Service, operation: Operation, cut: Cut | None) -> Route:
    async def endpoint(request: Request) -> Response:
        outgoing = None
        try:
            outgoing = await service.serve(operation, await _read(operation, request))
        except ConnectionCut:
            if cut is None:
                raise
        if outgoing is None or outgoing.keep_bytes is not None:
            return _CutResponse(outgoing, cut)
        return Response(outgoing.body, outgoing.status, outgoing.headers)

    return Route(operation.path, endpoint, methods=[operation.method], name=operation.operation_id)


async def _read(operation: Operation, request: Request) -> Incoming:
    """Reads one byte more than the limit at most, so that a giant body costs nothing."""
    raw = b""
    try:
        async for chunk in request.stream():
            raw = (raw + chunk)[: BODY_BYTES_MAX + 1]
    except ClientDisconnect:
        raise ConnectionCut from None
    headers = request.headers
    return Incoming(
        terminal=headers.get("X-Terminal-Id", ""),
        key=headers.get("Idempotency-Key", ""),
        number=request.path_params.get(operation.number, ""),
        if_none_match=headers.get("If-None-Match", "") if operation.number == "patient_token" else "",
        content_type=headers.get("Content-Type", ""),
        raw=raw,
    )


class _CutResponse(Response):
    """No answer, or the beginning of one with its full Content-Length, and then the end of the connection."""

    def __init__(self, outgoing: Outgoing | None, cut: Cut | None) -> None:
        super().__init__(outgoing.body if outgoing else b"", headers=outgoing.headers if outgoing else None)
        self._outgoing, self._cut = outgoing, cut

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._outgoing is not None:
            head = {"type": "http.response.start", "status": self._outgoing.status, "headers": self.raw_headers}
            kept = self._outgoing.body[: self._outgoing.keep_bytes]
            await send(head)
            await send({"type": "http.response.body", "body": kept, "more_body": True})
        if self._cut is None:
            raise ConnectionCut
        await self._cut(scope["client"], self._outgoing is not None)
        while (await receive())["type"] != "http.disconnect":
            pass


async def _not_ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = "METHOD_NOT_ALLOWED" if error.status_code == 405 else "NO_SUCH_PATH"
    body = Problem(error.status_code, code).body({})
    headers = dict(error.headers or {}) | {"Content-Type": "application/problem+json"}
    return JSONResponse(body, error.status_code, headers)
