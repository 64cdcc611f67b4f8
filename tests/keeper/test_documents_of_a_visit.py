"""Reports over the real socket and the real contract: listed, fetched in parts, marked though the line is cut."""

import asyncio
import base64
import hashlib
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import date, timedelta

import pytest

from hardware_sim.hospital.outpatient.pdf_records import Pdf
from hardware_sim.hospital.stand_in import HospitalStandIn
from kiosk.domain.pdf import PART_BYTES_MAX, DocumentPrinted, PdfPart
from kiosk.domain.report import Reports, ReportState
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from tests.keeper.conftest import turns
from tests.keeper.terminal import KeeperProcess, Turn, run

OpenTurn = Callable[[], AbstractAsyncContextManager[Turn]]
MARK_S_MAX = 40.0


@pytest.fixture
def open_turn(standing_keeper: KeeperProcess, hospital: HospitalStandIn) -> OpenTurn:
    return turns(standing_keeper, hospital)


def days() -> Reports:
    today = date.today()
    return Reports(today - timedelta(days=30), today + timedelta(days=1))


def test_a_report_comes_in_parts_and_whole_however_large(open_turn: OpenTurn, hospital: HospitalStandIn) -> None:
    content = bytes(range(251)) * 16_000  # nearly 4 MiB: above every limit of one answer and one frame
    hospital.hospital.pdfs.put(Pdf("LARGE001", "zhang", lambda copy: content))

    async def fetch() -> None:
        async with open_turn() as turn:
            zhang = await turn.identify("zhang")
            found = b""
            while True:
                part = await turn.keeper.ask(PdfPart("LARGE001", len(found)), zhang.handle)
                assert 0 < len(part.data) <= PART_BYTES_MAX
                found += part.data
                if len(found) >= part.total:
                    break
            assert found == content and part.sha256 == hashlib.sha256(content).hexdigest()

    run(fetch())


def test_nothing_of_a_document_stays_on_disk(
    open_turn: OpenTurn, hospital: HospitalStandIn, standing_keeper: KeeperProcess
) -> None:
    marker = b"0xC0FFEE-of-a-report"
    hospital.hospital.pdfs.put(Pdf("SECRET01", "zhang", lambda copy: marker * 1_000))

    async def fetch() -> None:
        async with open_turn() as turn:
            zhang = await turn.identify("zhang")
            part = await turn.keeper.ask(PdfPart("SECRET01", 0), zhang.handle)
            assert marker in part.data
            await turn.keeper.tell(DocumentPrinted("SECRET01", 1, sure=True), zhang.handle)

    run(fetch())
    profile = standing_keeper.profile
    written = [path for path in profile.path.parent.rglob("*") if path.is_file()]
    assert any(path.is_relative_to(profile.keeper.data) for path in written)
    encoded = base64.b64encode(marker * 3)[4:40]
    assert [path.name for path in written if marker in (raw := path.read_bytes()) or encoded in raw] == []


def test_who_is_somebody_else_or_has_no_right_gets_nothing(open_turn: OpenTurn) -> None:
    async def fetch() -> None:
        async with open_turn() as turn:
            li, chen = await turn.identify("li"), await turn.identify("chen")
            for handle, document_id, refusal in (
                (li.handle, "RP000001", Refusal.DOCUMENT_NOT_FOUND),
                (chen.handle, "RP000008", Refusal.DOCUMENT_WITHHELD),
            ):
                with pytest.raises(Refused) as refused:
                    await turn.keeper.ask(PdfPart(document_id, 0), handle)
                assert refused.value.refusal is refusal

    run(fetch())


def test_what_was_printed_while_the_line_was_cut_is_a_copy_at_every_machine_once_it_is_back(
    open_turn: OpenTurn, hospital: HospitalStandIn
) -> None:
    async def printed() -> None:
        async with open_turn() as turn:
            guo = await turn.identify("shen_baobao")
            (before,) = await turn.keeper.ask(days(), guo.handle)
            assert before.state is ReportState.PRINTABLE
            hospital.cut_network()
            await turn.keeper.tell(DocumentPrinted(before.report_id, 1, sure=True), guo.handle)
            hospital.heal_network()
            async with asyncio.timeout(MARK_S_MAX):
                while not hospital.hospital.pdfs.by_id[before.report_id].printed:
                    await asyncio.sleep(0.05)
            (after,) = await turn.keeper.ask(days(), guo.handle)
            assert after.state is ReportState.PRINTED
            assert hospital.hospital.pdfs.by_id[before.report_id].prints == [("T01", 1, True)]

    run(printed())
