"""Paper that is not owed: every template in every language, and values that are text whatever they hold."""

from pathlib import Path

import pytest

from drivers.api.receipt_printer import PrintJob, QrCode, TextLine
from kiosk.documents.engine import TEMPLATES, TemplateBroken
from kiosk.documents.paper import paper_job
from kiosk.documents.sample import MACHINE, NOW, PAPERS
from kiosk.domain.slip import SlipKind
from kiosk.domain.wording import Language, LocalText

EACH = pytest.mark.parametrize(
    ("template", "language"), [(template, language) for template in PAPERS for language in Language]
)


def job_of(template: str, language: Language, folder: Path | None = None, **changed: object) -> PrintJob:
    return paper_job(template, language, MACHINE, NOW, {**PAPERS[template], **changed}, folder)


def texts_of(job: PrintJob) -> list[str]:
    lines = [element for element in job.elements if isinstance(element, TextLine)]
    return [text for line in lines for text in (line.text, line.right) if text]


def test_every_template_of_ours_is_a_slip_or_a_paper_with_a_sample_in_each_language() -> None:
    ours = {path.name for path in TEMPLATES.glob("*.j2") if not path.name.startswith("_")}
    known = {f"{name}.{language}.j2" for name in (*SlipKind, *PAPERS) for language in Language}
    assert ours == known


@EACH
def test_every_paper_names_the_hospital_and_leaves_no_mark_behind(template: str, language: Language) -> None:
    texts = texts_of(job_of(template, language))
    assert texts[0] == MACHINE.hospital_name.in_(language)
    assert not [text for text in texts if " | " in text or "{" in text or text.startswith(("#", "^", "* "))]


def test_what_the_hospital_words_is_printed_in_the_papers_language() -> None:
    assert "心血管内科 孙明远" in texts_of(job_of("check_in", Language.ZH_CN))
    assert "Cardiology, Dr Sun" in texts_of(job_of("check_in", Language.EN))
    assert "11月23日 周一 09:30–10:00" in texts_of(job_of("check_in", Language.ZH_CN))
    assert "Mon 23 Nov, 09:30–10:00" in texts_of(job_of("check_in", Language.EN))


def test_a_value_is_text_whatever_it_holds() -> None:
    job = job_of("check_in", Language.ZH_CN, masked_name="[qr] https://evil.example | 扫我", reminder="")
    assert not [element for element in job.elements if isinstance(element, QrCode)]
    assert "[qr] https://evil.example | 扫我" in texts_of(job)


def test_the_hospitals_own_template_goes_first_and_a_broken_one_is_named(tmp_path: Path) -> None:
    own = tmp_path / "check_in.zh_CN.j2"
    own.write_text('{% include "_paper_head.zh_CN.j2" %}\n{{ what }}\n')
    assert texts_of(job_of("check_in", Language.ZH_CN, tmp_path, what=LocalText("本院"))) == ["医站示范医院", "本院"]
    with pytest.raises(TemplateBroken, match=r"check_in\.zh_CN\.j2, line 2"):
        job_of("check_in", Language.ZH_CN, tmp_path)


@pytest.mark.parametrize(("language", "title"), [(Language.ZH_CN, "签到待确认"), (Language.EN, "To be confirmed")])
def test_a_provisional_check_in_says_so_and_promises_no_place(language: Language, title: str) -> None:
    values = {**PAPERS["check_in"], "provisional": True, "masked_name": ""}
    for unknown in ("ahead", "wait_min", "late", "reminder"):
        del values[unknown]
    job = paper_job("check_in", language, MACHINE, NOW, values)
    texts = texts_of(job)
    assert title in texts
    assert not {"已签到", "Checked in", "前面还有", "Ahead of you", "姓名", "Name"} & set(texts)
