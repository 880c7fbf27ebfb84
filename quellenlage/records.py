"""The records that travel through the stages: plain, immutable, and knowing nothing of Prefect or DuckDB.

All offsets are characters into :attr:`Document.text` (Unicode code points, base 0, end exclusive), so
``document.text[span.start:span.end]`` is what a record says it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

SEGMENT_KINDS = ("headline", "dateline", "byline", "caption", "lead", "heading", "paragraph")
ENTITY_LABELS = ("PER", "ORG", "LOC", "MISC")
CLAIM_TYPES = ("Direct", "Indirect", "Reported", "FreeIndirect", "IndirectFreeIndirect")
SOURCE_KINDS = ("outlet", "agency", "person", "organisation", "government", "document", "anonymous")
ACTS = (
    "assert",
    "deny",
    "demand",
    "announce",
    "promise",
    "expect",
    "warn",
    "accuse",
    "praise",
    "criticise",
    "question",
    "leave open",
    "plan",
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of an article's layout; ``kind`` is one of :data:`SEGMENT_KINDS`."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """What a reader yields: one article as its file gave it, before anything is decided about it.

    ``text`` is NFC with ``\\n`` line ends; ``segments`` are in order and do not overlap. ``metadata`` holds what the
    format says beside the text; the keys that later stages read are ``header_date`` (as written), ``url``, ``outlet``,
    ``published`` (ISO 8601) and ``language``.
    """

    uri: str
    text: str
    segments: tuple[Segment, ...]
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something that came in and cannot land: where it is, at which stage it failed, why, and what it was."""

    uri: str
    stage: str
    reason: str
    payload: str


@dataclass(frozen=True, slots=True)
class PublicationReading:
    """One place of an article that says when it was published, and whether it was believed.

    ``origin`` is header, metadata, url, dateline, stand, updated, wire or text. ``value`` is None where what is
    written is no date (31.02.2025) or cannot be (after tomorrow): ``problem`` then says why, in one sentence.
    ``start`` and ``end`` are None where the reading is not in the text (header, metadata, url).
    """

    origin: str
    text: str
    value: dt.date | None
    at: dt.datetime | None = None
    start: int | None = None
    end: int | None = None
    chosen: bool = False
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """An article with its identity, language, outlet and day of publication."""

    document_id: str
    content_hash: str
    uri: str
    text: str
    segments: tuple[Segment, ...]
    language: str
    title: str | None
    lead: str | None
    outlet: str | None
    outlet_from: str | None
    published: dt.date | None
    published_at: dt.datetime | None
    published_from: str | None
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A TIMEX3: ``type`` is DATE, TIME, DURATION or SET, ``value`` as TimeML 1.2.1 writes it.

    ``first_day`` and ``last_day`` (both inclusive) are set where it names a stretch of the calendar.
    """

    start: int
    end: int
    type: str
    value: str
    first_day: dt.date | None = None
    last_day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text; ``label`` is one of :data:`ENTITY_LABELS`."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that somebody is said to have said.

    ``content``, ``speaker``, ``cue``, ``addressee`` and ``frame`` are spans in order of the text, as written there: the
    speaker is the words that name it ("er"), not whom they mean. ``certainty`` is asserted, hedged or open, ``hedge``
    the word that makes it so; ``mood`` is indicative, subjunctive1, subjunctive2, imperative or infinitive of the
    content's governing verb, None where it has none.

    The ledger keeps more than the conventions of quotation corpora mark, and a row a sentence; ``quotations`` of
    :mod:`quellenlage.claims` is what these would have. ``own`` marks the outlet's own hedged statement, which has no
    speaker; ``narrated`` an act or a plan that the article tells in its own words ("will prüfen", "bestätigte
    den Plan"); ``nested`` what somebody tells that another has said; ``continues`` a sentence of free indirect speech
    that goes on with the one before it.
    """

    content: tuple[Span, ...]
    type: str
    speaker: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    addressee: tuple[Span, ...] = ()
    frame: tuple[Span, ...] = ()
    act: str = "assert"
    mood: str | None = None
    certainty: str = "asserted"
    hedge: str | None = None
    negated: bool = False
    said_on: dt.date | None = None
    own: bool = False
    narrated: bool = False
    nested: bool = False
    continues: bool = False
