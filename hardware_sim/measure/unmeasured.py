"""Why there are no figures. `kiosk-bench measure` says the text and ends with the status."""

from typing import IO, Any

import click

from hardware_sim.exits import EXIT_BAD_FILE, EXIT_FAILED, EXIT_MISSING


class _Unmeasured(click.ClickException):
    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, file=file, err=True)


class NothingToMeasure(_Unmeasured):
    """No pictures, or none by that name; the text says where they were looked for."""

    exit_code = EXIT_BAD_FILE


class ModelsAway(_Unmeasured):
    """The text says how to get them."""

    exit_code = EXIT_MISSING


class MeasureFailed(_Unmeasured):
    """What was measured did not come to an end."""

    exit_code = EXIT_FAILED
