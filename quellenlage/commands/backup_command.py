"""``quellenlage backup`` and ``quellenlage restore``: a copy of the lake, and the way back."""

from __future__ import annotations

import argparse
from pathlib import Path

from quellenlage.commands.command import DONE, Command, add_data


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="BACKUP", help="the folder of the copy")
    add_data(parser)


def _backup(chosen: argparse.Namespace) -> int:
    from quellenlage.tasks.care.copies import backup

    done = backup(chosen.data, chosen.folder)
    print(f"{chosen.folder}: {done.files} files, {done.copied} of them copied now.")
    return DONE


def _restore(chosen: argparse.Namespace) -> int:
    from quellenlage.tasks.care.copies import restore

    done = restore(chosen.folder, chosen.data)
    print(f"{chosen.data}: {done.files} files, and the warehouse made from them.")
    return DONE


BACKUP = Command(
    "backup",
    "copy the lake while runs go on; again into the same folder copies what is new",
    "quellenlage backup ../backup",
    _add_arguments,
    _backup,
)
RESTORE = Command(
    "restore",
    "make a lake and its warehouse of a backup, where there is none",
    "quellenlage restore ../backup --data restored",
    _add_arguments,
    _restore,
)
