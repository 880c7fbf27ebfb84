"""Which outlets and agencies are cited in the sentences of a claim: "sagte er der »Welt«", "dem Blatt zufolge".

Rules are functions in a tuple, in the order in which they are asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from quellenlage import words as tables
from quellenlage.identity.clusters import Cluster
from quellenlage.identity.discourse import Discourse, named_in
from quellenlage.identity.extents import end_of, sentence_of
from quellenlage.identity.nominals import read_phrase
from quellenlage.identity.referents import noun_phrase
from quellenlage.records import Claim
from quellenlage.reliance import MEDIA, AttributionStep, in_content
from quellenlage.words.verbs import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

_MARKS = ' "„“»«‚'


def cited_by_name(start: int, end: int, claim: Claim, d: Discourse) -> Iterator[AttributionStep]:
    """Outlets and agencies whose name follows a word that cites: "sagte er der »Welt«", "laut dpa"."""
    for (at, to), c in named_in(d, start, end):
        if c.kind not in MEDIA or c.credited or in_content(claim, at, to):
            continue
        if c.outlet_id is not None and c.outlet_id == d.printed_by:
            continue
        cue = _leads_to_outlet().search(d.text[start:at])
        if cue is not None and not _employs(c, at, to, d, cue[0]):
            yield AttributionStep(c, "cites", cue[0].strip(_MARKS) or None, at, to)


def cited_by_noun(start: int, end: int, claim: Claim, d: Discourse) -> Iterator[AttributionStep]:
    """Outlets that a definite phrase means again: "sagte er dem Sender", "dem Blatt zufolge"."""
    for token in d.doc.char_span(start, end, alignment_mode="expand") or ():
        entry = tables.noun(token.text) if token.text[:1].isupper() else None
        if entry is None or entry.kind not in MEDIA or in_content(claim, token.idx, token.idx + 1):
            continue
        before = d.doc[token.i - 1] if token.i else None
        if before is None or before.lower_ not in grammar("plain_articles") or _beside_the_frame(token, d):
            continue
        if named_in(d, token.idx, end_of(token) + _NAME_BEHIND):
            continue
        phrase = read_phrase(d.doc, d.reading, token.i - 1, token.i + 1)
        if phrase is not None:
            read = noun_phrase(d, phrase)
            yield AttributionStep(read.cluster, "cites", before.text, read.start, read.end)


def _beside_the_frame(token: Token, d: Discourse) -> bool:
    """Whether an outlet is told of in a relative clause ("der nicht in der Zeitung stehen will") or prints the article.

    "Gegenüber der Redaktion" somebody speaks to nobody else.
    """
    verb = token.head
    while verb.tag_[:1] != "V" and verb.head.i != verb.i:
        verb = verb.head
    relative = any(t.tag_ == "PRELS" for t in d.doc[sentence_of(token).start : token.i] if t.head.i == verb.i)
    return relative or token.lemma_ in grammar("own_newsroom")


_NAME_BEHIND = 25  # characters behind a noun for an outlet in which its name may stand
CITATION_RULES = (cited_by_name, cited_by_noun)


def cited_between(start: int, end: int, claim: Claim, d: Discourse) -> list[AttributionStep]:
    """The outlets and agencies that are cited between two characters, in order of the text."""
    found = [step for rule in CITATION_RULES for step in rule(start, end, claim, d)]
    return sorted(found, key=lambda step: step.start or 0)


@cache
def _leads_to_outlet() -> re.Pattern[str]:
    """A word behind which an outlet is cited, at most a few words before the end of a stretch, or its beginning."""
    words = "|".join(sorted(grammar("leads_to_outlet")))
    return re.compile(rf"(?:\b(?:{words})\b[^,.;:]{{0,40}}|\b(?:zu|zur)\s+|^)[\"„“»«‚\s]*$", re.IGNORECASE)


def _employs(c: Cluster, start: int, end: int, d: Discourse, cue: str) -> bool:
    """Whether an outlet is only whom somebody works for: "Chefredakteur der »Welt« Ihde", "der ARD-Chef".

    Not where it is part of what somebody speaks in: "im ARD-Sommerinterview".
    """
    words = d.text[max(0, start - 40) : start].rstrip(_MARKS).split()
    if len(words) >= 2 and words[-1] in grammar("of") and (entry := tables.noun(words[-2])):
        told = c.kind == "agency" and entry.kind in ("office", "spokes", "group")  # "sagte ein Sprecher der Agentur"
        return entry.kind in tables.HUMAN and not told
    spoken_in = cue.rstrip(_MARKS).split()[-1:] in (["im"], ["beim"])
    return d.text[end : end + 1] == "-" and not spoken_in
