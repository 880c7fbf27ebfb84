"""``quellenlage corrections``: what people have corrected so far, and out of one lake into another."""

from __future__ import annotations

import argparse
import sys

from quellenlage.commands.command import DONE, Command
from quellenlage.commands.correct_command import add_making, follow, making


def _add_arguments(corrections: argparse.ArgumentParser) -> None:
    corrections.add_argument(
        "do",
        nargs="?",
        choices=("list", "export", "import", "withdraw"),
        default="list",
        help="list them (the default); write them into FILE; take over those of FILE; take the one of ID back",
    )
    corrections.add_argument("what", nargs="?", metavar="FILE|ID", help="JSON Lines, - for a pipe; or a correction_id")
    add_making(corrections)


def _corrections(chosen: argparse.Namespace) -> int:
    from quellenlage.errors import UsageError

    if chosen.do == "list":
        from quellenlage.tasks.corrections.exchange import LIST
        from quellenlage.tasks.land.query import show

        show(chosen.data, LIST, sys.stdout)
        return DONE
    if chosen.what is None and chosen.do == "withdraw":
        raise UsageError("no correction is named; 'quellenlage corrections list' has their ids.")
    if chosen.do == "withdraw":
        from quellenlage.tasks.corrections.correcting import withdraw

        made = making(chosen)
        withdraw(chosen.data, chosen.what, made)
        print(f"{chosen.what} is taken back. {follow(chosen.data, made.at)}")
        return DONE
    return (_export if chosen.do == "export" else _import)(chosen)


def _export(chosen: argparse.Namespace) -> int:
    from quellenlage.errors import UsageError
    from quellenlage.tasks.corrections.exchange import export_corrections

    if chosen.what in (None, "-"):
        export_corrections(chosen.data, sys.stdout)
        return DONE
    try:
        with open(chosen.what, "w", encoding="utf-8") as out:
            number = export_corrections(chosen.data, out)
    except OSError as error:
        raise UsageError(f"{chosen.what}: nothing can be written here ({error.strerror}).") from error
    print(f"{chosen.what}: {number} corrections.")
    return DONE


def _import(chosen: argparse.Namespace) -> int:
    from quellenlage.errors import UsageError
    from quellenlage.tasks.corrections.exchange import import_corrections

    if chosen.what in (None, "-"):
        fresh, held = import_corrections(chosen.data, sys.stdin, "standard input")
    else:
        try:
            with open(chosen.what, encoding="utf-8") as lines:
                fresh, held = import_corrections(chosen.data, lines, chosen.what)
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{chosen.what}: this cannot be read ({error}).") from error
    print(f"{fresh} corrections are new, {held} were there. {follow(chosen.data)}")
    return DONE


CORRECTIONS = Command(
    "corrections",
    "list what people have corrected, take it back, or carry it into another lake",
    "quellenlage corrections export corrections.jsonl",
    _add_arguments,
    _corrections,
)
