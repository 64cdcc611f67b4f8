"""The contract as an ASGI application."""

from typing import Protocol

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from hardware_sim.hospital.hospital import Hospital
from hardware_sim.hospital.operation import Operation
from hardware_sim.hospital.operations import OPERATIONS
from hardware_sim.hospital.problems import Problem
from hardware_sim.hospital.service import BODY_BYTES_MAX, ConnectionCut, Incoming, Outgoing, Service

Client = tuple[str, int]


class Wire(Protocol):
    """The connections under the application."""

    async def cut_one(self, client: Client, gently: bool) -> None:
        """Cut this client's connection; `gently`: after what was written has left."""
        ...

    def certified_name(self, client: Client) -> str:
        """Common name of this client's certificate."""
        ...


def make_app(hospital: Hospital, wire: Wire | None = None) -> Starlette:
    """`wire` None (no socket under it): a cut connection is an exception, ConnectionCut."""
    service = Service(hospital)
    routes = [_route(service, operation, wire) for operation in OPERATIONS]
    return Starlette(routes=routes, exception_handlers={HTTPException: _not_ours})


def _route(service: Service, operation: Operation, wire: Wire | None) -> Route:
    async def endpoint(request: Request) -> Response:
        outgoing = None
        try:
            outgoing = await service.serve(operation, await _read(operation, request, wire))
        except ConnectionCut:
            if wire is None:
                raise
        if outgoing is None or outgoing.keep_bytes is not None:
            return _CutResponse(outgoing, wire)
        return Response(outgoing.body, outgoing.status, outgoing.headers)

    return Route(operation.path, endpoint, methods=[operation.method], name=operation.operation_id)


async def _read(operation: Operation, request: Request, wire: Wire | None) -> Incoming:
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
        after=request.query_params.get("after", "") if operation.paged else "",
        parameters=dict(request.query_params) if operation.query else {},
        certified=wire.certified_name(_client(request.scope)) if wire else None,
    )


def _client(scope: Scope) -> Client:
    host, port = scope["client"]
    return host, port


class _CutResponse(Response):
    """No answer, or the beginning of one with its full Content-Length, and then the end of the connection."""

    def __init__(self, outgoing: Outgoing | None, wire: Wire | None) -> None:
        super().__init__(outgoing.body if outgoing else b"", headers=outgoing.headers if outgoing else None)
        self._outgoing, self._wire = outgoing, wire

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._outgoing is not None:
            head = {"type": "http.response.start", "status": self._outgoing.status, "headers": self.raw_headers}
            kept = self._outgoing.body[: self._outgoing.keep_bytes]
            await send(head)
            await send({"type": "http.response.body", "body": kept, "more_body": True})
        if self._wire is None:
            raise ConnectionCut
        await self._wire.cut_one(_client(scope), self._outgoing is not None)
        while (await receive())["type"] != "http.disconnect":
            pass


async def _not_ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = "METHOD_NOT_ALLOWED" if error.status_code == 405 else "NO_SUCH_PATH"
    body = Problem(error.status_code, code).body({})
    headers = dict(error.headers or {}) | {"Content-Type": "application/problem+json"}
    return JSONResponse(body, error.status_code, headers)
