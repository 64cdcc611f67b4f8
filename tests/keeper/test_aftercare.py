"""Examinations and surveys through the keeper: the hospital's reason arrives, what is of nobody is kept."""

import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from hardware_sim.hospital.faults import Fault
from hardware_sim.hospital.stand_in import HospitalStandIn
from kiosk.domain.exam import BookExam, ExamOrders
from kiosk.domain.help import WindowTicket
from kiosk.domain.survey import CurrentSurvey, SurveyAnswer, SurveyMark
from kiosk.keeper import desk, protocol
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from tests.keeper.conftest import turns
from tests.keeper.terminal import WAIT_S_MAX, KeeperProcess, Turn, run
from tests.offline_queue.support import Desk as QueueDesk

OpenTurn = Callable[[], AbstractAsyncContextManager[Turn]]
MARKS = (SurveyMark("overall", 5), SurveyMark("doctor", 4))


def test_the_reason_of_a_clash_comes_all_the_way(open_turn: OpenTurn, hospital: HospitalStandIn) -> None:
    async def book() -> None:
        async with open_turn() as turn:
            zhang = await turn.identify("zhang")
            orders = {order.name.zh: order for order in await turn.keeper.ask(ExamOrders(), zhang.handle)}
            booked = orders["上消化道钡餐"]
            assert booked.date is not None
            clashing = f"us_abdomen-{booked.date:%Y%m%d}-1000"
            with pytest.raises(Refused) as caught:
                await turn.keeper.do(BookExam(orders["腹部彩超"].order_id, clashing), zhang.handle)
            assert caught.value.refusal is Refusal.EXAM_CONFLICT
            assert caught.value.reason is not None
            assert "上消化道钡餐" in caught.value.reason.zh

    run(book())


def test_the_last_questionnaire_is_known_without_a_line_and_after_a_restart(
    keeper: KeeperProcess, hospital: HospitalStandIn
) -> None:
    async def ask() -> str:
        async with turns(keeper, hospital)() as turn:
            return (await turn.keeper.ask(CurrentSurvey())).version

    hospital.cut_network()
    with pytest.raises(Refused) as caught:
        run(ask())
    assert caught.value.refusal is Refusal.HOSPITAL_UNREACHABLE, "never heard of"
    hospital.heal_network()
    assert run(ask()) == "survey-2026"
    hospital.cut_network()
    assert run(ask()) == "survey-2026"
    keeper.kill()
    keeper.start()
    assert run(ask()) == "survey-2026"
    hospital.heal_network()
    hospital.faults.inject(Fault.HTTP_503, operation="getSurvey", times=1)
    assert run(ask()) == "survey-2026", "the hospital is too busy: what was heard is good enough"


def test_answers_wait_for_the_line_and_name_only_who_wished_it(open_turn: OpenTurn, hospital: HospitalStandIn) -> None:
    heard = hospital.hospital.survey_answers
    heard.clear()

    async def tell() -> None:
        async with open_turn() as turn:
            li = await turn.identify("li")
            hospital.cut_network()
            await turn.keeper.tell(SurveyAnswer("v1", MARKS))
            await turn.keeper.tell(SurveyAnswer("v2", MARKS), li.handle)

    run(tell())
    assert not heard
    hospital.heal_network()
    ends_s = time.monotonic() + WAIT_S_MAX
    while len(heard) < 2 and time.monotonic() < ends_s:
        time.sleep(0.05)
    named = {str(said["version"]): "patient_id" in said for said in heard.values()}
    assert named == {"v1": False, "v2": True}


def test_a_long_cut_keeps_only_so_many_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest; another lane's notices are all kept."""
    monkeypatch.setattr(desk, "TELEMETRY_KEPT_MAX", 3)
    queue = QueueDesk(tmp_path)
    office: Any = SimpleNamespace(
        visits=SimpleNamespace(check=lambda visit: visit),
        ids=SimpleNamespace(new_id=iter(f"{number:04d}" for number in range(99)).__next__),
        writer=queue.writer,
        ledger=SimpleNamespace(outbox=queue.outbox),
        time=queue.store.time,
    )
    told = desk.Desk(office)
    answer = msgspec.Raw(msgspec.json.encode(SurveyAnswer("v1", MARKS)))
    for _ in range(5):
        told.tell(protocol.Tell("visit", "SurveyAnswer", answer), 1.0)
    ticket = msgspec.Raw(msgspec.json.encode(WindowTicket("pay_bills", "ConfirmSplit", "INSURANCE_REFUSED")))
    for _ in range(5):
        told.tell(protocol.Tell("visit", "WindowTicket", ticket), 1.0)
    states = queue.writer.read(
        lambda tx: tx.all("SELECT kind, state, count(*) FROM outbox GROUP BY kind, state ORDER BY kind, state")
    )
    queue.store.close()
    assert [tuple(row) for row in states] == [("survey", 0, 3), ("survey", 4, 2), ("window", 0, 5)]
