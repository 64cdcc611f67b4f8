"""python-escpos, used for its commands only: it writes into a buffer of ours.

Its `text` is not used for Chinese: it guesses a code page by regular expression and never sends `FS &`.
Its status calls are not used either: they sleep, reopen, and take no answer for an answer.
"""

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_CAPABILITIES = Path(__file__).with_name("escpos_capabilities.json")
_CAPABILITIES_VARIABLE = "ESCPOS_CAPABILITIES_FILE"


@contextmanager
def _quiet_import() -> Iterator[None]:
    """Importing python-escpos parses 300 kB of printer profiles (0.25 s) and sets up the root logger: not here."""
    root, silence = logging.getLogger(), logging.NullHandler()
    before = os.environ.get(_CAPABILITIES_VARIABLE)
    os.environ[_CAPABILITIES_VARIABLE] = str(_CAPABILITIES)
    root.addHandler(silence)  # logging.basicConfig() does nothing where a handler is
    try:
        yield
    finally:
        root.removeHandler(silence)
        if before is None:
            del os.environ[_CAPABILITIES_VARIABLE]
        else:
            os.environ[_CAPABILITIES_VARIABLE] = before


with _quiet_import():
    from escpos import capabilities
    from escpos.constants import QR_ECLEVEL_M
    from escpos.escpos import Escpos

if "ESCPOS_CAPABILITIES_PICKLE_DIR" not in os.environ:
    shutil.rmtree(capabilities.pickle_dir, ignore_errors=True)  # it makes one in /tmp at each import and leaves it


class Commands(Escpos):  # type: ignore[misc]  # python-escpos is not typed
    """The bytes of one job."""

    def __init__(self) -> None:
        super().__init__()
        self._bytes = bytearray()

    def _raw(self, msg: bytes) -> None:
        self._bytes += msg

    def __bytes__(self) -> bytes:
        return bytes(self._bytes)

    def raw(self, data: bytes) -> None:
        self._raw(data)

    def initialise(self) -> None:
        self.hw("INIT")

    def style(self, *, align: str, bold: bool, scale: int) -> None:
        """Size by `GS !`, which holds for Chinese characters too; `ESC !` does not on every printer."""
        self.set(align=align, bold=bold, custom_size=True, width=scale, height=scale)

    def native_qr(self, content: str, module_dots: int) -> None:
        self.qr(content, native=True, size=module_dots, ec=QR_ECLEVEL_M)

    def feed_and_cut(self) -> None:
        """`GS V 66`: feeds to the cutter by itself, however far that is on this model."""
        self.cut(feed=False)
