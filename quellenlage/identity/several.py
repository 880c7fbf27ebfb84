"""Several speakers of one sentence: "sagten Anna Kolb und Peter Roth", "China und Russland fordern"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quellenlage import words as tables
from quellenlage.identity.clusters import Cluster
from quellenlage.identity.discourse import Discourse, Resolved, named_in, sentence_at
from quellenlage.identity.grammatical_roles import is_subject
from quellenlage.reading.words import QUOTE_MARKS
from quellenlage.records import Claim, Span
from quellenlage.words.verbs import grammar

_BRACKET = re.compile(r"\([^()]*\)")

Named = tuple[tuple[int, int], Cluster]


def one_each(claims: Sequence[Claim], d: Discourse) -> tuple[Claim, ...]:
    """``claims`` with one more for every further speaker of each; ``d.speakers`` has whom each of them means.

    Claims of several speakers are noted in ``d.several`` by the place of their speaker.
    """
    found: list[Claim] = []
    speakers: list[Resolved | None] = []
    for claim, resolved in zip(claims, d.speakers, strict=True):
        found.append(claim)
        speakers.append(resolved)
        others = _beside(d, claim, resolved) if resolved is not None and claim.speaker else []
        for (start, end), c in others:
            found.append(replace(claim, speaker=(Span(start, end),)))
            speakers.append(Resolved(c, start, end))
            d.several |= {claim.speaker, (Span(start, end),)}
    d.speakers = speakers
    return tuple(found)


def together_before(d: Discourse, at: int) -> list[Named]:
    """The persons who are the coordinated subject before a character, in its sentence or the one before."""
    here = sentence_at(d, at)
    for number in (here, here - 1):
        if number < 0:
            break
        sentence = d.reading.sentences[number]
        names = [n for n in named_in(d, sentence.start_char, min(at, sentence.end_char)) if n[1].kind == "person"]
        for place, c in names:
            others = coordinated(d, place[0], sentence.start_char, min(at, sentence.end_char))
            if any(other.kind == "person" for _, other in others) and is_subject(d, place[0]):
                return [(place, c), *(n for n in others if n[1].kind == "person")]
    return []


def _beside(d: Discourse, claim: Claim, resolved: Resolved) -> list[Named]:
    """Who says the same as a speaker: the names coordinated with that, or those meant by "beide"."""
    if resolved.start in d.together:
        return d.together[resolved.start]
    others = coordinated(d, resolved.start, claim.speaker[0].start, claim.speaker[-1].end)
    return [n for n in others if n[1] is not resolved.cluster]


def coordinated(d: Discourse, name: int, start: int, end: int) -> list[Named]:
    """The names between two characters that are coordinated with the one at a character, in order of the text."""
    brackets = [match.span() for match in _BRACKET.finditer(d.text, start, end)]
    names = [n for n in named_in(d, start, end) if not any(a < n[0][0] < b for a, b in brackets)]
    at = next((i for i, (place, _) in enumerate(names) if place[0] == name), None)
    if at is None:
        return []
    first = last = at
    joined = False
    while first > 0 and (link := _link(d, names[first - 1][0][1], names[first][0][0])):
        first, joined = first - 1, joined or link == "und"
    while last + 1 < len(names) and (link := _link(d, names[last][0][1], names[last + 1][0][0])):
        last, joined = last + 1, joined or link == "und"
    others = names[first:at] + names[at + 1 : last + 1]
    return [n for n in others if n[1].kind != "place"] if joined else []


def _link(d: Discourse, start: int, end: int) -> str:
    """How two names are coordinated that only titles stand between: "und", "," or not at all, as an empty string."""
    between = d.doc.char_span(start, end, alignment_mode="contract")
    depth, link = 0, ""
    for token in between or ():
        if token.text in "()":
            depth += 1 if token.text == "(" else -1
        elif depth or token.is_space or token.text in QUOTE_MARKS or token.tag_ in ("ART", "ADJA", "PPOSAT"):
            continue
        elif token.text in grammar("joins_speakers"):
            link = "und"
        elif token.text == ",":
            link = link or ","
        elif token.tag_ not in ("NN", "NE") or not (_title(token.text) or _calls_medium(token.text)):
            return ""
    return link


def _title(word: str) -> bool:
    entry = tables.noun(word)
    known = entry is not None and entry.kind in (*tables.HUMAN, "organisation")
    return word in tables.titles() or known or tables.human(word)


def _calls_medium(word: str) -> bool:
    """Whether a noun stands before the name of an outlet: "die Agentur Reuters"."""
    entry = tables.noun(word)
    return entry is not None and entry.kind in ("outlet", "agency")
