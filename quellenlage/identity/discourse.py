"""The discourse model of one article: its entities so far, where each is mentioned, and who spoke last.

It is plain state; what decides whom words mean are the functions of the other modules, which take it as their first
argument. Offsets are characters into the article's text, base 0, end exclusive.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from quellenlage.identity.clusters import Cluster
from quellenlage.identity.extents import tokens_between
from quellenlage.records import Span
from quellenlage.words.verbs import grammar

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from quellenlage.reading import Reading

REACH = 4  # sentences that an anaphor reaches back to its antecedent
_LONG_QUOTATION = 40  # characters; a shorter one is a word or two that the article takes over


class Resolved(NamedTuple):
    """Whom words mean, and which of them mean it."""

    cluster: Cluster
    start: int
    end: int


@dataclass(slots=True)
class Discourse:
    """What is known of one article while it is read.

    ``reading`` is the reading of ``doc`` that claims were found in.
    ``printed_by`` is the registry's id of the outlet that prints it, ``printer`` the same as an entity. ``spoke`` has
    who spoke so far and where, ``speakers`` whom the speaker of each claim means. ``several`` has the
    places of speakers who say the same as others. ``together`` has who else is meant by the pronoun at a character
    ("beide"), by name. ``pointing_back`` has, by number, the
    sentences that only say where the one before is from ("Das geht aus einem Vermerk hervor").
    """

    doc: Doc
    reading: Reading
    text: str
    document_id: str
    clusters: list[Cluster]
    printed_by: str | None
    quotations: list[tuple[int, int]]
    pointing_back: dict[int, tuple[int, int]]
    sentence_of_token: dict[int, int]
    printer: Cluster | None = None
    spoke: list[tuple[int, Cluster]] = field(default_factory=list)
    speakers: list[Resolved | None] = field(default_factory=list)
    several: set[tuple[Span, ...]] = field(default_factory=set)
    together: dict[int, list[tuple[tuple[int, int], Cluster]]] = field(default_factory=dict)
    names: tuple[list[tuple[tuple[int, int], Cluster]], int] | None = None  # as named_in has found them
    places: list[tuple[int, int]] | None = None  # where each mention begins, and the number of its entity
    numbers: dict[int, int] = field(default_factory=dict)  # of entities, by what tells them apart while it is read
    noun_subjects: dict[int, list[Token]] = field(default_factory=dict)  # as subjects_of has found them


def begin(doc: Doc, reading: Reading, document_id: str, clusters: list[Cluster], printed_by: str | None) -> Discourse:
    """The discourse model of an article whose names are known, before any phrase or pronoun is resolved."""
    numbered = list(enumerate(reading.sentences))
    return Discourse(
        doc,
        reading,
        reading.text,
        document_id,
        clusters,
        printed_by,
        quotations=[(q.start, q.end) for q in reading.quotes if q.depth == 0],
        pointing_back={
            number: (sentence.start_char, sentence.end_char)
            for number, sentence in numbered
            if doc[sentence.start].lower_ in grammar("demonstrative_subjects")
            and sentence.end - sentence.start > 1
            and doc[sentence.start + 1].tag_ in ("VVFIN", "VAFIN")
        },
        sentence_of_token={i: number for number, sentence in numbered for i in range(sentence.start, sentence.end)},
    )


def introduce(d: Discourse, new: Cluster) -> Cluster:
    """The entity with the key of ``new``; that itself where there is none yet."""
    for c in d.clusters:
        if c.key == new.key:
            return c
    d.clusters.append(new)
    if new.mentions:
        d.places = None
    return new


def mention(d: Discourse, c: Cluster, start: int, end: int, form: str = "nominal") -> Resolved:
    """Notes that the words between two characters mean ``c``, unless some of them are known to mean it."""
    if not c.is_mentioned_in(start, end):
        c.mentions.append((start, end, form))
        if d.places is not None and (number := _number(d, c)) is not None:
            insort(d.places, (start, number))
        if form == "name":
            d.names = None
    return Resolved(c, start, end)


def sentence_at(d: Discourse, char: int) -> int:
    """The number of the sentence that a character is in."""
    first, _ = tokens_between(d.doc, char, char + 1)
    return d.sentence_of_token.get(first, 0)


def in_quotation(d: Discourse, char: int) -> bool:
    """Whether a character stands within quotation marks."""
    return _quotation_around(d, char) is not None


def only_quoted(d: Discourse, char: int) -> bool:
    """Whether somebody is spoken of there in another's words: no pronoun outside means them."""
    around = _quotation_around(d, char)
    return around is not None and around[1] - around[0] > _LONG_QUOTATION


def _quotation_around(d: Discourse, char: int) -> tuple[int, int] | None:
    at = bisect_left(d.quotations, (char, 0)) - 1
    return d.quotations[at] if at >= 0 and char < d.quotations[at][1] else None


def named_in(d: Discourse, start: int, end: int) -> list[tuple[tuple[int, int], Cluster]]:
    """Entities that a name between two characters means, and where, in order of the text."""
    if d.names is None:
        places = [((s, e), c) for c in d.clusters for s, e, form in c.mentions if form == "name"]
        places.sort(key=lambda pair: pair[0])
        d.names = places, max((e - s for (s, e), _ in places), default=0)
    names, longest = d.names
    first = bisect_left(names, start - longest, key=lambda pair: pair[0][0])
    behind = bisect_left(names, end, lo=first, key=lambda pair: pair[0][0])
    return [pair for pair in names[first:behind] if start < pair[0][1]]


def unmention(d: Discourse, start: int, end: int) -> None:
    """Forgets the mentions that begin between two characters."""
    for c in d.clusters:
        c.mentions = [place for place in c.mentions if not start <= place[0] < end]
    d.names = d.places = None


def reach_of(d: Discourse, char: int) -> int:
    """The first character of the sentences that an anaphor at ``char`` reaches back to."""
    return int(d.reading.sentences[max(sentence_at(d, char) - REACH, 0)].start_char)


def mentioned_between(d: Discourse, start: int, end: int) -> list[Cluster]:
    """Entities of which a mention begins between two characters, in the order in which they were introduced."""
    if d.places is None:
        d.places = sorted((s, number) for number, c in enumerate(d.clusters) for s, _, _ in c.mentions)
    first, behind = bisect_left(d.places, (start, -1)), bisect_left(d.places, (end, -1))
    return [d.clusters[number] for number in sorted({number for _, number in d.places[first:behind]})]


def _number(d: Discourse, c: Cluster) -> int | None:
    """The place of an entity among all of them, which only grow; None if it is not one of them yet."""
    for number in range(len(d.numbers), len(d.clusters)):
        d.numbers[id(d.clusters[number])] = number
    return d.numbers.get(id(c))


def subjects_of(d: Discourse, sentence: int) -> list[Token]:
    """The nouns and names in the sentence of this number that are subjects, in order of the text."""
    if sentence not in d.noun_subjects:
        tokens = d.doc[d.reading.sentences[sentence].start : d.reading.sentences[sentence].end]
        d.noun_subjects[sentence] = [t for t in tokens if t.dep_ == "nsubj" and t.tag_ in ("NN", "NE")]
    return d.noun_subjects[sentence]


def nearest(d: Discourse, candidates: Sequence[Cluster], before: int, reach: int = REACH) -> Cluster | None:
    """The one of ``candidates`` that was meant last before a character, at most ``reach`` sentences back."""
    here = sentence_at(d, before)
    near = [
        (at, i)
        for i, c in enumerate(candidates)
        if (at := c.last_before(before)) is not None and here - sentence_at(d, at) <= reach
    ]
    return candidates[max(near)[1]] if near else None
