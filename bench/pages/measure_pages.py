"""What the project's reader finds in the pages of one half, scored against what people found.

    python -m bench.pages.measure_pages [--half open|closed] [--detail]

A page belongs to the open half where the first hex digit of the SHA-256 of its stem is below 8. README.md says what
each figure counts. ``--detail`` tells what is wrong page by page, of the open half only.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.pages.gold_pages import Page, Part, gold
from bench.pages.page_scores import Score, compare
from quellenlage.records import Article
from quellenlage.tasks.ingest.files import SourceFile
from quellenlage.tasks.ingest.ingest import read_file


def read_page(file: Path) -> Page | None:
    """What the project's reader finds in a page; None where it makes no article of it.

    Of a page's several articles, the first counts.
    """
    article = next((one for one in read_file(SourceFile(file.name, file)) if isinstance(one, Article)), None)
    return None if article is None else as_page(article)


def as_page(article: Article) -> Page:
    """An article in the form of the gold. Authors are told apart by semicolons, by commas where there is none."""
    told = article.metadata
    parts = tuple(Part(one.kind, article.text[one.start : one.end]) for one in article.segments)
    titles = [part.text for part in parts if part.kind == "headline"]
    authors = told.get("authors", "")
    return Page(
        title=titles[0] if titles else told.get("title", ""),
        parts=parts,
        kicker=told.get("kicker"),
        url=told.get("url"),
        outlets=(told["outlet"],) if told.get("outlet") else (),
        published=told.get("published") or told.get("header_date"),
        authors=tuple(name.strip() for name in authors.split(";" if ";" in authors else ",") if name.strip()),
        section=told.get("section"),
        paywalled={"true": True, "false": False}.get(told.get("paywalled", "").lower()),
    )


def measure(pages: Iterable[tuple[str, Page, Page | None]]) -> tuple[Score, list[tuple[str, Score]]]:
    """The score of all pages (name, gold, read) together, and of each."""
    each = [(name, compare(expected, read)) for name, expected, read in pages]
    together = Score()
    for _, one in each:
        together.add(one)
    return together, each


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("open", "closed"), default="open")
    parser.add_argument("--detail", action="store_true", help="page by page; of the open half only")
    chosen = parser.parse_args(arguments)
    if chosen.detail and chosen.half == "closed":
        parser.error("the closed half tells no page: run --detail on the open half.")
    together, each = measure((file.stem, expected, read_page(file)) for file, expected in gold(chosen.half))
    if chosen.detail:
        for name, one in each:
            print(f"{name}: body F1 {one.body.f1:.3f}", *(f"\n    {slip}" for slip in one.slips))
    print(f"{len(each)} pages of the {chosen.half} half\n{together.report()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
