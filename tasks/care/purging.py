"""Taking out of a lake for good what has been deleted from its tables: files, earlier snapshots, the catalog itself.

DuckLake keeps what is deleted, for who asks what the lake held before. Rewriting the files that held it, expiring the
earlier snapshots and deleting their files takes it out of the Parquet files. What is left in the catalog are rows of
small tables that have their data there, and the least and the greatest value of each column, which only ever widen.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from quellenlage.tasks.land.lake import alone, lake_folder, open_lake

_TEXT_COLUMNS = """
SELECT t.table_id, c.column_id, c.column_name, c.parent_column FROM ducklake_table AS t
JOIN ducklake_column AS c ON c.table_id = t.table_id
WHERE t.end_snapshot IS NULL AND c.end_snapshot IS NULL AND c.column_type = 'varchar'
"""
_OF_FILES = """
SELECT min(min_value), max(max_value) FROM ducklake_file_column_stats
WHERE table_id = ? AND column_id = ? AND data_file_id IN
    (SELECT data_file_id FROM ducklake_data_file WHERE end_snapshot IS NULL)
"""
_WAIT = 60  # seconds, for who reads the catalog


def purge(data: Path) -> None:
    """Leave in the lake in ``data`` what its tables hold now, and nothing of what they held before.

    Whoever reads an earlier state meanwhile may find its files gone. What a call that was broken off has left undone,
    the next one does.

    Raises:
        BusyError: another program holds the catalog.
    """
    with open_lake(data) as connection, alone(data):
        tables = connection.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'lake'").fetchall()
        for (name,) in tables:
            connection.execute(f"CALL ducklake_rewrite_data_files('lake', '{name}', delete_threshold => 0)")
        connection.execute("CALL ducklake_expire_snapshots('lake', older_than => now())")
        connection.execute("CALL ducklake_cleanup_old_files('lake', cleanup_all => true)")
        connection.execute("CALL ducklake_delete_orphaned_files('lake', cleanup_all => true)")
        connection.execute("USE memory; DETACH lake")
        _clear_catalog(lake_folder(data) / "catalog.sqlite")


def _clear_catalog(path: Path) -> None:
    with closing(sqlite3.connect(path, timeout=_WAIT)) as catalog:
        catalog.execute("PRAGMA secure_delete = ON")
        with catalog:
            inlined = _inlined(catalog)
            for table in inlined.values():
                catalog.execute(f'DELETE FROM "{table}" WHERE end_snapshot IS NOT NULL')
            for table_id, column_id, name, parent in catalog.execute(_TEXT_COLUMNS).fetchall():
                _narrow(catalog, table_id, column_id, name, None if parent is not None else inlined.get(table_id))
        catalog.execute("VACUUM")


def _inlined(catalog: sqlite3.Connection) -> dict[int, str]:
    """The tables of the catalog that hold data themselves, by the id of the lake's table."""
    rows = catalog.execute("SELECT table_id, table_name FROM ducklake_inlined_data_tables ORDER BY schema_version")
    return dict(rows.fetchall())


def _narrow(catalog: sqlite3.Connection, table_id: int, column_id: int, name: str, inlined: str | None) -> None:
    """Have a column's least and greatest value be of what is there, in files or in the catalog."""
    found = [catalog.execute(_OF_FILES, (table_id, column_id)).fetchone()]
    if inlined is not None:
        found.append(catalog.execute(f'SELECT min("{name}"), max("{name}") FROM "{inlined}"').fetchone())
    least = min((_text(one) for one, _ in found if one is not None), default="")
    most = max((_text(one) for _, one in found if one is not None), default="")
    catalog.execute(
        "UPDATE ducklake_table_column_stats SET min_value = ?, max_value = ? WHERE table_id = ? AND column_id = ?",
        (least, most, table_id, column_id),
    )


def _text(value: object) -> str:
    return value.decode("utf-8") if isinstance(value, bytes) else str(value)
