"""What follows from the definitions of tables and views: Arrow tables, statements, comments, and their version."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from quellenlage.ids import stable_id
from quellenlage.tasks.tables import document_tables, ledger_tables, views
from quellenlage.tasks.tables.definition import Column, Table

#: Counts up with each release that changed a table or view: code of an earlier one does not touch a later lake.
#: 1 is 0.1.0; 2 has mentions' form, entities' role, roles' as_of, findings, what share of findings is usual, and a
#: claim's kind in place of own, narrated, nested; 3 has claims' confidence, documents' article_id, url, section and
#: authors, read_files, and what a run passed over; 4 has corrections, claims' mention_kind and where their sentence
#: stands, documents' code and model, what was released and forgotten, hash and size of what is in quarantine, and the
#: macro known_on; 5 has how claims stand to each other and why, fingerprints, and copy_records: what landed before has
#: none of these until it is extracted again; 6 has claim_stems, which are made of the claims that are there.
VERSION = 6

#: Tables of things found in documents, by name; partitioned by year and month of ``published``.
DOCUMENT_TABLES: dict[str, Table] = {table.name: table for table in document_tables.DOCUMENT_TABLES}
#: Tables about runs and about what the whole lake knows, by name.
LEDGER_TABLES: dict[str, Table] = {table.name: table for table in ledger_tables.LEDGER_TABLES}
TABLES: dict[str, Table] = DOCUMENT_TABLES | LEDGER_TABLES
#: Those that the warehouse has too.
PUBLISHED: dict[str, Table] = {name: table for name, table in TABLES.items() if not table.of_lake}
#: What the statements of ``views.sql`` and ``versions.sql`` make, by name.
VIEWS: dict[str, Table] = {view.name: view for view in views.VIEWS}
#: The views of all versions of articles, which are tables in the warehouse: that has the latest only.
OF_VERSIONS = ("changes",)


#: What the macro ``at`` is, of which DuckLake keeps no comment.
AT = "What stands in a text from start_char on, counted from 0, to end_char, exclusive: at(text, start_char, end_char)."


class ColumnError(ValueError):
    """A row has a column that its table does not have, or lacks one."""


def arrow_table(table: Table, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """``rows`` as an Arrow table of ``table``.

    Raises:
        ColumnError: a row has other columns; Arrow would leave out what it does not know, without a word.
    """
    for row in rows:
        if row.keys() != table.name_set:
            odd = ", ".join(sorted(row.keys() ^ table.name_set))
            raise ColumnError(f"{table.name}: {odd}: in the row or in the table, and not in the other.")
    return pa.Table.from_pylist(list(rows), schema=table.schema)


def create_table(table: Table) -> str:
    """The statement that makes it, empty; partitions apart, which a plain DuckDB file does not have."""
    columns = ", ".join(f"{column.name} {column.type.sql}" for column in table.columns)
    return f"CREATE TABLE {table.name} ({columns})"


def partition(table: Table) -> str:
    """The statement that has a lake keep a table of documents by year and month of publication."""
    return f"ALTER TABLE {table.name} SET PARTITIONED BY (year(published), month(published))"


def views_sql(*, of_lake: bool = False) -> str:
    """The statements that create the views: of the lake, or those that the warehouse has too."""
    here = Path(__file__)
    with here.with_name("confidential_names.csv").open(encoding="utf-8", newline="") as lines:
        confidential = "|".join(row["pattern"] for row in csv.DictReader(lines))
    names = ("views.sql", "copied.sql", *(["versions.sql"] if of_lake else []))
    statements = "\n".join(here.with_name(name).read_text(encoding="utf-8") for name in names)
    return statements.replace("{confidential}", confidential)


def comments(*, on_view_columns: bool, tables_as_views: Collection[str] = ()) -> Iterator[str]:
    """The statements that say in the catalog what every table, view and column is.

    DuckLake takes none on a view's columns, nor on a macro: without ``on_view_columns``, the view's own comment has
    those of its columns, one a line, and there are all tables. ``tables_as_views`` are those for which there is a view
    instead.
    """
    for table in (PUBLISHED if on_view_columns else TABLES).values():
        yield from comments_on(table, table.name, "VIEW" if table.name in tables_as_views else "TABLE")
    for view in VIEWS.values():
        lines = [f"{column.name}: {describe(column)}" for column in view.columns] if not on_view_columns else []
        kind = "TABLE" if view.name in OF_VERSIONS and on_view_columns else "VIEW"
        yield f"COMMENT ON {kind} {view.name} IS {_quoted(chr(10).join([_row_is(view), *lines]))}"
        if on_view_columns:
            yield from _column_comments(view, view.name)
    if on_view_columns:
        yield f'COMMENT ON MACRO "at" IS {_quoted(AT)}'


def comments_on(table: Table, name: str, kind: str = "TABLE") -> Iterator[str]:
    """The statements that say what a table, or view, and its columns are, where it is called ``name``."""
    yield f"COMMENT ON {kind} {name} IS {_quoted(_row_is(table))}"
    yield from _column_comments(table, name)


def describe(column: Column) -> str:
    """A column's documentation with the words of its vocabulary."""
    words = f": {', '.join(column.vocabulary)}" if column.vocabulary else ""
    return f"{column.doc}{words}."


def definition() -> str:
    """A hash of everything that makes a lake's tables, views and comments what they are."""
    made = [create_table(table) for table in TABLES.values()]
    return stable_id(*made, views_sql(of_lake=True), *comments(on_view_columns=False))


def _row_is(table: Table) -> str:
    return f"A row is {table.doc}."


def _column_comments(table: Table, name: str) -> Iterator[str]:
    for column in table.columns:
        yield f"COMMENT ON COLUMN {name}.{column.name} IS {_quoted(describe(column))}"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
