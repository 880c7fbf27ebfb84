"""What the warehouse keeps of what its views tell, made afresh or brought up to date with what landed.

``kept.sql`` beside this file has the statements, ``kept_views.sql`` the views that stand on what is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb

from quellenlage.tasks.land.kept_tables import KEPT_TABLES
from quellenlage.tasks.tables.document_tables import CLAIM_RECORDS, DOCUMENTS
from quellenlage.tasks.tables.schema import comments, comments_on, create_table, views_sql

_FOLDER = Path(__file__).parent
_SCRATCH = re.compile(r"^CREATE( OR REPLACE)? (VIEW|MACRO) ", re.MULTILINE)


def make_kept(connection: duckdb.DuckDBPyConnection) -> None:
    """Make, empty, the kept tables and all views in the connection's default schema, which is the warehouse's."""
    connection.execute("CREATE SCHEMA kept")
    for table in KEPT_TABLES:
        connection.execute(create_table(table).replace("CREATE TABLE ", "CREATE TABLE kept.", 1))
    connection.execute(f"CREATE VIEW claim_records AS SELECT {', '.join(CLAIM_RECORDS.names)} FROM kept.said")
    connection.execute(views_sql())
    connection.execute(_filled("kept_views.sql"))
    connection.execute(";".join(comments(on_view_columns=True, tables_as_views={CLAIM_RECORDS.name})))
    for table in KEPT_TABLES:
        connection.execute(";".join(comments_on(table, f"kept.{table.name}")))


def keep_all(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill the kept tables from all rows of the lake's current versions, whose ids are in ``temp.current_ids``."""
    with_views = _views(connection, "all rows")
    next(with_views)
    _run(connection, "all identities", "said", "keep claims")
    next(with_views, None)


def keep_changes(connection: duckdb.DuckDBPyConnection) -> int:
    """Bring the kept tables up to date with rows that came and went; returns how many rows about claims were written.

    The tables of things found in documents have them already. ``temp`` has ``fresh_claims``, ``gone_claims``,
    ``fresh_links`` and ``ids_of_documents``, the ids of entities and sources that came or went.
    """
    connection.execute("CREATE TEMP TABLE touched_records AS FROM temp.fresh_claims LIMIT 0")
    connection.execute(
        "CREATE TEMP TABLE source_ids (source_id VARCHAR); CREATE TEMP TABLE entity_ids (entity_id VARCHAR)"
    )
    with_views = _views(connection, "rows that changed")
    next(with_views)
    connection.execute("DROP TABLE temp.touched_records; DROP TABLE temp.source_ids; DROP TABLE temp.entity_ids")
    _run(connection, "moved identities", "touched claims", "said", "keep claims")
    (written,) = connection.execute("SELECT count(*) FROM temp.touched_records").fetchone() or (0,)
    next(with_views, None)
    return int(written)


def _views(connection: duckdb.DuckDBPyConnection, over: str) -> Iterator[None]:
    """The views of ``views.sql`` as temporary ones over some rows, for as long as they are needed."""
    before = _temporary_views(connection)
    _run(connection, over, "rest of what views ask")
    connection.execute(_SCRATCH.sub(r"CREATE\1 TEMP \2 ", views_sql()))
    yield
    for name in sorted(_temporary_views(connection) - before):
        connection.execute(f"DROP VIEW temp.{name}")


def _temporary_views(connection: duckdb.DuckDBPyConnection) -> set[str]:
    query = "SELECT view_name FROM duckdb_views() WHERE database_name = 'temp' AND NOT internal"
    return {name for (name,) in connection.execute(query).fetchall()}


def _run(connection: duckdb.DuckDBPyConnection, *sections: str) -> None:
    parts = re.split(r"^--- (.+)\n", _filled("kept.sql"), flags=re.MULTILINE)
    scripts = dict(zip(parts[1::2], parts[2::2], strict=True))
    for section in sections:
        connection.execute(scripts[section])


def _filled(name: str) -> str:
    names = CLAIM_RECORDS.names
    resolved = ["identity AS speaker_id" if one == "speaker_id" else one for one in names]
    sql = (_FOLDER / name).read_text(encoding="utf-8")
    columns = {"{claim_columns}": names, "{resolved_columns}": resolved, "{document_columns}": DOCUMENTS.names}
    for mark, which in columns.items():
        sql = sql.replace(mark, ", ".join(which))
    return sql
