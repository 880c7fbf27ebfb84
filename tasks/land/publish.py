"""The warehouse: the lake's current state as one plain DuckDB file, brought up to date with what landed since."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection
from pathlib import Path

import duckdb

from quellenlage.errors import FaultError
from quellenlage.tasks.land.afresh import finish, quoted, snapshot_of, tell_of_versions, write_afresh
from quellenlage.tasks.land.kept import keep_changes, kept_definition
from quellenlage.tasks.land.lake import locked, open_lake
from quellenlage.tasks.land.search_index import update_index
from quellenlage.tasks.tables.document_tables import CLAIM_RECORDS
from quellenlage.tasks.tables.ledger_tables import (
    CORRECTIONS,
    QUARANTINE,
    READ_FILES,
    RUN_RECORDS,
    SCHEMA_VERSION,
    UNLINKED,
)
from quellenlage.tasks.tables.schema import DOCUMENT_TABLES, LEDGER_TABLES, PUBLISHED

NAME = "warehouse.duckdb"
_BESIDE = ".publish-"
#: DuckDB takes what is joined here for a few rows, and would compare each with each.
_SETTINGS = "SET asof_loop_join_threshold = 0"
#: Tables of which rows go as well as come; they are small, or have a key.
_REWRITTEN = frozenset({UNLINKED.name, SCHEMA_VERSION.name, READ_FILES.name, RUN_RECORDS.name, QUARANTINE.name})
#: What every run appends about itself, and no reader of the warehouse waits for.
_OF_RUNS = frozenset({RUN_RECORDS.name, "quality", READ_FILES.name, UNLINKED.name, SCHEMA_VERSION.name})
_OF_DOCUMENTS = tuple(table for name, table in PUBLISHED.items() if name in DOCUMENT_TABLES)
#: The share of its claims that may have been written anew before the warehouse is written afresh, in good order.
_MOST_CHANGED = 0.5
_FEWEST_CHANGED = 50_000


def publish(data: Path, *, if_new: bool = False, afresh: bool = False) -> Path:
    """Bring ``data/warehouse.duckdb`` up to date with the lake and swap it in; returns its path.

    It holds the current version of every document and what was found in it, the account of all runs, and the views.
    What landed since it was published last is written into a copy, which is swapped in. The swap is atomic: who has the
    old file open keeps it whole, who opens it next sees the new one. One at a time publishes, so that a later state is
    never followed by an earlier one. A lake of an earlier version is brought up to date first, so that both answer
    alike. Where nothing has landed since, nothing is written.

    Args:
        data: the folder of the lake.
        if_new: leave the file as it is where nothing has landed but accounts of runs.
        afresh: write all of it, as is done where rows went from the lake, people corrected, or tables changed.

    Raises:
        NoLakeError: nothing has landed in ``data`` yet.
        UsageError: the lake there is of a later version, or of an earlier one that cannot be brought up to date.
        FaultError: the machine does not let the file be written or swapped in; the old one stays.
    """
    target = data / NAME
    if target.is_dir():
        raise FaultError(f"{target}: this is a folder, and the warehouse is a file; move it away and publish again.")
    with open_lake(data) as connection, locked(data, "publishing"):
        for left in data.glob(f"{_BESIDE}*"):  # by who was killed
            shutil.rmtree(left, ignore_errors=True)
        _swap_in(connection, data, target, if_new=if_new, afresh=afresh)
    return target


def is_current(data: Path) -> bool:
    """Whether the warehouse in ``data`` has all that has landed, accounts of runs aside."""
    with open_lake(data, read_only=True) as connection:
        came, went = _news(connection, _held(connection, data / NAME), snapshot_of(connection))
        return not (came | went) - _OF_RUNS


def _swap_in(connection: duckdb.DuckDBPyConnection, data: Path, target: Path, *, if_new: bool, afresh: bool) -> None:
    held = None if afresh else _held(connection, target)
    came, went = _news(connection, held, snapshot_of(connection))
    if held is not None and not ((came | went) - (_OF_RUNS if if_new else frozenset())):
        return
    with tempfile.TemporaryDirectory(dir=data, prefix=_BESIDE) as folder:
        fresh = Path(folder) / NAME
        connection.execute(f"SET temp_directory = '{quoted(Path(folder) / 'spilled')}'")
        connection.execute(_SETTINGS)
        written = False
        if held is not None and not _needs_all(came, went):
            shutil.copyfile(target, fresh)
            written = _update(connection, fresh, held)
        if not written:
            fresh.unlink(missing_ok=True)
            write_afresh(connection, data, fresh)
        os.replace(fresh, target)


def _held(connection: duckdb.DuckDBPyConnection, target: Path) -> int | None:
    """The lake's snapshot that the file has; None where it is to be written afresh."""
    if not target.exists():
        return None
    try:
        connection.execute(f"ATTACH '{quoted(target)}' AS published (READ_ONLY)")
    except duckdb.Error:  # of another format, or damaged
        return None
    try:
        row = connection.execute(
            "SELECT snapshot, definition, claims, changed FROM published.kept.published"
        ).fetchone()
    except duckdb.Error:  # published before anything was kept
        row = None
    finally:
        connection.execute("DETACH published")
    if row is None or row[1] != kept_definition() or row[3] > max(_FEWEST_CHANGED, _MOST_CHANGED * row[2]):
        return None
    return int(row[0])


