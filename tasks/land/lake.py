"""The lake: DuckLake over Parquet, its catalog in SQLite, all below ``DIR/lake/``.

Where the environment says so, catalog and files are those that several machines share: see :mod:`shared`. The
extensions come from pinned packages, so nothing is fetched when a connection is opened.
"""

from __future__ import annotations

import fcntl
import os
import platform
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, nullcontext, suppress
from importlib.resources import files
from pathlib import Path

import duckdb
import pyarrow as pa

from quellenlage.errors import FaultError, QuellenlageError, UsageError, fault_of
from quellenlage.tasks.land.shared import CATALOG, alone_among_machines, reach, shared
from quellenlage.tasks.land.upgrade import (
    bring_up_to_date,
    give_statistics,
    is_up_to_date,
    lake_version,
    owes_stems,
    require_known_version,
    tell_up_to_date,
)
from quellenlage.tasks.tables.schema import DOCUMENT_TABLES

_EXTENSIONS = ("ducklake", "sqlite_scanner")
_CATALOG = "catalog.sqlite"
_MAKING = ".making.sqlite"


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
    written; a reader finds it as it is. What a writer that was killed has left is cleared away by the next one.

    Raises:
        NoLakeError: there is no lake in ``data`` and ``create`` is not set.
        UsageError: the lake is of another version of DuckLake, of a later one of ours, or of an earlier one of ours
            that cannot be brought up to date.
        FaultError: the lake is damaged, or the machine does not let it be read or written.
    """
    folder = lake_folder(data)
    connection = None
    try:
        if not create:
            _require_lake(data)
        connection = _connect()
        if shared() is not None:
            folder.mkdir(parents=True, exist_ok=True)
        if create:
            # DuckLake writes its catalog in many small statements: handing each to other threads and back costs more
            # than it saves. One thread commits a thousand files in a third of the time (see bench/throughput.py).
            connection.execute("SET threads = 1")
            folder.mkdir(parents=True, exist_ok=True)
        if read_only:
            _roll_back(folder)
            _attach_checked(connection, data, read_only=True)
        else:
            with _exclusive(folder) as left:
                if _is_missing(data):
                    _make_lake(connection, data)
                _attach_checked(connection, data, create=create)
                if not is_up_to_date(connection):
                    _make_tables(connection, data)
                _clear_orphans(connection, left)
        yield connection
    except RuntimeError as error:
        # DuckDB's word for Ctrl-C, which would be tried again like a lost race.
        if str(error) == "Query interrupted":
            raise KeyboardInterrupt from error
        raise
    except (duckdb.Error, OSError, MemoryError) as error:
        if fault := fault_of(error, folder / _CATALOG):
            raise _with_articles(fault, error, connection) from error
        raise
    finally:
        if connection is not None:
            connection.close()


def _connect() -> duckdb.DuckDBPyConnection:
    # DuckDB would hash the extensions' 60 MB for their signature each time; pip has checked them against the lock.
    connection = duckdb.connect(config={"autoinstall_known_extensions": "false", "allow_unsigned_extensions": "true"})
    lake = shared()
    for extension in _EXTENSIONS if lake is None else ("ducklake", *lake.extensions):
        connection.load_extension(str(_extension_file(extension)))
    if lake is not None:
        reach(connection, lake)
    connection.execute("SET TimeZone = 'UTC'")
    return connection


def _attach_checked(
    connection: duckdb.DuckDBPyConnection, data: Path, *, read_only: bool = False, create: bool = False
) -> None:
    _require_lake(data)
    _attach(connection, data, read_only=read_only)
    if not create and shared() is not None and lake_version(connection) == 0:
        raise NoLakeError(_NOTHING.format(data=data))
    require_known_version(connection, data)


def attach_as_it_is(connection: duckdb.DuckDBPyConnection, data: Path, snapshot: int) -> None:
    """Have the connection read the lake as it is in ``snapshot``, whatever lands meanwhile, and write nothing to it."""
    connection.execute("USE memory; DETACH lake")
    _attach(connection, data, read_only=True, snapshot=snapshot)


def _attach(
    connection: duckdb.DuckDBPyConnection,
    data: Path,
    *,
    read_only: bool = False,
    catalog: str = _CATALOG,
    snapshot: int | None = None,
) -> None:
    folder = lake_folder(data)
    lake = shared()
    place = f"sqlite:{_quoted(folder / catalog)}" if lake is None else f"postgres:{lake.database}".replace("'", "''")
    # The folder may have been moved since the lake was made: where it is now counts, not where it was.
    mode = ", READ_ONLY" if read_only else ""
    mode += f", SNAPSHOT_VERSION {snapshot}" if snapshot is not None else ""
    try:
        connection.execute(
            f"ATTACH 'ducklake:{place}' AS lake (DATA_PATH '{files_of(data)}', OVERRIDE_DATA_PATH true{mode})"
        )
        connection.execute("USE lake")
    except duckdb.Error as error:
        if lake is not None and read_only and "does not exist - and creating" in str(error):
            raise NoLakeError(_NOTHING.format(data=data)) from error
        if lake is not None and isinstance(error, duckdb.IOException):
            told = str(error).splitlines()[0]
            raise FaultError(
                f"{CATALOG}: this catalog does not answer ({told}); start its server, or mend that."
            ) from error
        if isinstance(error, duckdb.IOException) or fault_of(error):
            raise
        raise UsageError(
            f"{folder / catalog}: this lake cannot be opened ({str(error).splitlines()[0]}); it is of another version "
            "of DuckLake, or its catalog is damaged. Name another folder with --data, or put a copy back."
        ) from error


def _roll_back(folder: Path) -> None:
    """Undo what a writer that was killed has left half written in the catalog: who may only read it cannot."""
    journal = folder / f"{_CATALOG}-journal"
    if journal.exists() and os.access(journal, os.W_OK):
        with suppress(sqlite3.Error), closing(sqlite3.connect(folder / _CATALOG)) as catalog:
            catalog.execute("SELECT count(*) FROM sqlite_master").fetchall()


_NOTHING = "{data}: nothing has landed here yet; 'quellenlage run SOURCE --data {data}' does that."


def files_of(data: Path) -> str:
    """Where the lake's Parquet files are, as it stands between the quotes of a statement, with the ``/`` at its end."""
    lake = shared()
    if lake is not None and lake.files is not None:
        return lake.files.replace("'", "''")
    return f"{_quoted(lake_folder(data) / 'files')}/"


