"""What full text costs: time and size of the index while publishing, and time of a search, by the number of articles.

    python -m bench.search_speed [ARTICLES ...]

The articles are made: 400 words each, drawn by Zipf's law from forms that the lemmatizer knows and compounds of two of
its nouns; eight claims an article, each by one of 5,000 names. Printed are megabytes of a plain DuckDB file without the
index and with it, seconds of processor time to build it, and milliseconds of the median of a few searches, in a fresh
connection. The same number gives the same articles.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from quellenlage.pipeline.lemmas import GermanLemmatizer
from quellenlage.project import DEFAULT_MODEL, PIPELINES
from quellenlage.tasks.land.kept import make_kept
from quellenlage.tasks.land.search_index import build_index
from quellenlage.tasks.tables.schema import TABLES, create_table

_WORDS = 400
_CLAIMS = 8
_VOCABULARY = 60_000
_NAMES = 5_000


def texts(number: int) -> list[str]:
    """The texts of so many articles."""
    chance = random.Random(number)
    tables = GermanLemmatizer().from_disk(PIPELINES[DEFAULT_MODEL] / "german_lemmatizer").tables
    nouns = sorted(set(tables["noun"].values()))
    known = chance.sample(sorted(tables["noun"]), _VOCABULARY // 3) + chance.sample(
        sorted(tables["verb"]), _VOCABULARY // 3
    )
    compounds = [f"{chance.choice(nouns)}s{chance.choice(nouns).lower()}" for _ in range(_VOCABULARY // 3)]
    vocabulary = [*known, *compounds]
    chance.shuffle(vocabulary)
    weights = [1 / rank for rank in range(1, len(vocabulary) + 1)]
    return [
        " ".join(
            f"{word}{'.' if i % 15 == 14 else ''}"
            for i, word in enumerate(chance.choices(vocabulary, weights, k=_WORDS))
        )
        for _ in range(number)
    ]


def write(path: Path, articles: list[str]) -> None:
    """A warehouse without an index, with those articles, their claims and who makes them."""
    documents: list[dict[str, Any]] = []
    claims: list[dict[str, Any]] = []
    sources: list[dict[str, Any]] = []
    for number, text in enumerate(articles):
        key = f"{number:08}"
        documents.append({"document_id": key, "article_id": key, "uri": key, "version": 1, "text": text})
        documents[-1] |= {"outlet": f"Blatt {number % 20}"}
        for i in range(_CLAIMS):
            start = i * len(text) // _CLAIMS
            spans = [{"start_char": start, "end_char": min(len(text), start + 120)}]
            source = f"{(number * _CLAIMS + i) % _NAMES:05}"
            claims.append({"claim_id": f"{key}{i}", "document_id": key, "content": text[start : start + 120]})
            claims[-1] |= {
                "content_spans": spans,
                "frame_spans": [],
                "cue_spans": [],
                "speaker_id": source,
                "identity": source,
                "speaker": f"Anna Name{source}",
                "kind": "quoted",
            }
            if number * _CLAIMS + i < _NAMES:
                sources.append({"source_id": source, "name": f"Anna Name{source}", "kind": "person"})
    with duckdb.connect(str(path)) as connection:
        for table in TABLES.values():
            if table.name != "claim_records":
                connection.execute(create_table(table))
        make_kept(connection)
        for name, rows in (("documents", documents), ("kept.said", claims), ("kept.sources", sources)):
            connection.register("made_rows", pa.Table.from_pylist(rows))
            connection.execute(f"INSERT INTO {name} BY NAME FROM made_rows")
            connection.unregister("made_rows")


def searches(path: Path) -> tuple[float, float]:
    """Milliseconds of one search for claims and one for articles, the medians over words rare and common."""
    with duckdb.connect(str(path), read_only=True) as connection:
        counted = "FROM search_postings JOIN search_words USING (word_id) GROUP BY word ORDER BY count(*) DESC, word"
        words = [word for (word,) in connection.execute(f"SELECT word {counted}").fetchall()]
        asked = [words[min(place, len(words) - 1)] for place in (10, 100, 1_000, 10_000)]
        asked += [f"{asked[1]} {asked[2]}", f"Name00017 {asked[0]}"]
        spent: list[list[float]] = [[], []]
        for ask in asked:
            for macro, times in zip(("search", "search_articles"), spent, strict=True):
                started = time.perf_counter()
                connection.execute(f"FROM {macro}(?) LIMIT 20", [ask]).fetchall()
                times.append(1000 * (time.perf_counter() - started))
    return statistics.median(spent[0]), statistics.median(spent[1])


def main(numbers: list[int]) -> None:
    print(
        f"{'articles':>8} {'claims':>8} {'without':>10} {'with':>10} {'index':>9} {'claims in':>10} {'articles in':>12}"
    )
    for number in numbers:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "made.duckdb"
            write(path, texts(number))
            before = path.stat().st_size / 1e6
            started = time.process_time()
            with duckdb.connect(str(path)) as connection:
                build_index(connection, ["true"])
            seconds = time.process_time() - started
            size = path.stat().st_size / 1e6
            of_claims, of_articles = searches(path)
        sizes = f"{before:>7.1f} MB {size:>7.1f} MB {seconds:>7.1f} s"
        print(f"{number:>8} {number * _CLAIMS:>8} {sizes} {of_claims:>7.0f} ms {of_articles:>9.0f} ms")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("numbers", nargs="*", type=int, default=[100, 1_000, 10_000])
    main(parser.parse_args().numbers)
