"""A keeper that keeps nothing: it is there, or it dies at once."""

import argparse
import json
import os
import socket
import time
from pathlib import Path

from kiosk.composition.control import Control
from kiosk.composition.parent import die_with_parent

BEAT_S = 0.1


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--profile", type=Path, required=True)
    parser.add_argument("--parent-pid", type=int, required=True)
    parser.add_argument("--control-fd", type=int, required=True)
    arguments = parser.parse_args()
    die_with_parent(arguments.parent_pid)
    folder = arguments.profile.parent
    with (folder / "said.jsonl").open("a") as file:
        file.write(json.dumps({"pid": os.getpid(), "event": "keeper", "s": time.monotonic()}) + "\n")
    if (folder / "faults").exists() and "keeper_dies" in (folder / "faults").read_text():
        os._exit(3)
    line = Control(socket.socket(fileno=arguments.control_fd))
    line.say_loaded()
    while True:
        if "keeper_hangs" not in (folder / "faults").read_text():
            line.say_beat()
        time.sleep(BEAT_S)


if __name__ == "__main__":
    main()
