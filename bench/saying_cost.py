"""How the cost of finding how claims stand to each other grows, and that of counting their origins, to 100,000 claims.

    python -m bench.saying_cost [CLAIMS ...] [--a-day 1000]

The claims are made: words follow Zipf's law, the common ones are those of ``stem_weights.csv``; a tenth of the claims
repeat an earlier one of the last days with a word changed; eight make an article, a thousand a day; each comes from one
of 20 papers and half of the claims from somebody else behind it. Printed is the processor time to find all pairs at
once; for the last thousand claims, as they land in a lake that has the others, and how much memory that takes; and of
asking ``claim_origins`` for all claims. The same number gives the same claims.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

import duckdb
import pyarrow as pa

from quellenlage.relations import Compared, Link, find_relations
from quellenlage.relations.stems import stem_weights
from quellenlage.tasks.land.lake import insert, open_lake, writing
from quellenlage.tasks.land.land import links_of
from quellenlage.tasks.land.stems_of_claims import keep_stems
from quellenlage.tasks.tables.schema import TABLES, create_table, views_sql

_LAST = 1000
_WORDS = 40_000
_SYLLABLES = ("ver", "be", "kon", "trag", "ung", "heit", "lich", "stra", "ge", "mein", "spiel", "ruf", "zahl", "wahl")


def claims(number: int, a_day: int) -> list[Compared]:
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
            words = made[chance.randrange(max(0, i - a_day), i)].content.split()
            words[chance.randrange(len(words))] = chance.choice(vocabulary)
        made.append(Compared(f"{i:06}", str(i // 8), first + dt.timedelta(i // a_day), " ".join(words)))
    return made


def records(everything: list[Compared]) -> pa.Table:
    """The rows of ``claim_records`` of these claims."""
    schema = TABLES["claim_records"].schema
    told = ("claim_id", "document_id", "published", "content", "act", "negated", "certainty")
    spans = {"content_spans": [{"start_char": 0, "end_char": 1}]}
    rows = [{name: getattr(one, name) for name in told} | spans for one in everything]
    return pa.Table.from_pylist(rows, schema=schema)


def cost_of_last(everything: list[Compared]) -> tuple[float, float]:
    """Processor seconds for the last thousand claims as they land where the others have, and the megabytes it takes."""
    landing = {
        "claim_records": records(everything[-_LAST:]),
        "source_records": TABLES["source_records"].schema.empty_table(),
    }
    with tempfile.TemporaryDirectory(prefix="saying_cost-") as folder:
        with open_lake(Path(folder), create=True) as connection:
            with writing(connection, Path(folder)):
                insert(connection, {"claim_records": records(everything[:-_LAST])})
            keep_stems(connection)
        with open_lake(Path(folder), create=True) as connection:
            links_of(connection, {name: rows.slice(0, 10) for name, rows in landing.items()})
            before = _resident(most=False)
            started = time.process_time()
            links_of(connection, landing)
            return time.process_time() - started, max(0.0, _resident(most=True) - before)


def _resident(*, most: bool) -> float:
    """The megabytes that this process has in memory; the most since this was asked the last time (of Linux alone)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    name = "VmHWM" if most else "VmRSS"
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith(name))
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return int(kilobytes) / 1024


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
        started = time.process_time()
        connection.execute("SELECT count(*), sum(origins) FROM claim_origins").fetchall()
        return time.process_time() - started


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


def main(numbers: list[int], a_day: int) -> None:
    _ = claims(1, a_day)[0].words  # the tables are read once
    columns = ("claims", "pairs", "all at once", "µs a claim", "last 1,000", "memory", "claim_origins")
    print("".join(f"{column:>14}" for column in columns))
    for number in numbers:
        everything = claims(number, a_day)
        seconds, memory = cost_of_last(everything)
        started = time.process_time()
        found = find_relations(everything)
        whole = time.process_time() - started
        origins = seconds_of_origins(everything, found)
        told = (
            f"{whole:.2f} s",
            f"{1e6 * whole / number:.1f}",
            f"{seconds:.2f} s",
            f"{memory:.0f} MB",
            f"{origins:.2f} s",
        )
        print("".join(f"{value:>14}" for value in (f"{number:,}", f"{len(found):,}", *told)), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("numbers", nargs="*", type=int, default=[1_000, 3_000, 10_000, 30_000, 100_000])
    parser.add_argument("--a-day", type=int, default=1_000, help="how many claims there are a day")
    chosen = parser.parse_args()
    main(chosen.numbers, chosen.a_day)
