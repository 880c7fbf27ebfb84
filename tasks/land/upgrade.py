"""Making the tables and views of a lake, and bringing those of an earlier version up to date."""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

from quellenlage.errors import UsageError
from quellenlage.relations.stems import rules
from quellenlage.tasks.tables.definition import Table
from quellenlage.tasks.tables.schema import (
    DOCUMENT_TABLES,
    TABLES,
    VERSION,
    VIEWS,
    comments,
    create_table,
    definition,
    partition,
    views_sql,
)

#: What a lake has that does not say its version itself.
_FIRST = 1


@dataclass(frozen=True, slots=True)
class Fill:
    """How rows that landed before a column was there get their value: ``value`` in SQL, from the columns ``needs``.

    With ``replaces``, these go: the new column says the same.
    """

    table: str
    column: str
    needs: tuple[str, ...]
    value: str
    replaces: bool = False


#: A column that is not named here stays NULL in rows that landed before it was there.
_FILLS = (
    # Version 2. Of one claim, at most one of the three was true.
    Fill(
        "claim_records",
        "kind",
        ("own", "narrated", "nested"),
        "CASE WHEN own THEN 'outlet' WHEN narrated THEN 'narrated' WHEN nested THEN 'nested' ELSE 'quoted' END",
        replaces=True,
    ),
    Fill("role_records", "as_of", ("published",), "published"),
    # Version 3. Until then, the article was the place where it was read. New columns of lists stay NULL: DuckLake
    # breaks off where they are filled ("Missing stats when merging inlined data").
    Fill("documents", "article_id", ("uri",), "uri"),
    Fill("run_records", "passed_over", (), "0"),
    # Version 5. Until then, nothing else was looked for.
    Fill("claim_links", "relation", (), "'says the same'"),
)

#: Version 3: articles that landed from several places, are versions of one, the first.
_JOIN = """
UPDATE documents SET article_id = joined.article_id, version = joined.version
FROM (
    SELECT document_id, first(article_id) OVER same AS article_id, row_number() OVER same AS version
    FROM documents
    WHERE title IS NOT NULL AND published IS NOT NULL
      AND (outlet, published, title, text) IN (
          SELECT (outlet, published, title, text) FROM documents GROUP BY ALL HAVING count(DISTINCT article_id) > 1)
    WINDOW same AS (PARTITION BY outlet, published, title, text ORDER BY landed_at, article_id, version)
) AS joined
WHERE documents.document_id = joined.document_id
"""


def lake_version(connection: duckdb.DuckDBPyConnection) -> int:
    """The version of the tables of the lake that is the connection's default schema, 0 if it has none yet."""
    return _stored(connection)[0]


def require_known_version(connection: duckdb.DuckDBPyConnection, data: Path) -> None:
    """Make sure that the lake is not of a later version.

    Raises:
        UsageError: it is.
    """
    if (version := lake_version(connection)) > VERSION:
        raise UsageError(
            f"{data}: this lake is of version {version}, and this quellenlage knows lakes up to version {VERSION}; "
            "install a later quellenlage, or name another folder with --data."
        )


def is_up_to_date(connection: duckdb.DuckDBPyConnection) -> bool:
    return _stored(connection) == (VERSION, _today(), rules())


