"""Wherever the cable is cut, what is printed next is whole and stands on paper of its own."""

import pytest

from drivers.wire.escpos_job import CUT, RESYNC, JobEncoder
from drivers.wire.escpos_raster import LineDrawer
from hardware_sim.printer.glyphs import Glyphs
from hardware_sim.printer.machine import PrinterMachine
from tests.printer.slips import NEXT_SLIP, SLIP

GLYPHS = Glyphs()
ENCODER = JobEncoder(58, LineDrawer())
JOB = ENCODER.encode(SLIP)
NEXT = ENCODER.encode(NEXT_SLIP)
PICTURE, CODE = JOB.index(b"\x1dv0"), JOB.index(b"\x1d(k")
HEADERS = [*range(PICTURE, PICTURE + 10), *range(CODE, CODE + 90)]


def printed_after(torn: bytes) -> PrinterMachine:
    machine = PrinterMachine(384, GLYPHS)
    machine.receive(torn + RESYNC + CUT + NEXT, 0.0)
    return machine


@pytest.mark.parametrize("places", [range(0, len(JOB), 37), HEADERS], ids=["anywhere", "in a command"])
def test_the_next_slip_is_clean_wherever_the_cable_was_cut(places: list[int]) -> None:
    dirty = [at for at in places if printed_after(JOB[:at]).slips[-1].text != "下一位"]
    assert dirty == []


def test_without_resync_a_torn_picture_would_swallow_the_next_slip() -> None:
    machine = PrinterMachine(384, GLYPHS)
    machine.receive(JOB[: PICTURE + 20] + CUT + NEXT, 0.0)
    assert [slip for slip in machine.slips if slip.text == "下一位"] == []
