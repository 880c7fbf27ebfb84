"""Everything that a speaker has said, in the current versions of all articles, and what it has passed on."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from quellenlage.records import Segment, Source
from quellenlage.tasks.evidence.gathered import Saying, sayings, speakers
from quellenlage.tasks.evidence.marks import Piece, pieces
from quellenlage.tasks.land.asking import ask
from quellenlage.tasks.tables.parts_of_text import sentence_of


@dataclass(frozen=True, slots=True)
class Quoted:
    """A claim in its sentence: ``document`` is the row of ``documents``, without its text."""

    claim: Saying
    document: Mapping[str, Any]
    sentence: tuple[Piece, ...]

    @property
    def day(self) -> dt.date | None:
        """The day on which it was said, or else printed."""
        said: dt.date | None = self.claim.said_on or self.document["published"]
        return said


@dataclass(frozen=True, slots=True)
class Spoken:
    """A source, what it says in order of days, and what others say through it; ``printed`` counts what it prints.

    ``roles`` are offices and parties, the latest first, each with the day for which it is told.
    """

    source: Source
    roles: tuple[tuple[str, dt.date | None], ...]
    said: tuple[Quoted, ...]
    passed_on: tuple[Quoted, ...]
    printed: int


_PRINTED = """
    SELECT count(DISTINCT claim_id) AS claims FROM attributions SEMI JOIN current_documents USING (document_id)
    WHERE source_id = ? AND relation = 'prints'
"""
_PASSED_ON = """
    SELECT DISTINCT claim_id FROM attributions WHERE source_id = ? AND relation NOT IN ('prints', 'speaker')
"""
_ROLES = """
    SELECT role || coalesce(', ' || organisation, '') AS role, max(as_of) AS as_of
    FROM roles WHERE entity_id = ? GROUP BY ALL ORDER BY as_of DESC NULLS LAST, role
"""


def spoken(connection: duckdb.DuckDBPyConnection, source_id: str) -> Spoken:
    """What the source with that id, as it stands in the end, has said and passed on."""
    source = speakers(connection, [source_id])[source_id]
    said = sayings(connection, "speaker_id", [source_id])
    own = {claim.claim_id for claim in said}
    ids = [row["claim_id"] for row in ask(connection, _PASSED_ON, source_id) if row["claim_id"] not in own]
    passed_on = sayings(connection, "claim_id", ids)
    quoted = _quoted(connection, [*said, *passed_on])
    roles = ask(connection, _ROLES, source.entity_id) if source.entity_id else []
    return Spoken(
        source,
        tuple((row["role"], row["as_of"]) for row in roles),
        tuple(one for one in quoted if one.claim.claim_id in own),
        tuple(one for one in quoted if one.claim.claim_id not in own),
        ask(connection, _PRINTED, source_id)[0]["claims"],
    )


def _quoted(connection: duckdb.DuckDBPyConnection, claims: Sequence[Saying]) -> list[Quoted]:
    """Those of current versions, each in its sentence, in order of days, articles and texts."""
    ids = sorted({claim.document_id for claim in claims})
    among = "document_id IN (SELECT unnest(?::VARCHAR[]))"
    documents = {row["document_id"]: row for row in ask(connection, f"FROM current_documents WHERE {among}", ids)}
    parts = defaultdict(list)
    for row in ask(connection, f"FROM segments WHERE {among}", ids):
        parts[row["document_id"]].append(Segment(row["kind"], row["start_char"], row["end_char"]))
    found = []
    for claim in claims:
        if document := documents.get(claim.document_id):
            text = document["text"]
            cut = pieces(
                text, sentence_of(text, parts[claim.document_id], claim.start, claim.everywhere), claim.marks(0, text)
            )
            found.append(Quoted(claim, document, tuple(cut)))
    return sorted(found, key=lambda one: (one.day or dt.date.max, one.claim.document_id, one.claim.start))
