"""What is in a lake, in a few figures."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quellenlage.tasks.land.lake import open_lake

_COUNTED = ("documents", "dates", "mentions", "entities", "sources", "claims", "attributions", "quarantine", "runs")
_ACCOUNT = ("seen", "landed", "unchanged", "quarantined", "passed_over", "passed_over_as")
_CLAIMS = 10


@dataclass(frozen=True, slots=True)
class Overview:
    """Rows by table or view, the account of one run if it was closed, and the newest claims with a named speaker."""

    sizes: dict[str, int]
    run: dict[str, Any] | None
    claims: list[tuple[Any, ...]]


def overview(data: Path, run_id: str) -> Overview:
    """What the lake in ``data`` holds, and what run ``run_id`` did.

    Raises:
        NoLakeError: nothing has landed there yet.
    """
    with open_lake(data, read_only=True) as connection:

        def count(table: str) -> int:
            row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
            return int(row[0]) if row else 0

        sizes = {table: count(table) for table in _COUNTED}
        # A lake of an earlier version, which nothing has been written to since, lacks the last two.
        account = connection.execute("FROM run_records WHERE run_id = ?", [run_id])
        names = [column[0] for column in account.description or ()]
        row = account.fetchone()
        claims = connection.execute(
            "SELECT published, speaker, act, content, certainty FROM who_said_what WHERE speaker IS NOT NULL "
            "ORDER BY published DESC NULLS LAST, document_id, claim_id LIMIT ?",
            [_CLAIMS],
        ).fetchall()
    known = dict(zip(names, row, strict=True)) if row else {}
    run = {name: known[name] for name in _ACCOUNT if name in known}
    return Overview(sizes, run or None, claims)
