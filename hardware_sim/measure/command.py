"""`kiosk-bench measure`: the figures of docs/performance.md, a subcommand each."""

import json
from collections.abc import Callable
from pathlib import Path

import click

from hardware_sim.measure.codes import FORMATS, RIVALS, ROTATIONS_MAX, measure_codes
from hardware_sim.measure.codes import as_markdown as codes_table

Command = Callable[..., None]
FOLDER = click.Path(path_type=Path)


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
    from hardware_sim.measure.journey import measure_journey
    from hardware_sim.measure.journeys import as_markdown, measure_journeys

    figures, rows = measure_journey(runs), measure_journeys(runs)
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


@measure.command()
@click.option("--dir", "directories", multiple=True, type=FOLDER, help="Of pictures.")
@click.option("--rival", "rivals", multiple=True, type=click.Choice([*RIVALS, "none"]), help="All, if none is named.")
@click.option("--rotations", default=ROTATIONS_MAX, show_default=True, type=click.IntRange(1, ROTATIONS_MAX))
@click.option("--formats", default="qr,code128", show_default=True, help=f"Of {', '.join(FORMATS)}.")
@click.option("--stream", is_flag=True, help="Instead: from a code before a simulated camera to the event.")
@click.option("--appearances", default=50, show_default=True, type=click.IntRange(2, 1000), help="With --stream.")
@_as_json
def codes(
    directories: tuple[Path, ...],
    rivals: tuple[str, ...],
    rotations: int,
    formats: str,
    stream: bool,
    appearances: int,
    as_json: bool,
) -> None:
    """Readers of codes over folders of pictures: `x.png` with its text beside it as `x.txt` (or bytes, `x.bin`).

    A picture with nothing beside it holds no code: what is read in it is false. `ours` is for one still picture,
    `ours-stream` sees each up to nine times as from a camera, and its times are of one picture each.
    """
    if stream:
        _code_stream(appearances, as_json)
        return
    if not directories:
        raise click.UsageError("--dir DIR, or --stream")
    if unknown := set(formats.split(",")) - set(FORMATS):
        raise click.BadParameter(f"no such format: {', '.join(sorted(unknown))}", param_hint="--formats")
    chosen = [name for name in rivals or RIVALS if name != "none"]
    figures = measure_codes(directories, chosen, rotations, formats, lambda line: click.echo(line, err=True))
    _say(figures if as_json else codes_table(figures))


def _code_stream(appearances: int, as_json: bool) -> None:
    from hardware_sim.measure.code_stream import measure_stream
    from hardware_sim.measure.figures import as_table

    figures = measure_stream(appearances)
    _say(figures if as_json else as_table(figures))


@measure.command()
@_runs
@_as_json
def camera(runs: int, as_json: bool) -> None:
    """How old a picture is when it is in hand, what is lost and what it costs, beside plain OpenCV."""
    from hardware_sim.measure.camera import as_markdown, measure_camera

    figures = measure_camera(runs)
    _say(figures if as_json else as_markdown(figures))


@measure.command()
@click.option("--dir", "folders", multiple=True, type=FOLDER, help="Photos of faces. Else the permitted ones.")
@click.option("--none", "none", multiple=True, type=FOLDER, help="Pictures with nobody on them.")
@click.option("--pairs", is_flag=True, help="1:1 of every two photos; whose: by sub-folder, or person_1.jpg.")
@click.option("--rounds", default=200, show_default=True, type=click.IntRange(10, 10_000), help="Timed pictures.")
@_as_json
def faces(folders: tuple[Path, ...], none: tuple[Path, ...], pairs: bool, rounds: int, as_json: bool) -> None:
    """Faces found and refused, milliseconds and memory, on one thread; beside OpenCV's call and MediaPipe."""
    from hardware_sim.measure.faces import measure_faces
    from hardware_sim.measure.faces_table import as_markdown

    figures = measure_faces(folders, none, pairs, rounds)
    _say(figures if as_json else as_markdown(figures))


@measure.command()
@click.option("--person", "people", multiple=True, help="A photo's name; again for more. Default: all.")
@click.option("--dir", "folders", multiple=True, type=FOLDER, help="Other photos: the largest face on each.")
@click.option("--species", multiple=True, help="A scene that acts, or an attack; again for more. Default: all.")
@_runs
@_as_json
def liveness(
    people: tuple[str, ...], folders: tuple[Path, ...], species: tuple[str, ...], runs: int, as_json: bool
) -> None:
    """Who passes the liveness check: people who act, prints, screens; and its milliseconds for a picture."""
    from hardware_sim.measure.liveness import as_markdown, measure_liveness

    figures = measure_liveness(people, species, runs, folders, lambda line: click.echo(line, err=True))
    _say(figures if as_json else as_markdown(figures))


def _say(figures: dict[str, object] | str) -> None:
    said = figures if isinstance(figures, str) else json.dumps(figures, indent=1, ensure_ascii=False)
    click.echo(said.encode("utf-8", "replace").decode())  # a file's name may be anything
