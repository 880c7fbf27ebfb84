"""The check stage as Prefect tasks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
from prefect import task
from prefect.cache_policies import NO_CACHE

from quellenlage.records import Extracted, Rejected, Verdict
from quellenlage.tasks.check.bands import Earlier, with_bands
from quellenlage.tasks.check.checker import Checker, Results
from quellenlage.tasks.refusing import refusing
from quellenlage.tasks.tables.ledger_tables import FINDINGS, QUALITY
from quellenlage.tasks.tables.rows import row_of, tables_of
from quellenlage.tasks.tables.schema import arrow_table
from quellenlage.tasks.tables.selection import without_documents


@task(name="load suites", cache_policy=NO_CACHE)
@refusing
def load_suites(suites: Path) -> None:
    """Make sure that the suites in folder ``suites`` can be run, before anything is read."""
    Checker(suites)


@task(name="check", task_run_name="check batch {number}", cache_policy=NO_CACHE)
def check_batch(
    extracted: Sequence[Extracted], suites: Path, today: dt.date, number: int
) -> tuple[dict[str, pa.Table], list[Rejected], Results]:
    """The batch's tables without the documents that break a critical expectation, those documents, and all results.

    Beside the tables that were extracted stands ``findings``, still without its run.
    """
    tables = tables_of(extracted)
    checker = Checker(suites)
    refused = checker.check(tables, today)
    documents = tables["documents"].select(["document_id", "uri", "text"]).to_pylist()
    rejected = [
        Rejected(row["uri"], "check", " ".join(refused[row["document_id"]]), row["text"])
        for row in documents
        if row["document_id"] in refused
    ]
    table = FINDINGS.without("run_id")
    findings = arrow_table(table, [row_of(table, one) for one in checker.findings])
    return without_documents(tables | {FINDINGS.name: findings}, refused), rejected, checker.results


@task(name="check run", cache_policy=NO_CACHE)
def check_run(
    batches: Sequence[Results], tables: Mapping[str, pa.Table], suites: Path, today: dt.date, earlier: Earlier
) -> tuple[list[Verdict], Results]:
    """One verdict an expectation over the results of all ``batches`` and over ``tables``, which belong to the run.

    What is usual after ``earlier`` runs stands in the verdicts, and is checked itself.
    """
    checker = Checker(suites)
    for results in batches:
        checker.add(results)
    checker.check(tables, today)
    verdicts = with_bands(checker.verdicts(), earlier)
    table = QUALITY.without("run_id")
    checker.check({QUALITY.name: arrow_table(table, [row_of(table, one) for one in verdicts])}, today)
    return with_bands(checker.verdicts(), earlier), checker.results


@task(name="build data docs", cache_policy=NO_CACHE)
def build_docs(results: Results, suites: Path, folder: Path, run_id: str, at: dt.datetime) -> Path:
    """Data Docs of all runs so far in ``folder``, with the results of this run; returns the page to open first."""
    checker = Checker(suites)
    checker.add(results)
    return checker.build_docs(folder, run_id, at)
