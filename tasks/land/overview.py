"""What is in a lake, in a few figures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from quellenlage.tasks.land.lake import open_lake
from quellenlage.tasks.land.publish import NAME, is_current

#: What is counted, each with the table that has a row for each of its rows; without one, it is to be computed.
_COUNTED = {
    "documents": "documents",
    "dates": "dates",
    "mentions": "mention_records",
    "entities": None,
    "sources": None,
    "claims": "claim_records",
    "attributions": "attribution_records",
    "quarantine": "quarantine",
    "runs": "runs",
}
_ACCOUNT = ("seen", "landed", "unchanged", "quarantined", "passed_over", "passed_over_as")
_CLAIMS = 10


@dataclass(frozen=True, slots=True)
class Overview:
    """Rows by table or view, the account of one run if it was closed, and the newest claims with a named speaker."""

    sizes: dict[str, int]
    run: dict[str, Any] | None
    claims: list[tuple[Any, ...]]


def overview(data: Path, run_id: str) -> Overview:
    """What the lake in ``data`` holds, and what run ``run_id`` did.

    Raises:
        NoLakeError: nothing has landed there yet.
    """
    with open_lake(data, read_only=True) as connection:
        sizes = {name: _count(connection, table) if table else 0 for name, table in _COUNTED.items()}
        # A lake of an earlier version, which nothing has been written to since, lacks the last two.
        account = connection.execute("FROM run_records WHERE run_id = ?", [run_id])
        names = [column[0] for column in account.description or ()]
        row = account.fetchone()
    with _state(data) as connection:
        sizes |= {name: _count(connection, name) for name, table in _COUNTED.items() if table is None}
        claims = connection.execute(
            "SELECT published, speaker, act, content, certainty FROM who_said_what WHERE speaker IS NOT NULL "
            "ORDER BY published DESC NULLS LAST, document_id, claim_id LIMIT ?",
            [_CLAIMS],
        ).fetchall()
    known = dict(zip(names, row, strict=True)) if row else {}
    run = {name: known[name] for name in _ACCOUNT if name in known}
    return Overview(sizes, run or None, claims)


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(row[0]) if row else 0


@contextmanager
def _state(data: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse, which keeps what views tell, where it is current; else the lake."""
    if (data / NAME).is_file() and is_current(data):
        with duckdb.connect(str(data / NAME), read_only=True) as connection:
            yield connection
    else:
        with open_lake(data, read_only=True) as connection:
            yield connection
