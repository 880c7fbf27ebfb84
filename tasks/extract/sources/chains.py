"""The way each claim came by: the outlet that prints it, whom it cites, and whom that one rests on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tasks.extract.sources import tables
from tasks.extract.sources.clusters import Cluster
from tasks.extract.sources.phrases import read_phrase
from tasks.extract.sources.resolver import Resolver
from tasks.records import Claim, Span

_FREE = ("FreeIndirect", "IndirectFreeIndirect")
_GIVES = re.compile(
    r"(?:\b(?:der|dem|den|gegenüber|Gegenüber|im|in|In|Im|laut|Laut|mit|von|die|das|Die|Das|zum|beim|Wie|wie)\b[^,.;:]{0,40}|^)[\"„“»«‚\s]*$"
)


@dataclass(frozen=True, slots=True)
class Step:
    """One source of a chain, without its hop."""

    source: Cluster
    relation: str
    cue: str | None
    start: int | None
    end: int | None


@cache
def cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Relation and pattern of every line of ``cues.csv``."""
    return tuple((row["relation"], re.compile(row["pattern"])) for row in tables.rows("cues.csv"))


def chain(claim: Claim, speaker: Step | None, resolver: Resolver) -> list[Step]:
    """The steps of one claim behind the printing outlet: the outlets cited, the speaker, and whom that rests on."""
    stretches = _scope(claim, resolver)
    taken = (speaker.start, speaker.end) if speaker else (-1, -1)
    cited: list[Step] = []
    rests: list[Step] = []
    for start, end in stretches:
        for step in _rests(start, end, claim, resolver):
            if step.source is not (speaker.source if speaker else None) and step.source not in [
                r.source for r in rests
            ]:
                rests.append(step)
        for step in _cites(start, end, claim, resolver):
            known = [speaker.source if speaker else None, *(s.source for s in (*cited, *rests))]
            overlaps = taken[0] is not None and taken[1] is not None and step.start is not None and step.end is not None
            if any(step.source is k for k in known) or (overlaps and step.start < taken[1] and taken[0] < step.end):  # type: ignore[operator]
                continue
            cited.append(step)
    return [*cited, *([speaker] if speaker else []), *rests]


def _scope(claim: Claim, resolver: Resolver) -> list[tuple[int, int]]:
    """The sentences that introduce a claim."""
    spans: Sequence[Span] = claim.frame or claim.cue or claim.speaker or claim.content
    found: list[tuple[int, int]] = []
    for span in spans:
        for token in resolver.doc.char_span(span.start, span.end, alignment_mode="expand") or ():
            sentence = (token.sent.start_char, token.sent.end_char)
            if sentence not in found and not token.is_space:
                found.append(sentence)
    return found


def _in_content(claim: Claim, start: int, end: int) -> bool:
    return claim.type != "Reported" and any(s.start <= start and end <= s.end for s in claim.content)


def _rests(start: int, end: int, claim: Claim, resolver: Resolver) -> list[Step]:
    found = []
    for relation, pattern in cues():
        for match in pattern.finditer(resolver.text, start, end):
            if _in_content(claim, *match.span()):
                continue
            stop = re.compile(r"[,.;:)]|\s[-–]\s|$").search(resolver.text, match.end(), end)
            read = resolver.speaker(match.end(), stop.start() if stop else end)
            if read is not None:
                found.append(Step(read[0], relation, match[0].strip(), read[1], read[2]))
    return found


def _cites(start: int, end: int, claim: Claim, resolver: Resolver) -> list[Step]:
    """Outlets and agencies in the clause around a claim: "sagte er der »Welt«", "dem Sender zufolge"."""
    found = []
    for (at, to), c in resolver.named_in(start, end):
        if c.kind not in ("outlet", "agency") or c.credited or _in_content(claim, at, to):
            continue
        if c.outlet_id is not None and c.outlet_id == resolver.printed_by:
            continue
        cue = _GIVES.search(resolver.text[start:at])
        if cue is None or _employs(c, at, to, resolver):
            continue
        found.append(Step(c, "cites", cue[0].strip(' "„“»«‚') or None, at, to))
    tokens = resolver.doc.char_span(start, end, alignment_mode="expand")
    for token in tokens or ():
        entry = tables.noun(token.text) if token.text[:1].isupper() else None
        if entry is None or entry.kind not in ("outlet", "agency") or _in_content(claim, token.idx, token.idx + 1):
            continue
        before = resolver.doc[token.i - 1] if token.i else None
        if before is None or before.text not in ("der", "dem", "die", "das", "des"):
            continue
        if resolver.named_in(token.idx, token.idx + len(token.text) + 25):
            continue
        phrase = read_phrase(resolver.doc, token.i - 1, token.i + 1)
        if phrase is not None and (read := resolver.phrase(phrase)):
            found.append(Step(read[0], "cites", before.text, read[1], read[2]))
    return sorted(found, key=lambda step: step.start or 0)


def _employs(c: Cluster, start: int, end: int, resolver: Resolver) -> bool:
    """Whether an outlet is only whom somebody works for: "Chefredakteur der »Welt« Ihde"."""
    left = resolver.text[max(0, start - 40) : start].rstrip(' "„“»«‚')
    words = left.split()
    if len(words) >= 2 and words[-1] in ("der", "des", "vom", "von") and (entry := tables.noun(words[-2])):
        return entry.kind in ("office", "spokes", "person", "group")
    return resolver.text[end : end + 1] == "-"


def inherits(claim: Claim) -> bool:
    """Whether a claim goes on in the speech of the one before it, and so came the same way."""
    return claim.type in _FREE or not (claim.cue or claim.frame)
