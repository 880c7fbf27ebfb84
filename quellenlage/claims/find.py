"""The claims of an article, from first to last."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quellenlage.claims.beyond import narrated, nested
from quellenlage.claims.direct import direct
from quellenlage.claims.drafts import Draft, Range
from quellenlage.claims.frames import Frames
from quellenlage.claims.free import free
from quellenlage.claims.own import own
from quellenlage.claims.qualities import qualities, said_on
from quellenlage.claims.reported import reported
from quellenlage.reading.text import Text
from quellenlage.records import Claim, ClaimKind, Segment, Span, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_claims(
    doc: Doc,
    dates: Sequence[TimeExpression],
    segments: Sequence[Segment],
    published: dt.date | None,
) -> list[Claim]:
    """Every attributed claim of an article, in order of its content.

    ``doc`` is the whole article, analysed by the shipped pipeline; ``dates`` and ``segments`` are those of the same
    text. All spans are characters into ``doc.text``, end exclusive.
    """
    text = Text(doc)
    drafts = [draft for n in range(len(text.sentences)) for draft in Frames(text, n).run()]
    drafts += reported(text, drafts)
    drafts += free(text, drafts)
    drafts += direct(text, drafts)
    days = said_on(text, drafts, dates)
    drafts += nested(text)
    drafts += narrated(text, drafts)
    drafts += own(text, drafts)
    whole = [_claim(text, draft, days.get(id(draft))) for draft in drafts]
    starts = sorted(sentence.start_char for sentence in doc.sents)
    source = doc.text  # a property that joins all words each time
    claims = [part for claim in whole for part in _by_sentence(claim, source, starts)]
    return sorted(claims, key=lambda c: (c.content[0], c.content, c.type, c.cue))


def quotations(claims: Sequence[Claim]) -> list[Claim]:
    """``claims`` by the conventions of quotation corpora: only what is quoted, and free speech in one piece."""
    found: list[Claim] = []
    last: dict[tuple[object, ...], int] = {}
    for claim in claims:
        if _beyond(claim):
            continue
        key = (claim.type, claim.speaker, claim.cue, claim.frame)
        if claim.continues and key in last:
            found[last[key]] = _joined(found[last[key]], claim)
            continue
        last[key] = len(found)
        found.append(claim)
    return found


def _beyond(claim: Claim) -> bool:
    """Whether quotation corpora do not mark such a claim."""
    return claim.kind != "quoted"


def _joined(before: Claim, claim: Claim) -> Claim:
    """``before`` with what goes on with it: the frame may stand between the two."""
    between = [s for s in before.frame if before.content[-1].end <= s.start < claim.content[0].start]
    if between or claim.type not in ("Direct", "FreeIndirect", "IndirectFreeIndirect"):
        return replace(before, content=(*before.content, *claim.content))
    whole = Span(before.content[-1].start, claim.content[0].end)
    return replace(before, content=(*before.content[:-1], whole, *claim.content[1:]))


#: A sentence's end with what may stand behind it, and how many characters of that are looked at.
_END = re.compile(r"[.!?…][\"“”«»’‘]*(?=\s+$)")
_REACH = 12


def _by_sentence(claim: Claim, text: str, starts: Sequence[int]) -> list[Claim]:
    """``claim`` cut where a quotation goes on with another sentence; the parts after the first continue it."""
    if claim.type != "Direct" or _beyond(claim):
        return [claim]
    parts: list[list[Span]] = [[]]
    for span in claim.content:
        at = span.start
        for cut in starts[bisect_right(starts, span.start) : bisect_left(starts, span.end)]:
            end = _END.search(text, max(at, cut - _REACH), cut)
            if end and cut - at > 2:
                parts[-1].append(Span(at, end.end()))
                parts.append([])
                at = cut
        parts[-1].append(Span(at, span.end))
    first, *others = parts
    return [replace(claim, content=tuple(first)), *(replace(claim, content=tuple(p), continues=True) for p in others)]


def _spans(text: Text, ranges: list[Range]) -> tuple[Span, ...]:
    return tuple(Span(*text.span(a, b)) for a, b in ranges)


#: The kinds of claim that a rule finds, where they are not the usual one.
_KINDS: dict[str, ClaimKind] = {"own": "outlet", "narrated": "narrated", "nested": "nested"}


def _claim(text: Text, draft: Draft, day: dt.date | None) -> Claim:
    how = qualities(text, draft)
    cue: list[Range] = []
    for i in draft.cue:
        if cue and cue[-1][1] == i:
            cue[-1] = (cue[-1][0], i + 1)
        else:
            cue.append((i, i + 1))
    return Claim(
        content=_spans(text, draft.content),
        type=draft.type,
        speaker=_spans(text, [draft.speaker] if draft.speaker else []),
        cue=_spans(text, cue),
        addressee=_spans(text, [draft.addressee] if draft.addressee else []),
        frame=_spans(text, draft.frame),
        act=how.act,
        mood=how.mood,
        certainty=how.certainty,
        hedge=how.hedge,
        negated=how.negated,
        said_on=day,
        kind=_KINDS.get(draft.source, "quoted"),
        continues=draft.continues,
    )
