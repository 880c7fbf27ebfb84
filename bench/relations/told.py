"""The claims that quellenlage finds in free texts, with what tells how two of them stand to each other.

The texts are news pages of SmartData (CC BY 4.0) and Wikinews texts (CC BY 2.5, without their annotation), as
:mod:`bench.rows.texts` reads them. Everything is told as it lands: by the rows of the tables.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bench.rows.measure import normalised_articles
from bench.rows.texts import SMARTDATA, Page, smartdata, wikinews
from models.needed import CORPORA, need

WIKINEWS = ("quotations/train.jsonl.gz", "quotations/dev.jsonl.gz")


@dataclass(frozen=True, slots=True)
class Told:
    """A claim of an article; ``spans`` are characters into its text, whose SHA-256 begins with ``sha``.

    ``names`` are those of entities that its content mentions, ``row`` what lands in ``claim_records``.
    """

    stem: str
    sha: str
    spans: tuple[tuple[int, int], ...]
    published: dt.date
    speaker: str | None
    sentence: str
    names: frozenset[str]
    row: dict[str, object]

    @property
    def content(self) -> str:
        return str(self.row["content"])


def told_in(pages: Iterable[Page], model: str | None = None) -> list[Told]:
    """The claims of pages, in order of their stems and places."""
    from quellenlage.pipeline.load import load
    from quellenlage.records import Extracted
    from quellenlage.tasks.extract.extract import extract
    from quellenlage.tasks.tables.rows import tables_of

    with tempfile.TemporaryDirectory() as folder:
        for page in pages:
            (Path(folder) / f"{page.stem}.txt").write_text(page.as_file(), encoding="utf-8")
        articles = normalised_articles(Path(folder))
    extracted = [one for one in extract(articles, load(model)) if isinstance(one, Extracted)]
    rows = {name: table.to_pylist() for name, table in tables_of(extracted).items()}
    documents = {row["document_id"]: row for row in rows["documents"]}
    speakers = {(row["document_id"], row["source_id"]): row["name"] for row in rows["source_records"]}
    called = {(row["document_id"], row["entity_id"]): row["name"] for row in rows["entity_records"]}
    named: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for row in rows["mention_records"]:
        key = row["document_id"], row["entity_id"]
        named[row["document_id"]].append((row["start_char"], row["end_char"], called[key]))
    found = []
    for row in rows["claim_records"]:
        document = documents[row["document_id"]]
        spans = tuple((span["start_char"], span["end_char"]) for span in row["content_spans"])
        names = {
            name for start, end, name in named[row["document_id"]] if any(a <= start and end <= b for a, b in spans)
        }
        found.append(
            Told(
                Path(document["uri"]).stem,
                hashlib.sha256(document["text"].encode()).hexdigest()[:12],
                spans,
                document["published"],
                speakers.get((row["document_id"], row["speaker_id"])),
                " ".join(document["text"][row["sentence_start"] : row["sentence_end"]].split()),
                frozenset(names),
                row,
            )
        )
    return sorted(found, key=lambda one: (one.stem, one.spans))


def every_page(corpora: Path = CORPORA) -> list[Page]:
    """All texts of 200 to 9,000 characters, in order of their stems.

    Raises:
        UsageError: a corpus is not there.
    """
    need(corpora, SMARTDATA, *WIKINEWS)
    found = [*smartdata(corpora), *(page for name in WIKINEWS for page in wikinews(corpora, name))]
    return sorted((page for page in found if 200 <= sum(map(len, page.lines)) <= 9_000), key=lambda page: page.stem)
