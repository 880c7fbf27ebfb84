"""The claims of an article, from first to last."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quellenlage.claims.drafts import Draft, Range
from quellenlage.claims.qualities import qualities
from quellenlage.claims.rules import drafts
from quellenlage.claims.saying_days import said_on
from quellenlage.records import Claim, Span

if TYPE_CHECKING:
    from quellenlage.reading import Reading
    from quellenlage.records import TimeExpression


def find_claims(reading: Reading, dates: Sequence[TimeExpression], published: dt.date | None = None) -> list[Claim]:
    """Every attributed claim of an article, in order of its content.

    ``dates`` are those of the same text, of which those after the day on which it was ``published`` are no days of
    saying. All spans are characters into the text, end exclusive.
    """
    found = drafts(reading)
    days = said_on(reading, found, dates, published)
    starts = [sentence.start_char for sentence in reading.sentences]
    claims = [claim for draft in found for claim in _claims(reading, draft, days.get(draft), starts)]
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


def _by_sentence(content: Sequence[Span], text: str, starts: Sequence[int]) -> list[list[Span]]:
    """A content cut where a quotation goes on with another sentence."""
    parts: list[list[Span]] = [[]]
    for span in content:
        at = span.start
        for cut in starts[bisect_right(starts, span.start) : bisect_left(starts, span.end)]:
            end = _END.search(text, max(at, cut - _REACH), cut)
            if end and cut - at > 2:
                parts[-1].append(Span(at, end.end()))
                parts.append([])
                at = cut
        parts[-1].append(Span(at, span.end))
    return parts


def _spans(reading: Reading, ranges: Iterable[Range | None]) -> tuple[Span, ...]:
    return tuple(Span(*reading.span(*words)) for words in ranges if words is not None)


def _runs(words: Sequence[int]) -> list[Range]:
    """Words that follow one another, as stretches."""
    runs: list[Range] = []
    for i in words:
        if runs and runs[-1][1] == i:
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    return runs


def _claims(reading: Reading, draft: Draft, day: dt.date | None, starts: Sequence[int]) -> list[Claim]:
    """The claims of a draft: one, or of a quotation one for each sentence, of which the later ones continue it."""
    content = _behind_dateline(reading, _spans(reading, draft.content))
    if draft.type != "Direct":
        content = _without_lone_mark(reading.text, content)
    if draft.type != "Direct" or draft.kind != "quoted":
        return [_claim(reading, draft, content, day)]
    found: list[Claim] = []
    for spans in _by_sentence(content, reading.text, starts):
        words = tuple((reading.at(span.start), reading.at(span.end)) for span in spans)
        part = replace(draft, content=words, continues=draft.continues or bool(found))
        found.append(_claim(reading, part, tuple(spans), day))
    return found


#: A place, and perhaps an agency, before the first sentence of an article: "EMDEN (dpa) - ".
_DATELINE = re.compile(
    r"(?<![^\n])[A-ZÄÖÜ][\w./]*(?:[ /-][A-ZÄÖÜ][\w.]*){0,3}(?: \([\w/-]{2,20}\))?\.? [-–—] (?=[„\"»«]?[A-ZÄÖÜ])"
)


def _behind_dateline(reading: Reading, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """A content without the dateline that stands before its sentence: "Emden - Der Damm hält"."""
    first, *rest = content
    found = _DATELINE.match(reading.text, first.start, first.end)
    if found is None:
        return content
    names = reading.words[reading.at(first.start) : reading.at(found.end()) - 1]
    places = [w for w in names if w.text.isalpha() and w.depth == 0]
    placed = bool(places) and all(w.tag == "NE" or w.text.isupper() or w.text == "dpa" for w in places)
    return (Span(found.end(), first.end), *rest) if placed else content


_OPENING, _CLOSING = '„»“«"', '“”«»"'


def _without_lone_mark(text: str, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """A content without a quotation mark at its end that has no partner in it."""
    marks = [c for span in content for c in text[span.start : span.end] if c in '„“”»«"']
    if len(marks) % 2 == 0:
        return content
    first, last = content[0], content[-1]
    if text[last.end - 1] in _CLOSING and last.end - last.start > 1:
        return (*content[:-1], Span(last.start, last.end - 1))
    if text[first.start] in _OPENING and first.end - first.start > 1:
        return (Span(first.start + 1, first.end), *content[1:])
    return content


def _claim(reading: Reading, draft: Draft, content: tuple[Span, ...], day: dt.date | None) -> Claim:
    how = qualities(reading, draft)
    return Claim(
        content=content,
        type=draft.type,
        speaker=_spans(reading, [draft.speaker]),
        cue=_spans(reading, _runs(draft.cue)),
        addressee=_spans(reading, [draft.addressee]),
        frame=_spans(reading, draft.frame),
        act=how.act,
        mood=how.mood,
        certainty=how.certainty,
        hedge=how.hedge,
        negated=how.negated,
        said_on=day,
        kind=draft.kind,
        continues=draft.continues,
    )
