"""``quellenlage correct``: what a person knows better of a claim."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quellenlage.commands.command import DONE, Command, add_data
from quellenlage.records import ACTS, CERTAINTIES, SOURCE_KINDS

if TYPE_CHECKING:
    from quellenlage.tasks.corrections.correcting import Making, Speaker


def add_making(parser: argparse.ArgumentParser) -> None:
    """The options of every command that corrects."""
    parser.add_argument("--why", metavar="WORDS", help="why, for whoever reads it later")
    parser.add_argument("--by", metavar="NAME", help="who says so (default: the user of this machine)")
    add_data(parser)


def making(chosen: argparse.Namespace) -> Making:
    from quellenlage.errors import UsageError
    from quellenlage.tasks.corrections.correcting import Making

    try:
        by = chosen.by or getpass.getuser()
    except (OSError, KeyError):
        raise UsageError("nothing tells who corrects; --by NAME says it.") from None
    return Making(by, chosen.why, dt.datetime.now(dt.UTC))


def follow(data: Path, at: dt.datetime | None = None) -> str:
    """Write again the pages of articles that corrections, those made ``at`` that time, concern; says what follows."""
    from quellenlage.tasks.corrections.pages_again import write_corrected_pages

    number = write_corrected_pages(data, at)
    pages = ("", ", and so does a page")[number] if number < 2 else f", and so do {number} pages"
    return f"The lake's views follow at once{pages}; the warehouse when it is next published."


def _add_arguments(correct: argparse.ArgumentParser) -> None:
    correct.add_argument("claim", metavar="CLAIM", help="its claim_id, or words of it")
    speaker = correct.add_mutually_exclusive_group()
    speaker.add_argument("--speaker", metavar="NAME", help="who said it: a name that articles have, or an id")
    speaker.add_argument("--no-speaker", action="store_true", help="the text does not tell who said it")
    correct.add_argument(
        "--kind",
        choices=SOURCE_KINDS,
        metavar="KIND",
        help=f"of a speaker whom no article names: {', '.join(SOURCE_KINDS)}",
    )
    correct.add_argument("--not-a-claim", action="store_true", help="nobody is said to have said this")
    correct.add_argument("--act", choices=ACTS, metavar="ACT", help=f"the speech act: {', '.join(ACTS)}")
    correct.add_argument("--certainty", choices=CERTAINTIES, metavar="WORD", help=", ".join(CERTAINTIES))
    correct.add_argument("--said-on", metavar="DAY", help="the day on which it was said")
    correct.add_argument("--negated", choices=("yes", "no"), help="whether its governing clause is negated")
    add_making(correct)


def _changes(chosen: argparse.Namespace) -> dict[str, str | Speaker | None]:
    from quellenlage.tasks.corrections.correcting import Speaker

    found: dict[str, Any] = {
        name: value for name in ("act", "certainty", "said_on") if (value := getattr(chosen, name)) is not None
    }
    if chosen.negated is not None:
        found["negated"] = "true" if chosen.negated == "yes" else "false"
    if chosen.speaker is not None or chosen.no_speaker:
        found["speaker"] = Speaker(chosen.speaker, chosen.kind)
    if chosen.not_a_claim:
        found["not a claim"] = None
    return found


def _correct(chosen: argparse.Namespace) -> int:
    from quellenlage.errors import UsageError
    from quellenlage.tasks.corrections.correcting import correct
    from quellenlage.tasks.evidence.safe_text import safe_line

    if not (changes := _changes(chosen)):
        raise UsageError("nothing is corrected; --speaker NAME, --not-a-claim, --act ACT and others say what is.")
    made = making(chosen)
    for row in correct(chosen.data, chosen.claim, changes, made):
        told = row["speaker_name"] or row["value"] or ("nobody is told" if row["change"] == "speaker" else "")
        told = f": {safe_line(told)}" if told else ""
        print(f"{row['target']} {row['change']}{told} ({row['correction_id']})")
    print(f"{follow(chosen.data, made.at)} 'quellenlage corrections withdraw ID' takes one back.")
    return DONE


CORRECT = Command(
    "correct",
    "say what is wrong with a claim: a row beside it, which all views follow",
    'quellenlage correct "stütze sich allein auf Indizien" --act criticise --why "he attacks the judgement"',
    _add_arguments,
    _correct,
)
