"""``quellenlage quarantine``: what did not land, and why; again after a fix."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from quellenlage.commands.command import DONE, Command, add_data, add_model, require_memory

if TYPE_CHECKING:
    from quellenlage.tasks.care.quarantined import Asked


def _add_arguments(quarantine: argparse.ArgumentParser) -> None:
    quarantine.add_argument(
        "do",
        nargs="?",
        choices=("list", "show", "retry"),
        default="list",
        help="list it (default), show all that is known of it, or read its files again",
    )
    quarantine.add_argument("uri", nargs="?", metavar="URI", help="only what came from here")
    quarantine.add_argument("--stage", metavar="NAME", help="only what failed at ingest, normalise, extract or check")
    quarantine.add_argument("--reason", metavar="WORDS", help="only what has these words in its reason")
    add_data(quarantine)
    add_model(quarantine)


def _quarantine(chosen: argparse.Namespace) -> int:
    from quellenlage.tasks.care.quarantined import Asked, list_entries, show_entries

    asked = Asked(chosen.stage, chosen.reason, chosen.uri)
    if chosen.do == "retry":
        return _retry(chosen, asked)
    (list_entries if chosen.do == "list" else show_entries)(chosen.data, asked, sys.stdout)
    return DONE


def _retry(chosen: argparse.Namespace, asked: Asked) -> int:
    require_memory()
    from quellenlage.errors import UsageError
    from quellenlage.pipeline.installed import require_model
    from quellenlage.tasks.care.quarantined import ready_to_retry
    from quellenlage.tasks.evidence.safe_text import safe_line

    require_model(chosen.model)
    files, missing = ready_to_retry(chosen.data, asked)
    for place in missing:
        print(
            f"quellenlage: {safe_line(place)}: this file is not there any more; it stays in quarantine.",
            file=sys.stderr,
        )
    if not files:
        raise UsageError("none of these files is there; put them back, or run them from where they are now.")
    from quellenlage.flows.run import run_ledger

    return run_ledger(files, chosen.data, model=chosen.model, allow_empty=True)


QUARANTINE = Command(
    "quarantine",
    "what did not land, and why; read again after a fix",
    "quellenlage quarantine list --stage check",
    _add_arguments,
    _quarantine,
)
