"""From an address in the profile to a stream. The address alone decides what is at the other end."""

from collections.abc import Mapping
from typing import cast, get_args

from drivers.options import misconfigured, number, text
from drivers.transport.byte_stream import ByteStream
from drivers.transport.serial_port import Flow, LineSettings, SerialStream
from drivers.transport.tcp import TcpStream
from drivers.transport.trace import Trace
from drivers.transport.unix import UnixStream

LINE_OPTIONS = frozenset({"baud", "data_bits", "parity", "stop_bits", "flow"})


def open_stream(address: str, options: Mapping[str, object], trace: Trace | None = None) -> ByteStream:
    """The stream for `tcp://host:port`, `unix:/path` or a device path; `open` on it does the opening.

    `options` of a serial line: baud, data_bits, parity (N, E, O), stop_bits, flow (none, rtscts, dsrdtr, xonxoff).
    Raises DeviceError with action `configuration` for an address or an option that cannot be.
    """
    if address.startswith("tcp://"):
        return TcpStream(address, trace)
    if address.startswith("unix:"):
        return UnixStream(address, trace)
    if not address.startswith("/"):
        raise misconfigured(f"neither tcp://host:port, unix:/path nor a device path: {address!r}")
    return SerialStream(address, line_settings(options), trace)


def line_settings(options: Mapping[str, object]) -> LineSettings:
    default = LineSettings()
    return LineSettings(
        baud=int(number(options, "baud", default.baud, 300, 4_000_000)),
        data_bits=int(number(options, "data_bits", default.data_bits, 7, 8)),
        parity=text(options, "parity", default.parity, ("N", "E", "O")),
        stop_bits=number(options, "stop_bits", default.stop_bits, 1, 2),
        flow=cast(Flow, text(options, "flow", default.flow, get_args(Flow))),
    )
