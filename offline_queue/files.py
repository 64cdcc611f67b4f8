"""Making files durable."""

import os
from pathlib import Path


def sync_directory(directory: Path) -> None:
    """A new file's name is durable only once its directory is."""
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
