"""Reads a device's options out of the profile and refuses what it does not know, by name."""

from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from drivers.api.errors import Action, DeviceError, ErrorCode


def misconfigured(detail: str) -> DeviceError:
    """The profile is wrong: trying again will not help, a technician's edit will."""
    return DeviceError(ErrorCode.DEVICE_OFFLINE, detail, Action.CONFIGURATION)


def refuse_unknown(options: Mapping[str, object], known: Collection[str]) -> None:
    unknown = sorted(set(options) - set(known))
    if unknown:
        raise misconfigured(f"unknown options: {', '.join(unknown)}")


def number(options: Mapping[str, object], key: str, default: float, low: float, high: float) -> float:
    """The option as a number from `low` to `high`. Raises DeviceError with action `configuration`."""
    value = options.get(key, default)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
        raise misconfigured(f"{key} must be a number from {low} to {high}, not {value!r}")
    return value


def text(options: Mapping[str, object], key: str, default: str, allowed: Collection[str] | None = None) -> str:
    value = options.get(key, default)
    if not isinstance(value, str) or (allowed is not None and value not in allowed):
        raise misconfigured(f"{key}: {value!r}" + (f" is none of {', '.join(sorted(allowed))}" if allowed else ""))
    return value


def shown_address(address: str) -> str:
    """The address as a log, a status or a screen may have it: without the user, the password and the query of a URL.

    Cameras also want `rtsp://host/user=…&password=…`, and people write a password with a `/` or a `#` in it as it is:
    what does not look harmless is not shown.
    """
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return "…"
    if not parts.netloc:
        return "…" if "@" in address else address
    if "@" in parts.path + parts.fragment:
        return f"{parts.scheme}://…"
    path, query = ("/…" if "=" in parts.path else parts.path), ("…" if parts.query else "")
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], path=path, query=query, fragment="").geturl()
