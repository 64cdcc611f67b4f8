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
FORMER_KEYS_MAX = 8
ACCESS_LIST = "system.posix_acl_access"
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
    return _read(path, _is_ours_alone, "a file of our own with mode 0600")


def read_credential(path: Path) -> bytes:
    """Read a key that systemd put there (systemd.exec(5), LoadCredentialEncrypted=). Else QueueError KEY_REFUSED.

    Such a file may be root's, with an access list that names our user; the list's mask then shows in the group's bits.
    """
    return _read(path, _is_a_credential, "readable by nobody but us, and written by nobody")


def read_keys(path: Path, read: Callable[[Path], bytes] = read_key) -> list[bytes]:
    """The key that seals, then the former ones, `path`.1 to .8, which only open what they sealed."""
    former = [path.with_name(f"{path.name}.{number}") for number in range(1, FORMER_KEYS_MAX + 1)]
    return [read(path), *[read(each) for each in former if os.path.lexists(each)]]


def _is_ours_alone(_descriptor: int, facts: os.stat_result) -> bool:
    return stat.S_IMODE(facts.st_mode) == 0o600 and facts.st_uid == os.geteuid()


def _is_a_credential(descriptor: int, facts: os.stat_result) -> bool:
    mode = stat.S_IMODE(facts.st_mode)
    for_a_group = bool(mode & 0o070) and ACCESS_LIST not in os.listxattr(descriptor)
    return facts.st_uid in (0, os.geteuid()) and not mode & 0o027 and not for_a_group


def _read(path: Path, is_safe: Callable[[int, os.stat_result], bool], wanted: str) -> bytes:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError as error:
        raise QueueError(ErrorCode.KEY_REFUSED, f"{path}: {error.strerror}") from error
    try:
        facts = os.fstat(descriptor)
        if not stat.S_ISREG(facts.st_mode) or not is_safe(descriptor, facts):
            raise QueueError(ErrorCode.KEY_REFUSED, f"{path}: must be {wanted}")
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
    draft.unlink(missing_ok=True)  # of a process that had our number and was killed: nobody has used its key
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
