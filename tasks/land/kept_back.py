"""What is kept back: in quarantine, each thing once as long as it is what it was; and what never comes in again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from quellenlage.records import Rejected
from quellenlage.tasks.land.asking import register_texts
from quellenlage.tasks.land.lake import insert, open_lake
from quellenlage.tasks.tables.ledger_tables import QUARANTINE, RELEASED
from quellenlage.tasks.tables.rows import row_of
from quellenlage.tasks.tables.schema import arrow_table

#: Characters of a payload that are kept; what is longer is told by place, size and hash.
MOST_KEPT = 10_000

_HELD = """
SELECT now.place FROM rejected_now AS now SEMI JOIN quarantine AS held
ON held.uri = now.uri AND held.stage = now.stage AND held.reason = now.reason
AND (held.payload_hash = now.payload_hash OR (held.payload_hash IS NULL AND held.payload = now.whole))
"""
_RELEASED = """
SELECT DISTINCT uri, stage, reason, run_id AS quarantined_by FROM quarantine SEMI JOIN landing_now
ON landing_now.uri = quarantine.uri OR starts_with(landing_now.uri, quarantine.uri || '#')
WHERE run_id <> $run AND (uri, stage, reason) NOT IN (SELECT (uri, stage, reason) FROM rejected_now)
ORDER BY ALL
"""


def quarantine_rows(run_id: str, rejected: Sequence[Rejected]) -> pa.Table:
    return arrow_table(
        QUARANTINE,
        [
            row_of(
                QUARANTINE,
                one,
                run_id=run_id,
                payload=one.payload[:MOST_KEPT],
                payload_hash=_hash(one.payload),
                payload_size=len(one.payload),
            )
            for one in rejected
        ],
    )


def not_kept_yet(connection: duckdb.DuckDBPyConnection, rejected: Sequence[Rejected]) -> list[Rejected]:
    """Those of ``rejected`` that are not in quarantine as they are, each once."""
    if not (once := list(dict.fromkeys(rejected))):
        return []
    connection.register("rejected_now", _asked(once))
    held = {place for (place,) in connection.execute(_HELD).fetchall()}
    connection.unregister("rejected_now")
    return [one for place, one in enumerate(once) if place not in held]


def release(
    connection: duckdb.DuckDBPyConnection, run_id: str, landing: Sequence[str], rejected: Sequence[Rejected]
) -> None:
    """Take out of quarantine what was put there by earlier runs and is ``landing`` now, by its URI; leave a trace.

    A file of several articles is released when one of them lands, unless it is ``rejected`` again.
    """
    if not landing:
        return
    register_texts(connection, "landing_now", "uri", landing)
    connection.register("rejected_now", _asked(rejected))
    found = connection.execute(_RELEASED, {"run": run_id}).to_arrow_table().to_pylist()
    connection.unregister("landing_now")
    connection.unregister("rejected_now")
    if found:
        rows = arrow_table(RELEASED, [one | {"run_id": run_id} for one in found])
        connection.register("released_now", rows)
        connection.execute(
            "DELETE FROM quarantine WHERE (uri, stage, reason) IN (SELECT (uri, stage, reason) FROM released_now)"
        )
        connection.unregister("released_now")
        insert(connection, {RELEASED.name: rows})


def forgotten_hashes(data: Path) -> frozenset[tuple[str, str]]:
    """What was forgotten for good, by hash and kind."""
    with open_lake(data, create=True) as connection:
        return frozenset(connection.execute("SELECT hash, kind FROM forgotten").fetchall())


def _asked(rejected: Sequence[Rejected]) -> pa.Table:
    text = pa.string()
    return pa.table(
        {
            "place": pa.array(range(len(rejected)), pa.int64()),
            "uri": pa.array([one.uri for one in rejected], text),
            "stage": pa.array([one.stage for one in rejected], text),
            "reason": pa.array([one.reason for one in rejected], text),
            "whole": pa.array([one.payload for one in rejected], text),
            "payload_hash": pa.array([_hash(one.payload) for one in rejected], text),
        }
    )


def _hash(payload: str) -> str:
    return hashlib.sha256(payload.encode("utf-8", "surrogatepass")).hexdigest()
