"""By which words claims are looked up: kept in the lake beside them, and asked for those that are alike.

A claim that lands is not compared with those of the days around it, of which there may be a million, but with those
that have enough rare words with it in common. DuckDB finds these by the hashes in ``claim_stems``; how two stand to
each other is decided by the claims themselves, so that what the hashes tell too much changes nothing.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import duckdb
import pyarrow as pa

from quellenlage.relations import DAYS, Compared
from quellenlage.relations.find_relations import ENOUGH, LEAST, MOST
from quellenlage.relations.stems import hash_of, rare_words, rules
from quellenlage.tasks.land.asking import on_days
from quellenlage.tasks.tables.document_tables import CLAIM_STEMS
from quellenlage.tasks.tables.rows import stems_row
from quellenlage.tasks.tables.schema import arrow_table

_AT_ONCE = 50_000  # claims whose stems are written together
_MET_AT_ONCE = (
    500_000_000  # pairs of claims in a week that are asked for together: those that share a word are in memory
)
_FEW = 10_000  # claims, of which it takes a second to find the stems

#: What is in common is weighed here in another order than where it is decided: rather a pair too many.
_ALIKE = f"""
SELECT asked.place, any_value(known.claim_id), any_value(known.published)
FROM asked_stems AS asked JOIN (
    SELECT rowid AS row, claim_id, published, weight, unnest(stems) AS stem FROM claim_stems WHERE {{days}}
) AS known ON known.stem = asked.stem AND known.published BETWEEN asked.published - {DAYS} AND asked.published + {DAYS}
GROUP BY asked.place, known.row
HAVING sum(asked.stem_weight) + 1e-6 >= {MOST} * least(any_value(asked.weight), any_value(known.weight))
    OR sum(asked.stem_weight) + 1e-6 >= greatest(
        {ENOUGH}, {LEAST} * least(any_value(asked.weight), any_value(known.weight)))
"""
_ASKED = pa.schema(
    [
        ("place", pa.int32()),
        ("published", pa.date32()),
        ("weight", pa.float64()),
        ("stem", pa.int32()),
        ("stem_weight", pa.float64()),
    ]
)


class Alike(NamedTuple):
    """A claim that lands, by its place among those, and one that has landed, which have enough words in common."""

    place: int
    claim_id: str
    published: dt.date


def alike(connection: duckdb.DuckDBPyConnection, landing: Sequence[Compared]) -> Iterator[Alike]:
    """The pairs that may be looked at of claims about to land and claims that have landed, and some others."""
    for places in _portions(connection, landing):
        asked = [
            (place, one.published, one.weight, hash_of(word), one.weights[word])
            for place in places
            for one in [landing[place]]
            for word in rare_words(one.weights)
        ]
        columns = zip(*asked, strict=True) if asked else [[]] * len(_ASKED)
        connection.register("asked_stems", pa.table([list(column) for column in columns], schema=_ASKED))
        days = around({landing[place].published for place in places})
        yield from map(Alike._make, connection.execute(_ALIKE.replace("{days}", days)).fetchall())
        connection.unregister("asked_stems")


def _portions(connection: duckdb.DuckDBPyConnection, landing: Sequence[Compared]) -> Iterator[list[int]]:
    """The places in ``landing``, by day, in portions that meet about so many landed claims in their weeks."""
    days = {one.published for one in landing}
    counted: dict[dt.date, int] = dict(
        connection.execute(f"SELECT published, count(*) FROM claim_stems WHERE {around(days)} GROUP BY 1").fetchall()
    )
    week = [dt.timedelta(beside) for beside in range(-DAYS, DAYS + 1)]
    near = {day: sum(counted.get(day + beside, 0) for beside in week) for day in days}
    portion: list[int] = []
    met = 0
    for place in sorted(range(len(landing)), key=lambda place: landing[place].published):
        portion.append(place)
        met += near[landing[place].published]
        if met >= _MET_AT_ONCE:
            yield portion
            portion, met = [], 0
    if met:
        yield portion


def around(days: set[dt.date]) -> str:
    """The condition that a row is of a day at most :data:`DAYS` from one of these."""
    return on_days({day + dt.timedelta(beside) for day in days for beside in range(-DAYS, DAYS + 1)})


def keep_stems(connection: duckdb.DuckDBPyConnection) -> int:
    """Write ``claim_stems`` anew from the claims that have landed, a month after the other; returns how many.

    Only what lands asks for them, and that waits. Until all are there, the lake says that they are still to be made:
    who is killed leaves that to the next writer.
    """
    connection.execute("UPDATE schema_version SET stems = NULL")
    connection.execute("DELETE FROM claim_stems")
    months = connection.execute(
        "SELECT year(published), month(published), count(*) FROM claim_records GROUP BY 1, 2 ORDER BY 1, 2"
    ).fetchall()
    every = sum(int(number) for *_, number in months)
    if every > _FEW:
        logging.getLogger(__name__).warning("By which words %s claims are looked up is found anew, once.", f"{every:,}")
    for year, month, _ in months:
        condition = f"year(published) = {year} AND month(published) = {month}" if year else "published IS NULL"
        claims = connection.execute(
            f"SELECT claim_id, document_id, published, content FROM claim_records WHERE {condition} ORDER BY claim_id"
        ).to_arrow_table()
        for first in range(0, claims.num_rows, _AT_ONCE):
            rows = [stems_row(**row) for row in claims.slice(first, _AT_ONCE).to_pylist()]
            connection.register("stems_to_keep", arrow_table(CLAIM_STEMS, rows))
            connection.execute("INSERT INTO claim_stems BY NAME FROM stems_to_keep")
            connection.unregister("stems_to_keep")
    connection.execute("UPDATE schema_version SET stems = ?", [rules()])
    return every
