"""A slip that is owed: nothing that goes wrong on the way to the paper may lose it, or end the turn."""

from collections.abc import Callable
from pathlib import Path

import pytest

from drivers.api.receipt_printer import TextLine
from kiosk.documents.slip import TemplateBroken
from kiosk.domain.case import Phase
from kiosk.domain.slip import SlipState
from kiosk.journeys import slips
from kiosk.journeys.slips import print_owed
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.screens.paying import SlipNotice
from tests.turn.fakes import FakeKeeper, Person, case, slip

Stand = Callable[..., Person]

pytestmark = [pytest.mark.asyncio, pytest.mark.looptime]


def owing(keeper: FakeKeeper) -> FakeKeeper:
    keeper.slips.append(slip(case(Phase.SETTLED)))
    return keeper


async def test_a_broken_template_of_the_hospital_is_replaced_by_ours(stand: Stand, tmp_path: Path) -> None:
    (tmp_path / "settled.zh_CN.j2").write_text("# 凭条\n{{ slip.titel }}\n")
    person = stand(owing(FakeKeeper()))
    person.visit.templates = tmp_path
    assert await print_owed(person.visit, "case0001") is SlipNotice.PRINTED
    (job,) = person.devices.printed
    assert "门诊缴费凭条" in [element.text for element in job.elements if isinstance(element, TextLine)]
    assert "template_broken" in person.timeline.notes


async def test_a_good_template_of_the_hospital_is_used(stand: Stand, tmp_path: Path) -> None:
    (tmp_path / "settled.zh_CN.j2").write_text("# 我院凭条\n")
    person = stand(owing(FakeKeeper()))
    person.visit.templates = tmp_path
    await print_owed(person.visit, "case0001")
    assert [element.text for element in person.devices.printed[0].elements if isinstance(element, TextLine)] == [
        "我院凭条"
    ]


async def test_without_any_good_template_the_slip_stays_owed(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise TemplateBroken("settled.zh_CN.j2", 1, "edited in place")

    monkeypatch.setattr(slips, "slip_job", broken)
    person = stand(owing(FakeKeeper()))
    assert await print_owed(person.visit, "case0001") is SlipNotice.WAITING
    assert person.keeper.reports == [SlipState.OWED]


async def test_a_slip_that_is_out_is_called_out_though_the_keeper_no_longer_takes_the_report(stand: Stand) -> None:
    """The keeper was killed between its commit and its answer; asked again, it has nothing to report on."""

    class ForgetfulKeeper(FakeKeeper):
        async def report_slip(self, slip_id: str, state: SlipState) -> None:
            raise Refused(Refusal.NOT_ALLOWED)

    person = stand(owing(ForgetfulKeeper()))
    assert await print_owed(person.visit, "case0001") is SlipNotice.PRINTED
