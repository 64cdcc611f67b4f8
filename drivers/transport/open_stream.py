"""From an address in the profile to a stream. The address alone decides what is at the other end."""

from collections.abc import Mapping
from typing import cast, get_args

from drivers.api.errors import Action, DeviceError, ErrorCode
from drivers.transport.byte_stream import ByteStream
from drivers.transport.serial_port import Flow, LineSettings, SerialStream
from drivers.transport.tcp import TcpStream
from drivers.transport.trace import Trace

LINE_OPTIONS = frozenset({"baud", "data_bits", "parity", "stop_bits", "flow"})


def open_stream(address: str, options: Mapping[str, object], trace: Trace | None = None) -> ByteStream:
    """The stream for `tcp://host:port` or a device path; `open` on it does the opening.

    `options` of a serial line: baud, data_bits, parity (N, E, O), stop_bits, flow (none, rtscts, dsrdtr, xonxoff).
    Raises DeviceError with action `configuration` for an address or an option that cannot be.
    """
    if address.startswith("tcp://"):
        return TcpStream(address, trace)
    if not address.startswith("/"):
        raise _misconfigured(f"neither tcp://host:port nor a device path: {address!r}")
    return SerialStream(address, line_settings(options), trace)


def line_settings(options: Mapping[str, object]) -> LineSettings:
    default = LineSettings()
    baud = options.get("baud", default.baud)
    data_bits = options.get("data_bits", default.data_bits)
    parity = options.get("parity", default.parity)
    stop_bits = options.get("stop_bits", default.stop_bits)
    flow = options.get("flow", default.flow)
    if not isinstance(baud, int) or not 300 <= baud <= 4_000_000:
        raise _misconfigured(f"baud {baud!r}")
    if not isinstance(data_bits, int) or data_bits not in (7, 8):
        raise _misconfigured(f"data_bits {data_bits!r}")
    if not isinstance(parity, str) or parity not in ("N", "E", "O"):
        raise _misconfigured(f"parity {parity!r}")
    if not isinstance(stop_bits, (int, float)) or stop_bits not in (1, 1.5, 2):
        raise _misconfigured(f"stop_bits {stop_bits!r}")
    if flow not in get_args(Flow):
        raise _misconfigured(f"flow {flow!r}")
    return LineSettings(baud, data_bits, parity, stop_bits, cast(Flow, flow))


def _misconfigured(detail: str) -> DeviceError:
    return DeviceError(ErrorCode.DEVICE_OFFLINE, detail, Action.CONFIGURATION)
