"""A keeper that keeps nothing: it is there, or it dies at once."""

import argparse
import json
import os
import signal
import time
from pathlib import Path

from kiosk.composition.parent import die_with_parent


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--profile", type=Path, required=True)
    parser.add_argument("--parent-pid", type=int, required=True)
    arguments = parser.parse_args()
    die_with_parent(arguments.parent_pid)
    folder = arguments.profile.parent
    with (folder / "said.jsonl").open("a") as file:
        file.write(json.dumps({"pid": os.getpid(), "event": "keeper", "s": time.monotonic()}) + "\n")
    if (folder / "faults").exists() and "keeper_dies" in (folder / "faults").read_text():
        os._exit(3)
    signal.pause()


if __name__ == "__main__":
    main()
