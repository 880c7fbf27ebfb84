"""The records that travel through the stages: plain, immutable, and knowing nothing of Prefect or DuckDB.

All offsets are characters into :attr:`Document.text` (Unicode code points, base 0, end exclusive), so
``document.text[span.start:span.end]`` is what a record says it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

ClaimKind = Literal["quoted", "outlet", "narrated", "nested"]
CLAIM_KINDS: tuple[ClaimKind, ...] = ("quoted", "outlet", "narrated", "nested")
SEGMENT_KINDS = ("headline", "dateline", "byline", "caption", "lead", "heading", "paragraph")
ENTITY_LABELS = ("PER", "ORG", "LOC", "MISC")
CLAIM_TYPES = ("Direct", "Indirect", "Reported", "FreeIndirect", "IndirectFreeIndirect")
SOURCE_KINDS = ("outlet", "agency", "person", "organisation", "government", "document", "anonymous")
FORMS = ("name", "nominal", "pronoun")
RELATIONS = ("prints", "cites", "speaker", "rests on")
#: How a claim stands to another: of the first and the third, both do; of the others, the first does it to the second.
CLAIM_RELATIONS = ("says the same", "says more exactly", "contradicts", "denies", "corrects", "takes back")
CERTAINTIES = ("asserted", "hedged", "open")
VERB_MOODS = ("indicative", "subjunctive1", "subjunctive2", "imperative", "infinitive")
TIMEX_TYPES = ("DATE", "TIME", "DURATION", "SET")
ENTITY_KINDS = (
    "person",
    "organisation",
    "government",
    "party",
    "outlet",
    "agency",
    "place",
    "document",
    "anonymous",
    "object",
)
CREDIT_KINDS = ("agency", "person", "outlet")
CREDIT_PARTS = ("photo", "text", "byline", "material")
DATE_ORIGINS = ("header", "metadata", "url", "dateline", "stand", "updated", "wire", "text")
OUTLET_ORIGINS = ("url", "metadata", "text")
#: What a person may say of a claim, of who is who, or of what was said so before.
CHANGES = (
    "speaker",
    "act",
    "certainty",
    "negated",
    "said_on",
    "not a claim",
    "same",
    "different",
    "name",
    "withdrawn",
)
#: Those who are not named: one who wants or has to stay unknown, one whom nobody asked for a name, several.
ANONYMITIES = ("confidential", "person", "group")
STAGES = ("ingest", "normalise", "extract", "check")
SEVERITIES = ("critical", "warning", "info")
GERMAN = "de"
ACTS = (
    *("assert", "deny", "demand", "announce", "promise", "expect", "warn", "accuse", "praise", "criticise"),
    *("question", "leave open", "plan"),
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


class Segment(NamedTuple):
    """A part of an article's layout; ``kind`` is one of :data:`SEGMENT_KINDS`."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """What a reader yields: one article as its file gave it, before anything is decided about it.

    ``text`` is NFC with ``\\n`` line ends; ``segments`` are in order and do not overlap. ``metadata`` holds what the
    format says beside the text; the keys that later stages read are ``header_date`` (as written), ``url``, ``outlet``,
    ``published`` (ISO 8601), ``language``, ``section`` and ``authors`` ("; " between them).
    """

    uri: str
    text: str
    segments: tuple[Segment, ...]
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something that came in and cannot land: where it is, at which stage it failed, why, and what it was.

    ``broken_rows`` are those for which an expectation refused it, a JSON object a line.
    """

    uri: str
    stage: str
    reason: str
    payload: str
    broken_rows: str | None = None


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Something that came in and is no article to read: where it is and, in a word or two, what it is (``.pdf``)."""

    uri: str
    what: str


@dataclass(frozen=True, slots=True)
class Traits:
    """What may tell that an article is one that is known: its address and its outlet, day and title.

    ``url`` is canonical; ``address`` is what all copies of it share.
    """

    article: Article
    url: str | None
    address: str | None
    outlet: str | None
    published: dt.date | None
    title: str | None


@dataclass(frozen=True, slots=True)
class Landed:
    """The latest version of an article that the lake holds, as far as it tells whether another is the same article.

    ``uri`` is where that version was read.
    """

    article_id: str
    version: int
    content_hash: str
    uri: str
    url: str | None = None
    outlet: str | None = None
    published: dt.date | None = None
    title: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Identified:
    """An article that is not yet in the lake, with the id it will have there.

    ``article_id`` is the article, whatever its version and wherever it was read; ``url`` its canonical address.
    """

    article: Article
    document_id: str
    content_hash: str
    article_id: str
    url: str | None = None


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
    article_id: str
    uri: str
    url: str | None
    text: str
    segments: tuple[Segment, ...]
    language: str
    title: str | None
    lead: str | None
    section: str | None
    authors: tuple[str, ...]
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
class Credit:
    """Somebody whom the article credits; ``start`` and ``end`` are characters into the article's text.

    ``name`` is as in the registry, or as written where it is not there; ``outlet_id`` is the registry's handle.
    ``kind`` is agency, person or outlet; ``part`` is photo, text, byline or material.
    """

    start: int
    end: int
    text: str
    name: str
    kind: str
    part: str
    outlet_id: str | None = None


@dataclass(frozen=True, slots=True)
class Normalised:
    """A document with what its layout and calendar say; ``dates`` is empty where the text is not German."""

    document: Document
    readings: tuple[PublicationReading, ...]
    credits: tuple[Credit, ...]
    dates: tuple[TimeExpression, ...]

    @property
    def is_german(self) -> bool:
        return self.document.language == GERMAN


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
    :mod:`quellenlage.claims` is what these would have. ``kind`` is quoted; outlet for the outlet's own hedged
    statement, which has no speaker; narrated for an act or a plan that the article tells in its own words ("will
    prüfen", "bestätigte den Plan"); nested for what somebody tells that another has said. ``continues`` marks a
    sentence of free indirect speech that goes on with the one before it.
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
    kind: ClaimKind = "quoted"
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that the article names.

    ``entity_id`` is the same in every article that gives the same canonical name. ``label`` is PER, ORG, LOC or MISC;
    ``kind`` is person, organisation, government, party, outlet, agency, place, document, anonymous or object.
    ``role`` is the office, function or party that the article gives, as it writes it; ``gender`` is m, f or None;
    ``country_code`` ISO 3166-1 alpha-2 (EU and UN, which have reserved codes there, included); of a Land, state or
    canton ISO 3166-2. One that the article only describes ("seine Frau", "ein Sprecher der Polizei") is not ``named``:
    its id is of this article alone.
    """

    entity_id: str
    name: str
    label: str
    kind: str
    role: str | None = None
    gender: str | None = None
    country_code: str | None = None
    named: bool = True


