"""`GET` of something that does not end: every read has a deadline. Asks no proxy, follows nothing.

`http.client` reads heads and chunks; its own time-out is for each byte, so one that drips would hold us for ever.
"""

import base64
import http.client
import io
import socket
import time
from contextlib import suppress
from http import HTTPStatus
from typing import cast
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import (
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    Request,
    parse_http_list,
    parse_keqv_list,
)

from drivers.api.errors import Action, DeviceError, ErrorCode
from drivers.transport.descriptor import offline

_CHUNK_BYTES = 64 << 10
_FOR_NOBODY = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)


class HttpBody:
    """One answer. Raises DeviceError: DEVICE_OFFLINE, DEVICE_BUSY, CAMERA_STALLED, PROTOCOL_ERROR."""

    def __init__(self, url: str, ends_s: float) -> None:
        """Connects, asks, and asks again with the password if that is wanted; all of it until `ends_s`."""
        self._url = urlsplit(url)
        self._ask(ends_s, "")
        if self._answer.status == HTTPStatus.UNAUTHORIZED and (authorization := self._authorization()):
            self.close()
            self._ask(ends_s, authorization)
        if self._answer.status != HTTPStatus.OK:
            self.close()
            raise refused(self._answer.status)

    @property
    def mime_type(self) -> str:
        return self._answer.headers.get_content_type()

    def read(self, ends_s: float) -> bytes:
        """What is there, at least one byte; none: it has ended. Raises TimeoutError, DeviceError."""
        self._line.ends_s = ends_s
        try:
            return self._answer.read1(_CHUNK_BYTES)
        except TimeoutError:
            raise
        except (OSError, http.client.HTTPException):
            return b""

    def close(self) -> None:
        self._answer.close()
        self._line.close()

    def _ask(self, ends_s: float, authorization: str) -> None:
        self._line = _Line(_connected(self._url, ends_s), ends_s)
        self._answer = http.client.HTTPResponse(cast(socket.socket, self._line), method="GET")
        try:
            self._line.send(_request(self._url, authorization))
            self._answer.begin()
        except Exception as error:  # of a head that is none, http.client says this and that
            self.close()
            raise _no_answer(error) from error

    def _authorization(self) -> str:
        user, password = unquote(self._url.username or ""), unquote(self._url.password or "")
        challenges = self._answer.headers.get_all("WWW-Authenticate", []) if user else []
        for challenge in sorted(challenges, reverse=True):  # Digest before Basic
            scheme, _, rest = challenge.partition(" ")
            if scheme.lower() == "basic":
                return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()
            if scheme.lower() == "digest" and (answer := _digest(self._url, user, password, rest)):
                return f"Digest {answer}"
        return ""


class _Line(io.RawIOBase):
    """The connection, as `http.client` wants it."""

    def __init__(self, line: socket.socket, ends_s: float) -> None:
        self._line, self.ends_s = line, ends_s

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(self, _CHUNK_BYTES)

    def send(self, data: bytes) -> None:
        self._line.settimeout(_left_s(self.ends_s))
        self._line.sendall(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self._line.settimeout(_left_s(self.ends_s))
        return self._line.recv_into(buffer)

    def close(self) -> None:
        self._line.close()
        super().close()


def _left_s(ends_s: float) -> float:
    left_s = ends_s - time.monotonic()
    if left_s <= 0:
        raise TimeoutError
    return left_s


def _connected(url: SplitResult, ends_s: float) -> socket.socket:
    host, port = url.hostname or "", url.port or http.client.HTTP_PORT
    try:
        return socket.create_connection((host, port), _left_s(ends_s))
    except OSError as error:
        raise offline(f"nothing answers at {host}:{port}") from error


def _request(url: SplitResult, authorization: str) -> bytes:
    path = (url.path or "/") + (f"?{url.query}" if url.query else "")
    head = [
        f"GET {path} HTTP/1.1",
        f"Host: {url.netloc.rpartition('@')[2]}",
        "Accept: */*",
        "User-Agent: yizhan",
        "Connection: close",
    ]
    if authorization:
        head.append(f"Authorization: {authorization}")
    return "\r\n".join([*head, "", ""]).encode()


def _digest(url: SplitResult, user: str, password: str, challenge: str) -> str:
    """RFC 7616, by the standard library; empty: it is in words that the library does not know."""
    bare = url._replace(netloc=url.netloc.rpartition("@")[2], fragment="").geturl()
    passwords = HTTPPasswordMgrWithDefaultRealm()
    passwords.add_password(None, bare, user, password)
    with suppress(ValueError, KeyError):
        wanted = parse_keqv_list(parse_http_list(challenge))
        wanted["algorithm"] = wanted.get("algorithm", "MD5").upper()  # some write it small, which the library refuses
        return HTTPDigestAuthHandler(passwords).get_authorization(Request(bare), wanted) or ""
    return ""


def _no_answer(error: Exception) -> DeviceError:
    if isinstance(error, TimeoutError):
        return DeviceError(ErrorCode.CAMERA_STALLED, "it is there, and does not answer")
    if isinstance(error, OSError):
        return offline("it hung up")
    return DeviceError(ErrorCode.PROTOCOL_ERROR, "what answers does not speak HTTP")


def refused(status: int, who: str = "user or password") -> DeviceError:
    """For what is not 200. RTSP has HTTP's numbers."""
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        return DeviceError(ErrorCode.DEVICE_BUSY, "it answers 503")
    if 300 <= status < 400:
        detail = f"it sends us elsewhere ({status}), which is not followed"
        return DeviceError(ErrorCode.PROTOCOL_ERROR, detail, Action.CONFIGURATION)
    if status in _FOR_NOBODY or status == HTTPStatus.NOT_FOUND:
        detail = f"it answers {status}: {who if status in _FOR_NOBODY else 'the path'}"
        return DeviceError(ErrorCode.PROTOCOL_ERROR, detail, Action.CONFIGURATION)
    return DeviceError(ErrorCode.PROTOCOL_ERROR, f"it answers {status}")
