"""A device on a serial line: `/dev/ttyS1`, a USB adapter, or a pty."""

import errno
import termios
from dataclasses import dataclass
from typing import Literal

import serial

from drivers.api.errors import DeviceError, ErrorCode
from drivers.transport.descriptor import DescriptorStream, offline
from drivers.transport.trace import Trace

Flow = Literal["none", "rtscts", "dsrdtr", "xonxoff"]
_HELD_BY_ANOTHER = {errno.EAGAIN, errno.EBUSY}


@dataclass(frozen=True, slots=True)
class LineSettings:
    baud: int = 9600
    data_bits: int = 8
    parity: str = "N"
    stop_bits: float = 1
    flow: Flow = "none"


class SerialStream(DescriptorStream):
    """Opened for itself alone (flock), so that two programs never share one line unnoticed."""

    def __init__(self, path: str, settings: LineSettings, trace: Trace | None = None) -> None:
        super().__init__(trace)
        self._path = path
        self._settings = settings

    def _connect(self, timeout_s: float) -> serial.Serial:
        """Opening a line does not wait: `timeout_s` is not used."""
        try:
            return self._open_port()
        except (OSError, ValueError, termios.error) as error:  # a SerialException is an OSError
            raise self._open_failure(error) from error

    def _open_port(self) -> serial.Serial:
        settings = self._settings
        return serial.Serial(
            self._path,
            baudrate=settings.baud,
            bytesize=settings.data_bits,
            parity=settings.parity,
            stopbits=settings.stop_bits,
            timeout=0,
            rtscts=settings.flow == "rtscts",
            dsrdtr=settings.flow == "dsrdtr",
            xonxoff=settings.flow == "xonxoff",
            exclusive=True,
        )

    def _open_failure(self, error: Exception) -> DeviceError:
        if getattr(error, "errno", None) in _HELD_BY_ANOTHER:
            return DeviceError(ErrorCode.DEVICE_BUSY, f"{self._path} is held by another program")
        return offline(f"cannot open {self._path}")
