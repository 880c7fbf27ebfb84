"""The warehouse: the lake's current state as one plain DuckDB file."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import duckdb

from quellenlage.errors import FaultError
from quellenlage.tasks.land.lake import locked, open_lake
from quellenlage.tasks.land.search_index import build_index
from quellenlage.tasks.tables.schema import DOCUMENT_TABLES, LEDGER_TABLES, OF_VERSIONS, comments, views_sql

NAME = "warehouse.duckdb"
_BESIDE = ".publish-"


def publish(data: Path) -> Path:
    """Write ``data/warehouse.duckdb`` afresh and swap it in; returns its path.

    It holds the current version of every document and what was found in it, the account of all runs, and the views.
    The swap is atomic: who has the old file open keeps it whole, who opens it next sees the new one. One at a time
    publishes, so that a later state is never followed by an earlier one. A lake of an earlier version is brought up to
    date first, so that both answer alike.

    Raises:
        NoLakeError: nothing has landed in ``data`` yet.
        UsageError: the lake there is of a later version, or of an earlier one that cannot be brought up to date.
        FaultError: the machine does not let the file be written or swapped in; the old one stays.
    """
    target = data / NAME
    if target.is_dir():
        raise FaultError(f"{target}: this is a folder, and the warehouse is a file; move it away and publish again.")
    with open_lake(data) as connection, locked(data, "publishing"):
        for left in data.glob(f"{_BESIDE}*"):  # by who was killed
            shutil.rmtree(left, ignore_errors=True)
        _write(connection, data, target)
    return target


def _write(connection: duckdb.DuckDBPyConnection, data: Path, target: Path) -> None:
    with tempfile.TemporaryDirectory(dir=data, prefix=_BESIDE) as folder:
        fresh = Path(folder) / NAME
        quoted = str(fresh).replace("'", "''")
        connection.execute(f"ATTACH '{quoted}' AS warehouse")
        # One snapshot for all tables: what a run lands meanwhile is in all of them or in none.
        connection.execute("BEGIN")
        connection.execute("CREATE TEMP TABLE current_ids AS SELECT document_id FROM lake.current_documents")
        for table in DOCUMENT_TABLES.values():
            connection.execute(
                f"CREATE TABLE warehouse.{table.name} AS SELECT {', '.join(table.names)} FROM lake.{table.name} "
                "SEMI JOIN temp.current_ids USING (document_id) ORDER BY ALL"
            )
        for table in LEDGER_TABLES.values():
            # A run without a record is counted over all versions, which only the lake has.
            origin = "runs" if table.name == "run_records" else table.name
            columns = ", ".join(table.names)
            connection.execute(
                f"CREATE TABLE warehouse.{table.name} AS SELECT {columns} FROM lake.{origin} ORDER BY ALL"
            )
        for name in OF_VERSIONS:
            connection.execute(f"CREATE TABLE warehouse.{name} AS FROM lake.{name} ORDER BY ALL")
        connection.execute("USE warehouse")
        connection.execute(views_sql())
        connection.execute(";".join(comments(on_view_columns=True)))
        build_index(connection)
        connection.execute("COMMIT")
        connection.execute("USE lake")
        connection.execute("DETACH warehouse")
        os.replace(fresh, target)
