"""``quellenlage publish``: the warehouse afresh."""

from __future__ import annotations

import argparse

from quellenlage.commands.command import DONE, Command, add_data


def _publish(chosen: argparse.Namespace) -> int:
    from quellenlage.tasks.land.publish import publish

    print(publish(chosen.data))
    return DONE


PUBLISH = Command("publish", "write the warehouse afresh and swap it in", "quellenlage publish", add_data, _publish)
