"""The ui in a process of its own, as the tests start it: `python -m tests.ui.terminal '{"mirror": …}'`.

The core in it writes what it gets to standard output, a JSON a line.
"""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from kiosk.domain.money import Money
from kiosk.domain.wording import Language, LocalText
from kiosk.screens.answers import Answer, BillsChosen, Cancel
from kiosk.screens.base import Screen, Summary
from kiosk.screens.leaving import TimeoutWarning
from kiosk.screens.paying import ShowPayQr
from kiosk.screens.welcome import Attract
from ui.application import Application, Ui
from ui.chrome import Chrome, PanelSize

SMALL_QML = Path(__file__).parent / "qml" / "Small.qml"
SECRET = "张三丰"  # in an exception's text: must not reach the log
WAIT_S_MAX = 20.0


def say(event: str, **fields: object) -> None:
    print(json.dumps({"event": event, **fields}, ensure_ascii=False), flush=True)


def pay_qr() -> Screen:
    amount = Money(1234_05)
    return ShowPayQr(
        summary=Summary("张*丰", 1, amount),
        amount=amount,
        code="weixin://wxpay?pr=ab/c",
        seconds_left=9,
        seconds_total=9,
    )


class Core:
    """Shows what the last answer asks for, until Cancel."""

    def __init__(self, ui: Ui, plan: dict[str, Any]) -> None:
        self._ui, self._plan = ui, plan
        self._loop = asyncio.get_running_loop()
        self._answers: asyncio.Queue[Answer] = asyncio.Queue()
        ui.on_answer = self._answered
        ui.on_mode = lambda language, elder: say("mode", language=language.value, elder=elder)
        ui.on_touch = lambda: say("touch")

    def _answered(self, seq: int, answer: Answer) -> None:
        say("answer", seq=seq, answer=repr(answer))
        if self._plan.get("slot") == "raises":
            raise ValueError(SECRET)
        self._loop.call_soon_threadsafe(self._answers.put_nowait, answer)

    async def run(self) -> None:
        if self._plan.get("core") == "raises":
            raise ValueError(SECRET)
        if self._plan.get("core") == "task raises":
            self._loop.call_soon(self._fail)
        if self._plan.get("core") == "ends":
            return
        if self._plan.get("core") == "shows unshowable":
            self._ui.show(Language.EN)  # type: ignore[arg-type]
        while not isinstance(answer := await asyncio.wait_for(self._answers.get(), WAIT_S_MAX), Cancel):
            if isinstance(answer, BillsChosen):
                self._ui.show_overlay(TimeoutWarning(seconds_left=20))
            else:
                self._ui.show_overlay(None)
                say("shown", seq=self._ui.show(pay_qr()))

    def _fail(self) -> None:
        raise ValueError(SECRET)


def main(plan: dict[str, Any]) -> int:
    application = Application(
        Chrome(LocalText("医院", "Hospital"), LocalText("大厅", "Hall"), "K-1", "lobby", lab=plan.get("lab", True)),
        PanelSize(),
        mirror_socket=Path(plan["mirror"]) if "mirror" in plan else None,
        accept_touch=plan.get("accept_touch", True),
        voice_command=plan.get("voice", ""),
        voice_prompts=Path(plan["prompts"]) if "prompts" in plan else None,
        full_screen=plan.get("full_screen", True),
        main_qml=Path(plan.get("qml", SMALL_QML)),
    )
    application.on_first_frame = lambda: say("first_frame")
    application.load(Attract())
    application.activate(Attract())

    async def core(ui: Ui) -> None:
        await Core(ui, plan).run()

    return application.run(core)


if __name__ == "__main__":
    sys.exit(main(json.loads(sys.argv[1])))
