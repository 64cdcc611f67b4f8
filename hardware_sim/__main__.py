"""The `kiosk-bench` command: a demo, scenarios, figures."""

import json
import sys
from pathlib import Path

import click

EXIT_FAILED = 1
EXIT_BAD_FILE = 2
EXIT_MISSING = 3
EXIT_ALREADY_RUNNING = 4


@click.group()
@click.version_option(package_name="yizhan")
def main() -> None:
    """The bench of Yizhan 医站: the other end of every wire, in software."""


@main.command()
@click.option("--no-browser", is_flag=True, help="Do not open the page.")
@click.option("--port", default=8600, show_default=True, help="Of the panel; the next free one if it is taken.")
@click.option("--panel", type=click.Choice(["lobby", "cart"]), default="lobby", show_default=True)
def demo(no_browser: bool, port: int, panel: str) -> None:
    """Start everything, and print the address of the panel."""
    from hardware_sim.bench.demo import DemoOptions, NoFirstScreen, run_demo
    from hardware_sim.bench.demo_lock import AlreadyRunning
    from hardware_sim.pcsc import APT_LINE, Missing

    try:
        run_demo(DemoOptions(panel, port, not no_browser), click.echo)
    except AlreadyRunning as running:
        click.echo(f"Yizhan bench: already running at {running or 'an address it has not told yet'}", err=True)
        sys.exit(EXIT_ALREADY_RUNNING)
    except Missing:
        click.echo(APT_LINE, err=True)
        sys.exit(EXIT_MISSING)
    except NoFirstScreen as error:
        click.echo(f"Yizhan bench: the terminal showed no screen. Its last words:\n{error}", err=True)
        sys.exit(EXIT_FAILED)


@main.command()
@click.argument("name_or_file", required=False)
@click.option("--out", type=click.Path(path_type=Path), help="Folder for time-line, screens, slips and books.")
@click.option("--list", "list_them", is_flag=True, help="Name the shipped scenarios.")
def scenario(name_or_file: str | None, out: Path | None, list_them: bool) -> None:
    """Play a scenario: a shipped one by name, or a YAML file. Exits 0 only if all of it held and the books agree."""
    from hardware_sim.pcsc import APT_LINE, Missing
    from hardware_sim.scenarios.command import run_scenario
    from hardware_sim.scenarios.load import ScenarioError, find_scenario, load_scenario, shipped

    if list_them:
        for path in shipped():
            click.echo(f"{path.stem:32} {load_scenario(path).title}")
        return
    if name_or_file is None or out is None:
        raise click.UsageError("a scenario and --out DIR, or --list")
    try:
        loaded = load_scenario(find_scenario(name_or_file))
        outcome = run_scenario(loaded, out)
    except ScenarioError as error:
        click.echo(str(error), err=True)
        sys.exit(EXIT_BAD_FILE)
    except Missing:
        click.echo(APT_LINE, err=True)
        sys.exit(EXIT_MISSING)
    for failure in outcome.failures:
        click.echo(f"{loaded.name}:{failure.line}: {failure.text}", err=True)
    click.echo(f"{loaded.name}: {'ok' if outcome.ok else 'FAILED'} in {outcome.seconds:.1f} s, see {out}")
    sys.exit(0 if outcome.ok else EXIT_FAILED)


@main.command()
@click.argument("what", type=click.Choice(["journey", "start", "queue"]))
@click.option("--runs", default=5, show_default=True, type=click.IntRange(1, 100))
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def measure(what: str, runs: int, as_json: bool) -> None:
    """The figures of docs/performance.md: the journeys, the terminal's start, or the queue.

    `journey`: a paying patient's times, then the touches, screens and own seconds of every journey.
    """
    from hardware_sim.measure.figures import as_table
    from hardware_sim.measure.journey import MeasureFailed, measure_journey
    from hardware_sim.measure.journeys import as_markdown as journeys_table
    from hardware_sim.measure.journeys import measure_journeys
    from hardware_sim.measure.queue import as_markdown, measure_queue
    from hardware_sim.measure.start import measure_start

    if what == "queue":
        seen = measure_queue(runs)
        click.echo(json.dumps(seen, indent=1, ensure_ascii=False) if as_json else as_markdown(seen))
        return
    if what == "start":
        figures = measure_start(runs)
        click.echo(json.dumps(figures, indent=1) if as_json else as_table(figures))
        return
    try:
        figures, rows = measure_journey(runs), measure_journeys(runs)
    except MeasureFailed as failed:
        click.echo(str(failed), err=True)
        sys.exit(EXIT_FAILED)
    if as_json:
        click.echo(json.dumps({**figures, "journeys": rows}, indent=1, ensure_ascii=False))
    else:
        click.echo(f"{as_table(figures)}\n\n{journeys_table(rows)}")


if __name__ == "__main__":
    main()
