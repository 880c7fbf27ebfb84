"""An article as the checks of its claims need it: its text and claims, with what was found around them."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pyarrow as pa

Row = Mapping[str, Any]
Place = tuple[int, int]

#: Parts of the layout that head what follows.
HEADINGS = ("headline", "heading")


@dataclass(frozen=True)
class Told:
    """A claim: the row, and where its parts stand (characters into the text, end exclusive)."""

    row: Row

    @cached_property
    def content(self) -> list[Place]:
        return places(self.row["content_spans"])

    @cached_property
    def speaker(self) -> list[Place]:
        return places(self.row["speaker_spans"])

    @cached_property
    def cue(self) -> list[Place]:
        return places(self.row["cue_spans"])

    @cached_property
    def addressee(self) -> list[Place]:
        return places(self.row["addressee_spans"])

    @cached_property
    def frame(self) -> list[Place]:
        return places(self.row["frame_spans"])

    @cached_property
    def length(self) -> int:
        """The characters of its content."""
        return sum(end - start for start, end in self.content)

    @property
    def begins(self) -> int:
        return self.content[0][0] if self.content else 0

    @property
    def ends(self) -> int:
        return self.content[-1][1] if self.content else 0

    @property
    def speaker_id(self) -> str | None:
        speaker: str | None = self.row["speaker_id"]
        return speaker


@dataclass(frozen=True)
class Article:
    """A document of a batch; ``sources`` and ``chains`` are of the whole batch, by source id and by claim id.

    ``days`` are the places of its time expressions with the first and last day that each names, ``names`` those of
    names and pronouns in order of the text, ``headings`` those of headlines and headings.
    """

    text: str = ""
    claims: list[Told] = field(default_factory=list)
    days: list[tuple[int, int, dt.date | None, dt.date | None]] = field(default_factory=list)
    names: list[Place] = field(default_factory=list)
    headings: list[Place] = field(default_factory=list)
    sources: Mapping[str, Row] = field(default_factory=dict)
    chains: Mapping[str, Sequence[Row]] = field(default_factory=dict)

    def words(self, spans: Sequence[Place]) -> str:
        return " ".join(self.text[start:end] for start, end in spans)

    def source(self, claim: Told) -> Row | None:
        """The source that speaks, None where nobody does or it is not recorded."""
        return self.sources.get(claim.speaker_id or "")

    def names_in(self, start: int, end: int) -> bool:
        """Whether a name or pronoun stands in a stretch, or reaches into it."""
        at = bisect_left(self.names, (end, 0))
        return any(stop > start for _, stop in self.names[max(0, at - _NESTED) : at])

    def overlapping(self, claim: Told) -> Iterator[Told]:
        """The other claims that have words of its content in theirs."""
        starts, longest = self._starts
        first, last = bisect_left(starts, claim.begins - longest), bisect_left(starts, claim.ends)
        for other in self._in_order[first:last]:
            if other is not claim and shared(claim.content, other.content):
                yield other

    @cached_property
    def _in_order(self) -> list[Told]:
        return sorted(self.claims, key=lambda claim: claim.begins)

    @cached_property
    def _starts(self) -> tuple[list[int], int]:
        """Where the claims in order begin, and how far the longest reaches."""
        return [one.begins for one in self._in_order], max((one.ends - one.begins for one in self.claims), default=0)


_NESTED = 5  # names within one another: "Sprecherin des Landkreises Peine"


def articles(tables: Mapping[str, pa.Table]) -> dict[str, Article]:
    """Every document of a batch that has claims, by its id, as far as ``tables`` has its parts."""
    sources = {row["source_id"]: row for row in _rows(tables, "source_records", "source_id", "kind", "named", "name")}
    chains: dict[str, list[Row]] = defaultdict(list)
    for row in _rows(tables, "attribution_records", "claim_id", "hop", "source_id", "relation"):
        chains[row["claim_id"]].append(row)
    texts = {row["document_id"]: row["text"] for row in _rows(tables, "documents", "document_id", "text")}
    found: dict[str, Article] = {}
    for row in _rows(tables, "claim_records"):
        key = row["document_id"]
        if key not in found:
            found[key] = Article(texts.get(key, ""), sources=sources, chains=chains)
        found[key].claims.append(Told(row))
    for row in _rows(tables, "dates", "document_id", "start_char", "end_char", "first_day", "last_day"):
        if row["document_id"] in found:
            found[row["document_id"]].days.append((*_place(row), row["first_day"], row["last_day"]))
    for row in _rows(tables, "mention_records", "document_id", "start_char", "end_char", "form"):
        if row["document_id"] in found and row["form"] != "nominal":
            found[row["document_id"]].names.append(_place(row))
    for row in _rows(tables, "segments", "document_id", "start_char", "end_char", "kind"):
        if row["document_id"] in found and row["kind"] in HEADINGS:
            found[row["document_id"]].headings.append(_place(row))
    for article in found.values():
        article.names.sort()
    return found


def places(spans: Sequence[Row] | None) -> list[Place]:
    return [_place(span) for span in spans or ()]


def shared(some: Sequence[Place], others: Sequence[Place]) -> int:
    """How many characters both have."""
    return sum(max(0, min(e, y) - max(s, x)) for s, e in some for x, y in others)


def _place(row: Row) -> Place:
    return row["start_char"], row["end_char"]


def _rows(tables: Mapping[str, pa.Table], name: str, *columns: str) -> list[Row]:
    if name not in tables:
        return []
    rows: list[Row] = (tables[name].select(columns) if columns else tables[name]).to_pylist()
    return rows
