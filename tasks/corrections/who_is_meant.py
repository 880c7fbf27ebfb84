"""Which claim or entity somebody means who corrects it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from quellenlage.errors import UsageError
from quellenlage.ids import stable_id
from quellenlage.tasks.evidence.look_up import folded, near
from quellenlage.tasks.evidence.safe_text import safe_text
from quellenlage.tasks.land.asking import ask

_MOST_NAMED = 8
_KIND_OF_SOURCE = {"party": "organisation", "place": "organisation", "object": "organisation"}
_ENTITIES = """
    SELECT entity_records.entity_id, coalesce(identities.identity, entity_records.entity_id) AS identity, name, label,
           mode(kind ORDER BY kind) AS kind, count(DISTINCT document_id) AS articles
    FROM entity_records LEFT JOIN identities ON identities.id = entity_records.entity_id
    GROUP BY ALL ORDER BY articles DESC, name, entity_records.entity_id
"""


@dataclass(frozen=True, slots=True)
class Meant:
    """An entity: its id, as an article gave it, the one that stands for it in the end, its name and kind."""

    entity_id: str
    identity: str
    name: str
    kind: str | None

    @property
    def source_id(self) -> str:
        """The id of the source that it is where it speaks."""
        return stable_id("source", self.identity)

    @property
    def source_kind(self) -> str:
        return _KIND_OF_SOURCE.get(self.kind or "person", self.kind or "person")


def claim_meant(connection: duckdb.DuckDBPyConnection, what: str) -> Mapping[str, Any]:
    """The row of ``claims``, with its article, that ``what`` names: by its id, or words of its content.

    Raises:
        UsageError: it names none or several; the sentence says which.
    """
    found = ask(
        connection,
        "SELECT claims.*, article_id FROM claims JOIN documents USING (document_id) WHERE claim_id = ?",
        what.strip(),
    )
    if not found:
        found = ask(
            connection,
            "SELECT claims.*, article_id FROM claims JOIN current_documents USING (document_id) "
            "WHERE contains(lower(content), lower(?)) ORDER BY claims.published DESC NULLS LAST, claim_id",
            what.strip(),
        )
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(f"{what!r} is no claim_id and stands in no claim; 'quellenlage search WORDS' finds claims.")
    lines = [f"\n  {row['claim_id']}  {safe_text(' '.join(row['content'].split())[:90])}" for row in found]
    raise UsageError(f"{what!r} may be one of {len(found)} claims; name one by its id:{_listed(lines)}")


def entity_meant(connection: duckdb.DuckDBPyConnection, what: str, *, apart: bool = False) -> Meant:
    """The entity that ``what`` names: by its id or that of its source, or by its name, whole or in part.

    With ``apart``, one of those that were linked as one is meant, not what they are together.

    Raises:
        UsageError: it names none or several; the sentence says which.
    """
    what = what.strip()
    rows = ask(connection, _ENTITIES)
    found = [row for row in rows if what in (row["entity_id"], stable_id("source", row["entity_id"]))]
    if not found:
        found = [row for row in rows if folded(row["name"]) == folded(what)]
    if not found and (words := set(folded(what).split())):
        found = [row for row in rows if words <= set(folded(row["name"]).split())]
    if not found:
        names = list(dict.fromkeys(row["name"] for row in rows))
        known = near(folded(what), names) or "'quellenlage sql \"SELECT name FROM entities\"' lists them"
        raise UsageError(f"{what!r} is nobody that the articles name; {known}.")
    key = "entity_id" if apart else "identity"
    several = {row[key]: row for row in reversed(found)}
    if len(several) > 1:
        told = "{entity_id}  {name} ({kind}, articles: {articles})"
        lines = [f"\n  {safe_text(told.format(**row))}" for row in reversed(several.values())]
        raise UsageError(f"{what!r} may be one of {len(several)}; name one by its id:{_listed(lines)}")
    row = found[0]
    return Meant(row["entity_id"], row["identity"], row["name"], row["kind"])


def _listed(lines: Sequence[str]) -> str:
    more = f"\n  and {len(lines) - _MOST_NAMED} more" if len(lines) > _MOST_NAMED else ""
    return "".join(lines[:_MOST_NAMED]) + more
