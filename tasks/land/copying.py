"""Which articles that land are copies of each other or of what has landed before, and who has it from whom.

Two articles are compared where their fingerprints have hashes in common and they were published at most a week apart:
agencies' copy is printed within days, and a weekly paper takes what was written since its last issue. So what an
article costs follows from how much is published in two weeks, not from how much has landed. Whether two are copies
depends on the two alone, and so the order of arrival does not matter; versions of one article are not compared with
each other, and articles without a day with none.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import duckdb
import pyarrow as pa

from quellenlage.copies import Compared, Direction, Imprint, Shares, compared, direction, shares
from quellenlage.copies.shingles import FEWEST_HASHES
from quellenlage.outlets import registry
from quellenlage.records import Segment, Span
from quellenlage.tasks.land.asking import ask, on_days, register_texts
from quellenlage.tasks.land.lake import insert
from quellenlage.tasks.tables.ledger_tables import COPY_RECORDS
from quellenlage.tasks.tables.rows import row_of
from quellenlage.tasks.tables.schema import arrow_table

#: Days between two articles that are compared, at most.
DAYS = 7

#: Each landing article's hashes with those of its week before and behind it: a pair once or twice, which is the same.
_CANDIDATES = """
CREATE OR REPLACE TEMP TABLE copy_candidates AS
WITH fresh AS MATERIALIZED (
    SELECT document_id, published, unnest(hashes) AS hash FROM landing_fingerprints WHERE published IS NOT NULL
), known AS (
    SELECT document_id, published, unnest(hashes) AS hash FROM fingerprints WHERE {days}
    UNION ALL FROM fresh
)
SELECT DISTINCT least(fresh.document_id, known.document_id) AS document_id,
       greatest(fresh.document_id, known.document_id) AS other_id
FROM fresh JOIN known ON known.hash = fresh.hash AND known.document_id <> fresh.document_id
     AND known.published BETWEEN fresh.published - $days AND fresh.published + $days
