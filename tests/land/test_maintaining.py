"""A lake that many small runs have written is one of few files again, and says what it said."""

from __future__ import annotations

import datetime as dt
import os
import time
from pathlib import Path

import pyarrow as pa

from quellenlage.tasks.care.maintaining import maintain
from quellenlage.tasks.land.lake import insert, open_lake, transaction
from quellenlage.tasks.tables.schema import TABLES

RUNS = 40
DAYS = (dt.date(2025, 3, 4), dt.date(2025, 4, 5))


def runs(data: Path) -> None:
    """Many landings of a few rows, one of which is deleted later."""
    with open_lake(data, create=True) as lake:
        for number in range(RUNS):
            shared = {"document_id": str(number), "published": DAYS[number % 2]}
            with transaction(lake):
                rows = {
                    "documents": [{**shared, "article_id": str(number), "version": 1, "run_id": str(number)}],
                    "segments": [{**shared, "kind": "paragraph", "text": str(one)} for one in range(3)],
                    "merges": [{"from_id": f"b{number}", "into_id": "a", "withdrawn": False}],
                }
                insert(
                    lake,
                    {name: pa.Table.from_pylist(some, schema=TABLES[name].schema) for name, some in rows.items()},
                )
        lake.execute("DELETE FROM segments WHERE document_id = '7'")


def test_many_small_runs_leave_few_files_and_the_same_rows(tmp_path: Path) -> None:
    runs(tmp_path)
    names = ("documents", "segments", "merges", "current_documents", "merged_ids")
    with open_lake(tmp_path, read_only=True) as lake:
        before = {name: lake.execute(f"FROM {name} ORDER BY ALL").fetchall() for name in names}
        (snapshot,) = lake.execute("FROM lake.current_snapshot()").fetchone() or (0,)
    files = tmp_path / "lake" / "files"
    lost, fresh = files / "main" / "nobody.parquet", files / "main" / "just_now.parquet"
    for path in (lost, fresh):
        path.write_bytes(b"PAR1")
    long_ago = time.time() - 3 * 86_400
    os.utime(lost, (long_ago, long_ago))
    done = maintain(tmp_path)
    assert done.before.number > RUNS
    assert done.after.most == 1
    assert done.after.number == 6  # two tables of two months each, the merges, and the version of the lake
    assert not lost.exists()
    assert fresh.exists()
    with open_lake(tmp_path, read_only=True) as lake:
        assert {name: lake.execute(f"FROM {name} ORDER BY ALL").fetchall() for name in names} == before
        # Within the days that are kept, the lake can be asked as it was.
        then = f"SELECT count(*) FROM documents AT (VERSION => {snapshot - 10})"
        assert lake.execute(then).fetchone() == (RUNS - 9,)
    assert maintain(tmp_path).after == done.after
