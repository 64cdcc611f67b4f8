"""Samples of reports, and of sheets of A4 on their way out of the printer."""

import struct
import zlib
from datetime import date

from kiosk.domain.pdf import Picture
from kiosk.domain.report import Report, ReportKind, ReportState
from kiosk.domain.wording import LocalText
from kiosk.screens.base import Screen, Step
from kiosk.screens.paying import SlipNotice
from kiosk.screens.pdfs import FetchingPages, PreviewPages, PrintingPages, TakePages
from kiosk.screens.reports import ChooseReportDays, ChooseReports, NoReports, SeeDoctor
from kiosk.screens.samples.values import NAME, RARE_NAME

_CARDIOLOGY = LocalText("心血管内科", "Cardiology")
_RADIOLOGY = LocalText("放射科", "Radiology")
_LONG_DEPARTMENT = LocalText("心血管内科介入中心随访门诊", "Interventional cardiology follow-up clinic")
_BLOOD = LocalText("血常规（五分类）", "Complete blood count")
_CT = LocalText("胸部CT平扫加三维重建", "Chest CT with 3D reconstruction")
_PLACE = LocalText("门诊楼 3 楼 A 区 5 诊室", "Outpatients 3F, room A-5")
_STEP = Step(2, 3)


def _report(number: int, title: LocalText, department: LocalText, state: ReportState, critical: bool = False) -> Report:
    kind = ReportKind.IMAGING if title is _CT else ReportKind.LAB
    return Report(f"RP{number:06d}", kind, title, department, date(2026, 7, 13), state, 1, critical, None)


_SOME = (
    _report(1, _BLOOD, _CARDIOLOGY, ReportState.PRINTABLE),
    _report(2, LocalText("血脂四项", "Lipid panel"), _CARDIOLOGY, ReportState.PRINTABLE),
    _report(3, _CT, _RADIOLOGY, ReportState.PRINTED),
    _report(4, LocalText("糖化血红蛋白", "Glycated haemoglobin (HbA1c)"), _CARDIOLOGY, ReportState.NOT_AUDITED),
)
_MANY = (
    _report(9, LocalText("电解质", "Electrolytes"), _CARDIOLOGY, ReportState.PRINTABLE, critical=True),
    *_SOME,
    *(_report(10 + number, _CT, _LONG_DEPARTMENT, ReportState.PRINTED) for number in range(6)),
)


def _sheet() -> Picture:
    """A page with lines on it, as PNG by hand."""
    width, height = 210, 297

    def row(y: int) -> bytes:
        ink = 30 if y in range(24, 32) else 150 if y > 60 and y % 16 < 3 and y < 250 else 255
        edge = bytes([255]) * 24
        return b"\0" + edge + bytes([ink]) * (width - 48) + edge

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"".join(row(y) for y in range(height)))
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return Picture("sample", png)


def _choose(reports: tuple[Report, ...], name: str = NAME) -> ChooseReports:
    return ChooseReports.of(reports, name, step=_STEP, card_in=True)


def _printing(done: int, trouble: str = "", **more: bool) -> PrintingPages:
    return PrintingPages(
        step=Step(3, 3),
        can_cancel=not more.get("stopping", False),
        title=_CT,
        done=done,
        pages=4,
        trouble=trouble,
        staff_called=more.get("staff_called", False),
        stopping=more.get("stopping", False),
    )


def _preview(page: int, pages: int, title: LocalText, *, copy: bool = False, can_print: bool = True) -> PreviewPages:
    return PreviewPages(
        step=Step(3, 3),
        can_back=True,
        card_in=True,
        title=title,
        page=page,
        pages=pages,
        copy=copy,
        picture=_sheet(),
        can_print=can_print,
    )


SAMPLES: dict[str, Screen] = {
    "choose-report-days": ChooseReportDays(step=Step(1, 3), can_back=True, card_in=True, masked_name=NAME),
    "choose-reports": _choose(_SOME),
    "choose-reports-many": _choose(_MANY, RARE_NAME),
    "choose-reports-none-ready": _choose(_SOME[3:]),
    "no-reports": NoReports(step=_STEP, can_back=True, card_in=True, masked_name=NAME),
    "see-doctor": SeeDoctor(masked_name=NAME, place=_PLACE, staff_called=True, slip=SlipNotice.PRINTED, card_in=True),
    "see-doctor-alone": SeeDoctor(masked_name=NAME, place=_PLACE, staff_called=False, slip=SlipNotice.WAITING),
    "fetching-pages": FetchingPages(step=Step(3, 3), card_in=True, documents=3),
    "preview-pages": _preview(2, 4, _BLOOD),
    "preview-pages-one": _preview(1, 1, _BLOOD),
    "preview-pages-copy": _preview(4, 4, _CT, copy=True),
    "preview-pages-look-only": _preview(1, 4, _BLOOD, can_print=False),
    "printing-pages": _printing(2),
    "printing-pages-no-paper": _printing(1, "PAPER_OUT", staff_called=True),
    "printing-pages-busy": _printing(0, "DEVICE_BUSY"),
    "printing-pages-jam": _printing(0, "PAPER_JAMMED"),
    "printing-pages-stopping": _printing(1, stopping=True),
    "take-pages": TakePages(pages=3),
    "take-pages-unsure": TakePages(pages=1, problem_code="PRINT_UNKNOWN"),
    "take-pages-none": TakePages(pages=0, problem_code="PAPER_JAMMED", can_retry=True, can_cancel=True),
    "take-pages-none-offline": TakePages(pages=0, problem_code="DEVICE_OFFLINE", can_retry=True, can_cancel=True),
    "take-pages-look": TakePages(pages=0, problem_code="PRINT_UNKNOWN"),
    "take-pages-rest-waits": TakePages(pages=2, problem_code="TONER_OUT"),
}
