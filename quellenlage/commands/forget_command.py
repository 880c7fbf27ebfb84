"""``quellenlage forget``: something goes, for good."""

from __future__ import annotations

import argparse

from quellenlage.commands.command import DONE, Command, add_data


def _add_arguments(forget: argparse.ArgumentParser) -> None:
    forget.add_argument(
        "what",
        nargs="+",
        metavar="URL|ID|SPEAKER",
        help="an article, by address, id, where it was read or its headline; or a speaker or source, by name or id: "
        "every article that names it",
    )
    forget.add_argument("--why", required=True, metavar="TEXT", help="kept with the hashes by which it is known again")
    add_data(forget)


def _forget(chosen: argparse.Namespace) -> int:
    import datetime as dt

    from quellenlage.tasks.care.forgetting import forget

    gone = forget(chosen.data, " ".join(chosen.what), chosen.why, dt.datetime.now(dt.UTC))
    print(
        f"Forgotten: {gone.documents} versions of articles, {gone.kept_back} in quarantine, {gone.files} pages. "
        "A run passes them over from now on. Their sources and your backups are yours to see to."
    )
    return DONE


FORGET = Command(
    "forget",
    "take an article, or all that name somebody, out of everything, for good",
    'quellenlage forget seeds/003_urteil_lagerhalle.txt --why "asked for by the paper"',
    _add_arguments,
    _forget,
)
