"""From a template to a print job: the one engine of all paper that comes out of the receipt printer.

Template lines, after Jinja has filled them in: `# large title`, `^ centred`, `* bold`, `---` a rule, `left | right` an
amount against the right margin, `[qr] content | caption`, `[feed] n`, `[photo] name | millimetres wide` the picture of
that name among the values; anything else is text. An empty line is left out.
Only what the template itself says is a mark: a value is text, whatever it holds. A text that the hospital gives is
printed in the template's language; dates and times have the filters `day` and `clock`, amounts `yuan`.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from drivers.api.receipt_printer import (
    PICTURE_MM_MAX,
    PICTURE_MM_MIN,
    Align,
    Feed,
    Picture,
    PrintElement,
    PrintJob,
    QrCode,
    Rule,
    TextLine,
)
from kiosk.domain.money import Money
from kiosk.domain.wording import Language, LocalText

TEMPLATES = Path(__file__).parent / "templates"
SLIP_LINES_MAX = 200
FEED_LINES_MAX = 20
VALUE_CHARS_MAX = 300  # of one value on paper; longer ones end in "…"
_DAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATA, _BAR = "\ufdd0", "\ufdd1"  # Unicode's non-characters: where a value begins, and a "|" inside one
_INTO_DATA = str.maketrans({_DATA: None, _BAR: None, "|": _BAR})
_OUT_OF_DATA = str.maketrans({_DATA: None, _BAR: "|"})


class TemplateBroken(Exception):
    """TEMPLATE_BROKEN: a template cannot be used. The text names file, line and reason; nothing of a slip."""

    code = "TEMPLATE_BROKEN"

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}, line {line}: {reason}" if line else f"{file}: {reason}")
        self.file, self.line = file, line


def render(template: str, job_id: str, language: Language, folder: Path | None, values: dict[str, object]) -> PrintJob:
    """The print job by the template `<template>.<language>.j2`: the hospital's own in `folder`, else ours.

    Raises TemplateBroken.
    """
    name = f"{template}.{language}.j2"
    try:
        text = _environment(folder).get_template(name).render(**values, language=language)
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) > SLIP_LINES_MAX:
            raise ValueError(f"more than {SLIP_LINES_MAX} lines")
        return PrintJob(job_id=job_id, elements=tuple(_element(line, values) for line in lines))
    except TemplateSyntaxError as error:
        raise TemplateBroken(error.name or name, error.lineno, error.message or "syntax") from error
    except TemplateError as error:  # its words are about the template: an unknown name, a file that is not there
        raise TemplateBroken(name, _line_in(error), error.message or type(error).__name__) from error
    except Exception as error:  # whatever a template can be made to do; the words may be the slip's
        raise TemplateBroken(name, _line_in(error), type(error).__name__) from error


@cache
def _environment(folder: Path | None) -> Environment:
    """Sandboxed: staff edit templates, and a slip of the pen must not reach further than the slip."""
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([folder, TEMPLATES] if folder else [TEMPLATES]),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        keep_trailing_newline=True,
        finalize=_as_data,
    )
    environment.filters["yuan"] = lambda fen: str(fen if isinstance(fen, Money) else Money(fen))
    environment.filters["day"] = _day
    environment.filters["clock"] = lambda moment: f"{moment:%H:%M}"
    return environment


@pass_context
def _as_data(context: Context, value: object) -> str:
    """One line of text that no mark can be read in."""
    said = value.in_(context["language"]) if isinstance(value, LocalText) else str(value)
    text = " ".join(said.translate(_INTO_DATA).split())
    if len(text) > VALUE_CHARS_MAX:
        text = text[: VALUE_CHARS_MAX - 1] + "…"
    return _DATA + text if text else ""


@pass_context
def _day(context: Context, day: date) -> str:
    """11月23日 周一; Mon 23 Nov."""
    if context["language"] == Language.EN:
        return f"{_DAYS_EN[day.weekday()]} {day.day} {_MONTHS_EN[day.month - 1]}"
    return f"{day.month}月{day.day}日 周{'一二三四五六日'[day.weekday()]}"


def _element(line: str, values: Mapping[str, object]) -> PrintElement:
    mark, _, rest = line.strip().partition(" ")
    match mark:
        case "---":
            return Rule()
        case "[qr]":
            content, caption = _sides(rest)
            return QrCode(content, caption)
        case "[feed]":
            return Feed(min(max(int(rest), 1), FEED_LINES_MAX))
        case "[photo]":
            return _photo(rest, values)
        case "#":
            return TextLine(_text(rest), align=Align.CENTRE, bold=True, large=True)
        case "^":
            return TextLine(_text(rest), align=Align.CENTRE)
        case "*":
            left, right = _sides(rest)
            return TextLine(left, right=right, bold=True)
    left, right = _sides(line)
    return TextLine(left, right=right)


def _photo(rest: str, values: Mapping[str, object]) -> Picture:
    name, millimetres = _sides(rest)
    picture = values.get(name)
    if not isinstance(picture, Picture):
        raise TypeError(name)
    if not millimetres:
        return picture
    return replace(picture, width_mm=min(max(int(millimetres), PICTURE_MM_MIN), PICTURE_MM_MAX))


def _sides(line: str) -> tuple[str, str]:
    left, _, right = f"{line} ".partition(" | ")
    return _text(left), _text(right)


def _text(part: str) -> str:
    return part.translate(_OUT_OF_DATA).strip()


def _line_in(error: BaseException) -> int:
    """The template's line: Jinja's traceback has it as a frame of a file that ends in .j2. 0: none."""
    line, trace = 0, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(".j2"):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
