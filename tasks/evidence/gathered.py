"""An article with everything that was found in it, as the lake has it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import duckdb

from quellenlage.records import Segment, Source, Span, TimeExpression
from quellenlage.tasks.evidence.beside import Beside, beside
from quellenlage.tasks.evidence.marks import Mark
from quellenlage.tasks.land.asking import Rows, ask
from quellenlage.tasks.tables.parts_of_text import covering

#: Below this, a row's speaker is shown as doubtful.
DOUBTFUL = 0.7


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the way that a claim came by, the nearest to the reader first."""

    source: Source
    relation: str
    cue: str | None


@dataclass(frozen=True)
class Saying:
    """A row of ``claims``: its speaker, its chain, the expectations that it breaks, and how others stand to it."""

    row: Mapping[str, Any]
    speaker: Source | None
    steps: tuple[Step, ...]
    findings: tuple[str, ...]
    beside: tuple[Beside, ...] = ()

    def __getattr__(self, name: str) -> Any:
        """The row's columns, by name."""
        try:
            return self.row[name]
        except KeyError:
            raise AttributeError(name) from None

    def spans(self, part: str) -> list[Span]:
        """Where its ``part`` (content, cue, speaker, addressee, frame) stands in the text of its document."""
        return [Span(span["start_char"], span["end_char"]) for span in self.row[f"{part}_spans"] or ()]

    @property
    def start(self) -> int:
        return min((span.start for span in self.spans("content")), default=0)

    @property
    def everywhere(self) -> list[Span]:
        return [span for part in ("content", "cue", "speaker", "addressee", "frame") for span in self.spans(part)]

    @property
    def denied(self) -> bool:
        return bool(self.negated) or self.act == "deny"

    @property
    def doubts(self) -> tuple[str, ...]:
        """What speaks against trusting the row beside its confidence, in words; nothing where nothing does."""
        untold = ("the text does not tell who speaks",) if self.speaker is None and self.kind != "outlet" else ()
        return (*untold, *(f"does not hold: {finding}" for finding in self.findings))

    @property
    def doubtful(self) -> bool:
        """Whether a reader should look twice: what is in doubt, or the speaker is improbable."""
        return bool(self.doubts) or (self.confidence is not None and self.confidence < DOUBTFUL)

    def name(self, outlet: str | None) -> str:
        """Who speaks, in words, in an article of ``outlet``."""
        if self.speaker is not None:
            return self.speaker.name
        if self.kind == "outlet":
            return f"{outlet or 'the outlet'} itself"
        return "speaker not told"

    def marks(self, index: int, text: str) -> list[Mark]:
        """What of it is to be marked in ``text``, as those of claim ``index``."""
        found = [
            Mark(span.start, span.end, role, index)
            for role in ("content", "cue", "speaker", "addressee")
            for span in self.spans(role)
        ]
        if self.hedge:
            for span in (*self.spans("content"), *self.spans("frame")):
                at = text.find(self.hedge, span.start, span.end)
                if at >= 0:
                    return [*found, Mark(at, at + len(self.hedge), "hedge", index)]
        return found


@dataclass(frozen=True)
class Version:
    """One version of an article, with what was said in it, as (speaker, content)."""

    document_id: str
    version: int
    title: str | None
    outlet: str | None
    published: dt.date | None
    uri: str
    text: str
    landed_at: dt.datetime
    said: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Article:
    """A version of an article (``row`` is that of ``documents``) with everything that was found in it.

    ``claims`` are in order of the text. ``versions`` are all of the article, this one included, the first one first.
    ``also_in`` are the articles that have text in common with it: each with the ``share`` of this one's words that it
    has, its own ``other_share`` that this one has, and ``from_it`` where this one has it from there.
    """

    row: Mapping[str, Any]
    parts: tuple[Segment, ...]
    dates: tuple[TimeExpression, ...]
    readings: Sequence[Mapping[str, Any]]
    credits: Sequence[Mapping[str, Any]]
    claims: tuple[Saying, ...]
    findings: tuple[str, ...]
    versions: tuple[Version, ...]
    also_in: Sequence[Mapping[str, Any]] = ()

    def __getattr__(self, name: str) -> Any:
        """The document's columns, by name."""
        try:
            return self.row[name]
        except KeyError:
            raise AttributeError(name) from None

    @cached_property
    def marks(self) -> list[Mark]:
        dates = [Mark(date.start, date.end, "date", index) for index, date in enumerate(self.dates)]
        return dates + [mark for index, claim in enumerate(self.claims) for mark in claim.marks(index, self.text)]

    @property
    def has_untold(self) -> bool:
        """Whether there are claims of which the text does not tell who makes them."""
        return any(claim.speaker is None and claim.kind != "outlet" for claim in self.claims)

    @property
    def is_current(self) -> bool:
        return bool(self.version == self.versions[-1].version)

    @cached_property
    def speakers(self) -> list[str]:
        """The names under which claims are made, in order of appearance; those that nobody makes have none."""
        told = (claim for claim in self.claims if claim.speaker is not None or claim.kind == "outlet")
        return list(dict.fromkeys(claim.name(self.outlet) for claim in told))


_ALSO_IN = """
SELECT document_id, other_id, other_outlet AS outlet, other_title AS title, other_published AS published,
       other_url AS url, share, other_share, from_other AS from_it, origin
FROM copies WHERE document_id IN (SELECT unnest($ids::VARCHAR[]))
UNION ALL
SELECT other_id, document_id, outlet, title, published, url, other_share, share, false, origin
FROM copies WHERE other_id IN (SELECT unnest($ids::VARCHAR[]))
ORDER BY document_id, share DESC, other_id
"""


