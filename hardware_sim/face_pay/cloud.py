"""The provider's servers, as far as its device and the hospital's server meet there: what they seal, they open."""

import hashlib
import hmac
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass

KEY_BYTES, MARK_BYTES = 16, 9
AUTH_INFO_LIFE_S = 3600.0


@dataclass(frozen=True, slots=True)
class Granted:
    """For which store and device an auth info was given out, and until when."""

    store_id: str
    device_id: str
    ends_s: float


class FaceCloud:
    """Safe for threads. `now_s` is any clock that only goes forward."""

    def __init__(self, now_s: Callable[[], float], life_s: float = AUTH_INFO_LIFE_S) -> None:
        self._now_s, self._life_s = now_s, life_s
        self._key = secrets.token_bytes(KEY_BYTES)
        self._lock = threading.Lock()
        self._granted: dict[str, Granted] = {}
        self.refuses = False  # the contract with this merchant does not cover faces (any more)

    def seal(self) -> str:
        """Raw data, as the device hands it out: a mark and its seal."""
        mark = secrets.token_hex(MARK_BYTES)
        return f"{mark}.{self._sealed(mark)}"

    def auth_info(self, raw_data: str, store_id: str, device_id: str) -> str:
        """ "" for raw data that no device of this provider sealed."""
        mark, _, seal = raw_data.partition(".")
        if self.refuses or not hmac.compare_digest(seal.encode(), self._sealed(mark).encode()):
            return ""
        auth_info = f"auth+{secrets.token_urlsafe(48)}"
        with self._lock:
            self._granted[auth_info] = Granted(store_id, device_id, self._now_s() + self._life_s)
        return auth_info

    def admits(self, auth_info: str, store_id: str) -> bool:
        with self._lock:
            granted = self._granted.get(auth_info)
        return granted is not None and granted.store_id == store_id and granted.ends_s > self._now_s()

    def _sealed(self, mark: str) -> str:
        return hmac.new(self._key, mark.encode(), hashlib.sha256).hexdigest()
