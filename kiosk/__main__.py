"""The `kiosk` command: run the terminal, look after it."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

T = TypeVar("T")
PROFILE_DEFAULT = "/etc/yizhan/profile.toml"
profile_option = click.option(
    "--profile",
    "profile_path",
    type=click.Path(path_type=Path),
    default=PROFILE_DEFAULT,
    help="Which machine this is (TOML).",
)

QUEUE_ACTIONS = ("list", "show", "retry", "park", "release", "handled", "export", "verify")


@click.group()
@click.version_option(package_name="yizhan")
def main() -> None:
    """Yizhan 医站: the hospital self-service terminal."""


@main.command()
@profile_option
def run(profile_path: Path) -> None:
    """Run the terminal: the active turn, its spare, and the keeper."""
    from kiosk.composition.run import run as run_terminal

    sys.exit(_checked(lambda: run_terminal(profile_path)))


@main.command()
@profile_option
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.option("--before-upgrade", is_flag=True, help="Only: may a new version be installed now?")
def doctor(profile_path: Path, as_json: bool, before_upgrade: bool) -> None:
    """Every device, dependency and server: its state, and what to do. Exits 1 if something needs doing."""
    from kiosk.composition.doctor import examine, report
    from kiosk.composition.upgrade import before_upgrade as may_upgrade

    findings = _checked(lambda: [may_upgrade(profile_path)] if before_upgrade else examine(profile_path))
    click.echo(
        json.dumps([f.as_dict() for f in findings], ensure_ascii=False, indent=1) if as_json else report(findings)
    )
    sys.exit(0 if all(f.ok for f in findings) else 1)


@main.command()
@profile_option
@click.argument("action", type=click.Choice(QUEUE_ACTIONS))
@click.argument("item", default="")
@click.option("--actor", default="", envvar="USER", help="Who does it; journaled.")
@click.option("--why", default="", help="Why; journaled.")
@click.option("--text", "as_text", is_flag=True, help="With show: the story for people instead of JSON.")
def queue(profile_path: Path, action: str, item: str, actor: str, why: str, as_text: bool) -> None:
    """What waits to be sent, and every settlement: list, show, retry, park, release, handled ITEM; export, verify."""
    from kiosk.keeper.queue_cli import run_queue_command
    from kiosk.keeper.staff_text import story_text
    from kiosk.profile import load_profile

    result = _checked(lambda: run_queue_command(load_profile(profile_path), action, item, actor, why))
    as_text = as_text and action not in ("list", "export", "verify")
    click.echo(story_text(result) if as_text else json.dumps(result, ensure_ascii=False, indent=1))
    sys.exit(0 if result.get("ok", True) else 1)


@main.command()
@profile_option
@click.option("--date", "date", default="today", help="today, yesterday or YYYY-MM-DD.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.option("--slip", is_flag=True, help="Owe the day's slip; it is printed from maintenance.")
@click.option("--actor", default="", envvar="USER", help="Who does it; journaled.")
def reconcile(profile_path: Path, date: str, as_json: bool, slip: bool, actor: str) -> None:
    """The day's close: terminal, hospital and channel side by side.

    Exits 0 where nothing differs (what is under way is no difference), 1 where something does, 2 where a side could
    not be read.
    """
    from datetime import UTC, datetime

    from kiosk.composition.reconcile import close_day, day_of, exit_status, report
    from kiosk.profile import load_profile

    day = day_of(date, datetime.now(UTC))
    found = _checked(lambda: close_day(load_profile(profile_path), day, slip, actor))
    click.echo(json.dumps(found, ensure_ascii=False, indent=1) if as_json else report(found))
    sys.exit(exit_status(found))


@main.command()
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The profile's folder of recordings.")
def voice(out: Path) -> None:
    """List the sentences that never change, each with the file that its recording would be (docs/voice.md)."""
    from kiosk.composition.voice import LIST_FILE, write_list

    found = write_list(out)
    click.echo(f"{out / LIST_FILE}: {found.sentences} sentences, {found.recordings} recorded")


@main.group()
def template() -> None:
    """The wording of what is printed, which the hospital may change (docs/templates.md)."""


folder_option = click.option(
    "--folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Of templates; the profile's if not given.",
)


@template.command("list")
@profile_option
@folder_option
def list_templates(profile_path: Path, folder: Path | None) -> None:
    """Every template, and whose is used."""
    from kiosk.composition.templates import listed

    for row in listed(folder or _templates_of(profile_path)):
        click.echo(f"{row.name:18} {row.language:6} {'own ' if row.own else 'ours'} {row.path}")


@template.command("preview")
@profile_option
@folder_option
@click.argument("name")
@click.option("--language", type=click.Choice(["zh_CN", "en"]), default="zh_CN", show_default=True)
@click.option("--width", type=click.Choice(["80", "58"]), default="80", show_default=True, help="Of the paper, mm.")
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="The picture, PNG; the text goes beside it."
)
def preview_template(profile_path: Path, folder: Path | None, name: str, language: str, width: str, out: Path) -> None:
    """Draw a slip of nobody by its template; one whose name ends in _a4 on sheets of A4, and as PDF.

    Exits 0 when it is drawn, 1 where the template is broken (file and line are told), 2 for a name that is none or a
    profile that cannot be used.
    """
    from drivers.wire.escpos_raster import FontMissing
    from kiosk.composition.templates import NAMES, preview
    from kiosk.documents.engine import TemplateBroken
    from kiosk.domain.wording import Language

    if name not in NAMES:
        raise click.UsageError(f"no template {name!r}; there are: {', '.join(NAMES)}")
    try:
        paths = preview(name, Language(language), int(width), folder or _templates_of(profile_path), out)
    except TemplateBroken as broken:
        click.echo(f"{broken.code}: {broken}", err=True)
        sys.exit(1)
    except FontMissing as missing:
        raise click.UsageError(f"no Chinese font: apt-get install fonts-noto-cjk ({missing})") from missing
    click.echo(", ".join(str(path) for path in paths))


def _templates_of(profile_path: Path) -> Path | None:
    """The profile's folder of templates. Without any profile on this computer, ours alone."""
    from kiosk.profile import load_profile

    if str(profile_path) == PROFILE_DEFAULT and not profile_path.exists():
        return None
    return _checked(lambda: load_profile(profile_path).templates)


