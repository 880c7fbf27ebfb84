"""What the resolution of one article yields. Offsets are characters into ``Document.text``, end exclusive."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

FORMS = ("name", "nominal", "pronoun")
RELATIONS = ("prints", "cites", "speaker", "rests on")


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
    """Somebody that a claim comes from; ``kind`` is one of :data:`quellenlage.records.SOURCE_KINDS`.

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
    """All of one article; ``speakers`` has, for each claim in order, the ``source_id`` of its speaker or None."""

    entities: tuple[Entity, ...]
    mentions: tuple[ResolvedMention, ...]
    sources: tuple[Source, ...]
    speakers: tuple[str | None, ...]
    attributions: tuple[Attribution, ...]
    roles: tuple[Role, ...]
