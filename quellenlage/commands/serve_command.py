"""``quellenlage serve``: the deployments, for a Prefect server."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path

from quellenlage.commands.command import DONE, Command

_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def _add_arguments(serve: argparse.ArgumentParser) -> None:
    serve.add_argument(
        "--sources",
        nargs="+",
        default=(),
        metavar="SOURCE",
        help="what is read every so often (default: prefect.yaml's)",
    )
    serve.add_argument(
        "--data", type=Path, metavar="DIR", help="where the lake is, with the inbox in it (default: data)"
    )
    serve.add_argument("--every", type=_interval, metavar="TIME", help="how often: 30m, 1h, 1d (default: hourly)")


def _interval(written: str) -> dt.timedelta:
    number, unit = written[:-1], _UNITS.get(written[-1:])
    if unit is None or not number.isdecimal() or not int(number):
        raise argparse.ArgumentTypeError(f"{written} is no time; write it as 30m, 1h or 1d")
    return dt.timedelta(**{unit: int(number)})


def _serve(chosen: argparse.Namespace) -> int:
    from quellenlage.flows.serve import Own, serve_deployments

    # Stopped while it starts, Prefect leaves an event loop half closed, of which Python would print a traceback.
    sys.unraisablehook = lambda _unraisable: None
    serve_deployments(own=Own(tuple(chosen.sources), chosen.data, chosen.every))
    return DONE


SERVE = Command(
    "serve",
    "serve the deployments of prefect.yaml to a Prefect server",
    "quellenlage serve    # with 'prefect server start' beside it",
    _add_arguments,
    _serve,
)
