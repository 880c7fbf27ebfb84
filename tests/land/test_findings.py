"""The rows that a check found can be asked for, in lake and warehouse; shares of earlier runs are remembered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from quellenlage.tasks.accounts import Finding, RunAccount, Verdict
from quellenlage.tasks.land.lake import open_lake
from quellenlage.tasks.land.land import close_run, earlier_shares, land
from quellenlage.tasks.land.publish import publish
from quellenlage.tasks.tables.ledger_tables import FINDINGS
from quellenlage.tasks.tables.rows import row_of
from quellenlage.tasks.tables.schema import arrow_table
from tests.landed_batches import AT, batch

pytestmark = pytest.mark.usefixtures("lakes_made_once")

Write = Callable[..., Path]
NEGATION = "A negated claim has a word that negates."
ASKED = f"SELECT speaker, content FROM who_said_what JOIN findings USING (claim_id) WHERE expectation = '{NEGATION}'"


def with_finding(tables: dict[str, pa.Table]) -> dict[str, pa.Table]:
    """``tables`` with the first claim found by a check."""
    first = tables["claim_records"].to_pylist()[0]
    found = Finding("claim_records", NEGATION, first["document_id"], first["claim_id"])
    table = FINDINGS.without("run_id")
    return tables | {"findings": arrow_table(table, [row_of(table, found)])}


def lake(data: Path, query: str) -> list[tuple[Any, ...]]:
    with open_lake(data, read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_the_rows_that_a_check_found_are_there_to_be_asked_for(tmp_path: Path, write_article: Write) -> None:
    tables = with_finding(batch(write_article()))
    land(tmp_path, "run", tables, [], AT)
    rows = lake(tmp_path, ASKED)
    assert [content for _, content in rows] == [tables["claim_records"]["content"][0].as_py()]
    assert lake(tmp_path, "SELECT run_id, suite, entity_id FROM findings") == [("run", "claim_records", None)]
    with duckdb.connect(str(publish(tmp_path)), read_only=True) as warehouse:
        assert warehouse.execute(ASKED).fetchall() == rows


def test_a_document_that_has_landed_before_brings_no_findings_twice(tmp_path: Path, write_article: Write) -> None:
    tables = with_finding(batch(write_article()))
    assert land(tmp_path, "first", tables, [], AT)[:2] == (1, 0)
    assert land(tmp_path, "second", tables, [], AT)[:2] == (0, 1)
    assert lake(tmp_path, "SELECT run_id FROM findings") == [("first",)]


@pytest.mark.parametrize("runs", [3, 40])
def test_the_shares_of_the_latest_runs_are_told(tmp_path: Path, runs: int) -> None:
    assert earlier_shares(tmp_path) == {}
    for number in range(runs):
        at = AT + dt.timedelta(hours=number)
        verdicts = [
            Verdict("claim_records", NEGATION, "warning", 100 + number, number),
            Verdict("claim_records", "No claim is empty.", "critical", 100, 0),
            Verdict("dates", "Nothing was checked.", "warning", 0, 0),
        ]
        close_run(tmp_path, RunAccount(f"{number}", at, at, 0, 0, 0, 0, "code", "model"), verdicts)
    latest = [(100 + number, number) for number in range(runs)][-30:]
    assert earlier_shares(tmp_path) == {("claim_records", NEGATION): latest[::-1]}
