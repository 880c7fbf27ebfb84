"""The warehouse written afresh, a piece of its days after the other, so that memory does not grow with the lake."""

from __future__ import annotations

from pathlib import Path

import duckdb

from quellenlage.tasks.land.kept import keep_all, kept_definition, make_kept, pieces
from quellenlage.tasks.land.lake import attach_as_it_is, transaction
from quellenlage.tasks.land.search_index import build_index
from quellenlage.tasks.tables.document_tables import CLAIM_RECORDS
from quellenlage.tasks.tables.ledger_tables import RUN_RECORDS
from quellenlage.tasks.tables.schema import DOCUMENT_TABLES, LEDGER_TABLES, OF_VERSIONS, PUBLISHED, create_table

#: Any client of DuckDB 1.3 on can open it. Earlier formats take half as much room again.
_FORMAT = "v1.3.0"
_MEMORY = "2GB"
_AT_ONCE = 16_000_000  # characters of a piece: 5,000 articles, as long as most are
_PIECES = """
CREATE TEMP TABLE pieces AS
WITH sized AS (
    SELECT document_id, published, length(text) AS size
    FROM lake.documents SEMI JOIN (SELECT document_id FROM lake.current_documents) USING (document_id)
)
SELECT document_id, published, (sum(size) OVER (ORDER BY published NULLS LAST, document_id) // $size)::INTEGER AS piece
FROM sized
"""


def write_afresh(connection: duckdb.DuckDBPyConnection, data: Path, fresh: Path) -> None:
    """Write all of the current state of the lake in ``data``, attached as ``lake``, into the file ``fresh``.

    Rows are written in the order of their days: a question that names a day reads little of the file. Each piece is
    committed by itself, since what is not committed is kept in memory.
    """
    connection.execute(f"SET memory_limit = '{_MEMORY}'")  # what does not fit is spilled
    # One snapshot for all tables: what a run lands meanwhile is in all of them or in none.
    snapshot = snapshot_of(connection)
    attach_as_it_is(connection, data, snapshot)
    connection.execute(f"ATTACH '{quoted(fresh)}' AS warehouse (STORAGE_VERSION '{_FORMAT}')")
    connection.execute(_PIECES, {"size": _AT_ONCE})
    connection.execute("USE warehouse")
    with transaction(connection):
        for table in PUBLISHED.values():
            if table.name != CLAIM_RECORDS.name:
                connection.execute(create_table(table))
        make_kept(connection)
    conditions = [
        f"{days} AND document_id IN (SELECT document_id FROM temp.pieces WHERE piece = {piece})"
        for piece, days in pieces(connection, "temp.pieces")
    ]
    for condition in conditions:
        with transaction(connection):
            _write_documents(connection, condition)
    with transaction(connection):
        for table in LEDGER_TABLES.values():
            # A run without a record is counted over all versions, which only the lake has.
            origin = "runs" if table.name == RUN_RECORDS.name else table.name
            connection.execute(
                f"INSERT INTO {table.name} SELECT {', '.join(table.names)} FROM lake.{origin} ORDER BY ALL"
            )
        tell_of_versions(connection)
    keep_all(connection)
    build_index(connection, conditions)
    connection.execute("DROP TABLE temp.pieces")
    connection.execute(
        "INSERT INTO kept.published SELECT ?, ?, (SELECT count(*) FROM kept.said), 0",
        [snapshot, kept_definition()],
    )
    finish(connection)


def _write_documents(connection: duckdb.DuckDBPyConnection, condition: str) -> None:
    for table in (PUBLISHED[name] for name in DOCUMENT_TABLES if name in PUBLISHED):
        if table.name != CLAIM_RECORDS.name:
            columns = ", ".join(table.names)
            connection.execute(
                f"INSERT INTO {table.name} SELECT {columns} FROM lake.{table.name} WHERE {condition} "
                f"ORDER BY published, {columns}"
            )


def snapshot_of(connection: duckdb.DuckDBPyConnection) -> int:
    """The number of the lake's current snapshot."""
    (snapshot,) = connection.execute("FROM lake.current_snapshot()").fetchone() or (0,)
    return int(snapshot)


def tell_of_versions(connection: duckdb.DuckDBPyConnection) -> None:
    """Write what only the lake can tell, which has all versions; nothing, where no article has a second one."""
    (several,) = connection.execute("SELECT count(*) FROM lake.documents WHERE version > 1").fetchone() or (0,)
    for name in OF_VERSIONS if several else ():
        connection.execute(f"DELETE FROM {name}; INSERT INTO {name} FROM lake.{name} ORDER BY ALL")


def finish(connection: duckdb.DuckDBPyConnection) -> None:
    """Have all that was committed in the file of the warehouse, and let that go."""
    connection.execute("USE lake")
    connection.execute("CHECKPOINT warehouse")
    connection.execute("DETACH warehouse")


def quoted(path: Path) -> str:
    """``path`` as it stands between the quotes of a statement."""
    return str(path).replace("'", "''")
