"""Writing corrections: each is a row, and none is ever changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from quellenlage.errors import UsageError
from quellenlage.ids import stable_id
from quellenlage.records import ACTS, CERTAINTIES, SOURCE_KINDS
from quellenlage.tasks.corrections.who_is_meant import Meant, claim_meant, entity_meant
from quellenlage.tasks.land.lake import insert, open_lake, writing
from quellenlage.tasks.tables.ledger_tables import CORRECTIONS
from quellenlage.tasks.tables.schema import arrow_table

Row = dict[str, Any]
_WORDS = {"act": ACTS, "certainty": CERTAINTIES, "negated": ("true", "false")}


@dataclass(frozen=True, slots=True)
class Making:
    """Who corrects, why, and when."""

    by: str
    why: str | None
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a claim is said to come from: a name or id; ``kind``, where no article names them yet; or nobody."""

    name: str | None
    kind: str | None = None


def correct(data: Path, what: str, changes: Mapping[str, str | Speaker | None], making: Making) -> list[Row]:
    """Correct the claim that ``what`` names; returns the rows.

    ``changes`` are by what is corrected: speaker, act, certainty, negated, said_on; "not a claim" has no value.

    Raises:
        UsageError: it names no claim or several, or there is no such value.
    """
    for change, value in changes.items():
        require_value(change, value if isinstance(value, str) else None)
    with _appending(data) as (connection, append):
        claim = claim_meant(connection, what)
        spans = claim["content_spans"]
        anchor = {
            "article_id": claim["article_id"],
            "document_id": claim["document_id"],
            "start_char": spans[0]["start_char"],
            "end_char": spans[-1]["end_char"],
            "content": claim["content"],
            "cue": claim["cue"],
        }
        rows = []
        for change, value in changes.items():
            said = _speaker(connection, value) if isinstance(value, Speaker) else {"value": value}
            rows.append(_row(making, claim["claim_id"], change, **said, **anchor))
        append(rows)
    return rows


def merge(data: Path, one: str, other: str, making: Making) -> tuple[Meant, Meant]:
    """Say that two entities are one, by name or id; returns them.

    Raises:
        UsageError: one of them is nobody, may be several, or they are one already.
    """
    with _appending(data) as (connection, append):
        a, b = entity_meant(connection, one), entity_meant(connection, other)
        if a.identity == b.identity:
            raise UsageError(f"{one} and {other} are one already: {a.identity}.")
        append([_row(making, a.identity, "same", value=b.identity)])
    return a, b


def unmerge(data: Path, one: str, other: str, making: Making) -> tuple[Meant, Meant]:
    """Say that the first is somebody else than the second: it leaves those that it was taken for; returns both.

    Raises:
        UsageError: one of them is nobody, may be several, or they are two already.
    """
    with _appending(data) as (connection, append):
        a, b = (entity_meant(connection, name, apart=True) for name in (one, other))
        if a.entity_id == b.entity_id or a.identity != b.identity:
            what = "one and the same id" if a.entity_id == b.entity_id else "two already"
            raise UsageError(f"{one} and {other} are {what}: {a.entity_id}, {b.entity_id}.")
        said_same = connection.execute(
            "SELECT correction_id FROM standing_corrections WHERE change = 'same' AND least(target, value) = "
            "least($1, $2) AND greatest(target, value) = greatest($1, $2)",
            [a.entity_id, b.entity_id],
        ).fetchone()
        if said_same:
            append([_row(making, said_same[0], "withdrawn")])
        if not said_same or _identity(connection, a.entity_id) == _identity(connection, b.entity_id):
            append([_row(making, a.entity_id, "different", value=b.entity_id)])
    return a, b


def name(data: Path, what: str, given: str, making: Making) -> Meant:
    """Give an entity a name; returns it as it was.

    Raises:
        UsageError: ``what`` is nobody, or may be several, or the name is empty.
    """
    if not (given := given.strip()):
        raise UsageError("no name is given.")
    with _appending(data) as (connection, append):
        meant = entity_meant(connection, what)
        append([_row(making, meant.identity, "name", value=given)])
    return meant


def withdraw(data: Path, correction_id: str, making: Making) -> None:
    """Take a correction back.

    Raises:
        UsageError: there is none of that id, or it is taken back already.
    """
    with _appending(data) as (connection, append):
        known = "SELECT correction_id FROM corrections WHERE correction_id = ? AND change <> 'withdrawn'"
        if not connection.execute(known, [correction_id]).fetchall():
            raise UsageError(f"{correction_id} is no correction; 'quellenlage corrections list' has their ids.")
        gone = "SELECT target FROM corrections WHERE change = 'withdrawn' AND target = ?"
        if connection.execute(gone, [correction_id]).fetchall():
            raise UsageError(f"{correction_id} has been taken back already.")
        append([_row(making, correction_id, "withdrawn")])


def require_value(change: str, value: str | None) -> None:
    """Make sure that ``value`` may stand in the place of what is changed.

    Raises:
        UsageError: it may not; the sentence says what may.
    """
    words = _WORDS.get(change)
    if words and value not in words:
        raise UsageError(f"{change} cannot be {value}; it is one of {', '.join(words)}.")
    if change == "said_on":
        try:
            dt.date.fromisoformat(value or "")
        except ValueError:
            raise UsageError(f"{value} is no day; write it as 2025-03-04.") from None


def _speaker(connection: duckdb.DuckDBPyConnection, said: Speaker) -> Row:
    """The columns of a correction that say who speaks."""
    if said.name is None:
        return {"value": None}
    try:
        meant = entity_meant(connection, said.name)
    except UsageError as error:
        if said.kind is None:
            more = "" if "may be one of" in str(error) else "\n--kind person, or another kind, says that it is new."
            raise UsageError(f"{error}{more}") from None
        if said.kind not in SOURCE_KINDS:
            raise UsageError(f"--kind cannot be {said.kind}; it is one of {', '.join(SOURCE_KINDS)}.") from None
        new = stable_id("source", "named by a person", said.kind, said.name)
        return {"value": new, "speaker_name": said.name, "speaker_kind": said.kind}
    return {
        "value": meant.source_id,
        "speaker_name": meant.name,
        "speaker_kind": meant.source_kind,
        "entity_id": meant.identity,
    }


def _identity(connection: duckdb.DuckDBPyConnection, entity_id: str) -> str:
    row = connection.execute("SELECT identity FROM identities WHERE id = ?", [entity_id]).fetchone()
    return str(row[0]) if row else entity_id


def _row(making: Making, target: str, change: str, **told: Any) -> Row:
    row: Row = dict.fromkeys(CORRECTIONS.names) | told
    row |= {"made_at": making.at, "made_by": making.by, "why": making.why, "target": target, "change": change}
    row["correction_id"] = stable_id(
        "correction", making.at.isoformat(), making.by, target, change, str(row["value"] or "")
    )
    return row


@contextmanager
def _appending(data: Path) -> Iterator[tuple[duckdb.DuckDBPyConnection, Callable[[Sequence[Row]], None]]]:
    """The lake of a folder within a transaction, and what appends rows to its corrections."""
    with open_lake(data) as connection, writing(connection, data):

        def append(rows: Sequence[Row]) -> None:
            insert(connection, {CORRECTIONS.name: arrow_table(CORRECTIONS, rows)})

        yield connection, append
