"""Paper that is not owed: what comes of it is told, and nothing of it ends the turn."""

from collections.abc import Callable
from pathlib import Path

import pytest

from drivers.api.errors import DeviceError, ErrorCode
from drivers.api.receipt_printer import TextLine
from kiosk.documents.sample import PAPERS
from kiosk.journeys.paper import print_paper
from kiosk.screens.paying import SlipNotice
from tests.turn.fakes import Person

Stand = Callable[..., Person]

pytestmark = [pytest.mark.asyncio, pytest.mark.looptime]


@pytest.mark.parametrize(
    ("error", "notice"),
    [
        (None, SlipNotice.PRINTED),
        (ErrorCode.PAPER_OUT, SlipNotice.WAITING),
        (ErrorCode.PRINT_UNKNOWN, SlipNotice.UNSURE),
    ],
)
async def test_where_the_paper_is_is_told(stand: Stand, error: ErrorCode | None, notice: SlipNotice) -> None:
    person = stand()
    person.devices.print_errors = [DeviceError(error)] if error else []
    assert await print_paper(person.visit, "check_in", **PAPERS["check_in"]) is notice
    assert person.visit.slip_out is (notice is SlipNotice.PRINTED)


async def test_a_broken_template_of_the_hospital_is_replaced_by_ours(stand: Stand, tmp_path: Path) -> None:
    (tmp_path / "check_in.zh_CN.j2").write_text("{{ nobody.knows }}\n")
    person = stand()
    person.visit.templates = tmp_path
    assert await print_paper(person.visit, "check_in", **PAPERS["check_in"]) is SlipNotice.PRINTED
    assert "已签到" in [each.text for each in person.devices.printed[0].elements if isinstance(each, TextLine)]
    assert "template_broken" in person.timeline.notes


async def test_a_template_that_is_not_there_is_told_as_nothing_on_paper(stand: Stand) -> None:
    person = stand()
    assert await print_paper(person.visit, "no_such_paper") is SlipNotice.WAITING
    assert not person.devices.printed
