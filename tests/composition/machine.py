"""A machine without devices, whose keeper is somebody else's."""

import asyncio
import threading
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

END_S_MAX = 60.0

PROFILE = """
[terminal]
id = "K07"
kind = "lobby"
hospital_name = "示范医院"
place = "门诊一楼"

[keeper]
socket = "keeper.sock"
data = "keeper"
key_file = "keeper.key"
managed = false

[hospital]
url = "https://127.0.0.1:1"
ca = "ca.pem"
certificate = "terminal.pem"
key = "terminal.key"
"""


def write_profile(folder: Path, more: str = "") -> Path:
    path = folder / "profile.toml"
    path.write_text(PROFILE + more, encoding="utf-8")
    return path


def run_apart(work: Coroutine[Any, Any, None]) -> None:
    """On a loop in a thread of its own, as the core runs. The loop is closed on return."""
    raised: list[BaseException] = []

    def run() -> None:
        try:
            asyncio.run(work)
        except BaseException as error:
            raised.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(END_S_MAX)
    assert not thread.is_alive()
    if raised:
        raise raised[0]