@main.command()
@profile_option
@click.argument("action", type=click.Choice(("add", "remove", "list")))
@click.argument("badge", default="")
@click.option("--name", default="", help="With add: who it is, as shown at the machine and journaled.")
@click.option("--pin", default="", envvar="YIZHAN_PIN", help="With add; asked for where it is not given.")
def staff(profile_path: Path, action: str, badge: str, name: str, pin: str) -> None:
    """Who may sign in at the machine: the badge's code is YZ1:M:BADGE."""
    from kiosk.composition.staff import change_staff

    if action == "add" and not pin:
        pin = click.prompt("PIN", hide_input=True, confirmation_prompt=True)
    said, status = _checked(lambda: change_staff(profile_path, action, badge, name, pin))
    click.echo(said)
    sys.exit(status)


@main.command()
@click.option("--out", type=click.Path(path_type=Path), help="Folder for the pictures.")
@click.option("--only", default="", help="One screen's name.")
@click.option("--panel", default="", help="lobby, cart or guide; all by default.")
@click.option("--strips", type=click.Path(path_type=Path), help="Folder for one picture of each journey instead.")
def gallery(out: Path | None, only: str, panel: str, strips: Path | None) -> None:
    """Draw every screen, in every size, language and mode, to PNG; or each journey as a strip of its screens."""
    from kiosk.composition.gallery import draw
    from kiosk.composition.strips import draw_strips

    if strips is not None:
        click.echo("\n".join(map(str, draw_strips(strips))))
        return
    if out is None:
        raise click.UsageError("--out DIR or --strips DIR")
    paths = draw(out, only, panel)
    click.echo(f"{len(paths)} pictures in {out}; open {out / 'index.html'}")


def _checked(work: Callable[[], T]) -> T:
    """A profile that cannot be used is the caller's to mend: one line, exit 2."""
    from kiosk.profile import ProfileError

    try:
        return work()
    except ProfileError as error:
        click.echo(f"{error.code}: {error}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
