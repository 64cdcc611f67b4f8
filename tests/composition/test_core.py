"""The core of a turn: where Qt's thread meets the loop."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import cast

from kiosk.composition.core import Core
from kiosk.domain.wording import Language
from kiosk.profile import load_profile
from kiosk.screens.answers import Answer, Continue
from kiosk.screens.live import LivePicture
from tests.composition.machine import run_apart, write_profile
from tests.turn.fakes import FakeUi
from ui.application import Ui


class CallableUi(FakeUi):
    on_answer: Callable[[int, Answer], None]
    on_mode: Callable[[Language, bool], None]
    on_touch: Callable[[], None]

    def show_live(self, picture: LivePicture | None) -> None: ...


def test_a_finger_that_comes_after_the_last_screen_is_no_fault(tmp_path: Path) -> None:
    ui = CallableUi()
    core = Core(load_profile(write_profile(tmp_path)), lambda rows: None)

    async def turn() -> None:
        serving = asyncio.create_task(core.serve(cast(Ui, ui)))
        await asyncio.wait_for(ui.changed.wait(), 30)
        serving.cancel()
        await asyncio.wait({serving})

    run_apart(turn())
    shown = list(ui.shown)
    ui.on_touch()
    ui.on_answer(1, Continue())
    ui.on_mode(Language.EN, True)
    assert ui.shown == shown != []  # it had begun, and nothing came of it afterwards
