"""A slip (凭条) from its template to a print job.

Template lines, after Jinja has filled them in: `# large title`, `^ centred`, `* bold`, `---` a rule, `left | right` an
amount against the right margin, `[qr] content | caption`, `[feed] n`; anything else is text. An empty line is left out.
"""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from drivers.api.receipt_printer import Align, Feed, PrintElement, PrintJob, QrCode, Rule, TextLine
from kiosk.domain.money import Money
from kiosk.domain.slip import Slip
from kiosk.domain.wording import Language

TEMPLATES = Path(__file__).parent / "templates"
SLIP_LINES_MAX = 200


def slip_job(slip: Slip, language: Language, templates: Path = TEMPLATES) -> PrintJob:
    """The print job of `slip`. The template is `<kind>.<language>.j2`."""
    template = _environment(templates).get_template(f"{slip.kind}.{language}.j2")
    text = template.render(slip=slip, case=slip.case)
    lines = [line.rstrip() for line in text.splitlines() if line.strip()][:SLIP_LINES_MAX]
    return PrintJob(job_id=slip.slip_id, elements=tuple(_element(line) for line in lines))


@cache
def _environment(templates: Path) -> Environment:
    """Sandboxed: staff edit templates, and a slip of the pen must not reach further than the slip."""
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(templates),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["yuan"] = lambda fen: str(fen if isinstance(fen, Money) else Money(fen))
    return environment


def _element(line: str) -> PrintElement:
    mark, _, rest = line.partition(" ")
    left, _, right = (part.strip() for part in rest.partition(" | "))
    match mark:
        case "---":
            return Rule()
        case "[qr]":
            return QrCode(content=left, caption=right)
        case "[feed]":
            return Feed(int(rest))
        case "#":
            return TextLine(rest, align=Align.CENTRE, bold=True, large=True)
        case "^":
            return TextLine(rest, align=Align.CENTRE)
        case "*":
            return TextLine(left, right=right, bold=True)
    left, _, right = (part.strip() for part in line.partition(" | "))
    return TextLine(left, right=right)
