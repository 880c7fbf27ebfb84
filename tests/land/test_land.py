"""A real lake in a temporary folder."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from quellenlage.records import Rejected
from quellenlage.tasks.accounts import RunAccount
from quellenlage.tasks.land.lake import NoLakeError, open_lake, transaction
from quellenlage.tasks.land.land import close_run, land, landed_articles
from quellenlage.tasks.land.linking import Merge, with_sources
from quellenlage.tasks.land.publish import publish
from quellenlage.tasks.tables.schema import DOCUMENT_TABLES
from tests.conftest import ARTICLE
from tests.landed_batches import AT, asked, batch

pytestmark = pytest.mark.usefixtures("lakes_made_once")

Write = Callable[..., Path]
CHANGED = ARTICLE.replace("Das Freibad bleibe geöffnet.", "Das Freibad schließe im Herbst.")


def ask(data: Path, query: str) -> list[tuple[Any, ...]]:
    with open_lake(data, read_only=True) as connection:
        return connection.execute(query).fetchall()


def land_files(data: Path, *paths: Path, run: str = "run") -> tuple[int, int]:
    versions = landed_articles(data, [])
    return land(data, run, batch(*paths, landed=versions), [], AT)[:2]


def test_what_lands_is_what_was_found(tmp_path: Path, write_article: Write) -> None:
    tables = batch(write_article())
    assert land(tmp_path, "run", tables, [], AT)[:2] == (1, 0)
    for name in DOCUMENT_TABLES:
        assert ask(tmp_path, f"SELECT count(*) FROM {name}") == [(tables[name].num_rows,)]
    assert ask(tmp_path, "SELECT version, run_id, published::VARCHAR FROM documents") == [(1, "run", "2025-03-04")]


def test_tables_of_documents_are_parquet_partitioned_by_year_and_month(tmp_path: Path, write_article: Write) -> None:
    land_files(tmp_path, write_article())
    (file,) = (tmp_path / "lake").rglob("claim_records/year=2025/month=3/*.parquet")
    rows = duckdb.sql(f"SELECT count(*) FROM '{file}'").fetchall()
    assert rows == ask(tmp_path, "SELECT count(*) FROM claims")


def test_every_claim_is_at_its_offsets(tmp_path: Path, write_article: Write) -> None:
    land_files(tmp_path, write_article())
    rows = ask(
        tmp_path,
        "SELECT text, content, content_spans FROM claims JOIN documents USING (document_id)".replace(
            "text,", "documents.text,"
        ),
    )
    assert rows
    for text, content, spans in rows:
        assert content == " ".join(text[span["start_char"] : span["end_char"]] for span in spans)


def test_a_document_that_another_run_landed_meanwhile_does_not_land_twice(tmp_path: Path, write_article: Write) -> None:
    tables = batch(write_article())
    assert land(tmp_path, "one", tables, [], AT)[:2] == (1, 0)
    assert land(tmp_path, "two", tables, [], AT)[:2] == (0, 1)
    assert ask(tmp_path, "SELECT count(*), min(run_id) FROM documents") == [(1, "one")]


def test_copies_that_differ_land_once_each_though_they_are_read_again_in_turn(
    tmp_path: Path, write_article: Write
) -> None:
    address = "\n url https://www.deich-kurier.example/haushalt-1.html\n"
    copies = [write_article(f"{n}.txt", text.replace("\n", address, 1)) for n, text in enumerate((ARTICLE, CHANGED))]
    for run in ("first", "again"):
        for path in copies:
            land(tmp_path, run, batch(path, landed=landed_articles(tmp_path, asked(path))), [], AT)
    assert ask(tmp_path, "SELECT version, run_id FROM documents ORDER BY version") == [(1, "first"), (2, "first")]


def test_a_changed_article_is_a_new_version_and_the_old_one_stays(tmp_path: Path, write_article: Write) -> None:
    path = write_article()
    land_files(tmp_path, path)
    write_article(text=CHANGED)
    versions = landed_articles(tmp_path, asked(path))
    land(tmp_path, "later", batch(path, landed=versions), [], AT)
    assert ask(tmp_path, "SELECT version, run_id FROM documents ORDER BY version") == [(1, "run"), (2, "later")]
    said = " ".join(row[0] for row in ask(tmp_path, "SELECT content FROM who_said_what"))
    assert "Freibad schließe" in said
    assert "Freibad bleibe" not in said
    both = " ".join(row[0] for row in ask(tmp_path, "SELECT content FROM claims"))
    assert "Freibad bleibe" in both


def test_a_batch_lands_whole_or_not_at_all(tmp_path: Path, write_article: Write) -> None:
    tables = batch(write_article())
    broken = {
        **tables,
        "attribution_records": pa.table({"no_such_column": [1]}).append_column(
            "document_id", tables["documents"]["document_id"]
        ),
    }
    with pytest.raises(duckdb.Error):
        land(tmp_path, "run", broken, [], AT)
    for name in DOCUMENT_TABLES:
        assert ask(tmp_path, f"SELECT count(*) FROM {name}") == [(0,)]


def test_an_article_without_a_day_lands(tmp_path: Path, write_article: Write) -> None:
    land_files(tmp_path, write_article("b.txt", "Zeugen gesucht\n\nDie Polizei sucht Zeugen, sagte ein Sprecher.\n"))
    assert ask(tmp_path, "SELECT published, title FROM documents") == [(None, "Zeugen gesucht")]


def test_quarantine_keeps_what_it_was(tmp_path: Path, write_article: Write) -> None:
    land(tmp_path, "run", batch(write_article()), [Rejected("x.txt", "ingest", "x.txt: no text.", "\\x00")], AT)
    assert ask(tmp_path, "SELECT run_id, uri, stage, reason, payload FROM quarantine") == [
        ("run", "x.txt", "ingest", "x.txt: no text.", "\\x00")
    ]


def test_runs_that_land_at_the_same_time_all_land(tmp_path: Path, write_article: Write) -> None:
    batches = [batch(write_article(f"{name}.txt")) for name in "abcd"]
    with ThreadPoolExecutor(4) as pool:
        landed = list(
            pool.map(lambda numbered: land(tmp_path, str(numbered[0]), numbered[1], [], AT)[:2], enumerate(batches))
        )
    assert landed == [(1, 0)] * 4
    assert ask(tmp_path, "SELECT count(*), count(DISTINCT document_id) FROM documents") == [(4, 4)]


def test_a_run_that_was_killed_is_in_the_account_of_runs(tmp_path: Path, write_article: Write) -> None:
    path = write_article()
    land(tmp_path, "killed", batch(path), [Rejected("x.txt", "ingest", "x.txt: no text.", "")], AT)
    write_article(text=CHANGED)
    land(tmp_path, "next", batch(path, landed=landed_articles(tmp_path, asked(path))), [], AT)
    close_run(tmp_path, RunAccount("next", AT, AT, 1, 1, 0, 0, "code", "model"), [])
    query = "SELECT run_id, seen, landed, unchanged, quarantined, finished_at IS NULL FROM runs ORDER BY run_id"
    expected = [("killed", 2, 1, 0, 1, True), ("next", 1, 1, 0, 0, False)]
    assert ask(tmp_path, query) == expected
    with duckdb.connect(str(publish(tmp_path)), read_only=True) as connection:
        assert connection.execute(query).fetchall() == expected


def test_the_lake_can_be_moved(tmp_path: Path, write_article: Write) -> None:
    land_files(tmp_path / "here", write_article())
    (tmp_path / "here").rename(tmp_path / "there")
    assert ask(tmp_path / "there", "SELECT count(*) FROM documents") == [(1,)]


def test_a_folder_without_a_lake_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoLakeError, match="quellenlage run"), open_lake(tmp_path):
        pass


def test_the_warehouse_holds_the_current_state_and_needs_no_extension(tmp_path: Path, write_article: Write) -> None:
    path = write_article()
    land_files(tmp_path, path)
    write_article(text=CHANGED)
    land(tmp_path, "later", batch(path, landed=landed_articles(tmp_path, asked(path))), [], AT)
    warehouse = publish(tmp_path)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        assert connection.execute("SELECT version FROM documents").fetchall() == [(2,)]
        query = "SELECT * FROM who_said_what ORDER BY ALL"
        assert connection.execute(query).fetchall() == ask(tmp_path, query)


def test_publishing_leaves_an_open_warehouse_whole(tmp_path: Path, write_article: Write) -> None:
    land_files(tmp_path, write_article("a.txt"))
    with duckdb.connect(str(publish(tmp_path)), read_only=True) as reader:
        land_files(tmp_path, write_article("b.txt"))
        publish(tmp_path)
        assert reader.execute("SELECT count(*) FROM documents").fetchall() == [(1,)]
    with duckdb.connect(str(tmp_path / "warehouse.duckdb"), read_only=True) as reader:
        assert reader.execute("SELECT count(*) FROM documents").fetchall() == [(2,)]
    assert not list(tmp_path.glob(".publish-*"))


def merge(data: Path, from_id: str, into_id: str) -> None:
    """Say that two entities are one, and so the sources that stand for them."""
    with open_lake(data) as connection, transaction(connection):
        for one in with_sources([Merge(from_id, into_id, "same name")]):
            connection.execute(
                "INSERT INTO merges VALUES (?, ?, ?, false, 'run')", [one.from_id, one.into_id, one.reason]
            )


def test_merged_entities_and_sources_are_one_in_the_views(tmp_path: Path, write_article: Write) -> None:
    land_files(tmp_path, write_article())
    first, second = (row[0] for row in ask(tmp_path, "SELECT entity_id FROM entities ORDER BY entity_id LIMIT 2"))
    merge(tmp_path, second, first)
    assert ask(tmp_path, f"SELECT count(*) FROM entities WHERE entity_id = '{second}'") == [(0,)]
    assert ask(tmp_path, f"SELECT count(*) FROM entities WHERE entity_id = '{first}'") == [(1,)]


#: What others build on: these names stay, whether they are tables or views.
PROMISED = {
    "documents": "document_id version content_hash uri language title lead text outlet published published_at "
    "published_from run_id landed_at",
    "dates": "document_id start_char end_char text type value first_day last_day",
    "entities": "entity_id name label role",
    "mentions": "document_id start_char end_char text label entity_id",
    "sources": "source_id name kind entity_id",
    "claims": "claim_id document_id type content content_spans speaker_mention speaker_id cue act addressee said_on "
    "mood certainty negated kind confidence",
    "attributions": "claim_id hop source_id relation",
    "quarantine": "run_id uri stage reason payload",
    "quality": "run_id suite expectation severity success checked unexpected",
    "runs": "run_id started_at finished_at seen landed unchanged quarantined code_version model_version",
    "who_said_what": "published outlet speaker speaker_kind speaker_mention cue act type content said_on certainty "
    "negated via title document_id claim_id kind confidence",
    "identities": "id identity",
    "roles": "document_id entity_id role organisation",
}


def test_lake_and_warehouse_have_the_columns_that_others_build_on(tmp_path: Path, write_article: Write) -> None:
    land_files(tmp_path, write_article())
    with duckdb.connect(str(publish(tmp_path)), read_only=True) as warehouse, open_lake(tmp_path) as lake:
        for name, columns in PROMISED.items():
            for connection in (lake, warehouse):
                assert set(columns.split()) <= set(
                    connection.execute(f"FROM {name} LIMIT 0").to_arrow_table().column_names
                )


JOINS = {
    "claims": "claims LEFT JOIN sources ON source_id = speaker_id WHERE speaker_id IS NOT NULL AND name IS NULL",
    "attributions": "attributions LEFT JOIN sources USING (source_id) WHERE name IS NULL",
    "mentions": "mentions LEFT JOIN entities USING (entity_id) WHERE name IS NULL",
    "roles": "roles LEFT JOIN entities USING (entity_id) WHERE name IS NULL",
    "sources": "sources LEFT JOIN entities USING (entity_id) WHERE entities.name IS NULL",
}


def test_after_a_merge_every_id_joins_and_the_old_one_is_still_known(tmp_path: Path, write_article: Write) -> None:
    land_files(tmp_path, write_article())
    krahl, other = (
        ask(tmp_path, f"SELECT DISTINCT entity_id FROM {table} WHERE {where} ORDER BY ALL LIMIT 1")[0][0]
        for table, where in (
            ("sources", "name = 'Petra Krahl'"),
            ("mentions JOIN entities USING (entity_id)", "name <> 'Petra Krahl'"),
        )
    )
    low, high = sorted((krahl, other))
    merge(tmp_path, high, low)
    warehouse = publish(tmp_path)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        for name, join in JOINS.items():
            assert ask(tmp_path, f"SELECT count(*) FROM {name}") != [(0,)]
            assert ask(tmp_path, f"SELECT count(*) FROM {join}") == [(0,)], name
            assert connection.execute(f"SELECT count(*) FROM {join}").fetchall() == [(0,)], name
        by_old_id = f"SELECT name FROM identities JOIN entities ON entity_id = identity WHERE id = '{high}'"
        assert ask(tmp_path, by_old_id) == connection.execute(by_old_id).fetchall() != []
    assert ask(tmp_path, f"SELECT DISTINCT entity_id FROM mentions WHERE recorded_entity_id = '{high}'") == [(low,)]
    assert ask(tmp_path, f"SELECT count(*) > 0 FROM mention_records WHERE entity_id = '{high}'") == [(True,)]
