"""A lake that might have grown over years, made without reading a single article: for measuring what grows with it.

Words, names and outlets follow Zipf's law, as real ones do: a few are everywhere, most are rare. A text has some 400
words, an article 25 claims by the people and bodies that it names, every twelfth claim says what an article of the day
before said. The same number gives the same lake.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from quellenlage.pipeline.lemmas import GermanLemmatizer
from quellenlage.project import DEFAULT_MODEL, PIPELINES
from quellenlage.tasks.land.lake import open_lake, writing
from quellenlage.tasks.land.stems_of_claims import keep_stems

_AT_ONCE = 10_000
_WORDS = 400
_VOCABULARY = 60_000
_LAST_DAY = dt.date(2025, 12, 31)
_A_DAY = 80  # articles of a day, while the lake is not older than this many days:
_OLDEST = 1_800


def make_lake(data: Path, number: int) -> None:
    """Make a lake in the folder ``data`` that holds so many articles."""
    chance = np.random.default_rng(number)
    words = _vocabulary(chance)
    days = max(30, min(_OLDEST, number // _A_DAY))
    script = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    macros, blocks = script.split("-- A block of articles")
    with open_lake(data, create=True) as connection:
        connection.execute("SET threads = 2")
        connection.execute(macros)
        for first in range(0, number, _AT_ONCE):
            rows = _articles(range(first, min(first + _AT_ONCE, number)), number, days, words, chance)
            with writing(connection, data):
                connection.register("made", rows)
                _execute(connection, blocks, {"people": max(500, int(20 * math.sqrt(number)))})
                connection.unregister("made")
        keep_stems(connection)


def _execute(connection: duckdb.DuckDBPyConnection, script: str, values: dict[str, int]) -> None:
    for statement in script.split(";"):
        if statement.strip():
            named = {name: value for name, value in values.items() if f"${name}" in statement}
            connection.execute(statement, named or None)


def _vocabulary(chance: np.random.Generator) -> list[str]:
    """Forms that the lemmatizer knows, and compounds of two of its nouns; the first are the frequent ones."""
    tables = GermanLemmatizer().from_disk(PIPELINES[DEFAULT_MODEL] / "german_lemmatizer").tables
    known = [*sorted(tables["noun"]), *sorted(tables["verb"])]
    forms = [known[i] for i in chance.choice(len(known), 2 * _VOCABULARY // 3, replace=False)]
    nouns = sorted(set(tables["noun"].values()))
    pairs = chance.choice(len(nouns), (_VOCABULARY // 3, 2))
    words = [*forms, *(f"{nouns[a]}s{nouns[b].lower()}" for a, b in pairs)]
    return [words[i] for i in chance.permutation(len(words))]


def _articles(numbers: range, everything: int, days: int, words: list[str], chance: np.random.Generator) -> pa.Table:
    """Number, day and text of each."""
    ranks = np.exp(chance.random((len(numbers), _WORDS)) * math.log(len(words))).astype(int) - 1
    texts = [" ".join(_sentences([words[rank] for rank in row])) for row in ranks]
    first = _LAST_DAY - dt.timedelta(days)
    published = [first + dt.timedelta(number * days // everything) for number in numbers]
    return pa.table({"i": pa.array(numbers, pa.int64()), "published": pa.array(published), "text": texts})


def _sentences(words: list[str]) -> Iterator[str]:
    for start in range(0, len(words), 15):
        sentence = words[start : start + 15]
        yield f"{sentence[0].capitalize()} {' '.join(sentence[1:])}."
