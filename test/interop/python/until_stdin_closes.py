"""Runs a command for as long as standard input stays open.

    python until_stdin_closes.py COMMAND [ARGUMENT ...]

Whoever starts this holds the other end of the pipe. However that program ends,
the pipe closes with it, and the command ends with all the processes it started.
"""

import os
import select
import signal
import subprocess
import sys

GRACE_SECONDS = 5
LOOK_SECONDS = 0.2


def is_open(descriptor: int) -> bool:
    readable, _, _ = select.select([descriptor], [], [], LOOK_SECONDS)
    return not readable or os.read(descriptor, 4096) != b""


def end(child: subprocess.Popen) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(child.pid, number)
            child.wait(GRACE_SECONDS)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue


def main() -> int:
    child = subprocess.Popen(
        sys.argv[1:], stdin=subprocess.DEVNULL, start_new_session=True
    )
    while child.poll() is None and is_open(0):
        pass
    returncode = child.poll()
    end(child)
    return 0 if returncode is None else returncode & 0xFF


if __name__ == "__main__":
    sys.exit(main())
