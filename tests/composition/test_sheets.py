"""Papers on A4: what a program that is not ours reads on them."""

import subprocess
from pathlib import Path

import pytest
import zxingcpp
from click.testing import CliRunner
from PIL import Image

from drivers.api.receipt_printer import PrintElement, PrintJob, Rule, TextLine
from kiosk.__main__ import main
from kiosk.composition.sheet_picture import MARGIN_DOTS, SHEET_DOTS, draw_sheets
from kiosk.composition.templates import A4
from kiosk.documents.paper import paper_job
from kiosk.documents.sample import MACHINE, NOW, PAPERS
from kiosk.domain.wording import Language
from kiosk.profile import A4_PAPERS, ProfileError, load_profile
from tests.composition.machine import write_profile

WAIT_S_MAX = 30


def tool(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, timeout=WAIT_S_MAX, check=True).stdout


def test_the_pdf_of_a_preview_is_one_sheet_of_a4_whose_code_can_be_read(tmp_path: Path) -> None:
    out = tmp_path / "guide.png"
    command = ["template", "preview", "visit_guide_a4", "--folder", str(tmp_path), "--out", str(out)]
    assert CliRunner().invoke(main, command).exit_code == 0
    facts = tool("pdfinfo", out.with_suffix(".pdf"))
    assert "Pages:           1\n" in facts
    assert "(A4)" in facts
    tool("pdftoppm", "-r", "100", "-png", "-singlefile", out.with_suffix(".pdf"), tmp_path / "page")
    with Image.open(tmp_path / "page.png") as page:
        [code] = zxingcpp.read_barcodes(page.convert("L"))
    assert code.text == "https://hospital.example/guide/sample00"
    assert "张*丰" in out.with_suffix(".txt").read_text(encoding="utf-8")


def test_more_than_one_sheet_loses_no_line_and_leaves_every_margin_free() -> None:
    job = PrintJob(
        "many", tuple(TextLine(f"第 {number} 行", right="¥1.00", large=number % 3 == 0) for number in range(90))
    )
    sheets = draw_sheets(job)
    assert len(sheets.pictures) > 1
    assert [line.split("行")[0] for line in sheets.text.splitlines()] == [f"第 {number} " for number in range(90)]
    for picture in sheets.pictures:
        left, top, right, bottom = Image.eval(picture.convert("L"), lambda light: 255 - light).getbbox() or (0, 0, 0, 0)
        assert MARGIN_DOTS <= left < right <= SHEET_DOTS[0] - MARGIN_DOTS
        assert MARGIN_DOTS <= top < bottom <= SHEET_DOTS[1] - MARGIN_DOTS // 3


def test_what_stands_between_two_rules_is_not_torn_apart() -> None:
    block: tuple[PrintElement, ...] = (
        Rule(),
        TextLine("去抽血", large=True),
        *(TextLine("二楼采血处") for _ in range(9)),
    )
    [half] = draw_sheets(PrintJob("two", block * 2)).pictures
    sheets = draw_sheets(PrintJob("four", block * 4)).pictures  # one sheet has room for two and a half
    body = (0, 0, SHEET_DOTS[0], SHEET_DOTS[1] - MARGIN_DOTS)
    assert [sheet.crop(body).tobytes() for sheet in sheets] == [half.crop(body).tobytes()] * 2


@pytest.mark.parametrize("language", list(Language))
def test_each_paper_that_may_be_on_a4_has_its_template(language: Language) -> None:
    assert {f"{name}{A4}" for name in A4_PAPERS} == {name for name in PAPERS if name.endswith(A4)}
    for name in A4_PAPERS:
        job = paper_job(f"{name}{A4}", language, MACHINE, NOW, dict(PAPERS[f"{name}{A4}"]))
        assert len(draw_sheets(job).pictures) <= 2


@pytest.mark.parametrize("a4", ['["settled"]', '"exam"', "[1]", "[[]]"])
def test_a_profile_that_wants_another_paper_on_a4_is_refused(tmp_path: Path, a4: str) -> None:
    with pytest.raises(ProfileError):
        load_profile(write_profile(tmp_path, f"[documents]\na4 = {a4}\n"))


def test_a_profile_names_the_papers(tmp_path: Path) -> None:
    assert load_profile(write_profile(tmp_path, '[documents]\na4 = ["exam"]\n')).on_a4 == {"exam"}
