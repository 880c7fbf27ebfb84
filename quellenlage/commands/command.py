"""What a command is, and the options that several have."""

from __future__ import annotations

import argparse
import datetime as dt
import resource
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from quellenlage.project import DEFAULT_MODEL, PIPELINES

DONE, FAILED, USAGE = 0, 1, 2


#: Megabytes of addresses (``ulimit -v``) below which libraries print tracebacks as they are loaded, or end the process:
#: much of it is mapped and never used.
LEAST_MEMORY = 4000


class Command(NamedTuple):
    """A command: ``about`` is half a sentence, ``example`` a line that runs after those of the commands before it.

    ``add_arguments`` is given the command's own parser; ``run`` what was chosen, and returns the exit code.
    """

    name: str
    about: str
    example: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def add_data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data", type=Path, default=Path("data"), metavar="DIR", help="where the lake is (default: data)"
    )


def add_model(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--model",
        metavar="|".join((*PIPELINES, "NAME", "PATH")),
        help=f"which German pipeline reads: {' or '.join(PIPELINES)}, which ship; one that is installed, or a path to "
        f"one (default: what QUELLENLAGE_MODEL names, or {DEFAULT_MODEL})",
    )


def require_memory() -> None:
    """Make sure that what analyses text can be loaded, before anything is.

    Raises:
        FaultError: a limit on this process's memory is too low for it.
    """
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    if limit != resource.RLIM_INFINITY and limit < LEAST_MEMORY * 1_000_000:
        from quellenlage.errors import FaultError

        raise FaultError(
            f"there is not enough memory: a limit allows this process {limit // 1_000_000:,} MB of addresses, and "
            f"reading articles takes {LEAST_MEMORY:,} MB; raise it (ulimit -v) and run again."
        )


def a_day(written: str) -> dt.date:
    """The type of an argument that is a day."""
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{written} is no day; write it as 2025-03-04") from None


def a_count(written: str) -> int:
    """The type of an argument that is a whole number from 1 up."""
    try:
        number = int(written)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{written} is no whole number from 1 up")
    return number
