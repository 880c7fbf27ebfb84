"""The settings of a lake that machines share. bench.shared_lake lands in one, and compares."""

from __future__ import annotations

from pathlib import Path

import pytest

from quellenlage.errors import UsageError
from quellenlage.tasks.care.copies import backup
from quellenlage.tasks.care.forgetting import forget
from quellenlage.tasks.land.shared import CATALOG, FILES, shared
from tests.landed_batches import AT


@pytest.mark.parametrize(
    ("catalog", "files", "wanted"),
    [
        ("", "s3://bucket/lake", "need a catalog that is; name it with QUELLENLAGE_CATALOG"),
        ("mysql:host=db", "", "wanted is postgres: and a database"),
    ],
)
def test_settings_that_name_no_lake_are_refused(
    monkeypatch: pytest.MonkeyPatch, catalog: str, files: str, wanted: str
) -> None:
    monkeypatch.setenv(CATALOG, catalog)
    monkeypatch.setenv(FILES, files)
    with pytest.raises(UsageError, match=wanted):
        shared()


def test_settings_say_where_catalog_and_files_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CATALOG, "postgres:host=db dbname=lake")
    monkeypatch.setenv(FILES, "s3://bucket/lake")
    named = shared()
    assert named is not None
    assert (named.database, named.files) == ("host=db dbname=lake", "s3://bucket/lake/")
    assert named.extensions == ("postgres_scanner", "httpfs")
    monkeypatch.setenv(FILES, "")
    without = shared()
    assert without is not None
    assert (without.files, without.extensions) == (None, ("postgres_scanner",))


def test_what_knows_folders_alone_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(CATALOG, "postgres:host=db")
    with pytest.raises(UsageError, match="backup knows lakes in a folder"):
        backup(tmp_path, tmp_path / "copy")
    with pytest.raises(UsageError, match="forget knows lakes in a folder"):
        forget(tmp_path, "Krahl", why="asked to", at=AT)