GROUP BY fresh.document_id, known.document_id HAVING count(DISTINCT fresh.hash) >= $fewest
"""
_CONCERNED = "document_id IN (SELECT document_id FROM copy_candidates UNION SELECT other_id FROM copy_candidates)"
_DOCUMENTS = "document_id, article_id, outlet, published, published_at, authors, text"


@dataclass(frozen=True, slots=True)
class Copy:
    """A row of ``copy_records``, but for its run."""

    document_id: str
    other_id: str
    share: float
    other_share: float
    words: int
    from_id: str | None
    origin: str | None
    told_by: str | None


@dataclass(frozen=True)
class _Text:
    """An article as far as it is compared; ``row`` is that of ``documents``."""

    row: Mapping[str, Any]
    segments: Sequence[Segment]
    credits: Sequence[Mapping[str, Any]]

    @cached_property
    def compared(self) -> Compared:
        credited = [Span(one["start_char"], one["end_char"]) for one in self.credits]
        return compared(self.row["text"], self.segments, credited)

    @cached_property
    def imprint(self) -> Imprint:
        def credited(kind: str, *parts: str) -> frozenset[str]:
            return frozenset(one["name"] for one in self.credits if one["kind"] == kind and one["part"] in parts)

        outlet = self.row["outlet"]
        known = registry.by_name(outlet) if outlet else None
        return Imprint(
            outlet,
            known is not None and known.agency,
            self.row["published"],
            self.row["published_at"],
            credited("agency", "text", "material"),
            credited("outlet", "text", "material"),
            credited("person", "byline") | frozenset(self.row["authors"] or ()),
        )


def copies_of(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, pa.Table]) -> list[Copy]:
    """Which of the documents in ``tables``, about to land, are copies of each other or of what has landed; sorted."""
    for name in ("documents", "segments", "credits", "fingerprints"):
        connection.register(f"landing_{name}", tables[name])
    published = {day for day in tables["fingerprints"]["published"].to_pylist() if day is not None}
    days = on_days({day + dt.timedelta(beside) for day in published for beside in range(-DAYS, DAYS + 1)})
    connection.execute(_CANDIDATES.replace("{days}", days), {"days": DAYS, "fewest": FEWEST_HASHES})
    pairs = connection.execute("FROM copy_candidates ORDER BY ALL").fetchall()
    texts = _texts(connection, days) if pairs else {}
    for name in ("documents", "segments", "credits", "fingerprints"):
        connection.unregister(f"landing_{name}")
    connection.execute("DROP TABLE temp.copy_candidates")
    return list(_copies(pairs, texts))


def copy_rows(run_id: str, copies: Sequence[Copy]) -> pa.Table:
    return arrow_table(COPY_RECORDS, [row_of(COPY_RECORDS, one, run_id=run_id) for one in copies])


def copies_that_were(connection: duckdb.DuckDBPyConnection, document_ids: Collection[str]) -> list[Copy]:
    """The rows of ``copy_records`` with those documents."""
    register_texts(connection, "copied", "document_id", sorted(document_ids))
    which = "document_id IN (FROM copied) OR other_id IN (FROM copied)"
    columns = ", ".join(name for name in COPY_RECORDS.names if name != "run_id")
    found = [Copy(**row) for row in ask(connection, f"SELECT {columns} FROM copy_records WHERE {which}")]
    connection.unregister("copied")
    return found


def keep_copies(
    connection: duckdb.DuckDBPyConnection, run_id: str, old: Collection[Copy], now: Collection[Copy]
) -> None:
    """Have ``copy_records`` say ``now`` in place of ``old``; a row that holds as it was stays as it is."""
    for gone in sorted(set(old) - set(now), key=lambda copy: (copy.document_id, copy.other_id)):
        pair = [gone.document_id, gone.other_id]
        connection.execute("DELETE FROM copy_records WHERE document_id = ? AND other_id = ?", pair)
    new = sorted(set(now) - set(old), key=lambda copy: (copy.document_id, copy.other_id))
    insert(connection, {COPY_RECORDS.name: copy_rows(run_id, new)})


def _texts(connection: duckdb.DuckDBPyConnection, days: str) -> dict[str, _Text]:
    """The articles of all candidates, by id."""

    def rows(table: str, columns: str) -> Iterator[dict[str, Any]]:
        landed = f"({days}) AND document_id NOT IN (SELECT document_id FROM landing_fingerprints)"
        for place, among in ((f"landing_{table}", "true"), (table, landed)):
            yield from ask(connection, f"SELECT {columns} FROM {place} WHERE {among} AND {_CONCERNED} ORDER BY ALL")

    segments: dict[str, list[Segment]] = defaultdict(list)
    for row in rows("segments", "document_id, start_char, end_char, kind"):
        segments[row["document_id"]].append(Segment(row["kind"], row["start_char"], row["end_char"]))
    credits: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows("credits", "document_id, start_char, end_char, name, kind, part"):
        credits[row["document_id"]].append(row)
    return {
        one: _Text(row, segments[one], credits[one])
        for row in rows("documents", _DOCUMENTS)
        for one in [row["document_id"]]
    }


def _copies(pairs: Sequence[tuple[str, str]], texts: Mapping[str, _Text]) -> Iterator[Copy]:
    for document_id, other_id in pairs:
        one, other = texts[document_id], texts[other_id]
        if one.row["article_id"] == other.row["article_id"]:
            continue
        found = shares(one.compared, other.compared)
        if found.is_copy:
            yield _copy(document_id, other_id, found, direction(one.imprint, other.imprint))


def _copy(document_id: str, other_id: str, found: Shares, told: Direction) -> Copy:
    from_id = None if told.first is None else (document_id, other_id)[told.first]
    return Copy(document_id, other_id, found.share, found.other_share, found.words, from_id, told.origin, told.told_by)
