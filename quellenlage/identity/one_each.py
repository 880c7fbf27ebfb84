"""A claim of several speakers is one of each: "sagten Anna Kolb und Peter Roth", "der Landrat und die Grünen"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quellenlage.identity.discourse import Discourse, Resolved
from quellenlage.identity.extents import tokens_between
from quellenlage.identity.referents import phrases
from quellenlage.identity.several import Named, coordinated, coordinated_parts
from quellenlage.records import Claim, Span


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
    """Who says the same as a speaker: who is coordinated with that, or meant by "beide" or "sie"."""
    if resolved.start in d.together:
        return d.together[resolved.start]
    start, end = claim.speaker[0].start, claim.speaker[-1].end
    others = coordinated(d, resolved.start, start, end)
    parts = coordinated_parts(d, *tokens_between(d.doc, start, end))
    others += [n for n in phrases(d, parts) if all(n[1] is not c for _, c in others)]
    return [n for n in sorted(others, key=lambda n: n[0]) if n[1] is not resolved.cluster]
