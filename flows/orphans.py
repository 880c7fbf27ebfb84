"""A program by itself that outlives a run and ends what the run has started, should that be killed.

Standard input is a pipe that only the run holds, so that it ends with it, however that ends. The first argument is the
run's process. What it started is found where there is ``/proc``.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

#: Tells in the environment of every process that a run starts which process that is; run.py sets it.
STARTED_BY = "QUELLENLAGE_RUN_OF"


def started_by(run: str) -> Iterator[int]:
    """The processes that the process ``run`` has started, and those that these have."""
    for environment in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):
            if f"{STARTED_BY}={run}".encode() in environment.read_bytes().split(b"\0"):
                yield int(environment.parent.name)


if __name__ == "__main__":
    sys.stdin.read()
    for pid in started_by(sys.argv[1]):
        if pid != os.getpid():
            with suppress(OSError):
                os.kill(pid, signal.SIGTERM)
