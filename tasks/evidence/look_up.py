"""What somebody who asks for a claim, an article or a speaker means."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import duckdb
from rapidfuzz import fuzz, process

from quellenlage.errors import UsageError
from quellenlage.tasks.evidence.safe_text import safe_text
from quellenlage.tasks.land.asking import ask

_MOST_NAMED = 8
_NEAR = 75.0
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be shown: an article's version, a claim in it, or a source."""

    kind: Literal["article", "claim", "source"]
    target_id: str
    document_id: str | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    target: Target
    name: str
    told: str


def look_up(connection: duckdb.DuckDBPyConnection, what: str) -> Target:
    """The one thing that ``what`` names.

    First an id, of a document, claim, source or entity; then where an article was read, or its address; then a
    speaker's name, whole or in part; then words of a headline.

    Raises:
        UsageError: it names nothing, or several things; the sentence says which are near.
    """
    what = what.strip()
    for find in (_by_id, _by_address):
        if target := find(connection, what):
            return target
    sources, articles = _sources(connection), _articles(connection)
    words = folded(what)
    asked = frozenset(words.split())
    ways: tuple[tuple[Sequence[_Candidate], Callable[[str], bool]], ...] = (
        (sources, lambda name: name == words),
        (articles, lambda title: title == words),
        (sources, lambda name: asked <= set(name.split())),
        (articles, lambda title: words in title),
        (articles, lambda title: asked <= set(title.split())),
    )
    for candidates, fits in ways if words else ():
        if found := [one for one in candidates if fits(folded(one.name))]:
            return _only(what, found)
    names = list(dict.fromkeys(one.name for one in (*sources, *articles)))
    known = near(words, names) or "'quellenlage sql \"SELECT DISTINCT speaker FROM who_said_what\"' lists the speakers"
    raise UsageError(f"{what!r} is no article, claim or speaker of this lake; {known}.")


def look_up_article(connection: duckdb.DuckDBPyConnection, what: str) -> list[str]:
    """The ids of all versions of the one article that ``what`` names.

    Raises:
        UsageError: it names no article, or several things.
    """
    document_id = look_up(connection, what).document_id
    if document_id is None:
        raise UsageError(f"{what!r} is a source; name an article, by its id, address or headline.")
    query = (
        "SELECT document_id FROM documents WHERE article_id = (SELECT article_id FROM documents WHERE document_id = ?)"
    )
    return [row["document_id"] for row in ask(connection, f"{query} ORDER BY version", document_id)]


def _by_id(connection: duckdb.DuckDBPyConnection, what: str) -> Target | None:
    if rows := ask(connection, "SELECT claim_id, document_id FROM claim_records WHERE claim_id = ?", what):
        return Target("claim", what, rows[0]["document_id"])
    if ask(connection, "SELECT document_id FROM documents WHERE document_id = ?", what):
        return Target("article", what, what)
    known = ask(connection, "SELECT identity FROM identities WHERE id = ?", what)
    one = known[0]["identity"] if known else what
    query = "SELECT source_id FROM sources WHERE source_id = $1 OR entity_id = $1 ORDER BY source_id <> $1, source_id"
    if rows := ask(connection, query, one):
        return Target("source", rows[0]["source_id"])
    if rows := ask(connection, "SELECT name FROM entities WHERE entity_id = ?", one):
        raise UsageError(f"{what} is {rows[0]['name']}, of whom articles tell, but who says nothing in them.")
    return None


def _by_address(connection: duckdb.DuckDBPyConnection, what: str) -> Target | None:
    query = "SELECT document_id FROM current_documents WHERE list_contains([uri, url, article_id], $1) ORDER BY ALL"
    rows = ask(connection, query, what)
    if not rows and "://" in what:
        from quellenlage.tasks.ingest.addresses import canonical, identity

        address = canonical(what)
        rows = ask(connection, query, identity(address)) if address else []
    if not rows:  # an earlier version, which was read elsewhere
        rows = ask(
            connection, "SELECT document_id FROM documents WHERE uri = ? ORDER BY landed_at DESC, document_id", what
        )
    return Target("article", rows[0]["document_id"], rows[0]["document_id"]) if rows else None


def _sources(connection: duckdb.DuckDBPyConnection) -> list[_Candidate]:
    query = """
        SELECT source_id, sources.name, sources.kind, entities.role, count(DISTINCT claims.claim_id) AS claims
        FROM sources
        LEFT JOIN entities ON entities.entity_id = sources.entity_id
        LEFT JOIN claims ON claims.speaker_id = sources.source_id
        GROUP BY ALL ORDER BY count(DISTINCT claims.claim_id) DESC, sources.name, source_id
    """
    return [
        _Candidate(
            Target("source", row["source_id"]),
            row["name"],
            ", ".join(filter(None, (row["kind"], row["role"], f"claims: {row['claims']}"))),
        )
        for row in ask(connection, query)
    ]


def _articles(connection: duckdb.DuckDBPyConnection) -> list[_Candidate]:
    query = """
        SELECT document_id, title, outlet, published FROM current_documents WHERE title IS NOT NULL
        ORDER BY published DESC NULLS LAST, document_id
    """
    return [
        _Candidate(
            Target("article", row["document_id"], row["document_id"]),
            row["title"],
            ", ".join(filter(None, ("article", row["outlet"], str(row["published"] or "")))),
        )
        for row in ask(connection, query)
    ]


def _only(what: str, found: Sequence[_Candidate]) -> Target:
    if len(found) == 1:
        return found[0].target
    lines = [f"\n  {one.target.target_id}  {safe_text(f'{one.name} ({one.told})')}" for one in found[:_MOST_NAMED]]
    more = f"\n  and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
    raise UsageError(f"{what!r} may be one of {len(found)}; name one by its id:{''.join(lines)}{more}")


def near(words: str, names: Sequence[str]) -> str | None:
    """Which of ``names`` are near to ``words``, in a phrase; None if none is."""
    found = process.extract(
        words, names, scorer=fuzz.WRatio, processor=folded, limit=_MOST_NAMED // 2, score_cutoff=_NEAR
    )
    return f"near are {', '.join(safe_text(name) for name, _, _ in found)}" if found else None


def folded(name: str) -> str:
    """``name`` in small letters, umlauts written out, without punctuation."""
    text = unicodedata.normalize("NFC", name).casefold().translate(_UMLAUTS)
    return " ".join("".join(sign if sign.isalnum() else " " for sign in text).split())
