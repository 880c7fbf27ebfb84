"""Who rests on whom, all over an article: "die »Zeit« beruft sich auf zwei Beamte", "eine Mail, die ihr vorliegt".

``reliance.csv``  words that tie a report to whom it rests on, each with an example
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from quellenlage import words as tables
from quellenlage.identity.clusters import Cluster
from quellenlage.identity.discourse import Discourse, named_in, sentence_at
from quellenlage.identity.extents import FINITE
from quellenlage.identity.media import documents_held
from quellenlage.identity.referents import noun_phrase, speaker
from quellenlage.records import Claim
from quellenlage.words.verbs import grammar

MEDIA = ("outlet", "agency")


@dataclass(frozen=True, slots=True)
class AttributionStep:
    """One step of a chain, without its hop: who it is, and the words that tie it to the claim and that name it."""

    entity: Cluster
    relation: str
    cue: str | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Base:
    """Somebody that ``owner`` is said to rest on, with the sentence that says so; None where it is unclear who does.

    ``held``: a document that ``owner`` has before it ("die dem Sender vorliegt"), whoever speaks in the sentence.
    """

    sentence: int
    owner: Cluster | None
    step: AttributionStep
    held: bool = False


def bases(d: Discourse, claims: Sequence[Claim]) -> list[Base]:
    """Who rests on whom: "die »Zeit« beruft sich auf zwei Beamte", "eine Mail, die der »Zeit« vorliegt"."""
    found: list[Base] = []
    said = sorted((s.start, s.end) for c in claims if c.type == "Direct" for s in c.content)
    farthest = list(accumulate((end for _, end in said), max))
    last = -1
    for number, sentence in enumerate(d.reading.sentences):
        start, end = sentence.start_char, sentence.end_char
        for relation, pattern in cues():
            for match in pattern.finditer(d.text, start, end):
                before = bisect_right(said, match.start(), key=lambda stretch: stretch[0])
                quoted = before > 0 and farthest[before - 1] >= match.end()
                if quoted or last >= match.end():
                    continue
                read = speaker(d, match.end(), _stop(d, match.end(), end))
                owner = _owner(d, start, match.start(), end, read.cluster) if read is not None else None
                if read is not None and owner is not read.cluster:
                    step = AttributionStep(read.cluster, relation, match[0].strip(), read.start, read.end)
                    found.append(Base(number, owner, step))
                    last = max(last, read.start)
    return found + _held(d)


def in_content(claim: Claim, start: int, end: int) -> bool:
    """Whether the words between two characters belong to what is said, where that is told in words of its own."""
    return claim.type != "Reported" and any(s.start <= start and end <= s.end for s in claim.content)


@cache
def cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Relation and pattern of every line of ``reliance.csv``."""
    return tuple((row["relation"], re.compile(row["pattern"])) for row in tables.rows("reliance.csv"))


def _held(d: Discourse) -> list[Base]:
    """Documents that an outlet has: "eine Mail, die der »Zeit« vorliegt", "das Papier liegt dem Sender vor"."""
    found = []
    for match, phrase in documents_held(d):
        owner = next((c for _, c in named_in(d, *match.span(1)) if c.kind in MEDIA), None)
        if owner is not None and phrase is not None:
            read = noun_phrase(d, phrase)
            step = AttributionStep(read.cluster, "rests on", "vorliegt", read.start, read.end)
            found.append(Base(sentence_at(d, match.start()), owner, step, held=True))
    return found


def _stop(d: Discourse, start: int, end: int) -> int:
    """Where a noun phrase that begins at ``start`` ends at the latest: before punctuation or a finite verb."""
    for token in d.doc.char_span(start, end, alignment_mode="expand") or ():
        if token.idx > start and (token.tag_ in ("$,", "$.", *FINITE) or token.text in ("hervor", ")")):
            return int(token.idx)
    return end


def _owner(d: Discourse, start: int, cue: int, end: int, base: Cluster) -> Cluster | None:
    """The outlet or agency that rests on ``base``: the nearest before the cue, else the first after it.

    Where the sentence begins with a pronoun, the last one before it.
    """
    media = [
        (s, c) for c in d.clusters if c.kind in MEDIA and not c.credited and c is not base for s, _, _ in c.mentions
    ]
    if d.text[start:cue].split(" ", 1)[0].lower() in grammar("personal_nominatives"):
        here = sentence_at(d, start)
        start = min(start, max((s for s, _ in media if here - sentence_at(d, s) == 1), default=start))
    before = [(s, i) for i, (s, _) in enumerate(media) if start <= s < cue]
    after = [(s, i) for i, (s, _) in enumerate(media) if cue <= s < end]
    chosen = max(before, default=None) or min(after, default=None)
    return media[chosen[1]][1] if chosen else None
