"""``quellenlage run``: the main flow."""

from __future__ import annotations

import argparse
import os
import sys

from quellenlage.commands.command import Command, a_count, add_data, add_model, require_memory
from quellenlage.project import FIELDS, REPROCESS_AT_MOST, RUNNER


def _add_arguments(run: argparse.ArgumentParser) -> None:
    run.add_argument("sources", nargs="*", metavar="SOURCE", help="a file, a folder, a glob, or - for standard input")
    run.add_argument("--files-from", metavar="LIST", help="a file that names sources, one a line; - for standard input")
    run.add_argument(
        "--fields",
        type=_fields,
        default={},
        metavar="OURS=THEIRS,...",
        help=f"what tables and JSON hold under which name: title=ueberschrift,text=body ({', '.join(FIELDS)})",
    )
    run.add_argument("--allow-empty", action="store_true", help="sources without any article are fine")
    add_data(run)
    add_model(run)
    run.add_argument(
        "--batch-size", type=a_count, default=1000, metavar="N", help="articles a transaction (default: 1000)"
    )
    run.add_argument(
        "--reprocess", action="store_true", help="read again, after that, what other code or another pipeline has read"
    )
    run.add_argument(
        "--reprocess-at-most",
        type=a_count,
        default=REPROCESS_AT_MOST,
        metavar="N",
        help=f"documents of a run that are read again; the others wait for the next one (default: {REPROCESS_AT_MOST})",
    )
    run.add_argument("--workers", type=a_count, default=1, metavar="N", help="processes that analyse text (default: 1)")
    run.add_argument(
        "--runner",
        metavar="dask|dask:N|dask:ADDRESS",
        help="analyse text on a Dask cluster: of N processes here, or the one whose scheduler is at ADDRESS "
        f"(default: what {RUNNER} names, or none)",
    )


def _fields(written: str) -> dict[str, str]:
    found = {}
    for pair in written.split(","):
        ours, between, theirs = (part.strip() for part in pair.partition("="))
        if not between or not theirs or ours not in FIELDS:
            raise argparse.ArgumentTypeError(f"{pair}: wanted is OURS=THEIRS, and OURS is one of {', '.join(FIELDS)}")
        found[ours] = theirs
    return found


def _run(chosen: argparse.Namespace) -> int:
    require_memory()
    # Usage is checked before Prefect starts: a misspelt folder is told at once.
    from quellenlage.pipeline.installed import require_model
    from quellenlage.tasks.ingest.files import find_files

    sources = _sources(chosen)
    named = find_files(sources)
    require_model(chosen.model)
    from quellenlage.tasks.land.lake import require_writable

    require_writable(chosen.data)
    from quellenlage.flows.run import run_ledger

    if chosen.runner:
        os.environ[RUNNER] = chosen.runner
    return run_ledger(
        sources,
        chosen.data,
        named,
        batch_size=chosen.batch_size,
        workers=chosen.workers,
        model=chosen.model,
        fields=chosen.fields,
        allow_empty=chosen.allow_empty,
        reprocess=chosen.reprocess,
        reprocess_at_most=chosen.reprocess_at_most,
    )


def _sources(chosen: argparse.Namespace) -> list[str]:
    """What the command line and a list name, and what comes in by standard input, which is kept below ``data``."""
    from quellenlage.errors import UsageError
    from quellenlage.tasks.ingest.files import listed_in, received

    sources = [one for one in chosen.sources if one != "-"]
    if chosen.files_from is not None:
        sources += listed_in(chosen.files_from, sys.stdin)
    if "-" in chosen.sources:
        if chosen.files_from == "-":
            raise UsageError("standard input cannot be both the list of sources and a source.")
        sources.append(str(received(sys.stdin.buffer, chosen.data / "received", chosen.fields)))
    if not sources:
        raise UsageError("no source is named; 'quellenlage run SOURCE' reads files, folders or globs.")
    return sources


RUN = Command("run", "read articles and land what was said in them", "quellenlage run seeds", _add_arguments, _run)
