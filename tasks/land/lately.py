"""What landed lately, as the tables of a batch."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pyarrow as pa

from quellenlage.tasks.land.lake import open_lake
from quellenlage.tasks.tables.schema import DOCUMENT_TABLES


def landed_since(data: Path, since: dt.datetime) -> dict[str, pa.Table]:
    """The rows of all documents that landed from ``since`` on, by table.

    Raises:
        NoLakeError: nothing has landed in ``data`` yet.
    """
    with open_lake(data, read_only=True) as connection:
        return {
            table.name: connection.execute(
                f"SELECT {', '.join(table.names)} FROM {table.name} SEMI JOIN ("
                "SELECT document_id FROM documents WHERE landed_at >= ?) AS lately USING (document_id) ORDER BY ALL",
                [since],
            ).to_arrow_table()
            for table in DOCUMENT_TABLES.values()
        }
