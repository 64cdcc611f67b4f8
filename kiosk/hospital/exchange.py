"""One HTTPS exchange with every guard on: mutual TLS, no proxy from the environment, no redirects, no hidden retries,
a size limit on what comes back, and a limit on the whole call rather than on each read.
"""

import socket
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from typing import Any

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

BODY_BYTES_MAX = 1 << 20
CONNECT_S_MAX = 5.0
CHUNK_BYTES = 64 * 1024
RETRY_AFTER_S_MAX = 900.0
CONNECTIONS_MAX = 8


@dataclass(frozen=True, slots=True, repr=False)
class Reply:
    """What came back, unread."""

    status: int
    content_type: str
    body: bytes
    retry_after_s: float | None


class NoReply(Exception):
    """`reason` is HOSPITAL_UNREACHABLE (nothing, or not in time) or HOSPITAL_ERROR (too long, or no HTTP)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Exchange:
    """Safe for threads. `skew_s` is the server's clock minus ours, from the last `Date` header."""

    def __init__(
        self, url: str, terminal_id: str, ca: Path | None = None, cert: tuple[Path, Path] | None = None
    ) -> None:
        self._url = url.rstrip("/")
        self.terminal_id = terminal_id
        self._session = _session(terminal_id, ca, cert)
        self.skew_s = 0.0
        self.heard = False  # a `Date` at all

    def call(
        self,
        method: str,
        path: str,
        *,
        s_max: float,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Raises NoReply, and nothing else."""
        ends = time.monotonic() + s_max
        with _Watchdog(s_max):
            try:
                return self._call(method, path, ends, body, dict(headers or {}))
            except NoReply:
                raise
            except (requests.ConnectionError, requests.Timeout, urllib3.exceptions.TimeoutError, OSError) as error:
                raise NoReply("HOSPITAL_UNREACHABLE") from error
            except Exception as error:  # whatever a server can make urllib3 raise: it is no answer
                raise NoReply("HOSPITAL_UNREACHABLE" if time.monotonic() >= ends else "HOSPITAL_ERROR") from error

    def close(self) -> None:
        self._session.close()

    def _call(self, method: str, path: str, ends: float, body: bytes | None, headers: dict[str, str]) -> Reply:
        if body is not None:
            headers["Content-Type"] = "application/json"
        headers |= self._facts()
        left_s = max(0.001, ends - time.monotonic())
        with self._session.request(
            method,
            self._url + path,
            data=body,
            headers=headers,
            timeout=(min(CONNECT_S_MAX, left_s), left_s),
            allow_redirects=False,
            stream=True,
        ) as response:
            content = _read(response, ends)
            self._note_date(response.headers.get("Date", ""))
            return Reply(
                response.status_code,
                response.headers.get("Content-Type", "").split(";")[0].strip().lower(),
                content,
                retry_after(response.headers.get("Retry-After", "")),
            )

    def _facts(self) -> dict[str, str]:
        """Our clock, and how far it was from the server's: for the server to judge, not to believe."""
        facts = {"X-Terminal-Time": datetime.now(UTC).isoformat(timespec="milliseconds")}
        return facts | ({"X-Clock-Offset-Ms": str(round(self.skew_s * 1000))} if self.heard else {})

    def _note_date(self, text: str) -> None:
        moment = _http_date(text)
        if moment is not None:
            self.heard = True
            self.skew_s = (moment - datetime.now(UTC)).total_seconds() + 0.5  # the header has cut its second off


def retry_after(text: str, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> float | None:
    """Both forms of RFC 9110 §10.2.3, held within 1 s and 15 min. Anything else is no wish."""
    if text.isascii() and text.isdigit() and len(text) <= 9:
        wish = float(text)
    elif (moment := _http_date(text)) is not None:
        wish = (moment - now()).total_seconds()
    else:
        return None
    return min(RETRY_AFTER_S_MAX, max(1.0, wish))


def _http_date(text: str) -> datetime | None:
    with suppress(ValueError, TypeError, OverflowError, IndexError):
        moment = parsedate_to_datetime(text[:64])
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None


def _read(response: requests.Response, ends: float) -> bytes:
    content = bytearray()
    while chunk := response.raw.read(CHUNK_BYTES, decode_content=False):
        content += chunk
        if len(content) > BODY_BYTES_MAX:
            raise NoReply("HOSPITAL_ERROR")
        if time.monotonic() >= ends:
            raise NoReply("HOSPITAL_UNREACHABLE")
    length = response.headers.get("Content-Length", "")
    if length.isascii() and length.isdigit() and int(length[:9]) != len(content):
        raise NoReply("HOSPITAL_UNREACHABLE")  # cut off on the way
    return bytes(content)


class _Watchdog:
    """Shuts the connection when the whole call takes too long: a server that drips bytes defeats every other limit."""

    _of_thread = threading.local()

    def __init__(self, s_max: float) -> None:
        self._connection: HTTPConnection | None = None
        self._timer = threading.Timer(s_max, self._bite)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._of_thread.current = self
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._of_thread.current = None

    @classmethod
    def watch(cls, connection: HTTPConnection) -> None:
        current = getattr(cls._of_thread, "current", None)
        if current is not None:
            current._connection = connection

    def _bite(self) -> None:
        sock = getattr(self._connection, "sock", None)
        if sock is not None:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)


class _WatchedHttp(HTTPConnection):
    def putrequest(self, *arguments: Any, **named: Any) -> None:
        _Watchdog.watch(self)
        super().putrequest(*arguments, **named)


class _WatchedHttps(HTTPSConnection):
    def putrequest(self, *arguments: Any, **named: Any) -> None:
        _Watchdog.watch(self)
        super().putrequest(*arguments, **named)


class _HttpPool(HTTPConnectionPool):
    ConnectionCls = _WatchedHttp


class _HttpsPool(HTTPSConnectionPool):
    ConnectionCls = _WatchedHttps


class _Adapter(HTTPAdapter):
    def init_poolmanager(self, *arguments: Any, **named: Any) -> None:
        super().init_poolmanager(*arguments, **named)
        self.poolmanager.pool_classes_by_scheme = {"http": _HttpPool, "https": _HttpsPool}


def _session(terminal_id: str, ca: Path | None, cert: tuple[Path, Path] | None) -> requests.Session:
    session = requests.Session()
    session.trust_env = False
    session.headers.clear()
    session.headers.update(
        {
            "X-Terminal-Id": terminal_id,
            "Accept": "application/json, application/problem+json",
            "Accept-Encoding": "identity",
            "User-Agent": "yizhan",
        }
    )
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.verify = str(ca) if ca else True
    session.cert = (str(cert[0]), str(cert[1])) if cert else None
    adapter = _Adapter(pool_maxsize=CONNECTIONS_MAX, max_retries=urllib3.Retry(0, read=False, redirect=False))
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session