def _news(connection: duckdb.DuckDBPyConnection, held: int | None, now: int) -> tuple[set[str], set[str]]:
    """The tables into which rows came since snapshot ``held``, and those from which rows went, of those published."""
    everything = set(PUBLISHED)
    if held is None:
        return everything, everything
    known = connection.execute(
        "SELECT count(*) FROM __ducklake_metadata_lake.ducklake_snapshot WHERE snapshot_id BETWEEN ? AND ?", [held, now]
    ).fetchone()
    if known != (now - held + 1,):  # some have expired
        return everything, everything
    names = dict(
        connection.execute("SELECT table_id, table_name FROM __ducklake_metadata_lake.ducklake_table").fetchall()
    )
    came: set[str] = set()
    went: set[str] = set()
    changes = connection.execute(
        "SELECT changes FROM lake.snapshots() WHERE snapshot_id > ? AND snapshot_id <= ?", [held, now]
    ).fetchall()
    for (change,) in changes:
        for kind, tables in change.items():
            into = {
                "tables_inserted_into": came,
                "inlined_insert": came,
                "tables_deleted_from": went,
                "inlined_delete": went,
            }.get(kind)
            if into is not None:
                into |= {names[int(one)] for one in tables} & PUBLISHED.keys()
    return came, went


def _needs_all(came: Collection[str], went: Collection[str]) -> bool:
    """Whether it is to be written afresh: rows went, or people corrected what may change any row."""
    return bool(set(went) - _REWRITTEN) or CORRECTIONS.name in came


