"""The panel's HTTP API and its page. Each hand and each accident is one POST; see docs/bench.md."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from hardware_sim.bench import Bench, DeedRefused
from hardware_sim.bench.agreement import compare, seen_cases
from hardware_sim.bench.events import Event
from hardware_sim.bench.mirror import NoMirror
from hardware_sim.bench.terminal import TerminalError
from hardware_sim.panel.guard import LoopbackOnly
from hardware_sim.panel.state import bench_state
from hardware_sim.panel.streams import BOUNDARY, Hub, Message
from hardware_sim.report_printer.sheets import PrintedDocument
from hardware_sim.scenarios.schema import problem_with

STATIC = Path(__file__).with_name("static")
HAPPENED_MAX = 200
SLIP_TYPES = {"png": "image/png", "bin": "application/octet-stream", "txt": "text/plain; charset=utf-8"}

Act = Callable[[dict[str, Any]], object]


def make_app(bench: Bench, hub: Hub) -> Starlette:
    return Starlette(
        routes=_Panel(bench, hub).routes(), middleware=[Middleware(LoopbackOnly)], lifespan=_living(hub, bench)
    )


def _living(hub: Hub, bench: Bench) -> Callable[[Starlette], Any]:
    @asynccontextmanager
    async def living(_: Starlette) -> AsyncIterator[None]:
        hub.attach()
        with bench.events.listening(lambda event: hub.publish(_message(event))):
            yield
        hub.detach()

    return living


def _message(event: Event) -> Message:
    return Message("happened", event.as_dict())


def _post(path: str, answer: Callable[[Request], Awaitable[Response]]) -> Route:
    return Route(path, answer, methods=["POST"])


class _Panel:
    def __init__(self, bench: Bench, hub: Hub) -> None:
        self._bench = bench
        self._hub = hub

    def routes(self) -> list[Route | Mount]:
        bench = self._bench
        return [
            Route("/", lambda _: FileResponse(STATIC / "index.html")),
            Mount("/static", StaticFiles(directory=STATIC)),
            Route("/screen.mjpeg", self._mjpeg),
            Route("/screen.png", self._png),
            Route("/camera.jpg", self._camera),
            Route("/api/state", self._shown(lambda: bench_state(bench))),
            Route("/api/events", self._events),
            Route("/api/happened", self._shown(self._happened)),
            Route("/api/ledger", self._shown(bench.hospital.ledger.json)),
            Route("/api/belief", self._shown(self._belief)),
            Route("/api/wires/{wire}", self._wire),
            Route("/api/slips/{number:int}.{kind}", self._slip),
            Route("/api/documents/{number:int}.pdf", self._document),
            Route("/api/documents/{number:int}/{page:int}.png", self._sheet),
            _post("/api/tap", self._deed("tap", lambda body: bench.hands.tap(**body))),
            _post("/api/touch", self._deed("touch", lambda body: bench.hands.touch(**body))),
            *(_post(f"/api/hands/{name}", self._named(name)) for name in bench.hands.deeds()),
            *(_post(f"/api/accidents/{name}", self._named(name)) for name in bench.accidents.deeds()),
        ]

    def _named(self, name: str) -> Callable[[Request], Awaitable[Response]]:
        return self._deed(name, lambda body: self._bench.do(name, body))

    def _deed(self, name: str, act: Act) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            try:
                body = json.loads(await request.body() or b"{}")
            except (ValueError, RecursionError):
                return _error(400, "no JSON")
            if problem := problem_with(body, name):
                return _error(400, problem.message)
            try:
                await run_in_threadpool(act, body)
            except (DeedRefused, NoMirror) as refusal:
                return _error(409, str(refusal))
            return JSONResponse({"done": name})

        return answer

    def _shown(self, look: Callable[[], object]) -> Callable[[Request], Awaitable[Response]]:
        async def answer(_: Request) -> Response:
            try:
                return JSONResponse(await run_in_threadpool(look))
            except TerminalError as error:
                return _error(503, str(error))

        return answer

    def _happened(self) -> list[dict[str, object]]:
        """The last ones; those to come are in the stream."""
        return [event.as_dict() for event in self._bench.events.after(self._bench.events.last_number - HAPPENED_MAX)]

    def _belief(self) -> dict[str, object]:
        belief = self._bench.terminal.belief(self._bench.profile)
        cases = [case.as_dict() for case in seen_cases(belief)]
        return {"cases": cases, "differences": compare(self._bench.hospital.ledger.json(), belief)}

    async def _mjpeg(self, _: Request) -> Response:
        kind = f"multipart/x-mixed-replace; boundary={BOUNDARY.decode()}"
        return StreamingResponse(self._hub.pictures(), media_type=kind, headers={"Cache-Control": "no-store"})

    async def _png(self, _: Request) -> Response:
        try:
            return Response(await run_in_threadpool(self._bench.mirror.grab), media_type="image/png")
        except NoMirror as error:
            return _error(503, str(error))

    async def _camera(self, _: Request) -> Response:
        """What the camera sent last. Nobody looks: there is nothing to be seen."""
        jpeg = self._bench.camera.last_jpeg
        return Response(
            jpeg, media_type="image/jpeg", headers={"Cache-Control": "no-store"}, status_code=200 if jpeg else 204
        )

    async def _events(self, _: Request) -> Response:
        headers = {"Cache-Control": "no-store"}
        return StreamingResponse(self._hub.events(), media_type="text/event-stream", headers=headers)

    async def _wire(self, request: Request) -> Response:
        chunks = self._bench.wires.tail(request.path_params["wire"])
        return JSONResponse([chunk.as_dict() for chunk in chunks])

    async def _slip(self, request: Request) -> Response:
        number, kind = request.path_params["number"], request.path_params["kind"]
        found = next((slip for slip in self._bench.slips if slip.number == number), None)
        if found is None or kind not in SLIP_TYPES:
            return _error(404, "no such slip")
        content = {"png": found.png, "bin": found.raw, "txt": found.text.encode()}[kind]
        return Response(content, media_type=SLIP_TYPES[kind])

    async def _document(self, request: Request) -> Response:
        found = self._printed(request)
        return Response(found.pdf, media_type="application/pdf") if found else _error(404, "no such document")

    async def _sheet(self, request: Request) -> Response:
        found, page = self._printed(request), request.path_params["page"]
        if found is None or not 1 <= page <= found.pages:
            return _error(404, "no such sheet")
        return Response(await run_in_threadpool(found.png, page), media_type="image/png")

    def _printed(self, request: Request) -> PrintedDocument | None:
        number = request.path_params["number"]
        return next((one for one in self._bench.report_printer.tray if one.number == number), None)


def _error(status: int, text: str) -> Response:
    return JSONResponse({"error": text}, status_code=status)
