"""Several speakers of one sentence: "sagten Anna Kolb und Peter Roth", "China und Russland fordern"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quellenlage import words as tables
from quellenlage.identity.clusters import Cluster
from quellenlage.identity.discourse import Discourse, Resolved, named_in
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


def _beside(d: Discourse, claim: Claim, resolved: Resolved) -> list[Named]:
    """The names that are coordinated with that of a speaker, in order of the text."""
    start, end = claim.speaker[0].start, claim.speaker[-1].end
    brackets = [match.span() for match in _BRACKET.finditer(d.text, start, end)]
    names = [n for n in named_in(d, start, end) if not any(a < n[0][0] < b for a, b in brackets)]
    at = next((i for i, (place, _) in enumerate(names) if place[0] == resolved.start), None)
    if at is None:
        return []
    first = last = at
    joined = False
    while first > 0 and (link := _link(d, names[first - 1][0][1], names[first][0][0])):
        first, joined = first - 1, joined or link == "und"
    while last + 1 < len(names) and (link := _link(d, names[last][0][1], names[last + 1][0][0])):
        last, joined = last + 1, joined or link == "und"
    others = names[first:at] + names[at + 1 : last + 1]
    return [n for n in others if n[1] is not resolved.cluster and n[1].kind != "place"] if joined else []


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
    return word in tables.titles() or (entry is not None and entry.kind in (*tables.HUMAN, "organisation"))


def _calls_medium(word: str) -> bool:
    """Whether a noun stands before the name of an outlet: "die Agentur Reuters"."""
    entry = tables.noun(word)
    return entry is not None and entry.kind in ("outlet", "agency")