def owes_stems(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether what claims are looked up by was found by other rules than today's, or never was."""
    return _stored(connection)[2] != rules()


def bring_up_to_date(connection: duckdb.DuckDBPyConnection, data: Path) -> None:
    """Make, within the connection's transaction, what the lake lacks: tables, columns, today's views and comments.

    No row is lost; see :class:`Fill` for what stands in new columns of old rows.

    Raises:
        UsageError: a column has another type, or an old row cannot be given what stands in a new column.
    """
    found, version = _tables(connection), lake_version(connection)
    for table in TABLES.values():
        if table.name not in found:
            connection.execute(create_table(table))
            if table.name in DOCUMENT_TABLES:
                connection.execute(partition(table))
        else:
            _add_columns(connection, table, data)
    if 0 < version < 3:
        _join_doubles(connection, data)
    for view in VIEWS:
        connection.execute(f"DROP VIEW IF EXISTS {view}")
    connection.execute(views_sql(of_lake=True))
    connection.execute(";".join(comments(on_view_columns=False)))


#: Tables that the views read and that may stay empty for long, with a column that is never NULL.
_MAY_BE_EMPTY = {
    "merges": "from_id",
    "claim_links": "claim_id",
    "copy_records": "document_id",
    "corrections": "correction_id",
}


def give_statistics(connection: duckdb.DuckDBPyConnection) -> None:
    """Have DuckLake know statistics of tables that never had a row: as long as it does not, each query looks for them.

    With the views' many uses of them, that is most of the time that a question takes to plan.
    """
    for table, column in _MAY_BE_EMPTY.items():
        if not connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchall():
            connection.execute(f"INSERT INTO {table} BY NAME SELECT NULL AS {column}")
        connection.execute(f"DELETE FROM {table} WHERE {column} IS NULL")


def tell_up_to_date(connection: duckdb.DuckDBPyConnection) -> None:
    """Keep in the lake, within the connection's transaction, that it was brought up to date."""
    connection.execute("DELETE FROM schema_version")
    row = [VERSION, _today(), rules()]
    connection.execute("INSERT INTO schema_version (version, definition, stems) VALUES (?, ?, ?)", row)


def _add_columns(connection: duckdb.DuckDBPyConnection, table: Table, data: Path) -> None:
    described = connection.execute(f"DESCRIBE {table.name}").fetchall()
    held: dict[str, str] = {name: kind for name, kind, *_ in described}
    for column in table.columns:
        if column.name not in held:
            connection.execute(f"ALTER TABLE {table.name} ADD COLUMN {column.name} {column.type.sql}")
            _fill(connection, table.name, column.name, held, data)
        elif held[column.name] != column.type.sql:
            raise _hopeless(data, f"{table.name}.{column.name} is {held[column.name]}, not {column.type.sql}")


def _join_doubles(connection: duckdb.DuckDBPyConnection, data: Path) -> None:
    counted = "SELECT count(DISTINCT article_id) FROM documents"
    (before,) = connection.execute(counted).fetchone() or (0,)
    connection.execute(_JOIN)
    (after,) = connection.execute(counted).fetchone() or (0,)
    if after < before:
        logging.getLogger(__name__).warning(
            "%s: %d articles had landed from two places or more; each is one article with versions now.",
            data,
            before - after,
        )


def _fill(connection: duckdb.DuckDBPyConnection, table: str, column: str, held: Collection[str], data: Path) -> None:
    for fill in _FILLS:
        if (fill.table, fill.column) != (table, column):
            continue
        if missing := [name for name in fill.needs if name not in held]:
            raise _hopeless(data, f"nothing tells {table}.{column} where there is no {', '.join(missing)}")
        connection.execute(f"UPDATE {table} SET {column} = {fill.value}")
        for name in fill.needs if fill.replaces else ():
            connection.execute(f"ALTER TABLE {table} DROP COLUMN {name}")


def _hopeless(data: Path, why: str) -> UsageError:
    return UsageError(
        f"{data}: this lake was made by an earlier version and cannot be brought up to date: {why}; "
        "run the sources into a new folder, named with --data."
    )


def _tables(connection: duckdb.DuckDBPyConnection) -> set[str]:
    rows = connection.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'lake'").fetchall()
    return {name for (name,) in rows}


def _stored(connection: duckdb.DuckDBPyConnection) -> tuple[int, str, str | None]:
    """Version, hash of the definitions and of the rules that the lake was made by, or brought up to."""
    try:
        # Every row is fetched: an answer that is not read to its end would keep the catalog locked.
        rows = connection.execute("FROM schema_version").fetchall()
    except duckdb.CatalogException:
        return (_FIRST if _tables(connection) else 0), "", None
    # Before version 6, nothing was told of stems.
    return max(((row[0], row[1], row[2] if len(row) > 2 else None) for row in rows), default=(_FIRST, "", None))


_today = cache(definition)
