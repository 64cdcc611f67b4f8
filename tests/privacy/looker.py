"""The look at memory, in a process of its own: the bench's actors live in the test's process."""

import multiprocessing
import os
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.privacy.places import in_files, in_memory, in_open_files
from tests.privacy.residue import Found, Secrets, pictures

_secrets: list[Secrets] = []  # of the process that looks


class Looker:
    def __init__(self, known: Mapping[str, bytes]) -> None:
        self.secrets = Secrets(known)
        spawn = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(1, spawn, initializer=_begin, initargs=(dict(known),))
        self._pool.submit(os.getpid).result()  # it is there

    def in_process(self, pid: int) -> list[Found]:
        """In its memory and in the files that it has open."""
        return self._pool.submit(_secrets_in, pid).result()

    def pictures_in(self, pid: int) -> list[Found]:
        return self._pool.submit(_pictures_in, pid).result()

    def in_folder(self, folder: Path) -> list[Found]:
        return self._pool.submit(_all_in, folder).result()

    def close(self) -> None:
        self._pool.shutdown()


def _begin(known: Mapping[str, bytes]) -> None:
    _secrets[:] = [Secrets(known)]


def _secrets_in(pid: int) -> list[Found]:
    look = _secrets[0].find
    return in_memory(pid, look) + in_open_files(pid, look)


def _all_in(folder: Path) -> list[Found]:
    return in_files(folder, _secrets[0].find) + in_files(folder, pictures)


def _pictures_in(pid: int) -> list[Found]:
    return in_memory(pid, pictures)
