"""The lake: DuckLake over Parquet, its catalog in SQLite, all below ``DIR/lake/``.

The extensions come from pinned packages, so nothing is fetched when a connection is opened.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from importlib.resources import files
from pathlib import Path

import duckdb
import pyarrow as pa

from quellenlage.errors import QuellenlageError, UsageError
from quellenlage.tasks.land.upgrade import bring_up_to_date, is_up_to_date, require_known_version
from quellenlage.tasks.tables.schema import DOCUMENT_TABLES

_EXTENSIONS = ("ducklake", "sqlite_scanner")
_CATALOG = "catalog.sqlite"


class NoLakeError(QuellenlageError):
    """There is nothing to read yet."""


def lake_folder(data: Path) -> Path:
    return data / "lake"


def require_writable(data: Path) -> None:
    """Make sure that a lake can be made and written in the folder ``data``; the folder is made if there is none.

    Raises:
        UsageError: it is a file, or cannot be made or written.
    """
    folder = lake_folder(data)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{data}: no lake can be made here ({error.strerror}); name a folder with --data.") from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise UsageError(f"{data}: nothing can be written here; name another folder with --data.")


@contextmanager
def open_lake(data: Path, *, create: bool = False, read_only: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection whose default schema is the lake in folder ``data``; closed on leaving the ``with`` block.

    With ``create``, a missing lake is made, tables and views included; with ``read_only``, nothing can be changed. A
    reader never blocks a run, nor a run a reader. A lake of an earlier version is brought up to date before it is
    written; a reader finds it as it is.

    Raises:
        NoLakeError: there is no lake in ``data`` and ``create`` is not set.
        UsageError: the lake is damaged, of a later version, or of an earlier one that cannot be brought up to date.
    """
    folder = lake_folder(data)
    if not (folder / _CATALOG).exists() and not create:
        raise NoLakeError(f"{data}: nothing has landed here yet; 'quellenlage run SOURCE --data {data}' does that.")
    # DuckDB would hash the extensions' 60 MB for their signature each time; pip has checked them against the lock.
    connection = duckdb.connect(config={"autoinstall_known_extensions": "false", "allow_unsigned_extensions": "true"})
    try:
        for extension in _EXTENSIONS:
            connection.load_extension(str(_extension_file(extension)))
        connection.execute("SET TimeZone = 'UTC'")
        if create:
            # DuckLake writes its catalog in many small statements: handing each to other threads and back costs more
            # than it saves. One thread commits a thousand files in a third of the time (see bench/throughput.py).
            connection.execute("SET threads = 1")
            folder.mkdir(parents=True, exist_ok=True)
        with nullcontext() if read_only else _exclusive(folder):
            _attach(connection, data, read_only)
            require_known_version(connection, data)
            if not read_only and not is_up_to_date(connection):
                _make_tables(connection, data)
        yield connection
    except RuntimeError as error:
        # DuckDB's word for Ctrl-C, which would be tried again like a lost race.
        if str(error) == "Query interrupted":
            raise KeyboardInterrupt from error
        raise
    finally:
        connection.close()


def _attach(connection: duckdb.DuckDBPyConnection, data: Path, read_only: bool) -> None:
    folder = lake_folder(data)
    # The folder may have been moved since the lake was made: where it is now counts, not where it was.
    mode = ", READ_ONLY" if read_only else ""
    try:
        connection.execute(
            f"ATTACH 'ducklake:sqlite:{_quoted(folder / _CATALOG)}' AS lake "
            f"(DATA_PATH '{_quoted(folder / 'files')}/', OVERRIDE_DATA_PATH true{mode})"
        )
        connection.execute("USE lake")
    except duckdb.Error as error:
        what = str(error).splitlines()[0]
        if isinstance(error, duckdb.IOException) or "locked" in what:  # a busy catalog, which goes away
            raise
        raise UsageError(
            f"{data}: this lake cannot be opened ({what}); it is of another version of DuckLake, or its catalog is "
            "damaged. Name another folder with --data, or put a copy back."
        ) from error


def _make_tables(connection: duckdb.DuckDBPyConnection, data: Path) -> None:
    with transaction(connection):
        bring_up_to_date(connection, data)
    for name in DOCUMENT_TABLES:
        # Small batches land as Parquet too, so that any engine can read everything that was found in documents.
        connection.execute(f"CALL lake.set_option('data_inlining_row_limit', 0, table_name => '{name}')")


def _extension_file(name: str) -> Path:
    """Where the pinned package keeps the extension for this version of DuckDB."""
    package = files(f"duckdb_extension_{name}")
    return Path(str(package)) / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All or nothing: commits on leaving the ``with`` block, rolls back if it raises."""
    connection.execute("BEGIN")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A commit that lost a race has ended the transaction itself.
        with suppress(duckdb.TransactionException):
            connection.execute("ROLLBACK")
        raise


@contextmanager
def writing(connection: duckdb.DuckDBPyConnection, data: Path) -> Iterator[None]:
    """A transaction that no other run of this machine on the same lake overlaps.

    What it reads to decide what is new is still true when it commits. Writers elsewhere are kept apart by the catalog:
    a lost race raises :class:`duckdb.TransactionException` and must be tried again.
    """
    with _exclusive(lake_folder(data)), transaction(connection):
        yield


def insert(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, pa.Table]) -> None:
    """Append ``tables`` by name; their columns are matched by name."""
    for name, rows in tables.items():
        if rows.num_rows == 0:
            continue
        connection.register("rows_to_insert", rows)
        connection.execute(f"INSERT INTO {name} BY NAME FROM rows_to_insert")
        connection.unregister("rows_to_insert")


@contextmanager
def _exclusive(folder: Path) -> Iterator[None]:
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _quoted(path: Path) -> str:
    return str(path.resolve()).replace("'", "''")
