"""`python -m hardware_sim.camera --scene one_face`: a camera by itself, until Ctrl-C."""

import threading

import click

from hardware_sim.camera.camera import SimulatedCamera
from hardware_sim.camera.faults import CameraFault
from hardware_sim.camera.portraits import NoFace
from hardware_sim.camera.scenes import SCENES, Told, scene


@click.command()
@click.option("--scene", "name", type=click.Choice(list(SCENES)), default="empty", show_default=True)
@click.option("--fault", type=click.Choice([each.value for each in CameraFault]), help="From the beginning.")
@click.option("--person", default="xin", show_default=True, help="Whose face: of hardware_sim/people.py, or a photo.")
@click.option("--text", default=Told().text, show_default=True, help="Of the code.")
@click.option("--tilt", default=0.0, show_default=True, help="How a phone or a slip is held, degrees.")
@click.option("--size", default="640x480", show_default=True)
@click.option("--fps", default=15.0, show_default=True)
@click.option("--port", default=0, help="0: any.")
def main(name: str, fault: str | None, person: str, text: str, tilt: float, size: str, fps: float, port: int) -> None:
    """Prints its address."""
    width, height = (int(side) for side in size.split("x"))
    try:
        seen = scene(name, Told(width=width, height=height, person=person, text=text, tilt=tilt))
    except NoFace as missing:
        raise click.ClickException(str(missing)) from missing
    camera = SimulatedCamera(width=width, height=height, fps=fps, scene=seen, port=port)
    camera.start()
    if fault:
        camera.set_fault(CameraFault(fault))
    click.echo(camera.address)
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        camera.stop()


if __name__ == "__main__":
    main()