@dataclass(frozen=True, slots=True)
class ResolvedMention:
    """A place that means an entity; ``form`` is one of :data:`FORMS`."""

    start: int
    end: int
    label: str
    entity_id: str
    form: str


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody that a claim comes from; ``kind`` is one of :data:`SOURCE_KINDS`.

    Of one that the article does not name: ``count`` is how many, ``description`` what they are in the article's
    words, ``country`` where they are from (codes, split at ``|`` where several), ``reason`` why they are not named, in
    the article's words. Of a named one, ``description`` is how else the article calls it ("US-Blatt").
    """

    source_id: str
    name: str
    kind: str
    entity_id: str | None = None
    count: int | None = None
    description: str | None = None
    country: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """One step of the way a claim came by: ``claim`` is its index, ``hop`` counts from the reader outwards.

    ``relation`` is one of :data:`RELATIONS`. ``start`` and ``end`` are the words that name the source, None for an
    outlet that is known from elsewhere than the text; ``cue`` the words that tie it to the claim.
    """

    claim: int
    hop: int
    source_id: str
    relation: str
    cue: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """An office, function or party membership, as of the day of the article that says so.

    ``role`` is as the article writes it ("Finanzminister"); for a party, "Mitglied". ``organisation`` is the party, or
    what the office belongs to.
    """

    entity_id: str
    role: str
    organisation: str | None = None
    as_of: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """All of one article.

    ``speakers`` has, for each claim in order, the ``source_id`` of its speaker or None, ``confidences`` the probability
    (0 to 1) that this is right; where it is None, that the text does not tell. ``mention_kinds`` is the kind of source
    that the words tell of which name a speaker, where it is too unsure who is meant to name anybody; else None.
    """

    entities: tuple[Entity, ...]
    mentions: tuple[ResolvedMention, ...]
    sources: tuple[Source, ...]
    speakers: tuple[str | None, ...]
    attributions: tuple[Attribution, ...]
    roles: tuple[Role, ...]
    confidences: tuple[float, ...] = ()
    mention_kinds: tuple[str | None, ...] = ()


NOTHING_RESOLVED = Resolution((), (), (), (), (), ())


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document with everything that was found in it; nothing is found where the text is not German."""

    normalised: Normalised
    names: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    resolution: Resolution = NOTHING_RESOLVED
