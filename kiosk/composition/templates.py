"""`kiosk template`: the papers that hospital staff may word themselves, and how they will look."""

from dataclasses import dataclass
from pathlib import Path

from drivers.api.receipt_printer import PrintJob
from kiosk.composition.sheet_picture import draw_sheets
from kiosk.composition.slip_picture import draw
from kiosk.documents.engine import TEMPLATES
from kiosk.documents.paper import paper_job
from kiosk.documents.sample import MACHINE, NOW, PAPERS, sample_slip
from kiosk.documents.slip import slip_job
from kiosk.domain.slip import SlipKind
from kiosk.domain.wording import Language

A4 = "_a4"  # ends the name of a template for sheets
NAMES = (*(str(kind) for kind in SlipKind), *PAPERS)


@dataclass(frozen=True, slots=True)
class Listed:
    """`path`: the file that is used; `own`: it is the hospital's."""

    name: str
    language: Language
    path: Path
    own: bool


def listed(folder: Path | None) -> list[Listed]:
    rows = []
    for name in NAMES:
        for language in Language:
            file = f"{name}.{language}.j2"
            own = folder is not None and (folder / file).is_file()
            rows.append(Listed(name, language, (folder if own and folder else TEMPLATES) / file, own))
    return rows


def preview(name: str, language: Language, paper_mm: int, folder: Path | None, out: Path) -> tuple[Path, ...]:
    """Draws it, filled in for nobody: `out` (PNG; the first sheet of A4) and the same beside it as text, and of A4 the
    PDF that goes to the printer.

    Raises TemplateBroken, FontMissing, OSError.
    """
    job = _job(name, language, folder)
    sheets = draw_sheets(job) if name.endswith(A4) else None
    picture, text = (sheets.pictures[0], sheets.text) if sheets else draw(job, paper_mm)
    out.parent.mkdir(parents=True, exist_ok=True)
    picture.save(out, "PNG")
    beside = out.with_suffix(".txt")
    beside.write_text(text, encoding="utf-8")
    if sheets is None:
        return out, beside
    pdf = out.with_suffix(".pdf")
    pdf.write_bytes(sheets.pdf())
    return out, beside, pdf


def _job(name: str, language: Language, folder: Path | None) -> PrintJob:
    if name in PAPERS:
        return paper_job(name, language, MACHINE, NOW, dict(PAPERS[name]), folder)
    return slip_job(sample_slip(SlipKind(name)), language, folder)
