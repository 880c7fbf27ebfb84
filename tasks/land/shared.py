"""A lake that several machines share: its catalog in PostgreSQL, its Parquet files in an object store.

Two settings of the environment say where they are. ``QUELLENLAGE_CATALOG`` is ``postgres:`` and how libpq is told of a
database (``postgres:host=db dbname=lake``); a password is best left to libpq's own ``PGPASSWORD`` or ``.pgpass``.
``QUELLENLAGE_FILES`` is a folder, or ``s3://BUCKET/PREFIX/``; who may read and write there, and at which address, is
told by the variables that AWS's own tools read. The lake's folder then holds what is of one machine alone: its
warehouse and the pages of its runs.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import duckdb

from quellenlage.errors import UsageError

CATALOG = "QUELLENLAGE_CATALOG"
FILES = "QUELLENLAGE_FILES"
_POSTGRES = "postgres:"
_S3 = "s3://"
#: A number of our own for PostgreSQL's locks that mean what those who take them agree on, and no row.
_LOCK = 7_162_534


@dataclass(frozen=True, slots=True)
class Shared:
    """Where a shared lake is: ``database`` as libpq is told of it, ``files`` a folder or an address, or None."""

    database: str
    files: str | None

    @property
    def extensions(self) -> tuple[str, ...]:
        """The extensions of DuckDB that reach it."""
        return ("postgres_scanner", *(("httpfs",) if self.in_object_store else ()))

    @property
    def in_object_store(self) -> bool:
        return self.files is not None and self.files.startswith(_S3)


def shared() -> Shared | None:
    """What the environment says; None where every lake is in its own folder.

    Raises:
        UsageError: it says something that is no such lake.
    """
    catalog, files = os.environ.get(CATALOG, ""), os.environ.get(FILES, "")
    if not catalog:
        if files:
            raise UsageError(f"{FILES}={files}: files that are shared need a catalog that is; name it with {CATALOG}.")
        return None
    if not catalog.startswith(_POSTGRES):
        raise UsageError(f"{CATALOG}={catalog}: wanted is {_POSTGRES} and a database: postgres:host=db dbname=lake.")
    return Shared(catalog.removeprefix(_POSTGRES), files.rstrip("/") + "/" if files else None)


def refuse_shared(what: str) -> None:
    """Make sure that the lake is in its own folder, since ``what`` is asked of it.

    Raises:
        UsageError: it is shared.
    """
    if shared() is not None:
        raise UsageError(
            f"{what} knows lakes in a folder, and {CATALOG} names one in PostgreSQL; use the database's own tools and "
            "the object store's."
        )


def reach(connection: duckdb.DuckDBPyConnection, lake: Shared) -> None:
    """Tell the connection, which has the extensions, how the object store is reached."""
    if not lake.in_object_store:
        return
    values = {
        "KEY_ID": os.environ.get("AWS_ACCESS_KEY_ID"),
        "SECRET": os.environ.get("AWS_SECRET_ACCESS_KEY"),
        "SESSION_TOKEN": os.environ.get("AWS_SESSION_TOKEN"),
        "REGION": os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION"),
    }
    if address := os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL"):
        parts = urlsplit(address)
        values |= {"ENDPOINT": parts.netloc, "URL_STYLE": "path", "USE_SSL": str(parts.scheme != "http").lower()}
    told = ", ".join(f"{name} '{value.replace(chr(39), chr(39) * 2)}'" for name, value in values.items() if value)
    connection.execute(f"CREATE SECRET object_store (TYPE s3, {told})" if told else "CREATE SECRET (TYPE s3)")


@contextmanager
def alone_among_machines(lake: Shared, extension: str) -> Iterator[None]:
    """Without any other writer of the lake, on whichever machine; who was faster is waited for.

    ``extension`` is the path of DuckDB's for PostgreSQL. The lock is held by a connection of its own, and goes with it:
    who is killed leaves none.
    """
    with duckdb.connect(
        config={"autoinstall_known_extensions": "false", "allow_unsigned_extensions": "true"}
    ) as connection:
        connection.load_extension(extension)
        database = lake.database.replace("'", "''")
        connection.execute(f"ATTACH '{database}' AS locks (TYPE postgres)")
        connection.execute("BEGIN")
        connection.execute(f"FROM postgres_query('locks', 'SELECT pg_advisory_xact_lock({_LOCK})::text')").fetchall()
        yield
        connection.execute("COMMIT")
