"""``quellenlage publish``: the warehouse brought up to date, or written afresh."""

from __future__ import annotations

import argparse

from quellenlage.commands.command import DONE, Command, add_data


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--afresh", action="store_true", help="write all of it, not only what landed since")
    add_data(parser)


def _publish(chosen: argparse.Namespace) -> int:
    from quellenlage.tasks.land.publish import publish

    print(publish(chosen.data, afresh=chosen.afresh))
    return DONE


PUBLISH = Command(
    "publish",
    "bring the warehouse up to date with what landed and swap it in",
    "quellenlage publish",
    _add_arguments,
    _publish,
)