def has_lake(data: Path) -> bool:
    """Whether there is a lake in the folder, or one that is shared."""
    return shared() is not None or not _is_missing(data)


def _require_lake(data: Path) -> None:
    if _is_missing(data):
        raise NoLakeError(_NOTHING.format(data=data))


def _is_missing(data: Path) -> bool:
    """Whether the lake is still to be made. A catalog without a byte is what a start on a full disk leaves.

    Raises:
        FaultError: the catalog is gone, or empty, while there are Parquet files that it should know.
    """
    if shared() is not None:
        return False  # whoever writes it makes it
    folder = lake_folder(data)
    catalog = folder / _CATALOG
    if catalog.is_dir() or (catalog.exists() and catalog.stat().st_size):
        return False
    if next((folder / "files").rglob("*.parquet"), None) is not None:
        state = "empty" if catalog.exists() else "gone"
        raise FaultError(
            f"{catalog}: this catalog is {state}, and without it the Parquet files beside it are no lake; put a copy "
            "of it back, or run the sources into a new folder, named with --data."
        )
    return True


def _make_lake(connection: duckdb.DuckDBPyConnection, data: Path) -> None:
    """Make a catalog with all tables beside the place where it belongs, and move it there in one step."""
    folder = lake_folder(data)
    for left in folder.glob(f"{_MAKING}*"):
        left.unlink()
    _attach(connection, data, catalog=_MAKING)
    _make_tables(connection, data)
    connection.execute("USE memory; DETACH lake")
    os.replace(folder / _MAKING, folder / _CATALOG)


def _make_tables(connection: duckdb.DuckDBPyConnection, data: Path) -> None:
    is_new = lake_version(connection) == 0
    with transaction(connection):
        bring_up_to_date(connection, data)
    for name in DOCUMENT_TABLES:
        # Small batches land as Parquet too, so that any engine can read everything that was found in documents.
        connection.execute(f"CALL lake.set_option('data_inlining_row_limit', 0, table_name => '{name}')")
    give_statistics(connection)
    if not is_new and owes_stems(connection):
        from quellenlage.tasks.land.stems_of_claims import keep_stems

        keep_stems(connection)
    with transaction(connection):
        tell_up_to_date(connection)


