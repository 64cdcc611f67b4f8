"""The core's asyncio loop, on one background thread, while Qt owns the main thread."""

import contextlib
import threading
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio


class CoreThread:
    """Runs one coroutine to its end. `on_end` is told None, or the exception it ended with, in this thread."""

    def __init__(self, core: Callable[[], Awaitable[None]], on_end: Callable[[BaseException | None], None]) -> None:
        self._core, self._on_end = core, on_end
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="core", daemon=True)

    def start(self) -> None:
        """Once; later calls do nothing."""
        if self._thread.ident is None:
            self._thread.start()

    def stop(self, wait_s_max: float) -> bool:
        """Cancels the coroutine, so that it can close its devices. False: it did not end in time."""
        if self._thread.ident is None:
            return True
        self._ready.wait(wait_s_max)
        if self._loop is not None and self._task is not None and self._thread.is_alive():
            with contextlib.suppress(RuntimeError):  # the loop ended between the two lines
                self._loop.call_soon_threadsafe(self._task.cancel)
        self._thread.join(wait_s_max)
        return not self._thread.is_alive()

    def _run(self) -> None:
        from asyncio import CancelledError, run  # not at start: the first picture comes before it

        try:
            run(self._main())
        except CancelledError:
            self._on_end(None)
        except BaseException as error:
            self._on_end(error)
        else:
            self._on_end(None)

    async def _main(self) -> None:
        from asyncio import current_task, get_running_loop

        self._loop, self._task = get_running_loop(), current_task()
        self._loop.set_exception_handler(self._stray)
        self._ready.set()
        await self._core()

    def _stray(self, loop: "asyncio.AbstractEventLoop", context: dict[str, Any]) -> None:
        """An exception in a callback or in a task nobody waits for: a bug like any other."""
        self._on_end(context.get("exception") or RuntimeError("loop"))
