"""``quellenlage maintain``: care of a lake that many runs have written."""

from __future__ import annotations

import argparse

from quellenlage.commands.command import DONE, Command, a_count, add_data


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    from quellenlage.project import KEEP_DAYS

    parser.add_argument(
        "--keep",
        type=a_count,
        default=KEEP_DAYS,
        metavar="DAYS",
        help=f"for how long the lake can be asked as it was (default: {KEEP_DAYS})",
    )
    parser.add_argument(
        "--afresh",
        action="store_true",
        help="also write anew, from the claims that are there, what claims that land look them up by",
    )
    add_data(parser)


def _maintain(chosen: argparse.Namespace) -> int:
    from quellenlage.tasks.care.maintaining import maintain

    print("\n".join(maintain(chosen.data, chosen.keep, afresh=chosen.afresh).lines()))
    return DONE


MAINTAIN = Command(
    "maintain",
    "merge small files of the lake, and let old snapshots and files of nobody go",
    "quellenlage maintain",
    _add_arguments,
    _maintain,
)
