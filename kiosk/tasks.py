"""A task behind a screen."""

import asyncio
from typing import Any


async def ended(task: "asyncio.Future[Any]") -> None:
    """Leave nothing running behind a screen. `cancel` also for one that is done: nobody will look at its exception."""
    task.cancel()
    await asyncio.wait({task})