def _update(connection: duckdb.DuckDBPyConnection, copied: Path, held: int) -> bool:
    """Write what came into the lake after snapshot ``held`` into a copy of the warehouse of then.

    False, and nothing is written, where only writing afresh would tell what came into the lake or went meanwhile.
    """
    connection.execute(f"ATTACH '{quoted(copied)}' AS warehouse")
    connection.execute("BEGIN")
    now = snapshot_of(connection)
    came, went = _news(connection, held, now)
    if _needs_all(came, went):
        connection.execute("ROLLBACK")
        connection.execute("DETACH warehouse")
        return False
    connection.execute("USE warehouse")
    since = f"{held + 1}, {now}"
    _find_documents(connection, since)
    for table in _OF_DOCUMENTS:
        columns = ", ".join(table.names)
        fresh = (
            f"SELECT {columns} FROM lake.table_insertions('{table.name}', {since}) "
            "WHERE document_id IN (SELECT document_id FROM temp.fresh_documents) ORDER BY ALL"
        )
        if table.name == CLAIM_RECORDS.name:
            connection.execute(f"CREATE TEMP TABLE fresh_claims AS {fresh}")
        else:
            connection.execute(
                f"DELETE FROM {table.name} WHERE document_id IN (SELECT document_id FROM temp.gone_documents)"
            )
            connection.execute(f"INSERT INTO {table.name} {fresh}")
    connection.execute(
        "INSERT INTO temp.ids_of_documents SELECT entity_id FROM entity_records SEMI JOIN temp.fresh_documents "
        "USING (document_id) UNION SELECT source_id FROM source_records SEMI JOIN temp.fresh_documents "
        "USING (document_id); "
        "INSERT INTO temp.roles_that_moved SELECT entity_id, as_of FROM role_records SEMI JOIN temp.fresh_documents "
        "USING (document_id)"
    )
    _update_ledger(connection, since, came | went)
    tell_of_versions(connection)
    changed = keep_changes(connection)
    update_index(connection)
    connection.execute("UPDATE kept.published SET snapshot = ?, changed = changed + ?", [now, changed])
    connection.execute("COMMIT")
    finish(connection)
    return True


def _find_documents(connection: duckdb.DuckDBPyConnection, since: str) -> None:
    """Which documents are new and current, which of the old ones they follow, and what goes with these."""
    connection.execute(
        f"""
        CREATE TEMP TABLE fresh_documents AS
        SELECT document_id, article_id, version FROM lake.table_insertions('documents', {since})
        QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY version DESC) = 1;
        CREATE TEMP TABLE gone_documents AS
        SELECT document_id FROM documents WHERE article_id IN (SELECT article_id FROM temp.fresh_documents);
        CREATE TEMP TABLE gone_claims AS
        SELECT claim_id FROM claim_records WHERE document_id IN (SELECT document_id FROM temp.gone_documents);
        CREATE TEMP TABLE roles_that_moved AS
        SELECT entity_id, as_of FROM role_records WHERE document_id IN (SELECT document_id FROM temp.gone_documents);
        CREATE TEMP TABLE ids_of_documents AS
        SELECT entity_id AS id FROM entity_records WHERE document_id IN (SELECT document_id FROM temp.gone_documents)
        UNION
        SELECT source_id FROM source_records WHERE document_id IN (SELECT document_id FROM temp.gone_documents);
        """
    )


def _update_ledger(connection: duckdb.DuckDBPyConnection, since: str, touched: Collection[str]) -> None:
    connection.execute(
        "CREATE TEMP TABLE fresh_links AS SELECT claim_id, other_id "
        f"FROM lake.table_insertions('claim_links', {since}); "
        "CREATE TEMP TABLE fresh_copies AS SELECT unnest([document_id, other_id]) AS document_id "
        f"FROM lake.table_insertions('copy_records', {since})"
    )
    for table in LEDGER_TABLES.values():
        columns = ", ".join(table.names)
        came = f"SELECT {columns} FROM lake.table_insertions('{table.name}', {since}) ORDER BY ALL"
        if table.name == READ_FILES.name:
            connection.execute(
                f"DELETE FROM read_files WHERE uri IN (SELECT uri FROM lake.table_deletions('read_files', {since})); "
                "INSERT INTO read_files SELECT * FROM lake.read_files WHERE uri IN "
                f"(SELECT uri FROM lake.table_insertions('read_files', {since})) ORDER BY ALL"
            )
        elif table.name == RUN_RECORDS.name:
            connection.execute(f"DELETE FROM run_records WHERE finished_at IS NULL; INSERT INTO run_records {came}")
            connection.execute(
                f"INSERT INTO run_records SELECT {columns} FROM lake.runs WHERE finished_at IS NULL ORDER BY ALL"
            )
        elif table.name not in touched:
            continue
        elif table.name in _REWRITTEN:
            connection.execute(
                f"DELETE FROM {table.name}; INSERT INTO {table.name} SELECT {columns} FROM lake.{table.name}"
            )
        else:
            connection.execute(f"INSERT INTO {table.name} {came}")
