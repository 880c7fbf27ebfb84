"""``quellenlage reprocess``: what has landed, read again by today's code."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from quellenlage.commands.command import DONE, FAILED, Command, a_count, a_day, add_data, add_model, require_memory


def _add_arguments(reprocess: argparse.ArgumentParser) -> None:
    reprocess.add_argument(
        "what",
        nargs="*",
        metavar="WHAT",
        help="an article, by address, id, where it was read or its headline (default: every one that other code or "
        "another pipeline has read)",
    )
    reprocess.add_argument("--since", type=a_day, metavar="DAY", help="only articles published from this day on")
    reprocess.add_argument("--outlet", metavar="NAME", help="only articles of this outlet; a part of the name will do")
    add_data(reprocess)
    add_model(reprocess)
    reprocess.add_argument("--workers", type=a_count, default=1, metavar="N", help="processes that analyse text")


def _reprocess(chosen: argparse.Namespace) -> int:
    require_memory()
    import datetime as dt

    from quellenlage.flows.again import extract_again
    from quellenlage.pipeline.installed import require_model
    from quellenlage.tasks.extract.workers import release
    from quellenlage.tasks.land.extracting_again import Which
    from quellenlage.tasks.land.publish import publish

    require_model(chosen.model)
    named = _named(chosen.data, " ".join(chosen.what)) if chosen.what else None
    try:
        again = extract_again(
            chosen.data,
            Which(named, chosen.since, chosen.outlet),
            f"reprocess {dt.datetime.now(dt.UTC):%Y-%m-%dT%H:%M:%SZ}",
            model=chosen.model,
            workers=chosen.workers,
            tell=lambda done, of: print(f"{done} of {of} documents read", file=sys.stderr),
        )
    finally:
        release(chosen.model, chosen.workers)
    publish(chosen.data)
    print(again.told())
    return FAILED if again.refused else DONE


def _named(data: Path, what: str) -> list[str]:
    from quellenlage.tasks.evidence.look_up import look_up_article
    from quellenlage.tasks.land.lake import open_lake

    with open_lake(data) as connection:
        return look_up_article(connection, what)


REPROCESS = Command(
    "reprocess",
    "extract again, with today's code, what has landed",
    "quellenlage reprocess --since 2025-01-01",
    _add_arguments,
    _reprocess,
)
