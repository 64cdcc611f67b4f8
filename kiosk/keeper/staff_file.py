"""Who may sign in at this machine: a TOML file of the keeper's own, one table a badge, PINs as scrypt hashes.

[badge-0042]
name = "王工"
pin = "scrypt$16384$8$1$<salt>$<hash>"
"""

import hashlib
import hmac
import json
import os
import re
import stat
import tomllib
from dataclasses import dataclass
from pathlib import Path

FILE_BYTES_MAX = 64 * 1024
BADGE = re.compile(r"[0-9A-Za-z_-]{8,64}", re.ASCII)
PIN = re.compile(r"[0-9]{6,12}", re.ASCII)
NAME_CHARS_MAX = 32
_N, _R, _P = 1 << 14, 8, 1
_SALT_BYTES, _HASH_BYTES = 16, 32
_MEMORY_BYTES_MAX = 64 << 20


class StaffFileBroken(Exception):
    """STAFF_FILE_INVALID: others may read or change it, or it does not hold what it should."""

    code = "STAFF_FILE_INVALID"


@dataclass(frozen=True, slots=True, repr=False)
class Badge:
    name: str
    pin: str

    def opens_with(self, pin: str) -> bool:
        """Takes as long for a wrong PIN as for the right one."""
        kind, n, r, p, salt, wanted = self.pin.split("$")
        assert kind == "scrypt"
        found = _scrypt(pin, bytes.fromhex(salt), int(n), int(r), int(p))
        return hmac.compare_digest(found, bytes.fromhex(wanted))


NOBODY = Badge("", f"scrypt${_N}${_R}${_P}${'00' * _SALT_BYTES}${'00' * _HASH_BYTES}")
"""For a badge that nobody has: asking takes as long."""


def load_staff(path: Path) -> dict[str, Badge]:
    """Badge → who. A file that is not there is an empty one. Raises StaffFileBroken."""
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            raw = file.read(FILE_BYTES_MAX + 1)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise StaffFileBroken(str(error.strerror)) from error
    if stat.S_IMODE(mode) & 0o077:
        raise StaffFileBroken("others may read it: chmod 600")
    if len(raw) > FILE_BYTES_MAX:
        raise StaffFileBroken("too large")
    try:
        tables = tomllib.loads(raw.decode())
        return {badge: _badge(badge, table) for badge, table in tables.items()}
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise StaffFileBroken(type(error).__name__) from error


def add_staff(path: Path, badge: str, name: str, pin: str) -> None:
    """Add a badge, or give it another name and PIN. Raises ValueError, StaffFileBroken."""
    if not BADGE.fullmatch(badge) or not PIN.fullmatch(pin) or not 0 < len(name) <= NAME_CHARS_MAX:
        raise ValueError("a badge has 8 to 64 letters and digits, a PIN 6 to 12 digits, a name 1 to 32 letters")
    salt = os.urandom(_SALT_BYTES)
    hashed = f"scrypt${_N}${_R}${_P}${salt.hex()}${_scrypt(pin, salt, _N, _R, _P).hex()}"
    _write(path, load_staff(path) | {badge: Badge(name, hashed)})


def remove_staff(path: Path, badge: str) -> bool:
    """False: it was not there."""
    badges = load_staff(path)
    if badges.pop(badge, None) is None:
        return False
    _write(path, badges)
    return True


def _badge(badge: str, table: dict[str, str]) -> Badge:
    name, pin = table["name"], table["pin"]
    kind, n, r, p, salt, hashed = pin.split("$")
    sound = kind == "scrypt" and (int(n), int(r), int(p)) == (_N, _R, _P)
    if not (BADGE.fullmatch(badge) and sound and len(bytes.fromhex(hashed)) == _HASH_BYTES and bytes.fromhex(salt)):
        raise ValueError(badge)
    return Badge(name[:NAME_CHARS_MAX], pin)


def _scrypt(pin: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=n, r=r, p=p, maxmem=_MEMORY_BYTES_MAX, dklen=_HASH_BYTES)


def _write(path: Path, badges: dict[str, Badge]) -> None:
    """Whole or not at all, and for its owner alone from its first moment."""
    text = "\n".join(
        f"[{badge}]\nname = {json.dumps(each.name, ensure_ascii=False)}\npin = {json.dumps(each.pin)}\n"
        for badge, each in sorted(badges.items())
    )
    new = path.with_suffix(".new")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
