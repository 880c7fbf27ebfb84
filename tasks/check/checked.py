"""A batch with what the suites say of it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from quellenlage.records import Extracted, Rejected
from quellenlage.tasks.check.checker import Checker, Results
from quellenlage.tasks.tables.ledger_tables import FINDINGS
from quellenlage.tasks.tables.rows import row_of, tables_of
from quellenlage.tasks.tables.schema import arrow_table
from quellenlage.tasks.tables.selection import without_documents

#: Rows that break an expectation, kept with a document that is refused.
_MOST_ROWS = 20


def checked(
    extracted: Sequence[Extracted], suites: Path, today: dt.date
) -> tuple[dict[str, pa.Table], list[Rejected], Results]:
    """The batch's tables without the documents that break a critical expectation, those documents, and all results.

    Beside the tables that were extracted stands ``findings``, still without its run.
    """
    tables = tables_of(extracted)
    checker = Checker(suites)
    refused = checker.check(tables, today)
    documents = tables["documents"].select(["document_id", "uri", "text"]).to_pylist()
    rejected = [
        Rejected(
            row["uri"],
            "check",
            " ".join(refused[row["document_id"]]),
            row["text"],
            _broken_rows(checker.refusals[row["document_id"]]),
        )
        for row in documents
        if row["document_id"] in refused
    ]
    table = FINDINGS.without("run_id")
    findings = arrow_table(table, [row_of(table, one) for one in checker.findings])
    return without_documents(tables | {FINDINGS.name: findings}, refused), rejected, checker.results


def _broken_rows(rows: Sequence[Mapping[str, Any]]) -> str:
    """The first of those rows, a JSON object a line."""
    return "\n".join(json.dumps(row, ensure_ascii=False, default=str) for row in rows[:_MOST_ROWS])
