"""A turn without a picture: loads, waits, becomes active, beats. It writes down what it does, and misbehaves as told.

`faults` in the profile's folder holds names, one a line: what this process finds there when it starts, it does.
"""

import argparse
import json
import os
import signal
import socket
import time
from pathlib import Path

from kiosk.composition.parent import die_with_parent

BEAT_S = 0.02


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--profile", type=Path, required=True)
    parser.add_argument("--parent-pid", type=int, required=True)
    parser.add_argument("--control-fd", type=int, required=True)
    parser.add_argument("--active", action="store_true")
    arguments = parser.parse_args()
    die_with_parent(arguments.parent_pid)
    folder = arguments.profile.parent
    line = socket.socket(fileno=arguments.control_fd)
    faults = set((folder / "faults").read_text().split()) if (folder / "faults").exists() else set()

    def note(event: str) -> None:
        with (folder / "said.jsonl").open("a") as file:
            file.write(json.dumps({"pid": os.getpid(), "event": event, "s": time.monotonic()}) + "\n")

    def say(**word: object) -> None:
        line.send(json.dumps(word).encode())

    note("active" if arguments.active else "spare")
    if "dies" in faults or ("spare_dies" in faults and not arguments.active):
        os._exit(3)
    if "hangs" in faults:
        signal.pause()
    if not arguments.active:
        say(loaded=True)
        if not line.recv(1):
            os._exit(0)
        note("takes over")
        if "dies_when_activated" in faults:
            os._exit(3)
    say(loaded=True)
    if "hangs_up" in faults:
        line.close()
        signal.pause()
    while True:
        say(devices=[])
        if "silent" not in faults:
            say(beat=True)
        time.sleep(BEAT_S)


if __name__ == "__main__":
    main()
