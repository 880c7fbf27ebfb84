"""What is tried again does the same again: tasks one by one, and a whole run."""

from __future__ import annotations

import pkgutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from quellenlage.flows.ledger import ledger
from quellenlage.tasks.land.lake import open_lake
from quellenlage.tasks.tables.schema import TABLES
from tests.conftest import ARTICLE

Write = Callable[..., Path]

# Each task of the flow, and what it calls to do its work.
TASKS = {
    "find_sources": "ingest.ingest_task.find_files",
    "load_pipeline": "extract.extract_task.pipeline",
    "load_suites": "check.check_task.Checker",
    "ingest_batch": "ingest.ingest_task.read_batch",
    "look_up": "land.land_task.landed_articles",
    "normalise_batch": "normalise.normalise_task.normalise_all",
    "extract_batch": "extract.extract_task.extract_with",
    "check_batch": "check.check_task.checked",
    "land_batch": "land.land_task.land",
    "link_lake": "land.land_task.link",
    "check_run": "check.checker.Checker.verdicts",
    "close": "land.land_task.close_run",
    "build_docs": "check.checker.Checker.build_docs",
    "publish_warehouse": "land.land_task.publish",
}


def ask(data: Path, query: str) -> list[tuple[Any, ...]]:
    with open_lake(data, read_only=True) as connection:
        return connection.execute(query).fetchall()


def rows(data: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that a lake holds but run ids and times."""
    own = "EXCLUDE (run_id)"
    excluded = {"documents": "EXCLUDE (run_id, landed_at)", "run_records": "EXCLUDE (run_id, started_at, finished_at)"}
    found = {}
    for name, schema in TABLES.items():
        columns = excluded.get(name, own if "run_id" in schema.names and len(schema.names) > 1 else "")
        found[name] = ask(data, f"SELECT * {columns} FROM {name} ORDER BY ALL")
    return found


def fails_once(monkeypatch: pytest.MonkeyPatch, target: str) -> list[str]:
    """Let a function fail when it is called for the first time; returns which have."""
    real = pkgutil.resolve_name(target)
    failed: list[str] = []

    def flaky(*arguments: Any, **named: Any) -> Any:
        if not failed:
            failed.append(target)
            raise duckdb.IOException("the disk was away for a moment")  # which a task of the land stage tries again too
        return real(*arguments, **named)

    monkeypatch.setattr(target, flaky)
    return failed


@pytest.mark.usefixtures("prefect_server")
def test_tasks_that_fail_once_land_the_rows_of_an_undisturbed_run(
    tmp_path: Path, write_article: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_article("a.txt")
    write_article("b.txt", ARTICLE.replace("Krahl", "Ihde"))
    write_article("c.txt", "")
    sources = [str(tmp_path / "news")]
    assert ledger(sources, tmp_path / "one", batch_size=2, return_state=True).is_completed()
    flow, runner = sys.modules["quellenlage.flows.ledger"], sys.modules["quellenlage.flows.runner"]
    failures = []
    for name, work in TASKS.items():
        calls = runner if name == "extract_batch" else flow
        again = getattr(calls, name).with_options(retries=1, retry_delay_seconds=0)
        monkeypatch.setattr(calls, name, again)
        failures.append(fails_once(monkeypatch, f"quellenlage.tasks.{work}"))
    assert ledger(sources, tmp_path / "two", batch_size=2, return_state=True).is_completed()
    assert all(failures)
    assert rows(tmp_path / "two") == rows(tmp_path / "one")


@pytest.mark.usefixtures("prefect_server")
def test_a_run_that_is_started_again_lands_nothing_twice(
    tmp_path: Path, write_article: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_article()
    write_article("empty.txt", "")
    assert fails_once(monkeypatch, "quellenlage.flows.ledger.build_docs") == []
    state = ledger.with_options(retries=1)([str(tmp_path / "news")], tmp_path, return_state=True)
    assert state.is_completed()
    assert ask(tmp_path, "SELECT count(*) FROM documents") == [(1,)]
    accounts = "SELECT seen, landed, unchanged, quarantined FROM runs ORDER BY started_at"
    assert ask(tmp_path, accounts) == [(2, 1, 0, 1), (2, 0, 2, 0)]
    of_its_own = "SELECT count(*), count(DISTINCT run_id) FROM runs SEMI JOIN quarantine USING (run_id)"
    assert ask(tmp_path, of_its_own) == [(1, 1)]
