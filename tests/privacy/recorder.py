"""Everything that goes over the hospital's TLS, as the stand-in reads and writes it."""

import threading
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Recorder:
    """Stands before the hospital's application. `said`: each request and each answer, by its path."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._said: list[tuple[str, bytes]] = []

    @property
    def said(self) -> tuple[tuple[str, bytes], ...]:
        with self._lock:
            return tuple(self._said)

    def before(self, make_app: Callable[..., ASGIApp]) -> Callable[..., ASGIApp]:
        return lambda *given: self._listening(make_app(*given))

    def _listening(self, app: ASGIApp) -> ASGIApp:
        async def listening(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            asked, answered = bytearray(scope["raw_path"] + b"?" + scope["query_string"]), bytearray()
            for header in scope["headers"]:
                asked += b"\n" + b": ".join(header)

            async def received() -> Message:
                message = await receive()
                asked.extend(message.get("body", b""))
                return message

            async def sent(message: Message) -> None:
                answered.extend(message.get("body", b""))
                await send(message)

            try:
                await app(scope, received, sent)
            finally:
                with self._lock:
                    self._said += [(scope["path"], bytes(asked)), (scope["path"], bytes(answered))]

        return listening
