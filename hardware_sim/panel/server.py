"""The panel's web server, on loopback, in a thread of its own."""

import socket
import threading

import uvicorn
from starlette.types import ASGIApp

PORTS_TRIED_MAX = 100
STOP_S_MAX = 5.0
CONNECTIONS_MAX = 64


class PanelServer:
    def __init__(self, app: ASGIApp, listener: socket.socket) -> None:
        self._listener = listener
        config = uvicorn.Config(
            app,
            log_level="critical",
            access_log=False,
            lifespan="on",
            limit_concurrency=CONNECTIONS_MAX,
            timeout_graceful_shutdown=1,
            ws="none",
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._run, name="panel", daemon=True)

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Also when it has never started."""
        self._server.should_exit = True
        if self._thread.is_alive():
            self._thread.join(STOP_S_MAX)
        self._listener.close()

    def _run(self) -> None:
        self._server.run(sockets=[self._listener])


def listen(port: int) -> socket.socket:
    """A listener on the port, else on the next free one; 0: any. Raises OSError when none of them is free."""
    for candidate in (0,) if port == 0 else range(port, port + PORTS_TRIED_MAX):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", candidate))
        except OSError:
            listener.close()
            continue
        listener.listen()
        return listener
    raise OSError(f"no free port from {port} to {port + PORTS_TRIED_MAX - 1}")
