"""``quellenlage serve``: the deployments, for a Prefect server."""

from __future__ import annotations

import argparse
import sys

from quellenlage.commands.command import DONE, Command


def _add_arguments(_serve: argparse.ArgumentParser) -> None:
    """Takes nothing: prefect.yaml says it all."""


def _serve(chosen: argparse.Namespace) -> int:
    from quellenlage.flows.serve import serve_deployments

    # Stopped while it starts, Prefect leaves an event loop half closed, of which Python would print a traceback.
    sys.unraisablehook = lambda _unraisable: None
    serve_deployments()
    return DONE


SERVE = Command(
    "serve",
    "serve the deployments of prefect.yaml to a Prefect server",
    "quellenlage serve    # with 'prefect server start' beside it",
    _add_arguments,
    _serve,
)
