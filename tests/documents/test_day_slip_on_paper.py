"""The day's slip through the shipped driver, on the simulated printer's paper."""

from pathlib import Path

import pytest

from kiosk.documents.sample import sample_slip
from kiosk.documents.slip import slip_job
from kiosk.domain.slip import SlipKind
from kiosk.domain.wording import Language
from tests.printer.bench import WAIT_S_MAX, Bench


@pytest.mark.parametrize("paper_mm", [58, 80])
def test_every_line_of_the_days_slip_comes_out_whole(tmp_path: Path, paper_mm: int) -> None:
    bench = Bench("tcp", tmp_path, paper_mm=paper_mm)
    try:
        bench.driver.open()
        bench.begin_printing(slip_job(sample_slip(SlipKind.DAY_CLOSE), Language.ZH_CN)).result(WAIT_S_MAX)
        [slip] = bench.simulator.wait_for_slips(1, WAIT_S_MAX)
    finally:
        bench.close()
    for part in ("日结单", "2026-11-22", "41,346.21", "PAID_AFTER_CLOSE", "K07-000004", "经手人", "复核人"):
        assert part in slip.text
