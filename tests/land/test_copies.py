"""A backup is the lake at one moment, whatever runs meanwhile, and a lake again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from quellenlage.errors import FaultError, QuellenlageError, UsageError
from quellenlage.records import Rejected
from quellenlage.tasks.care.copies import Copied, backup, restore
from quellenlage.tasks.land.lake import open_lake
from quellenlage.tasks.land.land import land
from quellenlage.tasks.land.linking import link
from quellenlage.tasks.tables.schema import TABLES, VIEWS
from tests.conftest import ARTICLE
from tests.landed_batches import AT, batch

pytestmark = pytest.mark.usefixtures("lakes_made_once")

OTHER = ARTICLE.replace("Haushalt Bürger", "Rathaus Bürger").replace("Petra Krahl", "Petra Kling")


def everything(data: Path, names: Iterable[str] = TABLES) -> dict[str, list[tuple[Any, ...]]]:
    with open_lake(data, read_only=True) as connection:
        return {name: connection.execute(f"FROM {name} ORDER BY ALL").fetchall() for name in names}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept")
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    land(folder, "first", batch(folder / "a.txt"), [Rejected("x.txt", "ingest", "no text.", "")], AT)
    link(folder, "first")
    (folder / "received").mkdir()
    (folder / "received" / "0.txt").write_text(ARTICLE, encoding="utf-8")
    return folder


def test_a_lake_comes_back_as_it_was_while_runs_went_on(data: Path, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(OTHER, encoding="utf-8")
    more = batch(tmp_path / "b.txt")
    before = everything(data)
    first = backup(data, tmp_path / "backup")
    assert first.files == first.copied > 0
    writer = threading.Thread(target=land, args=(data, "second", more, [], AT))
    writer.start()
    meanwhile = backup(data, tmp_path / "meanwhile")
    writer.join()
    restore(tmp_path / "backup", tmp_path / "one")
    assert everything(tmp_path / "one") == before
    assert everything(tmp_path / "one", VIEWS).keys() == VIEWS.keys()
    assert (tmp_path / "one" / "received" / "0.txt").read_text(encoding="utf-8") == ARTICLE
    with duckdb.connect(str(tmp_path / "one" / "warehouse.duckdb"), read_only=True) as warehouse:
        assert warehouse.execute("SELECT count(*) FROM documents").fetchall() == [(1,)]
    restore(tmp_path / "meanwhile", tmp_path / "two")
    assert everything(tmp_path / "two") in (before, everything(data))
    assert meanwhile.files >= first.files
    again = backup(data, tmp_path / "backup")
    assert 0 < again.copied < again.files
    assert backup(data, tmp_path / "backup") == Copied(again.files, 0)
    assert land(tmp_path / "one", "second", more, [], AT).landed == 1  # it goes on
    assert everything(tmp_path / "one") == everything(data)


def test_what_is_no_backup_or_no_empty_place_is_a_sentence(data: Path, tmp_path: Path) -> None:
    backup(data, tmp_path / "backup")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").touch()
    wrong: list[tuple[Callable[[], Copied], str]] = [
        (lambda: backup(data, data / "backup"), "folder of its own"),
        (lambda: backup(data, tmp_path / "full"), "no backup; name an empty one"),
        (lambda: backup(tmp_path / "nothing", tmp_path / "new"), "nothing has landed here"),
        (lambda: restore(tmp_path / "full", tmp_path / "new"), "no backup here"),
        (lambda: restore(tmp_path / "backup", data), "a lake here already"),
    ]
    for call, sentence in wrong:
        with pytest.raises(QuellenlageError, match=sentence):
            call()
    file = next((tmp_path / "backup").rglob("*.parquet"))
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(FaultError, match=f"{file.name}: this part of the backup is missing or damaged"):
        restore(tmp_path / "backup", tmp_path / "new")
    assert not (tmp_path / "new").exists()
    with pytest.raises(UsageError):
        restore(tmp_path / "new", tmp_path / "newer")
