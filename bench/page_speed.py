"""How fast pages are read, on pages as long as real ones: those of ``bench/pages`` with what stands around an article.

    python -m bench.page_speed

Figures depend on the machine: the shares of the second reading (trafilatura) and of the parser do not, nor does what
reading the pages takes beside finding out who said what in them, with the pipeline of the name ``fast``.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from quellenlage.records import Article
from quellenlage.tasks.extract.extract import extract
from quellenlage.tasks.ingest.pages import article_of_page, article_page
from quellenlage.tasks.ingest.pages.block_kinds import Evidence
from quellenlage.tasks.ingest.pages.page_blocks import Block
from quellenlage.tasks.ingest.pages.page_source import Element, page_text, parse
from quellenlage.tasks.ingest.versions import identified
from quellenlage.tasks.normalise.normalise import normalise

PAGES = Path(__file__).parent / "pages" / "pages"
_NAVIGATION = "<nav><ul>" + "<li class='nav__item'><a href='/rubrik'><span>Rubrik</span></a></li>" * 250 + "</ul></nav>"
_SCRIPT = "<script>" + 'var a = {"k": "' + "x" * 150_000 + '"};' + "</script>"
_TEASER = (
    "<article class='teaser'><a href='/a'><figure><picture><source srcset='a'><img src='a' alt=''></picture></figure>"
    "<span class='teaser__kicker'>Kicker</span><h3>Ein Titel mit ein paar Worten</h3>"
    "<p>Der Text des Teasers erzählt in einem Satz, worum es in dem anderen Artikel geht.</p></a></article>"
)


def lengthened(page: str) -> str:
    """A page with navigation, scripts and seventy teasers around what it holds."""
    begins = page.find(">", page.lower().find("<body")) + 1
    ends = page.lower().rfind("</body>")
    around = f"<section class='teaser-list'>{_TEASER * 70}</section>"
    return f"{page[:begins]}{_NAVIGATION}{_SCRIPT}{page[begins:ends]}{around}{_SCRIPT}{page[ends:]}"


def seconds(read: Callable[[str], object], pages: list[str]) -> float:
    """Processor time that reading all pages takes."""
    began = time.process_time()
    for page in pages:
        read(page)
    return time.process_time() - began


class Asked:
    """Counts how often a second reading is asked for while it is entered, and the processor time that this takes."""

    def __init__(self) -> None:
        self.times, self.took = 0, 0.0

    def __enter__(self) -> None:
        self._read = article_page.second_reading
        article_page.second_reading = self._timed

    def __exit__(self, *_: object) -> None:
        article_page.second_reading = self._read

    def _timed(self, root: Element, blocks: Sequence[Block]) -> Evidence | None:
        began = time.process_time()
        found = self._read(root, blocks)
        self.times, self.took = self.times + 1, self.took + time.process_time() - began
        return found


def long_pages() -> list[str]:
    """The pages of ``bench/pages``, as long as real ones."""
    pages = [page_text(path.read_bytes()) for path in sorted(PAGES.glob("*.html"))]
    return [lengthened(page) for page in pages if "<body" in page.lower()]


def extraction(pages: list[str]) -> float:
    """Processor time of what the next two stages do with the articles of the pages."""
    from quellenlage.pipeline.load import load

    today = dt.date(2026, 1, 1)
    read = [article_of_page(page, str(number)) for number, page in enumerate(pages)]
    articles = [one for one in read if isinstance(one, Article)]
    nlp = load("fast")
    list(extract([normalise(identified(articles[0], today), today)], nlp))
    began = time.process_time()
    list(extract([normalise(identified(article, today), today) for article in articles], nlp))
    return time.process_time() - began


def main() -> int:
    """The command line; 0."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    pages = long_pages()
    article_of_page(pages[0], "warm", None, None)
    whole = seconds(lambda page: article_of_page(page, "a", None, None), pages)
    asked, parsing = Asked(), seconds(parse, pages)
    with asked:
        seconds(lambda page: article_of_page(page, "a", None, None), pages)
    print(f"{len(pages)} pages of {sum(map(len, pages)) // len(pages):,} characters: {len(pages) / whole:.1f} a second")
    print(f"reading takes {whole / extraction(pages):.0%} of what extraction takes")
    print(f"a second reading is asked for on {asked.times} of the pages")
    print(f"of the time, it takes {asked.took / whole:.0%}, the parser {parsing / whole:.0%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
