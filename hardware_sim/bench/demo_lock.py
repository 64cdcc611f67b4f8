"""One demo at a time for one user: a lock file that also says where the running one is."""

import fcntl
import os
import tempfile
from pathlib import Path
from typing import IO

URL_BYTES_MAX = 200


class AlreadyRunning(Exception):
    """Another demo holds the lock; the text is its address ("" when it is still starting)."""


class DemoLock:
    """Held as long as the process lives, so a killed demo leaves nothing to clear away."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or default_path()
        self._file: IO[str] | None = None

    def take(self) -> None:
        """Raises AlreadyRunning."""
        while not self._still_there(file := self._locked()):
            file.close()  # the former holder removed it between our open and our lock
        file.truncate(0)
        self._file = file

    def _locked(self) -> IO[str]:
        file = os.fdopen(os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600), "r+")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            with file:
                raise AlreadyRunning(file.read(URL_BYTES_MAX).strip()) from None
        return file

    def _still_there(self, file: IO[str]) -> bool:
        try:
            return os.fstat(file.fileno()).st_ino == self._path.stat().st_ino
        except FileNotFoundError:
            return False

    def tell(self, url: str) -> None:
        assert self._file is not None, "take() first"
        self._file.seek(0)
        self._file.write(url)
        self._file.flush()

    def release(self) -> None:
        if self._file is not None:
            self._path.unlink(missing_ok=True)
            self._file.close()
            self._file = None


def default_path() -> Path:
    folder = os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()
    return Path(folder) / f"yizhan-bench-{os.getuid()}.lock"
