"""The `kiosk-bench` command: a demo, scenarios, figures."""

import sys
from pathlib import Path

import click

from hardware_sim.exits import EXIT_ALREADY_RUNNING, EXIT_BAD_FILE, EXIT_FAILED, EXIT_MISSING
from hardware_sim.measure.command import measure


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


main.add_command(measure)


if __name__ == "__main__":
    main()
