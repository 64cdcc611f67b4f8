"""`kiosk-bench measure`: the figures of docs/performance.md, a subcommand each."""

import json
import sys
from collections.abc import Callable

import click

from hardware_sim.exits import EXIT_FAILED

Command = Callable[..., None]


@click.group()
def measure() -> None:
    """The figures of docs/performance.md."""


def _runs(command: Command) -> Command:
    return click.option("--runs", default=5, show_default=True, type=click.IntRange(1, 100))(command)


def _as_json(command: Command) -> Command:
    return click.option("--json", "as_json", is_flag=True, help="For programs.")(command)


@measure.command()
@_runs
@_as_json
def journey(runs: int, as_json: bool) -> None:
    """A paying patient's times, then the touches, screens and own seconds of every journey."""
    from hardware_sim.measure.figures import as_table
    from hardware_sim.measure.journey import MeasureFailed, measure_journey
    from hardware_sim.measure.journeys import as_markdown, measure_journeys

    try:
        figures, rows = measure_journey(runs), measure_journeys(runs)
    except MeasureFailed as failed:
        click.echo(str(failed), err=True)
        sys.exit(EXIT_FAILED)
    _say({**figures, "journeys": rows} if as_json else f"{as_table(figures)}\n\n{as_markdown(rows)}")


@measure.command()
@_runs
@_as_json
def start(runs: int, as_json: bool) -> None:
    """The terminal's start, its memory, and how it comes back."""
    from hardware_sim.measure.figures import as_table
    from hardware_sim.measure.start import measure_start

    figures = measure_start(runs)
    _say(figures if as_json else as_table(figures))


@measure.command()
@_runs
@_as_json
def queue(runs: int, as_json: bool) -> None:
    """Our queue beside its rivals."""
    from hardware_sim.measure.queue import as_markdown, measure_queue

    figures = measure_queue(runs)
    _say(figures if as_json else as_markdown(figures))


@measure.command()
@_runs
@_as_json
def live(runs: int, as_json: bool) -> None:
    """Whether the screen is held up while the camera is looked through."""
    from hardware_sim.measure.figures import as_table
    from hardware_sim.measure.live import measure_live

    figures = measure_live(runs)
    _say(figures if as_json else as_table(figures))


def _say(figures: dict[str, object] | str) -> None:
    click.echo(figures if isinstance(figures, str) else json.dumps(figures, indent=1, ensure_ascii=False))
