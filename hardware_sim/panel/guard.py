"""Keeps other web pages and other machines out of the panel: whoever reaches it can pay, kill and read."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
BODY_BYTES_MAX = 16 * 1024
SAME_SITE = frozenset({"same-origin", "none"})


class LoopbackOnly:
    """Refuses a Host that is no loopback name (DNS rebinding), and a POST that another page sent."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        reason = refusal(scope["method"], Headers(scope=scope)) if scope["type"] == "http" else ""
        if reason:
            await JSONResponse({"error": reason}, status_code=403)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def refusal(method: str, headers: Headers) -> str:
    """Why this request is refused; "" if it is not."""
    host = headers.get("host", "")
    if _name(host) not in LOOPBACK_NAMES:
        return "the panel answers on loopback names only"
    if method in ("GET", "HEAD"):
        return ""
    if headers.get("sec-fetch-site", "same-origin") not in SAME_SITE:
        return "sent by another page"
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != host:
        return "sent by another page"
    if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        return "application/json only"  # what a form of another page cannot send
    if not headers.get("content-length", "").isdecimal() or int(headers["content-length"]) > BODY_BYTES_MAX:
        return f"a body of known length, at most {BODY_BYTES_MAX} bytes"
    return ""


def _name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
