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


@pytest.mark.parametrize(
    ("broken", "error", "notice", "sheets", "slips"),
    [
        (False, None, SlipNotice.PRINTED, 1, 0),
        (True, None, SlipNotice.PRINTED, 0, 1),  # known to be out of order: not tried
        (False, ErrorCode.PAPER_OUT, SlipNotice.PRINTED, 0, 1),
        (False, ErrorCode.PRINT_UNKNOWN, SlipNotice.UNSURE, 0, 0),  # it may be there: no second one
    ],
)
async def test_a_paper_wanted_on_a4_is_a_sheet_or_else_a_slip(
    stand: Stand, broken: bool, error: ErrorCode | None, notice: SlipNotice, sheets: int, slips: int
) -> None:
    person = stand()
    person.visit.on_a4 = frozenset({"exam"})
    person.devices.broken |= {"report_printer"} if broken else set()
    person.devices.sheet_errors = [DeviceError(error)] if error else []
    assert await print_paper(person.visit, "exam", **PAPERS["exam"]) is notice
    assert (len(person.devices.sheets), len(person.devices.printed)) == (sheets, slips)


async def test_a_paper_that_is_not_wanted_on_a4_is_a_slip(stand: Stand) -> None:
    person = stand()
    person.visit.on_a4 = frozenset({"exam"})
    await print_paper(person.visit, "visit_guide", **PAPERS["visit_guide"])
    assert (len(person.devices.sheets), len(person.devices.printed)) == (0, 1)
