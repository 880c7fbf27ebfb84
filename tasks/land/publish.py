"""The warehouse: the lake's current state as one plain DuckDB file."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from quellenlage.tasks.land.lake import open_lake
from quellenlage.tasks.land.search_index import build_index
from quellenlage.tasks.tables.schema import DOCUMENT_TABLES, LEDGER_TABLES, comments, views_sql

NAME = "warehouse.duckdb"


def publish(data: Path) -> Path:
    """Write ``data/warehouse.duckdb`` afresh and swap it in; returns its path.

    It holds the current version of every document and what was found in it, the account of all runs, and the views.
    The swap is atomic: who has the old file open keeps it whole, who opens it next sees the new one. A lake of an
    earlier version is brought up to date first, so that both answer alike.

    Raises:
        NoLakeError: nothing has landed in ``data`` yet.
        UsageError: the lake there is of a later version, or of an earlier one that cannot be brought up to date.
    """
    target = data / NAME
    with open_lake(data) as connection, tempfile.TemporaryDirectory(dir=data, prefix=".publish-") as folder:
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
        connection.execute("USE warehouse")
        connection.execute(views_sql())
        connection.execute(";".join(comments(on_view_columns=True)))
        build_index(connection)
        connection.execute("COMMIT")
        connection.execute("USE lake")
        connection.execute("DETACH warehouse")
        os.replace(fresh, target)
    return target
