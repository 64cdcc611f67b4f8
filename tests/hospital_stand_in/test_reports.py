"""Reports and documents on A4 at the stand-in: listed, given out in parts, withheld, a copy once printed."""

import base64
import hashlib
import io
import json
from datetime import timedelta

import pypdfium2
import pytest

from hardware_sim.hospital.outpatient.pdf_records import PART_BYTES, Pdf
from tests.hospital_stand_in.conftest import World
from tests.hospital_stand_in.terminal import Reply


def get(world: World, operation: str, path: str) -> Reply:
    """With parameters, held against the contract."""
    reply = world.carry("GET", path, {"X-Terminal-Id": "T01", "Content-Type": ""}, b"")
    world.contract.check(operation, reply.status, reply.content_type, {}, reply.body)
    return reply


def token(world: World, person: str) -> str:
    return str(world.terminal.identify(person)["patient_token"])


def reports(world: World, person: str, days: int = 7) -> list[dict[str, object]]:
    today = world.hospital.clock.now().date()
    span = f"first_day={today - timedelta(days=days)}&last_day={today}"
    found = get(world, "listReports", f"/v1/patients/{token(world, person)}/reports?{span}")
    listed: list[dict[str, object]] = found["result"]
    return listed


def part(world: World, person: str, document_id: str, offset: int = 0) -> Reply:
    query = f"document_id={document_id}&offset={offset}"
    return get(world, "getDocumentPart", f"/v1/patients/{token(world, person)}/documents?{query}")


def whole(world: World, person: str, document_id: str) -> bytes:
    found, offset = b"", 0
    while True:
        result = part(world, person, document_id, offset)["result"]
        found += base64.b64decode(result["data"])
        offset = len(found)
        if offset == result["total"]:
            assert hashlib.sha256(found).hexdigest() == result["sha256"]
            return found


def text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def tell_printed(world: World, document_id: str, sure: bool = True) -> None:
    body = {"document_id": document_id, "pages": 1, "sure": sure, "patient_id": "P0000001"}
    assert world.terminal.call("tellDocumentPrinted", body=body).status == 200


def test_reports_come_by_days_with_their_states(world: World) -> None:
    week = reports(world, "zhang")
    assert [one["state"] for one in week] == ["printable", "printable", "not_audited", "printable"]
    assert len(reports(world, "zhang", 365)) == 5
    assert [one["critical"] for one in reports(world, "chen")] == [False, True]
    assert json.dumps(reports(world, "chen"), ensure_ascii=False).count("6.9") == 0


def test_a_report_is_a_pdf_that_says_whose_it_is(world: World) -> None:
    found = whole(world, "zhang", "RP000001")
    assert "RP000001 Complete blood count page 1 of 1" in text(found)
    assert len(pypdfium2.PdfDocument(whole(world, "li", "RP000007"))) == 2


def test_once_printed_at_any_machine_it_is_given_out_as_a_copy(world: World) -> None:
    assert "COPY" not in text(whole(world, "zhang", "RP000001"))
    tell_printed(world, "RP000001", sure=False)
    assert "COPY" in text(whole(world, "zhang", "RP000001"))
    states = {one["report_id"]: one["state"] for one in reports(world, "zhang")}
    assert states["RP000001"] == "printed"
    tell_printed(world, "RP999999")  # nobody's: told once all the same


@pytest.mark.parametrize(
    ("person", "document_id", "offset", "code"),
    [
        ("zhang", "RP000004", 0, "DOCUMENT_WITHHELD"),  # not signed
        ("chen", "RP000008", 0, "DOCUMENT_WITHHELD"),  # critical
        ("li", "RP000001", 0, "DOCUMENT_NOT_FOUND"),  # somebody else's
        ("zhang", "RP999999", 0, "DOCUMENT_NOT_FOUND"),
        ("zhang", "RP000001", 4_000_000, "DOCUMENT_NOT_FOUND"),
    ],
)
def test_what_is_not_given_out(world: World, person: str, document_id: str, offset: int, code: str) -> None:
    refused = part(world, person, document_id, offset)
    assert refused.code == code
    table = world.contract.document["info"]["description"]
    assert f"| {refused.status} | {code} |" in table


def test_a_bills_slip_opens_no_report(world: World) -> None:
    bill = next(bill for bill in world.hospital.bills.by_id.values() if bill.person_key == "zhang")
    known = world.terminal.identify_by_slip(bill.slip_token)["patient_token"]
    path = f"/v1/patients/{known}"
    days = "first_day=2026-01-01&last_day=2026-12-31"
    assert get(world, "listReports", f"{path}/reports?{days}").code == "PATIENT_NOT_FOUND"
    assert get(world, "getDocumentPart", f"{path}/documents?document_id=RP000001&offset=0").code == "DOCUMENT_NOT_FOUND"


def test_a_long_document_comes_in_parts(world: World) -> None:
    content = bytes(range(256)) * (2 * PART_BYTES // 256 + 3)
    world.hospital.pdfs.put(Pdf("DOC00001", "zhang", lambda copy: content))
    assert whole(world, "zhang", "DOC00001") == content


def test_a_sheet_is_drawn_in_chinese(world: World) -> None:
    page = pypdfium2.PdfDocument(whole(world, "zhang", "RP000001"))[0].render(scale=1).to_pil().convert("L")
    ink = sum(count for shade, count in enumerate(page.histogram()) if shade < 128)
    assert page.size == (595, 842) and ink > 4_000
    page.save(io.BytesIO(), "PNG")
