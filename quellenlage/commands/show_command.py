"""``quellenlage show``: the evidence behind rows."""

from __future__ import annotations

import argparse
import sys

from quellenlage.commands.command import DONE, Command, add_data


def _add_arguments(show: argparse.ArgumentParser) -> None:
    show.add_argument(
        "what",
        nargs="+",
        metavar="ARTICLE|CLAIM|SPEAKER|SOURCE",
        help="an id; where an article was read, its address or words of its headline; a speaker's or source's name",
    )
    show.add_argument("-o", "--output", metavar="FILE", help="the page to write; - for standard output")
    add_data(show)


def _show(chosen: argparse.Namespace) -> int:
    from quellenlage.tasks.evidence.showing import show_evidence

    show_evidence(chosen.data, " ".join(chosen.what), sys.stdout, chosen.output)
    return DONE


SHOW = Command(
    "show",
    "the evidence of an article, a claim or a speaker: text, or one HTML file",
    'quellenlage show "Gudrun Klein" -o klein.html',
    _add_arguments,
    _show,
)
