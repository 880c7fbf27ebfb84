"""Corrections as a list, and out of one lake into another: JSON Lines, a correction a line, columns as in the table."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from quellenlage.errors import UsageError
from quellenlage.records import CHANGES
from quellenlage.tasks.corrections.correcting import require_value
from quellenlage.tasks.land.asking import ask
from quellenlage.tasks.land.lake import insert, open_lake, writing
from quellenlage.tasks.tables.definition import INTEGER, TIMESTAMP
from quellenlage.tasks.tables.ledger_tables import CORRECTIONS
from quellenlage.tasks.tables.schema import arrow_table

#: All corrections, the latest first: what each says, in words, and whether it holds.
LIST = """
SELECT corrections.made_at::DATE AS day, corrections.made_by AS by, corrections.change,
       coalesce(corrections.content, subject.name, corrections.target) AS what,
       coalesce(corrections.speaker_name, object.name, corrections.value) AS holds_instead, corrections.why,
       CASE WHEN corrections.change = 'withdrawn' THEN NULL
            WHEN corrections.correction_id IN (SELECT target FROM corrections WHERE change = 'withdrawn')
                THEN 'withdrawn'
            WHEN standing.correction_id IS NULL THEN 'a later one does'
            WHEN corrections.article_id IS NULL OR corrections.correction_id IN (
                SELECT unnest(correction_ids) FROM claim_corrections) THEN 'yes'
            ELSE 'of no claim' END AS holds,
       corrections.correction_id
FROM corrections
LEFT JOIN standing_corrections AS standing ON standing.correction_id = corrections.correction_id
LEFT JOIN identities AS target ON target.id = corrections.target
LEFT JOIN entities AS subject ON subject.entity_id = target.identity
LEFT JOIN identities AS other ON other.id = corrections.value AND corrections.change IN ('same', 'different')
LEFT JOIN entities AS object ON object.entity_id = other.identity
ORDER BY corrections.made_at DESC, corrections.correction_id
"""


def export_corrections(data: Path, out: TextIO) -> int:
    """Write every correction to ``out``, in the order in which they were made; returns how many."""
    with open_lake(data, read_only=True) as connection:
        rows = ask(connection, "FROM corrections ORDER BY made_at, correction_id")
    for row in rows:
        told = {name: value for name, value in row.items() if value is not None}
        json.dump(told | {"made_at": row["made_at"].isoformat()}, out, ensure_ascii=False)
        out.write("\n")
    return len(rows)


def import_corrections(data: Path, lines: Iterable[str], name: str) -> tuple[int, int]:
    """Take over the corrections of ``lines``, read from ``name``, all or none.

    Returns how many are new, and how many the lake had.

    Raises:
        UsageError: a line is no correction; the sentence says which and why.
    """
    rows = {row["correction_id"]: row for row in _read(lines, name)}
    with open_lake(data, create=True) as connection, writing(connection, data):
        held = {found for (found,) in connection.execute("SELECT correction_id FROM corrections").fetchall()}
        fresh = [row for found, row in rows.items() if found not in held]
        insert(connection, {CORRECTIONS.name: arrow_table(CORRECTIONS, fresh)})
    return len(fresh), len(rows) - len(fresh)


def _read(lines: Iterable[str], name: str) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _row(json.loads(line))
        except (ValueError, TypeError, UsageError) as error:
            raise UsageError(
                f"{name}, line {number}: this is no correction ({error}); nothing was taken over."
            ) from error


def _row(told: Any) -> dict[str, Any]:
    if not isinstance(told, dict):
        raise ValueError("it is no object with the columns of the table corrections")
    if odd := sorted(told.keys() - CORRECTIONS.name_set):
        raise ValueError(f"there is no column {', '.join(odd)}")
    needed = ("correction_id", "made_at", "made_by", "target", "change")
    if missing := [column for column in needed if not isinstance(told.get(column), str)]:
        raise ValueError(f"it has no {', '.join(missing)}")
    if told["change"] not in CHANGES:
        raise ValueError(f"change is one of {', '.join(CHANGES)}")
    row: dict[str, Any] = dict.fromkeys(CORRECTIONS.names) | told
    for column in CORRECTIONS.columns:
        value = row[column.name]
        wanted = int if column.type is INTEGER else str
        if value is not None and not isinstance(value, wanted):
            raise ValueError(f"{column.name} is {value!r}")
        if column.type is TIMESTAMP:
            row[column.name] = dt.datetime.fromisoformat(str(value)).astimezone(dt.UTC)
    require_value(row["change"], row["value"])
    return row
