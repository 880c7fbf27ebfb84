"""How the cost of finding how claims stand to each other grows, and that of counting their origins, to 100,000 claims.

    python -m bench.saying_cost [CLAIMS ...]

The claims are made: words follow Zipf's law, the common ones are those of ``stem_weights.csv``; a tenth of the claims
repeat an earlier one of the last days with a word changed; eight make an article, a thousand a day; each comes from one
of 20 papers and half of the claims from somebody else behind it. Printed are the time to find all pairs at once, that
for the last thousand claims in a lake that has the others, and that of asking ``claim_origins`` for all claims.
The same number gives the same claims.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import time
from dataclasses import asdict

import duckdb
import pyarrow as pa

from quellenlage.relations import DAYS, Compared, Link, find_relations
from quellenlage.relations.stems import stem_weights
from quellenlage.tasks.tables.schema import TABLES, create_table, views_sql

_A_DAY = 1000
_WORDS = 40_000
_SYLLABLES = ("ver", "be", "kon", "trag", "ung", "heit", "lich", "stra", "ge", "mein", "spiel", "ruf", "zahl", "wahl")


def claims(number: int) -> list[Compared]:
    chance = random.Random(number)
    made_up = ["".join(chance.choices(_SYLLABLES, k=chance.choice((2, 3, 3, 4)))) for _ in range(_WORDS)]
    # Whose rank is that of real words weighs what these do.
    vocabulary = [*sorted(stem_weights()[0], key=lambda word: (stem_weights()[0][word], word)), *made_up]
    weights = [1 / rank for rank in range(1, len(vocabulary) + 1)]
    drawn = chance.choices(vocabulary, weights, k=14 * number)
    first = dt.date(2025, 1, 1)
    made: list[Compared] = []
    for i in range(number):
        words = drawn[14 * i : 14 * i + chance.randint(6, 14)]
        if i and chance.random() < 0.1:
            words = made[chance.randrange(max(0, i - _A_DAY), i)].content.split()
            words[chance.randrange(len(words))] = chance.choice(vocabulary)
        made.append(Compared(f"{i:06}", str(i // 8), first + dt.timedelta(i // _A_DAY), " ".join(words)))
    return made


def seconds_of_origins(everything: list[Compared], links: list[Link]) -> float:
    """How long the view ``claim_origins`` takes over these claims, in a plain DuckDB file's place."""
    with duckdb.connect() as connection:
        for table in TABLES.values():
            connection.execute(create_table(table))
        connection.execute(views_sql(of_lake=True))
        rows = pa.Table.from_pylist(
            [
                {"claim_id": o.claim_id, "document_id": o.document_id, "published": o.published, "content": o.content}
                for o in everything
            ]
        )
        pairs = pa.Table.from_pylist([asdict(link) for link in links], schema=TABLES["claim_links"].schema)
        connection.register("made_claims", rows)
        connection.register("made_links", pairs)
        connection.execute(_LAKE)
        started = time.perf_counter()
        connection.execute("SELECT count(*), sum(origins) FROM claim_origins").fetchall()
        return time.perf_counter() - started


_LAKE = """
INSERT INTO claim_records BY NAME FROM made_claims;
INSERT INTO claim_links BY NAME FROM made_links;
INSERT INTO documents BY NAME
SELECT DISTINCT document_id, document_id AS uri, 1 AS version, published, 'paper ' || document_id::INT % 20 AS outlet
FROM made_claims;
INSERT INTO source_records BY NAME
SELECT document_id, outlet AS source_id, outlet AS name, 'outlet' AS kind, outlet AS entity_id, true AS named
FROM documents
UNION ALL BY NAME
SELECT document_id, 'person ' || claim_id::INT % 5000 AS source_id, source_id AS name, 'person' AS kind,
       source_id AS entity_id, true AS named
FROM made_claims;
INSERT INTO attribution_records BY NAME
SELECT claim_id, document_id, 0 AS hop, outlet AS source_id, 'prints' AS relation
FROM made_claims JOIN documents USING (document_id)
UNION ALL BY NAME
SELECT claim_id, document_id, 1 AS hop, 'person ' || claim_id::INT % 5000 AS source_id, 'speaker' AS relation
FROM made_claims WHERE claim_id::INT % 2 = 0;
"""


def main(numbers: list[int]) -> None:
    _ = claims(1)[0].words  # the tables are read once
    print(f"{'claims':>8} {'pairs':>7} {'all at once':>12} {'µs a claim':>11} {'last 1,000':>11} {'claim_origins':>14}")
    for number in numbers:
        everything = claims(number)
        started = time.perf_counter()
        found = find_relations(everything)
        seconds = time.perf_counter() - started
        last = [Compared(o.claim_id, o.document_id, o.published, o.content) for o in everything[-_A_DAY:]]
        before = last[0].published - dt.timedelta(DAYS)
        known = [
            Compared(o.claim_id, o.document_id, o.published, o.content)
            for o in everything[:-_A_DAY]
            if o.published >= before
        ]
        started = time.perf_counter()
        find_relations(last, known)
        alone = time.perf_counter() - started
        origins = seconds_of_origins(everything, found)
        per_claim = 1e6 * seconds / number
        print(f"{number:>8} {len(found):>7} {seconds:>10.2f} s {per_claim:>11.1f} {alone:>9.2f} s {origins:>12.2f} s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("numbers", nargs="*", type=int, default=[1_000, 3_000, 10_000, 30_000, 100_000])
    main(parser.parse_args().numbers)
