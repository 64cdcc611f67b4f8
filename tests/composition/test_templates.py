"""`kiosk template`: what staff see before a patient does."""

from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from click.testing import CliRunner
from PIL import Image

from drivers.api.receipt_printer import TextLine
from kiosk.__main__ import main
from kiosk.composition.slip_picture import draw
from kiosk.composition.templates import NAMES, listed
from kiosk.documents.paper import paper_job
from kiosk.documents.sample import MACHINE, NOW, PAPERS
from kiosk.domain.wording import Language
from tests.printer.bench import WAIT_S_MAX, Bench


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["template", *arguments])
    return result.exit_code, result.output


@pytest.mark.parametrize("paper_mm", [58, 80])
def test_the_preview_breaks_its_lines_where_the_printer_does(tmp_path: Path, paper_mm: int) -> None:
    job = paper_job("window", Language.ZH_CN, MACHINE, NOW, dict(PAPERS["window"]))
    long = TextLine("门诊综合服务中心导诊台，请到二楼东侧人工收费窗口 Window 12", right="¥1,234.05", large=True)
    job = replace(job, elements=(long, *job.elements))
    bench = Bench("tcp", tmp_path, paper_mm=paper_mm)
    try:
        bench.driver.open()
        bench.begin_printing(job).result(WAIT_S_MAX)
        [slip] = bench.simulator.wait_for_slips(1, WAIT_S_MAX)
    finally:
        bench.close()
    _, text = draw(job, paper_mm)
    ours = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("[")]
    printed = [line.strip() for line in slip.text.splitlines() if line.strip() and "YZ1:" not in line]
    assert ours == printed


@pytest.mark.parametrize("width", ["80", "58"])
def test_a_picture_and_its_text_are_written(tmp_path: Path, width: str) -> None:
    out = tmp_path / "pictures" / "window.png"
    status, output = run("preview", "window", "--folder", str(tmp_path), "--width", width, "--out", str(out))
    assert (status, str(out) in output) == (0, True)
    with Image.open(out) as picture:
        assert [code.text for code in zxingcpp.read_barcodes(picture.convert("L"))] == ["YZ1:W:window-sample00"]
        assert picture.width == {"80": 576, "58": 384}[width] + 48
    assert "请到人工窗口" in out.with_suffix(".txt").read_text(encoding="utf-8")


def test_the_hospitals_own_is_taken_and_named(tmp_path: Path) -> None:
    own = tmp_path / "window.zh_CN.j2"
    own.write_text("# 江州一院\n请到二楼 {{ machine.terminal_id }}\n", encoding="utf-8")
    status, _ = run("preview", "window", "--folder", str(tmp_path), "--out", str(tmp_path / "x.png"))
    assert status == 0
    assert "请到二楼 K07" in (tmp_path / "x.txt").read_text(encoding="utf-8")
    assert [row.path for row in listed(tmp_path) if row.own] == [own]
    status, output = run("list", "--folder", str(tmp_path))
    assert status == 0
    assert len(output.splitlines()) == len(NAMES) * len(Language)


def test_a_broken_one_is_told_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "settled.en.j2").write_text("# Paid\n{% if %}\n", encoding="utf-8")
    out = tmp_path / "x.png"
    status, output = run("preview", "settled", "--language", "en", "--folder", str(tmp_path), "--out", str(out))
    assert status == 1
    assert "TEMPLATE_BROKEN: settled.en.j2, line 2" in output
    assert not out.exists()


def test_a_name_that_is_none_is_refused_with_those_there_are(tmp_path: Path) -> None:
    status, output = run("preview", "no_such", "--folder", str(tmp_path), "--out", str(tmp_path / "x.png"))
    assert status == 2
    assert "being_checked" in output


def test_a_profile_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    (tmp_path / "profile.toml").write_text("nonsense", encoding="utf-8")
    status, output = run("list", "--profile", str(tmp_path / "profile.toml"))
    assert (status, "PROFILE_INVALID" in output) == (2, True)
