"""What a writer that was killed leaves, and what the next one makes of it."""

from __future__ import annotations

import os
import platform
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quellenlage.errors import FaultError
from quellenlage.records import Rejected
from quellenlage.tasks.land.lake import NoLakeError, open_lake
from quellenlage.tasks.land.land import files_read, land
from quellenlage.tasks.land.linking import link, owes_links
from quellenlage.tasks.tables.schema import DOCUMENT_TABLES, TABLES
from tests.conftest import PROJECT
from tests.landed_batches import AT, batch

Write = Callable[..., Path]
MAKE = """
import os, signal, sys
from pathlib import Path
import quellenlage.tasks.land.lake as lake

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

owner, _, name = sys.argv[2].rpartition(".")
setattr(lake.os if owner else lake, name, die)
with lake.open_lake(Path(sys.argv[1]), create=True):
    pass
"""


def ask(data: Path, query: str) -> list[tuple[Any, ...]]:
    with open_lake(data, read_only=True) as connection:
        return connection.execute(query).fetchall()


@pytest.mark.parametrize("before", ["bring_up_to_date", "tell_up_to_date", "os.replace", "is_up_to_date"])
def test_a_lake_whose_making_was_killed_is_made_by_the_next_run(tmp_path: Path, before: str) -> None:
    done = subprocess.run([sys.executable, "-c", MAKE, tmp_path, before], cwd=PROJECT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert files_read(tmp_path) == {}
    assert {name for (name,) in ask(tmp_path, "SELECT table_name FROM duckdb_tables()")} >= TABLES.keys()
    assert ask(tmp_path, "SELECT count(*) FROM ducklake_options('lake') WHERE scope = 'TABLE'") == [
        (len(DOCUMENT_TABLES),)
    ]
    assert not list((tmp_path / "lake").glob(".making*"))


def test_what_a_start_on_a_full_disk_leaves_is_no_lake_yet(tmp_path: Path, write_article: Write) -> None:
    catalog = tmp_path / "lake" / "catalog.sqlite"
    catalog.parent.mkdir()
    catalog.touch()
    with pytest.raises(NoLakeError, match="quellenlage run"):
        ask(tmp_path, "FROM documents")
    land(tmp_path, "run", batch(write_article()), [], AT)
    assert ask(tmp_path, "SELECT count(*) FROM documents") == [(1,)]
    for state, spoil in (("empty", lambda: catalog.write_bytes(b"")), ("gone", catalog.unlink)):
        spoil()
        with (
            pytest.raises(FaultError, match=f"catalog.sqlite: this catalog is {state}"),
            open_lake(tmp_path, create=True),
        ):
            pass


HALF = """
import os, signal, sqlite3, sys
catalog = sqlite3.connect(sys.argv[1])
catalog.execute("PRAGMA cache_size = 1")
catalog.execute("UPDATE ducklake_column SET column_name = 'half' || column_name")
catalog.execute("UPDATE ducklake_view SET view_name = 'half' || view_name")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_catalog_that_is_half_written_is_read_as_it_was(tmp_path: Path, write_article: Write) -> None:
    land(tmp_path, "run", batch(write_article()), [], AT)
    catalog = tmp_path / "lake" / "catalog.sqlite"
    subprocess.run([sys.executable, "-c", HALF, catalog], check=False)
    assert catalog.with_name("catalog.sqlite-journal").stat().st_size
    assert ask(tmp_path, "SELECT count(*) FROM documents") == [(1,)]


def test_parquet_files_of_nobody_go_and_those_of_the_lake_stay(tmp_path: Path, write_article: Write) -> None:
    land(tmp_path / "here", "run", batch(write_article()), [], AT)
    (tmp_path / "here").rename(tmp_path / "there")
    (tmp_path / "link").symlink_to(tmp_path / "there")
    ours = set((tmp_path / "there").rglob("*.parquet"))
    for name in ("there", "link"):
        orphan = min(ours).with_name("orphan.parquet")
        shutil.copy(min(ours), orphan)
        files_read(tmp_path / name)
        assert orphan.exists()  # nobody was killed: it may be another machine's
        (tmp_path / name / "lake" / ".lock").write_text(platform.node())
        files_read(tmp_path / name)
        assert set((tmp_path / "there").rglob("*.parquet")) == ours


def test_a_writer_that_fails_leaves_no_file(
    tmp_path: Path, write_article: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = batch(write_article())
    files_read(tmp_path)
    monkeypatch.setattr("quellenlage.tasks.land.land._keep_read", lambda *_: os.stat("no such file"))
    with pytest.raises(FaultError):
        land(tmp_path, "run", tables, [], AT)
    files_read(tmp_path)
    assert not list(tmp_path.rglob("*.parquet"))


def test_linking_is_owed_until_it_is_done(tmp_path: Path, write_article: Write) -> None:
    assert not owes_links(tmp_path)
    land(tmp_path, "killed", batch(write_article()), [], AT)
    assert owes_links(tmp_path)
    land(tmp_path, "next", batch(write_article()), [], AT)
    link(tmp_path, "next")
    assert not owes_links(tmp_path)


def test_what_cannot_land_is_in_quarantine_once(tmp_path: Path, write_article: Write) -> None:
    bad = Rejected("x.txt", "ingest", "x.txt: no text.", "\\x00")
    other = Rejected("x.txt", "ingest", "x.txt: no text.", "something else")
    tables = batch(write_article())
    assert land(tmp_path, "one", tables, [bad, bad], AT).quarantined == [bad]
    assert land(tmp_path, "two", tables, [bad, other], AT).quarantined == [other]
    assert ask(tmp_path, "SELECT run_id, payload FROM quarantine ORDER BY run_id") == [
        ("one", "\\x00"),
        ("two", "something else"),
    ]
