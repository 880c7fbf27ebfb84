"""What is extracted again has the rows of today's code, and everything else stays."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest

import quellenlage.flows.again as again_module
from quellenlage.flows.again import Again, extract_again
from quellenlage.pipeline.load import version_of
from quellenlage.records import Rejected
from quellenlage.tasks.land.extracting_again import AGAIN, Which
from quellenlage.tasks.land.lake import open_lake, transaction
from quellenlage.tasks.land.land import land
from quellenlage.tasks.tables.schema import DOCUMENT_TABLES
from quellenlage.version import code_version
from tests.conftest import ARTICLE
from tests.landed_batches import AT, batch, pipeline

pytestmark = pytest.mark.usefixtures("lakes_made_once")

OTHER = ARTICLE.replace("Haushalt Bürger", "Rathaus Bürger")


def ask(data: Path, query: str) -> list[tuple[Any, ...]]:
    with open_lake(data, read_only=True) as connection:
        return connection.execute(query).fetchall()


def rows(data: Path, *without: str) -> dict[str, list[tuple[Any, ...]]]:
    left_out = f"EXCLUDE ({', '.join(without)})" if without else ""
    tables = {name: ask(data, f"SELECT * FROM {name} ORDER BY ALL") for name in AGAIN}
    links = ask(data, "SELECT claim_id, other_id, similarity FROM claim_links ORDER BY ALL")
    copies = ask(data, "SELECT * EXCLUDE (run_id) FROM copy_records ORDER BY ALL")
    documents = ask(data, f"SELECT * {left_out} FROM documents ORDER BY ALL")
    return tables | {"claim_links": links, "copy_records": copies, "documents": documents}


@pytest.fixture(scope="module")
def model() -> str:
    return version_of(pipeline())


@pytest.fixture(scope="module")
def landed(tmp_path_factory: pytest.TempPathFactory, model: str) -> Path:
    """A folder with a lake of two articles that say the same."""
    folder = tmp_path_factory.mktemp("landed")
    (folder / "news").mkdir()
    (folder / "news" / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "news" / "b.txt").write_text(OTHER, encoding="utf-8")
    land(folder / "data", "run", batch(folder / "news"), [], AT, (), model)
    return folder / "data"


@pytest.fixture
def data(landed: Path, tmp_path: Path) -> Path:
    return shutil.copytree(landed, tmp_path / "data")


def spoil(data: Path) -> str:
    """Have the first article be read by other code, which missed one claim and gave another a wrong act; its id."""
    with open_lake(data) as connection, transaction(connection):
        (document_id,) = connection.execute("SELECT min(document_id) FROM documents").fetchone() or ("",)
        first = "SELECT min(claim_id) FROM claim_records WHERE document_id = ?"
        connection.execute(
            f"DELETE FROM claim_links WHERE claim_id = ({first}) OR other_id = ({first})", [document_id] * 2
        )
        connection.execute(f"DELETE FROM claim_records WHERE claim_id = ({first})", [document_id])
        connection.execute("UPDATE claim_records SET act = 'praise' WHERE document_id = ?", [document_id])
        connection.execute("DELETE FROM copy_records")
        connection.execute("UPDATE documents SET code_version = 'old' WHERE document_id = ?", [document_id])
    return str(document_id)


def test_old_documents_get_the_rows_of_today_and_ids_stay(data: Path, model: str) -> None:
    before = rows(data)
    assert before["copy_records"]
    document_id = spoil(data)
    assert rows(data) != before
    assert ask(data, "SELECT DISTINCT code_version FROM documents ORDER BY ALL") == sorted(
        [(code_version(),), ("old",)]
    )
    assert extract_again(data, Which(), "later") == Again(1, 0)
    assert rows(data) == before
    assert ask(data, "SELECT DISTINCT code_version, model_version FROM documents") == [(code_version(), model)]
    assert extract_again(data, Which(), "later") == Again(0, 0)  # there is nothing old any more
    assert extract_again(data, Which({document_id}), "later") == Again(1, 0)
    assert rows(data) == before
    assert ask(data, "SELECT count(*) FROM unlinked") == [(0,)]


def test_only_what_is_asked_for_is_read(data: Path) -> None:
    spoil(data)
    for which in (Which(since=dt.date(2025, 3, 5)), Which(outlet="Kurier"), Which(set())):
        assert extract_again(data, which, "later") == Again(0, 0)
    assert extract_again(data, Which(since=dt.date(2025, 3, 4)), "later").read == 1


def test_of_many_documents_each_run_reads_a_part_until_none_is_left(data: Path) -> None:
    before = rows(data)
    with open_lake(data) as connection, transaction(connection):
        connection.execute("UPDATE documents SET code_version = 'old'")
    ((old,),) = ask(data, "SELECT count(*) FROM documents")
    assert extract_again(data, Which(), "later", at_most=1) == Again(1, 0, old - 1)
    assert ask(data, "SELECT count(*) FROM documents WHERE code_version = 'old'") == [(old - 1,)]
    assert extract_again(data, Which(), "later still", at_most=old - 1).told() == f"Read again: {old - 1} documents."
    assert rows(data) == before


def test_what_is_refused_keeps_what_it_had(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document_id = spoil(data)
    before = rows(data)

    def refuse(documents: list[Any], *_: object) -> list[Rejected]:
        return [Rejected(one.document.uri, "extract", "cannot be read.", one.document.text) for one in documents]

    monkeypatch.setattr(again_module, "extract_with", refuse)
    for _ in range(2):
        assert extract_again(data, Which(), "later") == Again(0, 1)
    assert rows(data) == before
    assert ask(data, "SELECT run_id, stage FROM quarantine") == [("later", "extract")]
    assert ask(data, "SELECT document_id FROM documents WHERE code_version = 'old'") == [(document_id,)]


def test_a_lake_tells_what_it_knew_on_a_day(data: Path, tmp_path: Path) -> None:
    then = "SELECT title, claim_id, speaker, via FROM {} ORDER BY ALL"
    now = ask(data, then.format("who_said_what"))
    (tmp_path / "c.txt").write_text(ARTICLE.replace("Haushalt Bürger", "Etat Bürger"), encoding="utf-8")
    land(data, "next", batch(tmp_path / "c.txt"), [], AT + dt.timedelta(1))
    assert ask(data, then.format("known_on('2026-01-01')")) == now
    assert ask(data, then.format("known_on(DATE '2026-01-02')")) == ask(data, then.format("who_said_what")) != now
    assert ask(data, then.format("known_on('2025-12-31')")) == []
    assert {name for (name, *_) in ask(data, "DESCRIBE FROM known_on('2026-01-01')")} == {
        name for (name, *_) in ask(data, "DESCRIBE who_said_what")
    }


def test_every_table_of_documents_is_either_written_again_or_stays() -> None:
    assert set(DOCUMENT_TABLES) - set(AGAIN) == {"documents", "segments", "publication_dates"}
