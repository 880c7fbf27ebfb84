"""Lakes of earlier versions: each release's is read as it is, brought up to date when written, and loses nothing."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pytest

from quellenlage.errors import UsageError
from quellenlage.tasks.land.lake import lake_folder, open_lake, transaction
from quellenlage.tasks.land.land import land
from quellenlage.tasks.land.overview import overview
from quellenlage.tasks.land.publish import publish
from quellenlage.tasks.land.query import show
from quellenlage.tasks.tables.schema import DOCUMENT_TABLES, PUBLISHED, TABLES, VERSION, VIEWS
from tests.land.released import RELEASES, restore
from tests.landed_batches import AT, batch

Write = Callable[..., Path]
SAME_IN_THE_WAREHOUSE = (
    "who_said_what",
    "anonymous_claims",
    "claim_origins",
    "citations",
    "current_documents",
    "runs",
    "merged_ids",
    "quarantine",
    "quality",
    "schema_version",
)


@pytest.fixture(params=RELEASES)
def earlier(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder with the lake of an earlier release."""
    restore(request.param, tmp_path)
    return tmp_path


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A folder with the lake of 0.1.0."""
    restore("0.1.0", tmp_path)
    return tmp_path


def ask(data: Path, query: str) -> list[tuple[Any, ...]]:
    with open_lake(data, read_only=True) as connection:
        return connection.execute(query).fetchall()


def columns(data: Path) -> dict[str, set[tuple[str, str]]]:
    """Names and types of the columns of every table and view."""
    return {name: {(row[0], row[1]) for row in ask(data, f"DESCRIBE {name}")} for name in (*TABLES, *VIEWS)}


def test_a_reader_finds_an_earlier_lake_as_it_is(earlier: Path) -> None:
    shown = io.StringIO()
    show(earlier, "SELECT count(*) > 0 FROM who_said_what", shown)
    assert shown.getvalue().splitlines()[1] == "true"
    assert overview(earlier, "first").run == {"seen": 3, "landed": 2, "unchanged": 0, "quarantined": 1}


def test_a_query_that_an_earlier_lake_cannot_answer_says_what_to_do(first: Path) -> None:
    with pytest.raises(UsageError, match=r"as_of(.|\n)*quellenlage publish --data"):
        show(first, "SELECT as_of FROM roles", io.StringIO())
    publish(first)
    shown = io.StringIO()
    show(first, "SELECT DISTINCT as_of FROM roles", shown)
    assert shown.getvalue() == "as_of\n2025-03-04\n"
    with pytest.raises(UsageError) as told:
        show(first, "SELECT nothing FROM roles", io.StringIO())
    assert "quellenlage publish" not in str(told.value)


def test_what_lands_in_an_earlier_lake_lands_beside_what_was_there(
    earlier: Path, tmp_path_factory: pytest.TempPathFactory, write_article: Write
) -> None:
    with open_lake(earlier, read_only=True) as connection:
        held = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    before = {name: ask(earlier, f"SELECT count(*) FROM {name}")[0][0] for name in DOCUMENT_TABLES.keys() & held}
    tables = batch(write_article("new.txt"))
    assert land(earlier, "third", tables, [], AT)[:2] == (1, 0)
    for name, rows in before.items():
        assert ask(earlier, f"SELECT count(*) FROM {name}") == [(rows + tables[name].num_rows,)], name
    assert ask(earlier, "SELECT run_id FROM runs ORDER BY ALL") == [("first",), ("second",), ("third",)]
    fresh = tmp_path_factory.mktemp("fresh")
    land(fresh, "only", tables, [], AT)
    assert columns(earlier) == columns(fresh)
    (document_id,) = tables["documents"]["document_id"].to_pylist()
    for table in DOCUMENT_TABLES.values():
        names = ", ".join(name for name in table.names if name != "run_id")
        query = f"SELECT {names} FROM {table.name} WHERE document_id = '{document_id}' ORDER BY ALL"
        assert ask(earlier, query) == ask(fresh, query), table.name


def test_publishing_an_earlier_lake_gives_a_warehouse_that_answers_alike(earlier: Path) -> None:
    with duckdb.connect(str(publish(earlier)), read_only=True) as warehouse:
        for name in SAME_IN_THE_WAREHOUSE:
            query = f"SELECT {', '.join((TABLES | VIEWS)[name].names)} FROM {name} ORDER BY ALL"
            assert warehouse.execute(query).fetchall() == ask(earlier, query), name
        assert ask(earlier, "SELECT claim_id FROM claim_stems ORDER BY ALL") == ask(
            earlier, "SELECT claim_id FROM claim_records ORDER BY ALL"
        )
        for name, table in (PUBLISHED | VIEWS).items():
            described = warehouse.execute(f"DESCRIBE {name}").fetchall()
            assert [(row[0], row[1]) for row in described] == [(one.name, one.type.sql) for one in table.columns]


def test_old_rows_say_what_earlier_columns_told(first: Path) -> None:
    told = "CASE WHEN own THEN 'outlet' WHEN narrated THEN 'narrated' WHEN nested THEN 'nested' ELSE 'quoted' END"
    before = ask(first, f"SELECT claim_id, {told} FROM claims ORDER BY ALL")
    outlet = ask(first, "SELECT content, speaker FROM who_said_what ORDER BY ALL")
    publish(first)
    assert ask(first, "SELECT claim_id, kind FROM claims ORDER BY ALL") == before
    assert {kind for _, kind in before} == {"quoted", "outlet", "narrated", "nested"}
    assert ask(first, "SELECT content, speaker FROM who_said_what ORDER BY ALL") == outlet
    assert ask(first, "SELECT count(*) > 0, bool_and(as_of = published) FROM roles") == [(True, True)]
    assert ask(first, "SELECT count(*) > 0, count(form) FROM mentions") == [(True, 0)]
    assert ask(first, "SELECT count(*) > 0, count(confidence) FROM who_said_what") == [(True, 0)]


def test_runs_that_find_an_earlier_lake_at_the_same_time_all_land(first: Path, write_article: Write) -> None:
    batches = [batch(write_article(f"{name}.txt")) for name in "cd"]
    with ThreadPoolExecutor(2) as pool:
        landed = list(
            pool.map(lambda numbered: land(first, str(numbered[0]), numbered[1], [], AT)[:2], enumerate(batches))
        )
    assert landed == [(1, 0)] * 2
    assert ask(first, "FROM schema_version") == ask(first, f"FROM schema_version WHERE version = {VERSION}")


def test_a_lake_of_other_definitions_gets_today_s_tables_and_views(tmp_path: Path, write_article: Write) -> None:
    land(tmp_path, "run", batch(write_article()), [], AT)
    with open_lake(tmp_path) as connection, transaction(connection):
        connection.execute("DROP TABLE claim_links")
        connection.execute("DROP VIEW claims")
        connection.execute("CREATE VIEW my_own AS FROM claim_records")
        connection.execute("UPDATE claim_stems SET stems = []")
        connection.execute("UPDATE schema_version SET definition = 'of a Tuesday', stems = 'by other rules'")
    publish(tmp_path)
    for name in ("claims", "my_own"):
        assert ask(tmp_path, f"SELECT count(*) FROM {name}") == ask(tmp_path, "SELECT count(*) FROM claim_records")
    assert ask(tmp_path, "SELECT count(*) FROM claim_links") == [(0,)]
    assert ask(tmp_path, "SELECT count(*) > 0, count(*) FILTER (stems = []) FROM claim_stems") == [(True, 0)]


@pytest.mark.parametrize("read_only", [True, False])
def test_a_lake_of_a_later_version_is_left_alone(tmp_path: Path, write_article: Write, read_only: bool) -> None:
    land(tmp_path, "run", batch(write_article()), [], AT)
    with open_lake(tmp_path) as connection:
        connection.execute("UPDATE schema_version SET version = version + 1")
    with (
        pytest.raises(UsageError, match=rf"version {VERSION + 1}.* up to version {VERSION}; install a later"),
        open_lake(tmp_path, read_only=read_only),
    ):
        pass


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (
            "column_name = 'x' WHERE column_name = 'nested'",
            r"nothing tells claim_records\.kind where there is no nested",
        ),
        ("column_type = 'int64' WHERE column_name = 'hop'", r"attribution_records\.hop is BIGINT, not INTEGER"),
    ],
)
def test_a_lake_that_cannot_be_brought_up_to_date_stays_as_it_is(first: Path, change: str, why: str) -> None:
    with closing(sqlite3.connect(lake_folder(first) / "catalog.sqlite")) as catalog, catalog:
        catalog.execute(f"UPDATE ducklake_column SET {change}")
    before = ask(first, "FROM who_said_what ORDER BY ALL")
    with pytest.raises(UsageError, match=f"cannot be brought up to date: {why}; run the sources into a new folder"):
        publish(first)
    assert ask(first, "FROM who_said_what ORDER BY ALL") == before
    assert "schema_version" not in {name for (name,) in ask(first, "SELECT table_name FROM duckdb_tables()")}


@pytest.mark.parametrize(
    "change",
    ["UPDATE ducklake_metadata SET value = '9.9' WHERE key = 'version'", "DROP TABLE ducklake_snapshot"],
)
def test_a_catalog_that_this_ducklake_does_not_know_is_a_sentence(first: Path, change: str) -> None:
    with closing(sqlite3.connect(lake_folder(first) / "catalog.sqlite")) as catalog, catalog:
        catalog.execute(change)
    with pytest.raises(UsageError, match="this lake cannot be opened"):
        ask(first, "FROM documents")


def test_an_article_that_had_landed_from_two_places_is_one_with_versions(
    first: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with open_lake(first) as connection:
        connection.execute(
            "INSERT INTO documents BY NAME SELECT * REPLACE ('copy' AS document_id, 'elsewhere/b.txt' AS article_id) "
            "FROM documents WHERE uri = 'news/b.txt'"
        )
        connection.execute("UPDATE schema_version SET version = 2")
    publish(first)
    assert ask(first, "SELECT article_id, version FROM documents WHERE title LIKE 'Rathaus%' ORDER BY ALL") == [
        ("elsewhere/b.txt", 1),
        ("elsewhere/b.txt", 2),
    ]
    assert "1 articles had landed from two places" in caplog.text
