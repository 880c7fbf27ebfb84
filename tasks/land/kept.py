"""What the warehouse keeps of what its views tell, made afresh or brought up to date with what landed.

``kept.sql`` beside this file has the statements, ``kept_views.sql`` the views that stand on what is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb

from quellenlage.ids import stable_id
from quellenlage.tasks.land.kept_tables import KEPT_TABLES, TOLD
from quellenlage.tasks.land.lake import transaction
from quellenlage.tasks.tables.document_tables import CLAIM_RECORDS, DOCUMENTS
from quellenlage.tasks.tables.schema import (
    OF_VERSIONS,
    VIEWS,
    comments,
    comments_on,
    create_table,
    definition,
    views_sql,
)
from quellenlage.tasks.tables.views import CLAIMS, SOURCES, TRAITS, WHO_SAID_WHAT

_FOLDER = Path(__file__).parent
_SCRATCH = re.compile(r"^CREATE( OR REPLACE)? (VIEW|MACRO) ", re.MULTILINE)


def kept_definition() -> str:
    """A hash of everything that makes a warehouse what it is: one that was written by other code is written afresh."""
    scripts = [_filled(name) for name in ("kept.sql", "kept_views.sql")]
    return stable_id(definition(), *map(create_table, KEPT_TABLES), *scripts)


def make_kept(connection: duckdb.DuckDBPyConnection) -> None:
    """Make, empty, the kept tables and all views in the connection's default schema, which is the warehouse's."""
    connection.execute("CREATE SCHEMA kept")
    for table in KEPT_TABLES:
        connection.execute(create_table(table).replace("CREATE TABLE ", "CREATE TABLE kept.", 1))
    for name in OF_VERSIONS:
        connection.execute(create_table(VIEWS[name]))
    before, after = _filled("kept_views.sql").split("---\n")
    connection.execute(before)
    connection.execute(views_sql())
    connection.execute(after)
    connection.execute(";".join(comments(on_view_columns=True, tables_as_views={CLAIM_RECORDS.name})))
    for table in KEPT_TABLES:
        connection.execute(";".join(comments_on(table, f"kept.{table.name}")))


def keep_all(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill the kept tables from all rows of the lake's current versions.

    ``temp.pieces`` has these, each with the number of the piece with which it is written: what a piece needs is in
    memory, never what all of them need.
    """
    with_views = _views(connection, "all rows")
    next(with_views)
    with transaction(connection):
        _run(connection, "all corrections of claims", "all identities", "claims in groups", "said")
    sections = ("claims of a piece", "speaking", "keep claims", "end of a piece")
    for piece, days in pieces(connection, "temp.pieces", "temp.grouped_pieces"):
        with transaction(connection):
            _run(connection, *sections, piece=str(piece), days=days)
    connection.execute("DROP TABLE temp.grouped_pieces")
    next(with_views, None)


def pieces(connection: duckdb.DuckDBPyConnection, *tables: str) -> Iterator[tuple[int, str]]:
    """The number of each piece in ``tables``, and the condition that a row is of one of its days.

    The days are constants, so that what is of other days is not read.
    """
    rows = " UNION ALL ".join(f"SELECT piece, published FROM {table}" for table in tables)
    days = connection.execute(
        f"SELECT piece, min(published), max(published), count(*) > count(published) FROM ({rows}) GROUP BY 1 ORDER BY 1"
    ).fetchall()
    for piece, first, last, some_without in days:
        conditions = [f"published BETWEEN DATE '{first}' AND DATE '{last}'"] if first is not None else []
        conditions += ["published IS NULL"] if some_without else []
        yield piece, f"({' OR '.join(conditions)})"


def keep_changes(connection: duckdb.DuckDBPyConnection) -> int:
    """Bring the kept tables up to date with rows that came and went; returns how many rows about claims were written.

    The tables of things found in documents have them already. ``temp`` has ``fresh_claims``, ``gone_claims``,
    ``fresh_links``, ``fresh_copies``, ``gone_documents``, ``ids_of_documents``, the ids of entities and sources that
    came or went, and ``roles_that_moved``. No row came into corrections: what these mean for other claims is found in
    all of them alone.
    """
    connection.execute("CREATE TEMP TABLE touched_records AS FROM temp.fresh_claims")
    connection.execute(
        "CREATE TEMP TABLE source_ids (source_id VARCHAR); CREATE TEMP TABLE entity_ids (entity_id VARCHAR)"
    )
    with_views = _views(connection, "rows that changed")
    next(with_views)
    _run(connection, "changed corrections of claims")
    connection.execute("DROP TABLE temp.touched_records; DROP TABLE temp.source_ids; DROP TABLE temp.entity_ids")
    _run(connection, "moved identities", "touched claims", "speaking", "said", "keep claims")
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


def _run(connection: duckdb.DuckDBPyConnection, *sections: str, **marks: str) -> None:
    parts = re.split(r"^--- (.+)\n", _filled("kept.sql"), flags=re.MULTILINE)
    scripts = dict(zip(parts[1::2], parts[2::2], strict=True))
    for section in sections:
        script = scripts[section]
        for mark, value in marks.items():
            script = script.replace(f"{{{mark}}}", value)
        connection.execute(script)


def _filled(name: str) -> str:
    made = {"page": "'pages/' || document_id || '.html#claim-' || claim_id AS page", "own": "kind = 'outlet' AS own"}
    columns = {
        "{claim_columns}": CLAIM_RECORDS.names,
        "{recorded_columns}": [
            "recorded_speaker_id AS speaker_id" if one == "speaker_id" else one for one in CLAIM_RECORDS.names
        ],
        "{columns_of_claims}": CLAIMS.names,
        "{told_columns}": [f"told.{one.name}" for one in TOLD],
        "{said_columns}": [made.get(one, one) for one in WHO_SAID_WHAT.names],
        "{document_columns}": DOCUMENTS.names,
        "{source_columns}": SOURCES.names,
        "{trait_columns}": TRAITS.names,
    }
    sql = (_FOLDER / name).read_text(encoding="utf-8")
    for mark, which in columns.items():
        sql = sql.replace(mark, ", ".join(which))
    return sql
