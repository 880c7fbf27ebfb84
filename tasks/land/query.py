"""One query over the lake, for people and for pipes."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from typing import TextIO

import duckdb

from quellenlage.errors import UsageError, fault_of
from quellenlage.tasks.land.lake import open_lake
from quellenlage.tasks.land.upgrade import lake_version
from quellenlage.tasks.tables.schema import VERSION

_MOST_ROWS_SHOWN = 200
_ROWS_AT_ONCE = 10_000


def show(data: Path, query: str, out: TextIO) -> None:
    """Write the answer to ``query`` to ``out``: as a table if it is a terminal, as CSV with a header line if not.

    The lake is attached for reading only: a query cannot change it, and one of an earlier version is asked as it is.

    Raises:
        NoLakeError: nothing has landed in ``data`` yet.
        UsageError: it is not one query, or DuckDB does not understand it; its own words say where.
    """
    with open_lake(data, read_only=True) as connection:
        try:
            statements = len(connection.extract_statements(query))
            if statements != 1:
                raise UsageError(f"one query is answered at a time, and this is {statements or 'none'}.")
            answer = connection.sql(query)
            if answer is None:
                return
            if out.isatty():
                width = shutil.get_terminal_size().columns
                answer.show(max_width=width, max_rows=_MOST_ROWS_SHOWN)
            else:
                _write_csv(answer, out)
        except duckdb.Error as error:
            # What the query asks for may read like a fault of the machine: a statement that writes, a text as a number.
            of_files = isinstance(error, duckdb.IOException) or "parquet" in str(error).casefold()
            if of_files and fault_of(error) is not None:
                raise
            raise UsageError(f"{error}{_age(connection, data)}") from error


def _age(connection: duckdb.DuckDBPyConnection, data: Path) -> str:
    """What may be the reason in a lake of an earlier version, on a line of its own."""
    if lake_version(connection) == VERSION:
        return ""
    return f"\nThis lake is of an earlier version; 'quellenlage publish --data {data}' brings it up to date."


def _write_csv(answer: duckdb.DuckDBPyRelation, out: TextIO) -> None:
    # DuckDB's own text for every value: lists, structs and timestamps as it would write them itself.
    texts = answer.project("COLUMNS(*)::VARCHAR") if answer.columns else answer
    rows = texts.fetchmany(_ROWS_AT_ONCE)  # before anything is written: a query that fails leaves no half answer
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(answer.columns)
    while rows:
        writer.writerows(rows)
        rows = texts.fetchmany(_ROWS_AT_ONCE)
