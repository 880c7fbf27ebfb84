"""Speed of the temporal tagger: beside dateparser over the same articles, and over hostile texts that double in length.

    python -m bench.dates.speed [GOLD_FOLDER] [--scorer FILE] [--rounds N] [--hostile]

dateparser is no dependency of the project; where it is not installed only the tagger's own speed is printed.
"""

from __future__ import annotations

import argparse
import datetime as dt
import time
from collections.abc import Callable
from pathlib import Path

from bench.dates.timex import GOLD, load_scorer, texts
from models.needed import CORPORA, SCORERS, need_file, run
from quellenlage.dates import find_dates

#: Texts made to make a matcher try again and again: long beginnings of patterns that never end, deep lists, digits.
HOSTILE = {
    "news": "Am Montag sagte der Minister, bis Ende 2026 werde gebaut. ",
    "the same word": "am ",
    "beginnings": "seit mehr als den vergangenen drei ",
    "list of days": "3., ",
    "days and months": "3. Mai ",
    "weekdays": "Montag ",
    "digits": "1",
    "dots and digits": "1.",
    "figures": "20.30.",
    "capitals": "Mai",
    "hyphens": "a-",
    "spaces": " ",
    "lines": "\n ",
    "quotation marks": '"„«',
    "optional items": "Ende der frühen ersten letzten ",
    "numbers in words": "zwei drei ",
    "one clause": "heute am Montag und ",
    "open ranges": "16 bis ",
    "chain of overlaps": "2 Jahre und ",
    "letters": "ä",
}


def clock(function: Callable[[], object], rounds: int) -> float:
    """The best of several runs, in seconds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        function()
        best = min(best, time.perf_counter() - start)
    return best


def hostile(rounds: int, sizes: tuple[int, ...] = (50_000, 100_000, 200_000, 400_000)) -> None:
    """Print nanoseconds a character for growing texts: in a linear tagger a row stays level."""
    published = dt.date(2025, 8, 26)
    print(f"{'ns a character, by length':28s}" + "".join(f"{size:>10,d}" for size in sizes) + "   last/first")
    for name, piece in HOSTILE.items():
        row = []
        for size in sizes:
            text = (piece * (size // len(piece) + 1))[:size]
            row.append(clock(lambda text=text: find_dates(text, published), rounds) / size * 1e9)  # type: ignore[misc]
        print(f"{name:28s}" + "".join(f"{figure:10.0f}" for figure in row) + f"   {row[-1] / row[0]:10.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="?", type=Path, default=CORPORA / GOLD)
    parser.add_argument("--scorer", type=Path, default=SCORERS / "score_dates.py")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--hostile", action="store_true", help="only the growing hostile texts")
    options = parser.parse_args()
    find_dates("Am Montag", dt.date(2025, 8, 26))  # loads the grammar
    if options.hostile:
        hostile(options.rounds)
        return
    need_file(options.gold, GOLD)
    articles = texts(load_scorer(options.scorer), options.gold)
    characters = sum(len(text) for _, text, _ in articles)
    ours = clock(lambda: [find_dates(text, published) for _, text, published in articles], options.rounds)
    print(f"{len(articles)} articles, {characters:,d} characters")
    print(f"quellenlage  {characters / ours:12,.0f} characters a second")
    try:
        from dateparser.search import search_dates  # type: ignore[import-untyped, import-not-found, unused-ignore]
    except ImportError:
        print("dateparser is not installed: nothing to compare with.")
        return

    def theirs() -> None:
        for _, text, published in articles:
            base = dt.datetime.combine(published or dt.date(2025, 8, 26), dt.time())
            search_dates(text, languages=["de"], settings={"RELATIVE_BASE": base})

    other = clock(theirs, 1)
    print(f"dateparser   {characters / other:12,.0f} characters a second")
    print(f"ratio        {other / ours:12.1f}")


if __name__ == "__main__":
    run(main)
