"""One query over the lake, for people and for pipes. It reads the lake, and nothing else."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TextIO

import duckdb

from quellenlage.errors import UsageError, fault_of
from quellenlage.tasks.land.lake import lake_folder, open_lake
from quellenlage.tasks.land.upgrade import lake_version
from quellenlage.tasks.land.written_answers import require_format, write_csv, write_file
from quellenlage.tasks.tables.schema import VERSION

_MOST_ROWS_SHOWN = 200
#: Functions that reach past DuckDB's switches: SQLite opens its files itself, a pointer is followed wherever it leads,
#: the care of the lake deletes files, and ``query`` runs what only the running query knows.
_NOT_READING = re.compile(
    r"\b(sqlite_\w+|(?:arrow|pandas)_scan\w*|json_execute_serialized_sql|ducklake_(?:cleanup|delete|expire|merge|"
    r"rewrite|flush|add|set)\w*|query(?:_table)?(?=\W*\())\b",
    re.IGNORECASE,
)
_EXPLAIN = re.compile(r"\s*EXPLAIN\b(\s+ANALYZE\b)?(\s*\([^()]*\))?", re.IGNORECASE)


def show(data: Path, query: str, out: TextIO, file: Path | None = None) -> None:
    """Write the answer to ``query`` to ``out``: as a table if it is a terminal, as CSV with a header line if not.

    With ``file``, the answer goes there, in the format of its ending. The lake is attached for reading only: a query
    cannot change it, and one of an earlier version is asked as it is. Nothing else can be read or written by it, no
    file, no network, no setting.

    Raises:
        NoLakeError: nothing has landed in ``data`` yet.
        UsageError: it is not one query that reads, or DuckDB does not understand it; its own words say where.
    """
    if file is not None:
        require_format(file)
    with open_lake(data, read_only=True) as connection:
        try:
            _lock(connection, data)
            _require_reading(connection, query)
            answer = connection.sql(query)
            if file is not None:
                write_file(answer, file)
            elif out.isatty():
                width = shutil.get_terminal_size().columns
                answer.show(max_width=width, max_rows=_MOST_ROWS_SHOWN)
            else:
                write_csv(answer, out)
        except duckdb.PermissionException as error:
            raise UsageError(f"{_first_line(error)}. A query reads the lake and nothing else.") from error
        except duckdb.Error as error:
            # What the query asks for may read like a fault of the machine: a statement that writes, a text as a number.
            of_files = isinstance(error, duckdb.IOException) or "Parquet" in str(error)
            if of_files and fault_of(error) is not None:
                raise
            raise UsageError(f"{error}{_age(connection, data)}") from error


def _lock(connection: duckdb.DuckDBPyConnection, data: Path) -> None:
    """Let the connection open the lake's own files, and nothing else from now on."""
    files = str((lake_folder(data) / "files").resolve()).replace("'", "''")
    connection.execute("SET python_enable_replacements = false")
    connection.execute(f"SET allowed_directories = ['{files}/']")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def _require_reading(connection: duckdb.DuckDBPyConnection, query: str) -> None:
    """Make sure that ``query`` is one statement, and one that only reads.

    Raises:
        UsageError: it is not.
    """
    statements = connection.extract_statements(query)
    if len(statements) != 1:
        raise UsageError(f"one query is answered at a time, and this is {len(statements) or 'none'}.")
    kind = statements[0].type
    if kind == duckdb.StatementType.EXPLAIN:
        # Explained with ANALYZE, a statement is carried out.
        explained = connection.extract_statements(_EXPLAIN.sub("", query, count=1))
        kind = explained[0].type if explained else kind
    if kind != duckdb.StatementType.SELECT:
        raise UsageError(
            f"{kind.name} is not answered: a query reads the lake, read-only, and nothing else. "
            "'quellenlage sql --out FILE' writes an answer to a file."
        )
    if found := _NOT_READING.search(query):
        raise UsageError(f"{found[0]}() is not answered: a query reads the lake and nothing else.")


def _age(connection: duckdb.DuckDBPyConnection, data: Path) -> str:
    """What may be the reason in a lake of an earlier version, on a line of its own."""
    if lake_version(connection) == VERSION:
        return ""
    return f"\nThis lake is of an earlier version; 'quellenlage publish --data {data}' brings it up to date."


def _first_line(error: BaseException) -> str:
    return str(error).splitlines()[0]
