"""Real articles for bench/rows, written as files that ``quellenlage run`` reads.

    python -m bench.rows.texts FOLDER [--corpora FOLDER]

The texts may not be copied into the project, so they are made from the corpora each time: the first of the news pages
of SmartData (CC BY 4.0) and of the Wikinews texts of the quotation corpus (CC BY 2.5, without its annotation), all in
the order of the SHA-256 of their ids, as far as they are news of 700 to 6,000 characters in whole sentences. A file is
named after its corpus and the first ten hex digits of that hash.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from models.needed import CORPORA, need, run

SMARTDATA, WIKINEWS = "entities/smartdata.jsonl.gz", "quotations/train.jsonl.gz"
FRESH = "quotations/dev.jsonl.gz"
_SHORTEST, _LONGEST = 700, 6_000
_MANY = {"smartdata": 130, "wikinews": 130}
#: Pages behind these, of which rows were judged when they had landed (``judged.csv``).
_JUDGED = {"smartdata": 44, "wikinews": 40}
#: Which news of a file each part is made of.
_PARTS = {
    "read": ((WIKINEWS, slice(240, 344)),),
    "learning": ((WIKINEWS, slice(344, None)), (SMARTDATA, slice(174, None))),
    "fresh": ((FRESH, slice(90)),),
}


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a corpus: ``published`` is YYYY-MM-DD, ``lines`` its paragraphs, the headline first."""

    corpus: str
    page_id: str
    published: str
    url: str | None
    lines: tuple[str, ...]

    @property
    def stem(self) -> str:
        """The name of its file: smartdata_0123456789."""
        return f"{self.corpus}_{hashlib.sha256(self.page_id.encode()).hexdigest()[:10]}"

    def as_file(self) -> str:
        """Its text in the layout of the plain reader, a blank line between two paragraphs."""
        url = f" url {self.url}\n" if self.url else ""
        headline, *rest = self.lines
        return f" date {self.published} {headline}\n{url}\n" + "\n\n".join(rest) + "\n"


def pages(corpora: Path = CORPORA) -> list[Page]:
    """The pages of both corpora that bench/rows is made of, in order of their stems.

    Raises:
        UsageError: a corpus is not there.
    """
    return _chosen(corpora, {corpus: slice(many) for corpus, many in _MANY.items()})


def judged_pages(corpora: Path = CORPORA) -> list[Page]:
    """The pages of both corpora of which rows were judged, in order of their stems.

    Raises:
        UsageError: a corpus is not there.
    """
    return _chosen(corpora, {corpus: slice(many, many + _JUDGED[corpus]) for corpus, many in _MANY.items()})


def pages_of_part(part: str, corpora: Path = CORPORA) -> list[Page]:
    """The pages of the part ``read``, ``learning`` or ``fresh``, in order of their stems.

    Raises:
        UsageError: a corpus is not there.
    """
    chosen: list[Page] = []
    for file, which in _PARTS[part]:
        need(corpora, file)
        found = smartdata(corpora) if file == SMARTDATA else wikinews(corpora, file)
        chosen += sorted(filter(_is_news, found), key=lambda page: page.stem)[which]
    return sorted(chosen, key=lambda page: page.stem)


def _chosen(corpora: Path, which: Mapping[str, slice]) -> list[Page]:
    need(corpora, SMARTDATA, WIKINEWS)
    chosen: list[Page] = []
    for corpus, found in (("smartdata", smartdata(corpora)), ("wikinews", wikinews(corpora))):
        news = [page for page in found if _is_news(page)]
        chosen += sorted(news, key=lambda page: page.stem)[which[corpus]]
    return sorted(chosen, key=lambda page: page.stem)


def smartdata(corpora: Path) -> Iterator[Page]:
    """The news pages of SmartData, as they come."""
    with gzip.open(corpora / SMARTDATA, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["uri"] and record["date"]:
                yield Page("smartdata", record["id"], record["date"][:10], record["uri"], _lines(record["text"]))


def wikinews(corpora: Path, file: str = WIKINEWS) -> Iterator[Page]:
    """The Wikinews texts of a file of the quotation corpus, as they come."""
    with gzip.open(corpora / file, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            name = re.fullmatch(r"\d+ - (.+) \((\d{4}-\d\d-\d\d)\)", record["documentName"])
            if name:
                paragraphs = _lines(record["originalText"])
                headed = paragraphs if paragraphs[:1] == (name[1],) else (name[1], *paragraphs)
                yield Page("wikinews", record["documentName"], name[2], None, headed)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())


def _is_news(page: Page) -> bool:
    """Whether a page is an article rather than a list of links or a single sentence, and says something in it."""
    body = page.lines[1:]
    length = sum(map(len, body))
    sentences = [line for line in body if re.search(r"[.!?][\"”“»«]?$", line)]
    tells = re.search(r"[„“\"»]|\b(?:sagte|laut|teilte|erklärte|betonte|zufolge|so)\b", " ".join(body))
    whole = 2 * sum(map(len, sentences)) > length
    return _SHORTEST <= length <= _LONGEST and len(page.lines) > 2 and whole and tells is not None


def main() -> int:
    """The command line; 2 where the corpora are not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the files are written")
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    options = parser.parse_args()
    found = pages(options.corpora)
    options.folder.mkdir(parents=True, exist_ok=True)
    for page in found:
        (options.folder / f"{page.stem}.txt").write_text(page.as_file(), encoding="utf-8")
    print(f"{len(found)} articles in {options.folder}")
    return 0


if __name__ == "__main__":
    run(main)
