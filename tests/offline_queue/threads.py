"""Threads that run on the spot and waits that take no time, for a module that uses `threading`."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest


class ScriptEnds(BaseException):
    """A loop went on although it was told to end."""


@dataclass
class Stage:
    """`waits` are the seconds waited for; each wait takes the next of `script`, which says whether it was woken."""

    script: list[Callable[[], bool]] = field(default_factory=list)
    waits: list[float | None] = field(default_factory=list)
    started: list[tuple[str | None, bool | None]] = field(default_factory=list)  # name, daemon
    joined: list[float | None] = field(default_factory=list)
    run: Callable[[], None] = lambda: None  # the last thread's work, when it is not run at its start

    def put_on(self, monkeypatch: pytest.MonkeyPatch, module: str, at_once: bool) -> None:
        """In place of the module's `threading`. `at_once`: a thread's work is done within its `start`."""
        monkeypatch.setattr(f"{module}.threading", _Threading(self, at_once))


class _Threading:
    Lock = staticmethod(threading.Lock)
    get_ident = staticmethod(threading.get_ident)

    def __init__(self, stage: Stage, at_once: bool) -> None:
        self._stage, self._at_once = stage, at_once

    def Event(self) -> "_Event":
        return _Event(self._stage)

    def Thread(
        self,
        target: Callable[..., None],
        args: tuple[Any, ...] = (),
        name: str | None = None,
        daemon: bool | None = None,
    ) -> "_Thread":
        self._stage.started.append((name, daemon))
        return _Thread(self._stage, self._at_once, lambda: target(*args))


class _Event:
    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def wait(self, timeout: float | None = None) -> bool:
        self._stage.waits.append(timeout)
        return self._stage.script.pop(0)() if self._stage.script else True

    def set(self) -> None:
        pass

    def clear(self) -> None:
        pass


class _Thread:
    def __init__(self, stage: Stage, at_once: bool, work: Callable[[], None]) -> None:
        self._stage, self._at_once, self._work = stage, at_once, work

    def start(self) -> None:
        self._stage.run = self._work
        if self._at_once:
            self._work()

    def join(self, timeout: float | None = None) -> None:
        self._stage.joined.append(timeout)
