"""The wire under the application: HTTPS with mutual TLS in a thread of its own, which can be cut and healed."""

import asyncio
import ssl
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from hardware_sim.hospital.certificates import Certificates

START_S_MAX = 10.0
STOP_S_MAX = 5.0
TICK_S = 0.05


class Network:
    """`tick` runs in the thread every TICK_S."""

    def __init__(self, certificates: Certificates, host: str, port: int, tick: Callable[[], None]) -> None:
        self._certificates, self._host, self._port, self._tick = certificates, host, port, tick
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="hospital", daemon=True)
        self._ready = threading.Event()
        self._server: uvicorn.Server | None = None
        self._failure: BaseException | None = None

    @property
    def port(self) -> int:
        return self._port

    def start(self, app: ASGIApp) -> None:
        """Returns when it listens. Raises OSError where the port is taken."""
        self._server = uvicorn.Server(self._config(app))
        self._thread.start()
        if not self._ready.wait(START_S_MAX):
            raise TimeoutError("the hospital did not start")
        if self._failure is not None:
            raise OSError(f"cannot listen on {self._host}:{self._port}") from self._failure

    def stop(self) -> None:
        if self._server is None or not self._thread.is_alive():
            return
        self._server.should_exit = self._server.force_exit = True
        self._loop.call_soon_threadsafe(self._abort_all)
        self._thread.join(STOP_S_MAX)

    def cut(self) -> None:
        """Nothing listens, open connections end. What has arrived is still worked on."""
        self._call(self._cut())

    def heal(self) -> None:
        """Listens again, on the same port."""
        self._call(self._heal())

    async def cut_one(self, client: tuple[str, int], gently: bool) -> None:
        for transport in self._transports(client):
            transport.close() if gently else transport.abort()

    def certified_name(self, client: tuple[str, int]) -> str:
        """Empty where the connection has gone."""
        for transport in self._transports(client):
            subject = (transport.get_extra_info("peercert") or {}).get("subject", ())
            return next((value for each in subject for name, value in each if name == "commonName"), "")
        return ""

    def _config(self, app: ASGIApp) -> uvicorn.Config:
        return uvicorn.Config(
            app,
            host=self._host,
            port=self._port,
            http="h11",
            ws="none",
            lifespan="off",
            loop="asyncio",
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
            date_header=False,
            timeout_keep_alive=60,
            ssl_certfile=str(self._certificates.server),
            ssl_keyfile=str(self._certificates.server_key),
            ssl_ca_certs=str(self._certificates.ca),
            ssl_cert_reqs=ssl.CERT_REQUIRED,
        )

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._serve())
        except (SystemExit, OSError) as failure:  # uvicorn exits where it cannot listen
            self._failure = failure
            self._ready.set()
        finally:
            self._cancel_rest()
            self._loop.close()

    async def _serve(self) -> None:
        assert self._server is not None
        beat = asyncio.ensure_future(self._beat())
        try:
            await self._server.serve()
        finally:
            beat.cancel()

    async def _beat(self) -> None:
        assert self._server is not None
        while True:
            if self._server.started and not self._ready.is_set():
                self._port = self._server.servers[0].sockets[0].getsockname()[1]
                self._server.config.port = self._port
                self._ready.set()
            self._tick()
            await asyncio.sleep(TICK_S if self._ready.is_set() else 0.005)

    async def _cut(self) -> None:
        assert self._server is not None
        for listener in self._server.servers:
            listener.close()
        self._server.servers.clear()
        self._abort_all()

    async def _heal(self) -> None:
        assert self._server is not None
        if not self._server.servers:
            await self._server.startup()

    def _transports(self, client: tuple[str, int] | None = None) -> list[asyncio.Transport]:
        assert self._server is not None
        connections = [each for each in self._server.server_state.connections if isinstance(each, H11Protocol)]
        return [each.transport for each in connections if client in (None, each.client)]

    def _abort_all(self) -> None:
        for transport in self._transports():
            transport.abort()

    def _call(self, work: Coroutine[object, object, None]) -> None:
        future: Future[None] = asyncio.run_coroutine_threadsafe(work, self._loop)
        future.result(STOP_S_MAX)

    def _cancel_rest(self) -> None:
        rest = asyncio.all_tasks(self._loop)
        for task in rest:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*rest, return_exceptions=True))
