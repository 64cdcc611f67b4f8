"""The photo in an identity card's chip (WLT), opened by a vendor's program: 1024 bytes in, BMP or JPEG out.

How to open it is a secret of its makers, in a library for which a hospital has a licence. The profile names a program
around it; without one the card gives no photo.
"""

import asyncio
import os
import signal
from contextlib import suppress

from kiosk.domain.face_check import ReferenceUnusable
from kiosk.recognition.reference_photo import BYTES_MAX, read_reference

WLT_BYTES = 1024
DECODER_S_MAX = 5.0
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}  # nothing of ours


class IdPhotoDecoder:
    """`kiosk.ports.IdPhotos`. A program for each photo: what a vendor's library keeps of a person ends with it."""

    def __init__(self, command: tuple[str, ...], wait_s_max: float = DECODER_S_MAX) -> None:
        self._command, self._wait_s_max = command, wait_s_max

    async def opened(self, wlt: bytes) -> bytes | None:
        """As PNG. None: no program, none that answers in time, or no photo."""
        if not self._command or len(wlt) != WLT_BYTES:
            return None
        try:
            async with asyncio.timeout(self._wait_s_max):
                return read_reference(await _run(self._command, wlt))
        except (OSError, TimeoutError, ReferenceUnusable):
            return None


async def _run(command: tuple[str, ...], wlt: bytes) -> bytes:
    """What it wrote, b"" if it failed or wrote too much. It is gone on return, with whatever it had started."""
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=_ENVIRONMENT,
        cwd="/",
        start_new_session=True,
    )
    try:
        said = await _talk(process, wlt)
        return said if await process.wait() == 0 and len(said) <= BYTES_MAX else b""
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        # asyncio waits for the pipes, too: one that is full, or held open elsewhere, would keep us here
        process._transport.close()  # type: ignore[attr-defined]  # there is no public way to let go of them
        await process.wait()


async def _talk(process: asyncio.subprocess.Process, wlt: bytes) -> bytes:
    """One byte over the limit is enough to know."""
    if process.stdin is None or process.stdout is None:
        raise OSError("no pipes")
    with suppress(BrokenPipeError, ConnectionResetError):
        process.stdin.write(wlt)
        process.stdin.close()
    said = bytearray()
    while len(said) <= BYTES_MAX and (more := await process.stdout.read(BYTES_MAX + 1 - len(said))):
        said += more
    if len(said) > BYTES_MAX:
        raise OSError("more than a photo")
    return bytes(said)
