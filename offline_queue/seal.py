"""Personal bytes at rest: AES-256-GCM, each bound to the place it is stored in."""

import hashlib
import os
import stat
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from offline_queue.errors import ErrorCode, QueueError
from offline_queue.files import sync_directory

KEY_BYTES = 32
KEY_ID_BYTES = 4
NONCE_BYTES = 12
TAG_BYTES = 16
VERSION = b"\x01"
HEADER_BYTES = len(VERSION) + KEY_ID_BYTES + NONCE_BYTES


class Sealer(Protocol):
    """Seals bytes for one place; they open only there."""

    def seal(self, data: bytes, place: bytes) -> bytes: ...

    def open(self, sealed: bytes, place: bytes) -> bytes:
        """QueueError SEAL_BROKEN if the bytes were changed, belong elsewhere, or their key is gone."""
        ...


class Plain:
    """No sealing, for data without a person in it."""

    def seal(self, data: bytes, place: bytes) -> bytes:
        return data

    def open(self, sealed: bytes, place: bytes) -> bytes:
        return sealed


PLAIN = Plain()


class AesGcmSealer:
    """AES-256-GCM (NIST SP 800-38D) with random 96-bit nonces: change the key before 2**32 seals.

    The first key seals; the others only open what an earlier key sealed. Sealed bytes are version, key id, nonce,
    ciphertext, tag; the header and the place are authenticated.
    """

    def __init__(self, keys: Sequence[bytes], random_bytes: Callable[[int], bytes] = os.urandom) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # slow to import: only where sealing is used

        if not keys or any(len(key) != KEY_BYTES for key in keys):
            raise QueueError(ErrorCode.KEY_REFUSED, f"a key is {KEY_BYTES} bytes")
        self._ciphers = {_key_id(key): AESGCM(key) for key in reversed(keys)}
        self._current = _key_id(keys[0])
        self._random_bytes = random_bytes

    def seal(self, data: bytes, place: bytes) -> bytes:
        """Seal with the current key."""
        prefix = VERSION + self._current
        nonce = self._random_bytes(NONCE_BYTES)
        return prefix + nonce + self._ciphers[self._current].encrypt(nonce, data, prefix + place)

    def open(self, sealed: bytes, place: bytes) -> bytes:
        """Open with the key that sealed it."""
        from cryptography.exceptions import InvalidTag

        key_id = sealed[len(VERSION) : len(VERSION) + KEY_ID_BYTES]
        cipher = self._ciphers.get(key_id)
        if cipher is None or sealed[: len(VERSION)] != VERSION or len(sealed) < HEADER_BYTES + TAG_BYTES:
            raise QueueError(ErrorCode.SEAL_BROKEN, "no such key or form")
        nonce = sealed[HEADER_BYTES - NONCE_BYTES : HEADER_BYTES]
        try:
            return cipher.decrypt(nonce, sealed[HEADER_BYTES:], VERSION + key_id + place)
        except InvalidTag as error:
            raise QueueError(ErrorCode.SEAL_BROKEN, "changed, or not from this place") from error


def read_key(path: Path) -> bytes:
    """Read a key file: 32 bytes, ours, mode 0600, no link. Else QueueError KEY_REFUSED."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError as error:
        raise QueueError(ErrorCode.KEY_REFUSED, f"{path}: {error.strerror}") from error
    try:
        facts = os.fstat(descriptor)
        if not stat.S_ISREG(facts.st_mode) or stat.S_IMODE(facts.st_mode) != 0o600 or facts.st_uid != os.geteuid():
            raise QueueError(ErrorCode.KEY_REFUSED, f"{path}: must be a file of our own with mode 0600")
        key = os.read(descriptor, KEY_BYTES + 1)
    finally:
        os.close(descriptor)
    if len(key) != KEY_BYTES:
        raise QueueError(ErrorCode.KEY_REFUSED, f"{path}: a key is {KEY_BYTES} bytes")
    return key


def create_key(path: Path, random_bytes: Callable[[int], bytes] = os.urandom) -> bytes:
    """Make a new key file, whole and durable before it has its name.

    It never replaces one (KEY_REFUSED): what the old key sealed would be lost.
    """
    key = random_bytes(KEY_BYTES)
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with open(descriptor, "wb") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError as error:
        raise QueueError(ErrorCode.KEY_REFUSED, f"{path}: exists") from error
    finally:
        draft.unlink()
    sync_directory(path.parent)
    return key


def _key_id(key: bytes) -> bytes:
    return hashlib.sha256(b"key id" + key).digest()[:KEY_ID_BYTES]