def speakers(connection: duckdb.DuckDBPyConnection, ids: Iterable[str]) -> dict[str, Source]:
    """The sources with those ids."""
    query = (
        "SELECT source_id, name, kind, entity_id, count, description, country, reason FROM sources "
        "WHERE source_id IN (SELECT unnest(?::VARCHAR[]))"
    )
    return {row["source_id"]: Source(**row) for row in ask(connection, query, sorted(set(ids)))}


def sayings(connection: duckdb.DuckDBPyConnection, column: str, ids: Sequence[str]) -> list[Saying]:
    """The claims whose ``column`` (claim_id, document_id, speaker_id) has one of ``ids``, in order of their texts."""
    if not ids:
        return []
    claims = ask(connection, f"FROM claims WHERE {column} IN (SELECT unnest(?::VARCHAR[]))", list(ids))
    own = [row["claim_id"] for row in claims]
    among = "claim_id IN (SELECT unnest(?::VARCHAR[]))"
    steps = ask(connection, f"FROM attributions WHERE {among} ORDER BY claim_id, hop", own)
    found = ask(connection, f"SELECT DISTINCT claim_id, expectation FROM findings WHERE {among} ORDER BY ALL", own)
    known = speakers(connection, [row[key] for rows, key in ((claims, "speaker_id"), (steps, "source_id"))
                                  for row in rows if row[key]])  # fmt: skip
    ways = defaultdict(list)
    for row in steps:
        source = known.get(row["source_id"]) or Source(row["source_id"], row["source_id"], "anonymous")
        ways[row["claim_id"]].append(Step(source, row["relation"], row["cue"]))
    broken = defaultdict(list)
    for row in found:
        broken[row["claim_id"]].append(row["expectation"])
    others = beside(connection, own)
    result = [
        Saying(
            row,
            known.get(row["speaker_id"]),
            tuple(ways[row["claim_id"]]),
            tuple(broken[row["claim_id"]]),
            tuple(others.get(row["claim_id"], ())),
        )
        for row in claims
    ]
    return sorted(result, key=lambda claim: (claim.document_id, claim.start, claim.claim_id))


def articles(connection: duckdb.DuckDBPyConnection, document_ids: Sequence[str]) -> list[Article]:
    """Those versions of articles, in the order in which they are asked for: one query a table for all of them."""

    def found_in(table: str, order: str = "start_char, end_char") -> dict[str, Rows]:
        query = f"FROM {table} WHERE document_id IN (SELECT unnest(?::VARCHAR[])) ORDER BY document_id, {order}"
        return _grouped(ask(connection, query, list(document_ids)), "document_id")

    documents = {row["document_id"]: row for row in ask(
        connection, "FROM documents WHERE document_id IN (SELECT unnest(?::VARCHAR[]))", list(document_ids)
    )}  # fmt: skip
    parts, dates, credited = found_in("segments"), found_in("dates"), found_in("credits")
    readings = found_in("publication_dates", "chosen DESC, origin, text")
    findings = found_in("findings", "expectation")
    also_in = _grouped(ask(connection, _ALSO_IN, ids=list(document_ids)), "document_id")
    versions = _versions(connection, sorted({row["article_id"] for row in documents.values()}))
    claims: dict[str, list[Saying]] = defaultdict(list)
    for claim in sayings(connection, "document_id", document_ids):
        claims[claim.document_id].append(claim)
    return [
        Article(
            row := documents[one],
            tuple(covering(row["text"], [_part(part) for part in parts.get(one, ())])),
            tuple(_date(date) for date in dates.get(one, ())),
            readings.get(one, []),
            credited.get(one, []),
            tuple(claims[one]),
            tuple(dict.fromkeys(each["expectation"] for each in findings.get(one, ()) if each["claim_id"] is None)),
            versions[row["article_id"]],
            also_in.get(one, []),
        )
        for one in document_ids
        if one in documents
    ]


def _versions(connection: duckdb.DuckDBPyConnection, article_ids: list[str]) -> dict[str, tuple[Version, ...]]:
    query = """
        SELECT article_id, document_id, version, title, outlet, published, uri, text, landed_at
        FROM documents WHERE article_id IN (SELECT unnest(?::VARCHAR[])) ORDER BY article_id, version
    """
    rows = _grouped(ask(connection, query, article_ids), "article_id")
    several = [row["document_id"] for group in rows.values() if len(group) > 1 for row in group]
    said: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for claim in sayings(connection, "document_id", several):
        said[claim.document_id].add((claim.name(None), claim.content))
    return {
        article: tuple(
            Version(**{k: v for k, v in row.items() if k != "article_id"}, said=frozenset(said[row["document_id"]]))
            for row in group
        )
        for article, group in rows.items()
    }


def _grouped(rows: Rows, key: str) -> dict[str, Rows]:
    found: dict[str, Rows] = defaultdict(list)
    for row in rows:
        found[row[key]].append(row)
    return found


def _part(row: Mapping[str, Any]) -> Segment:
    return Segment(row["kind"], row["start_char"], row["end_char"])


def _date(row: Mapping[str, Any]) -> TimeExpression:
    days = row["first_day"], row["last_day"]
    return TimeExpression(row["start_char"], row["end_char"], row["type"], row["value"], *days)
