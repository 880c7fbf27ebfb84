"""Which claims land as rows: one for each thing said, where quotation corpora also mark the words within it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quellenlage.records import Claim, Resolution, Span

#: Marks and spaces between the parts of a claim, which are no words of it.
_MARKS = ' \n,:.„“"»«‚‘›‹'
#: How many characters before a quotation are looked at.
_REACH = 4
#: How many claims before and behind one may be about the same words.
_NEAR = 12


def one_row_each(claims: Sequence[Claim], resolution: Resolution, text: str) -> tuple[tuple[Claim, ...], Resolution]:
    """``claims`` of ``text`` that are rows, and what is resolved of these.

    Quoted words within a claim of the same speaker are no second row ("Er sagte, es sei „sehr laut“"), nor is what its
    speaker tells of having said or thought ("Er sagte, er habe geglaubt, es regne"). A claim that only tells that
    another said something ("Er sagte, sie habe ihm versprochen, zu kommen") leaves its place to that one.
    """
    kept = [i for i in range(len(claims)) if not _is_told_by_another(claims, resolution, text, i)]
    place = {old: new for new, old in enumerate(kept)}
    steps = tuple(replace(a, claim=place[a.claim]) for a in resolution.attributions if a.claim in place)
    speakers = tuple(resolution.speakers[i] for i in kept)
    return tuple(claims[i] for i in kept), replace(resolution, speakers=speakers, attributions=steps)


def _is_told_by_another(claims: Sequence[Claim], resolution: Resolution, text: str, i: int) -> bool:
    """Whether what claim ``i`` says is the row of another claim."""
    claim, by = claims[i], resolution.speakers[i]
    for j in range(max(0, i - _NEAR), min(len(claims), i + _NEAR + 1)):
        other = claims[j]
        if j == i or not _overlap(claim.content, other.content):
            continue
        own = resolution.speakers[j] == by
        part = own and _holds(other, claim) and _longer(other, claim)
        if part and (claim.kind == "nested" or (claim.type == "Direct" != other.type and not _set_off(claim, text))):
            return True
        if other.kind == "nested" and claim.kind != "nested" and not own and _only_tells(claim, other, text):
            return True
    return False


def _set_off(claim: Claim, text: str) -> bool:
    """Whether a quotation stands behind a colon, as a statement of its own."""
    return (
        text[max(0, claim.content[0].start - _REACH) : claim.content[0].start]
        .rstrip(_MARKS.replace(":", ""))
        .endswith(":")
    )


def _overlap(a: Sequence[Span], b: Sequence[Span]) -> bool:
    return a[0].start < b[-1].end and b[0].start < a[-1].end


def _holds(outer: Claim, inner: Claim) -> bool:
    return all(any(o.start <= s.start and s.end <= o.end for o in outer.content) for s in inner.content)


def _longer(outer: Claim, inner: Claim) -> bool:
    return sum(s.end - s.start for s in outer.content) > sum(s.end - s.start for s in inner.content)


def _only_tells(claim: Claim, nested: Claim, text: str) -> bool:
    """Whether a claim is no more than the frame and the content of what is told within it."""
    parts = sorted((*nested.frame, *nested.content), key=lambda s: s.start)
    for span in claim.content:
        at = span.start
        for part in parts:
            if text[at : max(at, min(part.start, span.end))].strip(_MARKS):
                return False
            at = max(at, min(part.end, span.end))
        if text[at : span.end].strip(_MARKS):
            return False
    return True
