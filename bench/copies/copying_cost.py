"""What finding the copies of an article costs in a lake that grows, to 1,000,000 articles.

    python -m bench.copies.copying_cost [ARTICLES ...]

The lake is made, and holds what copies ask for: documents, and fingerprints of 36 hashes, one in twenty of them a
phrase that others use too, by Zipf's law. There are 550 articles a day, as many as make a million in five years; every
tenth has two thirds of its hashes from one of the days before, and one in twenty-five has three hashes of a line that a
house sets below every text. The last 1,000 are a batch that lands; printed is the processor time of one of them. The
same number gives the same lake.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from quellenlage.tasks.land.copying import copies_of
from quellenlage.tasks.land.lake import open_lake, writing
from quellenlage.tasks.tables.schema import TABLES

_A_DAY = 550
_AT_ONCE = 100_000
_BATCH = 1_000
_MAKE = """
CREATE OR REPLACE TEMP TABLE made AS
WITH numbered AS (
    SELECT i, 'd' || lpad(i::VARCHAR, 8, '0') AS document_id, DATE '2020-01-01' + (i // $a_day)::INTEGER AS published,
           CASE WHEN i % 10 = 0 THEN greatest(0, i - 1 - (hash(i, 'of') % 1500)::BIGINT) ELSE i END AS model
    FROM range($first, $behind) AS numbers(i)
)
SELECT numbered.*, list_sort(list_distinct(list_transform(range(36), lambda n:
    CASE WHEN n < 2 THEN (exp((hash(i, n) >> 11)::DOUBLE / 9007199254740992.0 * ln(50000)))::INTEGER
         WHEN n < 5 AND i % 25 = 3 THEN (-n)::INTEGER
         ELSE ((hash(CASE WHEN n < 26 THEN model ELSE i END, n, 'text') % 4000000000)::BIGINT - 2000000000)::INTEGER
    END))) AS hashes
FROM numbered;
"""
_DOCUMENTS = """
SELECT document_id, document_id AS article_id, 1 AS version, published, 'Blatt ' || i % 40 AS outlet,
       NULL::TIMESTAMPTZ AS published_at, []::VARCHAR[] AS authors, $text || model AS text
FROM made
"""
_TEXT = "Im Streit um die Brücke hat der Rat gestern nichts beschlossen, und morgen tagt er wieder. " * 20


def seconds_of_last(data: Path, number: int) -> tuple[float, int]:
    """Make a lake of so many articles, the last thousand of which land; seconds for these, and their copies."""
    with open_lake(data, create=True) as connection:
        connection.execute("SET threads = 2")
        for first in range(0, number - _BATCH, _AT_ONCE):
            behind = min(first + _AT_ONCE, number - _BATCH)
            connection.execute(_MAKE, {"a_day": _A_DAY, "first": first, "behind": behind})
            with writing(connection, data):
                connection.execute(f"INSERT INTO documents BY NAME {_DOCUMENTS}", {"text": _TEXT})
                connection.execute("INSERT INTO fingerprints SELECT document_id, published, hashes FROM made")
        connection.execute(_MAKE, {"a_day": _A_DAY, "first": number - _BATCH, "behind": number})
        landing = {
            "documents": connection.execute(_DOCUMENTS, {"text": _TEXT}).to_arrow_table(),
            "fingerprints": connection.execute("SELECT document_id, published, hashes FROM made").to_arrow_table(),
        } | {name: TABLES[name].schema.empty_table() for name in ("segments", "credits")}
    with open_lake(data, create=True) as connection:
        copies_of(connection, landing)  # what is asked for the first time is read from the disk
        started = time.process_time()
        found = copies_of(connection, landing)
        return time.process_time() - started, len(found)


def main(numbers: list[int]) -> None:
    print(f"{'articles':>9} {'pairs of the last 1,000':>24} {'ms an article':>14}")
    for number in numbers:
        with tempfile.TemporaryDirectory(prefix="copying_cost-") as folder:
            seconds, found = seconds_of_last(Path(folder), number)
        print(f"{number:>9,} {found:>24,} {1000 * seconds / _BATCH:>14.2f}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("numbers", nargs="*", type=int, default=[10_000, 100_000, 1_000_000])
    main(parser.parse_args().numbers)
