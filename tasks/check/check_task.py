"""The check stage as Prefect tasks."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pyarrow as pa
from prefect import task
from prefect.cache_policies import NO_CACHE

from quellenlage.records import Rejected
from quellenlage.tasks.check.checker import Checker
from quellenlage.tasks.tables.selection import without_documents


@task(name="check", task_run_name="check batch {number}", cache_policy=NO_CACHE)
def check_batch(
    checker: Checker, tables: dict[str, pa.Table], today: dt.date, number: int
) -> tuple[dict[str, pa.Table], list[Rejected]]:
    """The tables without the documents that break a critical expectation, and those documents."""
    refused = checker.check(tables, today)
    documents = tables["documents"].select(["document_id", "uri", "text"]).to_pylist()
    rejected = [
        Rejected(row["uri"], "check", " ".join(refused[row["document_id"]]), row["text"])
        for row in documents
        if row["document_id"] in refused
    ]
    return without_documents(tables, refused), rejected


@task(name="build data docs", cache_policy=NO_CACHE)
def build_docs(checker: Checker, folder: Path, run_id: str, at: dt.datetime) -> Path:
    return checker.build_docs(folder, run_id, at)
