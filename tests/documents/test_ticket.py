"""A slip that registers is the ticket of the visit too."""

from dataclasses import replace

import pytest

from drivers.api.receipt_printer import PrintJob, QrCode, TextLine
from kiosk.documents.sample import APPOINTMENT, sample_slip, sample_ticket
from kiosk.documents.slip import slip_job
from kiosk.domain.slip import SlipKind
from kiosk.domain.ticket import Ticket
from kiosk.domain.ticket_code import read_ticket
from kiosk.domain.wording import Language

EACH_LANGUAGE = pytest.mark.parametrize("language", list(Language))


def printed(ticket: Ticket | None, language: Language) -> PrintJob:
    paid = replace(sample_slip(SlipKind.SETTLED), copy=False)
    return slip_job(replace(paid, case=replace(paid.case, ticket=ticket)), language)


def lines_of(job: PrintJob) -> list[TextLine]:
    return [element for element in job.elements if isinstance(element, TextLine)]


@EACH_LANGUAGE
def test_the_number_is_large_and_all_else_is_said(language: Language) -> None:
    job = printed(sample_ticket(), language)
    lines = lines_of(job)
    large = [line.text for line in lines if line.large]
    words = {line.text: line.right for line in lines}
    assert {
        Language.ZH_CN: ["门诊挂号单", "心血管内科", "12 号"],
        Language.EN: ["Appointment ticket", "Cardiology", "Number 12"],
    }[language] == large
    expected = {
        Language.ZH_CN: {"医生": "孙明远", "就诊日期": "11月24日 星期二", "就诊时间": "09:30—10:00"},
        Language.EN: {"Doctor": "Dr Sun Mingyuan", "Visit date": "Tue 24 Nov 2026"},
    }[language]
    assert expected.items() <= words.items()
    assert sample_ticket().place.in_(language) in words
    codes = [element.content for element in job.elements if isinstance(element, QrCode)]
    assert codes == ["YZ1:A:AP000001", "YZ1:S:sample00"]
    assert {words.get("排在您前面的号"), words.get("Numbers before yours")} & {"8 个", "8"}


@EACH_LANGUAGE
def test_what_is_not_known_is_left_out_and_what_pays_bills_is_no_ticket(language: Language) -> None:
    bare = replace(sample_ticket(), doctor=None, ahead=None)
    optional = {"医生", "Doctor", "排在您前面的号", "Numbers before yours"}
    assert not optional & {line.text for line in lines_of(printed(bare, language))}
    assert not {"12 号", "Number 12"} & {line.text for line in lines_of(printed(None, language))}


@EACH_LANGUAGE
def test_its_code_says_what_the_ticket_says_and_one_without_has_none(language: Language) -> None:
    job = printed(Ticket.of(APPOINTMENT), language)
    codes = [each.content for each in job.elements if isinstance(each, QrCode)]
    found = [read_ticket(code) for code in codes if code.startswith("YZ1:A:")]
    assert [each and each.printed and each.printed.number for each in found] == [12]
    bare = printed(replace(sample_ticket(), code=""), language)
    assert [each.content for each in bare.elements if isinstance(each, QrCode)] == ["YZ1:S:sample00"]
