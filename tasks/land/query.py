"""One query over the lake, for people and for pipes. It reads the lake, and nothing else."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from io import TextIOWrapper
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, TextIO, cast

import duckdb

from quellenlage.errors import UsageError, fault_of
from quellenlage.tasks.evidence.safe_text import SafeTerminal
from quellenlage.tasks.land.lake import files_of, open_lake
from quellenlage.tasks.land.upgrade import lake_version
from quellenlage.tasks.land.written_answers import TEXTS, require_format, write_file, write_parquet
from quellenlage.tasks.tables.schema import VERSION

_MOST_ROWS_SHOWN = 200
_HELD_IN_MEMORY = 1 << 24  # bytes of an answer; a longer one waits on the disk
#: Functions that reach past DuckDB's switches, as a statement names them once DuckDB has parsed it: SQLite opens its
#: files itself, PostgreSQL is asked over a connection that stands, a pointer is followed wherever it leads, the care of
#: the lake deletes files, logs are written to files, and ``query`` runs what only the running query knows.
_NOT_READING = re.compile(
    r'"function_name":"((?:sqlite|postgres)_\w+|(?:arrow|pandas)_scan\w*|python_map_function|json_execute_serialized_sql|'
    r"ducklake_(?:add|cleanup|commit|delete|expire|flush|merge|rewrite|set)\w*|query(?:_table)?|"
    r'(?:enable|disable)_(?:logging|profiling)|(?:force_)?checkpoint|truncate_duckdb_logs)"',
    re.IGNORECASE,
)
_EXPLAIN = re.compile(r"\s*EXPLAIN\b(\s+ANALYZE\b)?(\s*\([^()]*\))?", re.IGNORECASE)


#: The formats of an answer that is printed, as they are called.
PRINTED = ("table", "csv", "json", "jsonl", "parquet", "markdown")


def show(data: Path, query: str, out: TextIO, file: Path | None = None, form: str | None = None) -> None:
    """Write the answer to ``query`` to ``out`` in the format ``form``, one of :data:`PRINTED`.

    Without it, it is a table if ``out`` is a terminal, and CSV with a header line if not. With ``file``, it goes there,
    in the format of its ending. The lake is attached for reading only: a query cannot change it, and one of an
    earlier version is asked as it is. Nothing else can be read or written by it, no file, no network, no setting.
    The lake is closed before ``out`` gets a byte: as long as an answer is half read, nobody could commit.

    Raises:
        NoLakeError: nothing has landed in ``data`` yet.
        UsageError: it is not one query that reads, or DuckDB does not understand it; its own words say where.
    """
    if file is not None:
        require_format(file)
    form = form or ("table" if out.isatty() else "csv")
    if file is None and form == "parquet" and out.isatty():
        raise UsageError("Parquet is no text to look at; send it into a file: --out FILE.parquet.")
    with SpooledTemporaryFile(_HELD_IN_MEMORY) as held:
        with open_lake(data, read_only=True) as connection, _asking(connection, data):
            _lock(connection, data)
            _require_reading(connection, query)
            answer = connection.sql(query)
            if file is not None:
                write_file(answer, file)
            else:
                _write(answer, held, form)
        held.seek(0)
        _print(held, out, form)


@contextmanager
def _asking(connection: duckdb.DuckDBPyConnection, data: Path) -> Iterator[None]:
    """What is wrong with a query, in the words of DuckDB, as an error of its own."""
    try:
        yield
    except duckdb.PermissionException as error:
        raise UsageError(f"{_first_line(error)}. A query reads the lake and nothing else.") from error
    except duckdb.Error as error:
        # What the query asks for may read like a fault of the machine: a statement that writes, a text as a number.
        of_files = isinstance(error, duckdb.IOException) or "parquet" in str(error).casefold()
        if of_files and fault_of(error) is not None:
            raise
        raise UsageError(f"{error}{_age(connection, data)}") from error


def _write(answer: duckdb.DuckDBPyRelation, held: IO[bytes], form: str) -> None:
    if form == "parquet":
        write_parquet(answer, held)
        return
    text = TextIOWrapper(held, encoding="utf-8", newline="")
    if form == "table":
        width = shutil.get_terminal_size((120, 50)).columns
        with redirect_stdout(text):
            answer.show(max_width=width, max_rows=_MOST_ROWS_SHOWN)
    else:
        TEXTS["md" if form == "markdown" else form](answer, text)
    text.detach()


def _print(held: IO[bytes], out: TextIO, form: str) -> None:
    if form == "parquet":
        shutil.copyfileobj(held, getattr(out, "buffer"))  # noqa: B009 - a stream of text has none by its type
        return
    text = TextIOWrapper(held, encoding="utf-8", newline="")
    # What an article says does not act on a terminal; in a pipe it stays as it is.
    shutil.copyfileobj(text, cast(TextIO, SafeTerminal(out)) if out.isatty() else out)
    text.detach()


def _lock(connection: duckdb.DuckDBPyConnection, data: Path) -> None:
    """Let the connection open the lake's own files, and nothing else from now on."""
    connection.execute("SET python_enable_replacements = false")
    connection.execute(f"SET allowed_directories = ['{files_of(data)}']")
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
    kind, asked = statements[0].type, statements[0].query
    if kind == duckdb.StatementType.EXPLAIN:
        # Explained with ANALYZE, a statement is carried out.
        explained = connection.extract_statements(_EXPLAIN.sub("", query, count=1))
        kind, asked = (explained[0].type, explained[0].query) if explained else (kind, asked)
    if kind != duckdb.StatementType.SELECT:
        raise UsageError(
            f"{kind.name} is not answered: a query reads the lake, read-only, and nothing else. "
            "'quellenlage sql --out FILE' writes an answer to a file."
        )
    (parsed,) = connection.execute("SELECT json_serialize_sql(?)", [asked]).fetchone() or ("",)
    if '"error":true' in parsed:
        raise UsageError("this query cannot be looked through; a query reads the lake and nothing else.")
    if found := _NOT_READING.search(parsed):
        raise UsageError(f"{found[1]}() is not answered: a query reads the lake and nothing else.")


def _age(connection: duckdb.DuckDBPyConnection, data: Path) -> str:
    """What may be the reason in a lake of an earlier version, on a line of its own."""
    if lake_version(connection) == VERSION:
        return ""
    return f"\nThis lake is of an earlier version; 'quellenlage publish --data {data}' brings it up to date."


def _first_line(error: BaseException) -> str:
    return str(error).splitlines()[0]