def _clear_orphans(connection: duckdb.DuckDBPyConnection, left: str) -> None:
    """Delete the Parquet files of a transaction that was never committed, if its writer has ``left`` its name.

    Of this machine's writers nobody else is at work. Those of another may be, where a lock does not reach that far:
    what is younger than a day is left to them.
    """
    if left:
        ours = left == platform.node() and shared() is None
        which = "cleanup_all => true" if ours else "older_than => now() - INTERVAL 1 DAY"
        connection.execute(f"CALL ducklake_delete_orphaned_files('lake', {which})").fetchall()


#: When a Parquet file landed, and where: what one has in the catalog.
_OF_FILE = "SELECT begin_snapshot FROM __ducklake_metadata_lake.ducklake_data_file WHERE ends_with(?, path)"
#: What landed with a file: the articles of its month, or, where their own file is the one that is gone, the files read.
_HELD = (
    """
    SELECT DISTINCT uri FROM lake.documents WHERE snapshot_id = $snapshot AND ($year IS NULL OR year(published) = $year)
           AND ($month IS NULL OR month(published) = $month) ORDER BY uri
    """,
    "SELECT DISTINCT uri FROM lake.read_files WHERE snapshot_id = $snapshot ORDER BY uri",
)
_NAMED = 5


def _with_articles(fault: FaultError, error: BaseException, connection: duckdb.DuckDBPyConnection | None) -> FaultError:
    """``fault``, and where a Parquet file is missing or damaged, which articles it held and how these land again."""
    file = re.search(r"/[^\"'\n]+\.parquet", str(error))
    if connection is None or file is None or not (held := _held(connection, file[0])):
        return fault
    more = f" and {len(held) - _NAMED} more" if len(held) > _NAMED else ""
    return type(fault)(
        f"{fault} It held what was read from {', '.join(held[:_NAMED])}{more}; "
        "'quellenlage run SOURCE --data NEW' lands that again."
    )


def _held(connection: duckdb.DuckDBPyConnection, file: str) -> list[str]:
    place = re.search(r"/year=(\d+)/month=(\d+)/", file)
    month = {"year": int(place[1]), "month": int(place[2])} if place else {"year": None, "month": None}
    with suppress(duckdb.Error):
        connection.execute("ROLLBACK")
    for query in _HELD:
        with suppress(duckdb.Error):
            found = connection.execute(_OF_FILE, [file]).fetchone()
            named = {"snapshot": found[0]} | (month if "$month" in query else {}) if found else {}
            if named and (held := connection.execute(query, named).fetchall()):
                return [uri for (uri,) in held]
    return []


def _extension_file(name: str) -> Path:
    """Where the pinned package keeps the extension for this version of DuckDB.

    Raises:
        UsageError: it is one that only a shared lake needs, and is not installed.
    """
    try:
        package = files(f"duckdb_extension_{name}")
    except ModuleNotFoundError as error:
        raise UsageError(f"a shared lake needs {error.name}; pip install 'quellenlage[shared]' brings it.") from error
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
    with _exclusive(lake_folder(data)) as left:
        _clear_orphans(connection, left)
        with transaction(connection):
            yield


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Without any other writer of this machine, for what is no transaction; the lake is opened before."""
    with _exclusive(lake_folder(data)):
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
def locked(data: Path, name: str) -> Iterator[None]:
    """Alone on this machine with what is called ``name`` in the folder ``data``; whoever else wants it waits."""
    with (lake_folder(data) / f".{name}").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _exclusive(folder: Path) -> Iterator[str]:
    """Alone among the writers of this machine, and of a shared lake; gives the machine of one that was killed before.

    Its name stands in the file of the lock as long as that is held: who finds one knows that work was broken off.
    """
    lake = shared()
    among = nullcontext() if lake is None else alone_among_machines(lake, str(_extension_file("postgres_scanner")))
    with (folder / ".lock").open("a+", encoding="utf-8") as lock, among:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.seek(0)
        left = lock.read().strip()
        lock.truncate(0)
        lock.write(platform.node())
        lock.flush()
        yield left
        lock.truncate(0)


def _quoted(path: Path) -> str:
    return str(path.resolve()).replace("'", "''")
