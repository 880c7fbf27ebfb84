"""What ``quellenlage sql`` answers, and that a query reaches nothing but the lake."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Thread

import pyarrow.parquet as pq
import pytest

from quellenlage.commands.sql_command import query_of
from quellenlage.errors import UsageError
from quellenlage.records import Rejected
from quellenlage.tasks.land.land import land
from quellenlage.tasks.land.query import show
from quellenlage.tasks.tables.rows import tables_of
from tests.conftest import ARTICLE
from tests.landed_batches import AT, batch

TITLE = "Haushalt Bürgermeisterin Krahl schließt neue Schulden aus"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("asked")
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    land(folder, "run", batch(folder / "a.txt"), [], AT)
    (folder / "secret.txt").write_text("geheim", encoding="utf-8")
    with closing(sqlite3.connect(folder / "other.sqlite")) as other:
        other.execute("CREATE TABLE secrets (word)")
    return folder


def told(data: Path, query: str) -> str:
    out = io.StringIO()
    show(data, query, out)
    return out.getvalue()


@pytest.mark.parametrize(
    "query",
    [
        "FROM who_said_what",
        "SHOW TABLES",
        "DESCRIBE claims",
        "SUMMARIZE sources",
        "EXPLAIN ANALYZE FROM claims",
        "SELECT count(*) FILTER (contains(content, 'Checkpoint')) AS query FROM claims",
        "FROM known_on('2030-01-01')",
        "FROM (FROM claims SELECT act) PIVOT (count(*) FOR act IN ('assert', 'deny'))",
    ],
)
def test_what_reads_the_lake_is_answered(data: Path, query: str) -> None:
    assert len(told(data, query).splitlines()) > 1


@pytest.mark.parametrize(
    "query",
    [
        "COPY (SELECT 1) TO '{data}/out.csv'",
        "COPY (SELECT 1) TO '{data}/lake/files/out.csv'",
        "EXPLAIN ANALYZE COPY (SELECT 1) TO '{data}/lake/files/out.csv'",
        "/* so */ EXPLAIN ANALYZE COPY (SELECT 1) TO '{data}/lake/files/out.csv'",
        "EXPORT DATABASE '{data}/out'",
        "ATTACH '{data}/out.duckdb'",
        "ATTACH '{data}/other.sqlite' (TYPE sqlite)",
        "CREATE TABLE memory.main.kept AS SELECT 1",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "CALL ducklake_cleanup_old_files('lake', cleanup_all => true)",
        "FROM ducklake_delete_orphaned_files('lake', cleanup_all => true)",
        "FROM read_text('{data}/secret.txt')",
        "FROM read_text('{data}/lake/files/../../secret.txt')",
        "FROM '{data}/secret.csv'",
        "FROM glob('{data}/*')",
        "FROM read_csv('http://localhost/x.csv')",
        "FROM sqlite_scan('{data}/other.sqlite', 'secrets')",
        "FROM system.main.\"SQLITE_SCAN\" ('{data}/other.sqlite', 'secrets')",
        "FROM query('FROM sqlite_' || 'scan(''{data}/other.sqlite'', ''secrets'')')",
        "FROM query/* as */('FROM sqlite_' || 'scan(''{data}/other.sqlite'', ''secrets'')')",
        "FROM \"QUERY\" -- as\n ('FROM sqlite_' || 'scan(''{data}/other.sqlite'', ''secrets'')')",
        "EXPLAIN ANALYZE FROM query/**/('SELECT 1')",
        "FROM enable_logging(storage = 'file', storage_path = '{data}/logs')",
        "DELETE FROM documents",
    ],
)
def test_a_query_reaches_nothing_else(data: Path, query: str) -> None:
    before = sorted(data.rglob("*"))
    with pytest.raises(UsageError, match="and nothing else"):
        told(data, query.format(data=data))
    assert sorted(data.rglob("*")) == before


def test_names_of_the_program_are_no_tables(data: Path) -> None:
    with pytest.raises(UsageError, match="answer does not exist"):
        told(data, "FROM answer")


def test_an_answer_is_written_in_the_format_of_the_ending(data: Path, tmp_path: Path) -> None:
    query = "SELECT title, published, list(claim_id ORDER BY claim_id) AS ids FROM who_said_what GROUP BY ALL"
    row = json.loads(
        told(data, f"SELECT to_json(t)::VARCHAR FROM ({query}) AS t").splitlines()[1][1:-1].replace('""', '"')
    )
    assert (row["title"], row["published"]) == (TITLE, "2025-03-04")
    for name in ("a.csv", "a.json", "a.jsonl", "a.parquet"):
        show(data, query, io.StringIO(), tmp_path / name)
    header, first = csv.reader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8")))
    assert (header, first[:2]) == (["title", "published", "ids"], [TITLE, "2025-03-04"])
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8")) == [row]
    assert [json.loads(line) for line in (tmp_path / "a.jsonl").open(encoding="utf-8")] == [row]
    assert pq.read_table(tmp_path / "a.parquet")["ids"].to_pylist() == [row["ids"]]
    show(data, "FROM documents WHERE false", io.StringIO(), tmp_path / "none.json")
    assert json.loads((tmp_path / "none.json").read_text(encoding="utf-8")) == []


def test_a_file_that_cannot_be_written_is_a_sentence_and_leaves_the_old_one(data: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"there are \.csv, \.json, \.jsonl, \.md, \.parquet"):
        show(data, "SELECT 1", io.StringIO(), tmp_path / "answer.xlsx")
    with pytest.raises(UsageError, match="no such folder"):
        show(data, "SELECT 1", io.StringIO(), tmp_path / "nowhere" / "a.csv")
    (tmp_path / "a.csv").write_text("old", encoding="utf-8")
    with pytest.raises(UsageError):
        show(data, "SELECT text::INT FROM documents", io.StringIO(), tmp_path / "a.csv")
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["old"]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("csv", 'names,n\n"[""a|b"",""c""]",1\n'),
        ("markdown", '| names | n |\n| --- | ---: |\n| ["a\\|b","c"] | 1 |\n'),
        ("json", '[\n{"names":["a|b","c"],"n":1}\n]\n'),
        ("jsonl", '{"names":["a|b","c"],"n":1}\n'),
    ],
)
def test_an_answer_is_printed_in_the_format_that_is_asked_for_and_lists_are_json(
    data: Path, form: str, expected: str
) -> None:
    out = io.StringIO()
    show(data, "SELECT ['a|b', 'c'] AS names, 1 AS n", out, form=form)
    assert out.getvalue() == expected


def test_a_table_is_a_table_in_a_pipe_too_and_parquet_is_bytes(data: Path) -> None:
    out = io.StringIO()
    show(data, "SELECT 1 AS n", out, form="table")
    assert "│   n   │" in out.getvalue()
    raw = io.BytesIO()
    text = io.TextIOWrapper(raw)
    show(data, "SELECT 1 AS n", text, form="parquet")
    text.detach()
    assert pq.read_table(io.BytesIO(raw.getvalue())).to_pylist() == [{"n": 1}]


def test_a_query_comes_from_a_file_or_from_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "asked.sql").write_text("SELECT 1\n", encoding="utf-8")
    assert query_of(str(tmp_path / "asked.sql")) == "SELECT 1\n"
    monkeypatch.setattr("sys.stdin", io.StringIO("SELECT 2"))
    assert query_of("-") == "SELECT 2"
    assert query_of("FROM claims") == "FROM claims"
    with pytest.raises(UsageError, match=r"none\.sql: this file cannot be read"):
        query_of(str(tmp_path / "none.sql"))


def test_a_run_lands_while_an_answer_is_half_read(data: Path) -> None:
    reading, writing = os.pipe()

    def ask() -> None:
        with open(writing, "w", encoding="utf-8") as out:
            show(data, "SELECT text, number FROM documents, range(10000) AS numbers (number)", out)

    asking = Thread(target=ask)
    with open(reading, "rb") as read:
        asking.start()
        assert read.read(4) == b"text"  # it has begun, and waits for who reads on
        land(data, "meanwhile", tables_of([]), [Rejected("x.txt", "ingest", "x.txt: no text.", "")], AT)
        assert asking.is_alive()
        answer = read.read()
    asking.join()
    assert answer.endswith(b",9999\n")
    assert told(data, "SELECT run_id FROM quarantine") == "run_id\nmeanwhile\n"
