"""Which claims land as rows: one for each thing said, where quotation corpora also mark the words within it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from quellenlage.claims.pointing import FIRST_PERSON, POINTING_BACK
from quellenlage.records import Attribution, Claim, Resolution, Span

#: Marks and spaces between the parts of a claim, which are no words of it.
_MARKS = ' \n,:.„“"»«‚‘›‹'
#: How many characters before a quotation are looked at.
_REACH = 4
#: How many claims before and behind one may be about the same words.
_BESIDE = 12


def one_row_each(claims: Sequence[Claim], resolution: Resolution, text: str) -> tuple[tuple[Claim, ...], Resolution]:
    """``claims`` of ``text`` that are rows, and what is resolved of these.

    Quoted words within a claim of the same speaker are no second row ("Er sagte, es sei „sehr laut“"), nor is what its
    speaker tells of having said or thought ("Er sagte, er habe geglaubt, es regne"). A claim that only tells that
    another said something ("Er sagte, sie habe ihm versprochen, zu kommen") leaves its place to that one, and so does
    that of an agency or source that hands it on, which becomes a hop of it ("Laut dpa teilte er mit, es regne").
    """
    passed_on = {i: j for i in range(len(claims)) if (j := _passes_on(claims, resolution, text, i)) is not None}
    topics = _topics(claims, resolution, text)
    kept = [
        i
        for i in range(len(claims))
        if not (i in passed_on or i in topics or _is_told_by_another(claims, resolution, text, i))
    ]
    place = {old: new for new, old in enumerate(kept)}
    steps = _with_hops(resolution.attributions, {j: i for i, j in passed_on.items()})
    told = tuple(replace(a, claim=place[a.claim]) for a in steps if a.claim in place)
    speakers = tuple(resolution.speakers[i] for i in kept)
    rows = tuple(_without_pointer(_without_outer_frame(claims, text, i), text) for i in kept)
    return rows, replace(resolution, speakers=speakers, attributions=told)


def _near(claims: Sequence[Claim], i: int) -> Iterator[int]:
    """The claims beside claim ``i`` about words of the same stretch."""
    for j in range(max(0, i - _BESIDE), min(len(claims), i + _BESIDE + 1)):
        if j != i and _overlap(claims[i].content, claims[j].content):
            yield j


def _passes_on(claims: Sequence[Claim], resolution: Resolution, text: str, i: int) -> int | None:
    """The claim that claim ``i`` only hands on from somebody else, word by word; None where it is none."""
    claim = claims[i]
    media = {s.source_id for s in resolution.sources if s.kind in ("outlet", "agency")}
    if claim.kind != "quoted" or not claim.frame or claim.type == "Reported":
        return None
    for j in _near(claims, i):
        other = claims[j]
        if resolution.speakers[j] in (resolution.speakers[i], None) or other.kind != "quoted" or not other.cue:
            continue
        if claim.frame == other.frame:
            continue  # several speakers
        if (
            _lies_in(claim.frame, other.frame)
            and (other.type == "Indirect" or resolution.speakers[i] in media)
            and _only_tells(claim, other, text)
        ):
            return j  # "Laut dpa teilte er mit, es regne"
        if resolution.speakers[i] in media and _lies_in(other.frame, claim.content) and _only_tells(claim, other, text):
            return j  # "Er war laut Polizei allein, berichtete die APA"
    return None


def _topics(claims: Sequence[Claim], resolution: Resolution, text: str) -> frozenset[int]:
    """The headlines of people and papers who say nothing in the article: "Han Solo: Olm dreht drei Filme" is about him.

    So are those of bodies without a name ("Koalition: Rat streitet"). A headline says by its colon alone that somebody
    speaks; it does where the article goes on with words of theirs, or the headline has their "wir".
    """
    named = {e.entity_id for e in resolution.entities if e.named}
    about = {
        s.source_id
        for s in resolution.sources
        if s.kind in ("person", "outlet") or (s.kind in ("organisation", "government") and s.entity_id not in named)
    }
    headlines = [
        i for i, c in enumerate(claims) if c.type == "Indirect" and c.frame and not c.cue and _set_off(c, text)
    ]
    speaking = {resolution.speakers[i] for i in range(len(claims)) if i not in headlines}
    return frozenset(
        i
        for i in headlines
        if (by := resolution.speakers[i]) not in speaking
        and by in about
        and "\n" in text.strip()
        and FIRST_PERSON.isdisjoint(text[claims[i].content[0].start : claims[i].content[-1].end].lower().split())
    )


def _lies_in(inner: Sequence[Span], outer: Sequence[Span]) -> bool:
    return all(any(o.start <= s.start and s.end <= o.end for o in outer) for s in inner)


def _with_hops(steps: Sequence[Attribution], hops: Mapping[int, int]) -> list[Attribution]:
    """``steps`` in which each claim of ``hops`` came by way of whoever says the claim that it maps to."""
    ways: dict[int, list[Attribution]] = {}
    for step in steps:
        ways.setdefault(step.claim, []).append(step)
    for claim, by in hops.items():
        own = ways.get(claim, [])
        known = {step.source_id for step in own}
        new = [replace(s, claim=claim, relation="cites") for s in ways.get(by, []) if s.source_id not in known]
        first = sum(step.relation == "prints" for step in own)
        start = own[0].hop if own else 1
        ways[claim] = [replace(s, hop=start + n) for n, s in enumerate([*own[:first], *new, *own[first:]])]
    return [step for claim in sorted(ways) for step in ways[claim]]


def _without_outer_frame(claims: Sequence[Claim], text: str, i: int) -> Claim:
    """Claim ``i`` of a source without the frame in which another tells it: "…, berichtete die APA"."""
    claim = claims[i]
    for j in _near(claims, i):
        other = claims[j]
        around = claim.frame and other.frame and _lies_in(claim.frame, other.content)
        if around and claim.kind == other.kind == "quoted" and _lies_in(other.frame, claim.content):
            parts = [part for span in claim.content for part in _less(span, other.frame, text)]
            claim = replace(claim, content=tuple(parts)) if parts else claim
    return claim


def _without_pointer(claim: Claim, text: str) -> Claim:
    """A claim without the pronoun that points to it from the next sentence: "Er ging. Das teilte sie mit"."""
    *told, last = claim.content
    points = bool(told) and claim.type == "Indirect" and text[last.start : last.end].lower() in POINTING_BACK
    return replace(claim, content=tuple(told)) if points else claim


def _less(span: Span, frame: Sequence[Span], text: str) -> Iterator[Span]:
    """What of a span is outside a frame, without marks at its ends."""
    at = span.start
    for cut in (*sorted(frame, key=lambda s: s.start), Span(span.end, span.end)):
        end = min(max(cut.start, at), span.end)
        part = text[at:end]
        if part.strip(_MARKS):
            lead = len(part) - len(part.lstrip(" \n,"))
            yield Span(at + lead, at + len(part.rstrip(" \n,")))
        at = max(at, cut.end)


def _is_told_by_another(claims: Sequence[Claim], resolution: Resolution, text: str, i: int) -> bool:
    """Whether what claim ``i`` says is the row of another claim."""
    claim, by = claims[i], resolution.speakers[i]
    for j in _near(claims, i):
        other = claims[j]
        own = resolution.speakers[j] == by
        part = own and _holds(other, claim) and _longer(other, claim)
        if part and (claim.kind == "nested" or (claim.type == "Direct" != other.type and not _set_off(claim, text))):
            return True
        if other.kind == "nested" and claim.kind != "nested" and not own and _only_tells(claim, other, text):
            return True
        if by is None and not own and _is_part_of(claim, other):
            return True
    return False


def _is_part_of(claim: Claim, other: Claim) -> bool:
    """Whether a claim of nobody only stands in what another says: "Es liegt nahe, dass er ging, sagte sie"."""
    if claim.kind != "quoted" or not claim.frame or other.kind != "quoted" or other.type == "Reported":
        return False
    whole, part = ((*one.content, *one.frame) for one in (other, claim))
    start, end = min(s.start for s in whole), max(s.end for s in whole)
    return all(start <= s.start and s.end <= end for s in part) and not _longer(claim, other)


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
