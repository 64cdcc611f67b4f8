"""`python -m hardware_sim.bench.warden [--remove DIR] -- COMMAND …`: runs one command and outlives nobody.

It adopts every process below it (PR_SET_CHILD_SUBREAPER), and ends them all when its standard input closes: when the
bench stops, and just as well when the bench is killed. Then it removes the run directory if it was told to.
"""

import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import threading
import time

import psutil

PR_SET_CHILD_SUBREAPER = 36  # prctl(2)
GRACE_S_MAX = 4.0
LOOK_AGAIN_S = 0.02


def main(arguments: list[str]) -> int:
    split = arguments.index("--")
    options, command = arguments[:split], arguments[split + 1 :]
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl PR_SET_CHILD_SUBREAPER")
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the bench, which closes our input
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    threading.Thread(target=_end_with_input, args=(child,), daemon=True).start()
    code = child.wait()
    _end_the_rest()
    if options[:1] == ["--remove"]:
        shutil.rmtree(options[1], ignore_errors=True)
    return code


def _end_with_input(child: subprocess.Popen[bytes]) -> None:
    while os.read(sys.stdin.fileno(), 4096):  # unbuffered: the interpreter may end while this thread waits
        pass
    child.terminate()
    try:
        child.wait(GRACE_S_MAX)
    except subprocess.TimeoutExpired:
        child.kill()


def _end_the_rest() -> None:
    """KILL until nobody is left: a process may fork while we look."""
    while rest := psutil.Process().children(recursive=True):
        for process in rest:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        _reap()
        time.sleep(LOOK_AGAIN_S)


def _reap() -> None:
    try:
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            pass
    except ChildProcessError:
        pass


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
