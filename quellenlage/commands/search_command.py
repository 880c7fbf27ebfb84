"""``quellenlage search``: full text over claims and articles."""

from __future__ import annotations

import argparse
import sys

from quellenlage.commands.command import DONE, Command, a_count, a_day, add_data


def _add_arguments(search: argparse.ArgumentParser) -> None:
    search.add_argument(
        "words",
        nargs="+",
        metavar="WORDS",
        help='all are looked for, in every form and in compounds; "as a phrase"; -without',
    )
    add_data(search)
    search.add_argument(
        "--speaker", metavar="NAME", help="only what this person or body said; a part of the name will do"
    )
    search.add_argument("--from", dest="first", type=a_day, metavar="DAY", help="only of articles from this day on")
    search.add_argument("--to", dest="last", type=a_day, metavar="DAY", help="only of articles up to this day")
    search.add_argument("--outlet", metavar="NAME", help="only of articles of this outlet; a part of the name will do")
    search.add_argument("--limit", type=a_count, default=20, metavar="N", help="so many at most (default: 20)")
    search.add_argument("--articles", action="store_true", help="whole articles rather than claims")


def _search(chosen: argparse.Namespace) -> int:
    from quellenlage.tasks.land.full_text import Asked, search

    asked = Asked(
        " ".join(chosen.words),
        articles=chosen.articles,
        speaker=chosen.speaker,
        outlet=chosen.outlet,
        first=chosen.first,
        last=chosen.last,
        limit=chosen.limit,
    )
    search(chosen.data, asked, sys.stdout, sys.stderr)
    return DONE


SEARCH = Command(
    "search",
    "full text over claims, or articles: a table on a terminal, CSV into a pipe",
    "quellenlage search 'Brand -Freibad' --limit 5",
    _add_arguments,
    _search,
)
