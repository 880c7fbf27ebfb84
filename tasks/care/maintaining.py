"""Care of a lake that many runs have written: small files are merged, and what nobody asks for any more goes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from quellenlage.project import KEEP_DAYS
from quellenlage.tasks.land.lake import alone, open_lake
from quellenlage.tasks.land.stems_of_claims import keep_stems

_LEFT_TO_READERS = 1  # days for which who has a file open may go on reading it
#: The share of a file's rows that may be deleted before it is written anew without them.
_MOST_DELETED = 0.3

_COUNTED = """
SELECT count(*), coalesce(sum(file_size_bytes), 0), coalesce(max(files), 0) FROM (
    SELECT file_size_bytes, count(*) OVER (PARTITION BY data.table_id, placed.partition) AS files
    FROM __ducklake_metadata_lake.ducklake_data_file AS data
    LEFT JOIN (
        SELECT data_file_id, list(partition_value ORDER BY partition_key_index) AS partition
        FROM __ducklake_metadata_lake.ducklake_file_partition_value GROUP BY data_file_id
    ) AS placed ON placed.data_file_id = data.data_file_id
    WHERE data.end_snapshot IS NULL
)
"""


@dataclass(frozen=True, slots=True)
class Files:
    """Parquet files of the lake's current state: how many, their bytes, and the most of one table and partition."""

    number: int
    size: int
    most: int


@dataclass(frozen=True, slots=True)
class Maintained:
    """What was done: files before and after, snapshots that expired, and files that were deleted."""

    before: Files
    after: Files
    expired: int
    deleted: int

    def lines(self) -> list[str]:
        """The report, a sentence a line."""
        return [
            f"Files before: {self.before.number}, {self.before.size / 1e6:.1f} MB; now: {self.after.number}, "
            f"{self.after.size / 1e6:.1f} MB, at most {self.after.most} of a table and month.",
            f"Snapshots that expired: {self.expired}; files that were deleted: {self.deleted}.",
        ]


def maintain(data: Path, keep_days: int = KEEP_DAYS, *, afresh: bool = False) -> Maintained:
    """Merge small files of the lake in ``data``, and let go what is older than ``keep_days`` and not current.

    No row changes. Rows that wait in the catalog are written as Parquet; what was deleted leaves the files; snapshots
    older than ``keep_days`` expire: the lake cannot be asked as it was before. Who reads meanwhile goes on reading:
    files that were merged stay for a day. Runs wait. ``afresh`` writes ``claim_stems`` anew, which each landing keeps
    and an upgrade mends: there is need of it only where somebody has changed the lake by hand.

    Raises:
        NoLakeError: nothing has landed in ``data`` yet.
    """
    with open_lake(data) as connection, alone(data):
        before = _files(connection)
        if afresh:
            keep_stems(connection)
        _call(connection, "ducklake_flush_inlined_data('lake')")
        expired = _call(connection, f"ducklake_expire_snapshots('lake', older_than => {_days_ago(keep_days)})")
        _call(connection, f"ducklake_rewrite_data_files('lake', delete_threshold => {_MOST_DELETED})")
        _call(connection, "ducklake_merge_adjacent_files('lake')")
        old = f"older_than => {_days_ago(_LEFT_TO_READERS)}"
        deleted = _call(connection, f"ducklake_cleanup_old_files('lake', {old})")
        deleted += _call(connection, f"ducklake_delete_orphaned_files('lake', {old})")
        after = _files(connection)
    return Maintained(before, after, len(expired), len(deleted))


def _call(connection: duckdb.DuckDBPyConnection, call: str) -> list[tuple[Any, ...]]:
    return connection.execute(f"CALL {call}").fetchall()


def _days_ago(days: int) -> str:
    return f"now() - INTERVAL {days} DAY"


def _files(connection: duckdb.DuckDBPyConnection) -> Files:
    number, size, most = connection.execute(_COUNTED).fetchone() or (0, 0, 0)
    return Files(int(number), int(size), int(most))
