"""What of an article is compared with others: the words that somebody wrote for it.

Left out is what two articles have in common without either being a copy: longer quotations, which are free to all who
were there; headlines, datelines, bylines and captions; credits; and standing lines (``standing_lines.csv``), as
agencies and houses set them below every text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from quellenlage.reading.quotes import find_quotes
from quellenlage.records import Segment, Span
from quellenlage.visible import visible
from quellenlage.words.table import rows

#: Parts of the layout that are not the text: a headline is every outlet's own, a picture and its caption go their way.
NOT_THE_TEXT = frozenset(("headline", "dateline", "byline", "caption"))
#: A quotation of fewer words is the writer's choice of words, not what somebody said.
SHORTEST_QUOTATION = 4
#: What stands for a quotation among words.
QUOTATION = "„“"
HERE = Path(__file__).parent
_WORD = re.compile(r"\w+")
_END = re.compile(r"[.!?](?=\s|$)|\n")

#: A text as runs of words in lower case: between two runs, something is left out.
Compared = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, order=True)
class _Gap:
    start: int
    end: int
    quoted: bool = False


def compared(text: str, segments: Sequence[Segment] = (), credited: Sequence[Span] = ()) -> Compared:
    """The runs of words of ``text`` that are compared.

    ``segments`` are the parts of its layout, ``credited`` the stretches that credit somebody; offsets are characters
    into ``text``, which is read without the characters that nobody sees.
    """
    view = visible(text)
    gaps = [_Gap(one.start, one.end) for one in view.forth(tuple(segments)) if one.kind in NOT_THE_TEXT]
    gaps += [_Gap(one.start, one.end) for one in view.forth(tuple(credited))]
    gaps += [_Gap(one.start, one.end) for one in standing(view.text)]
    gaps += _quotations(view.text)
    found: list[tuple[str, ...]] = []
    run: list[str] = []
    at = 0
    for gap in sorted(gaps):
        run += _words(view.text, at, gap.start)
        if gap.quoted and gap.end > at:
            run.append(QUOTATION)
        elif not gap.quoted:
            found.append(tuple(run))
            run = []
        at = max(at, gap.end)
    run += _words(view.text, at, len(view.text))
    return tuple(one for one in (*found, tuple(run)) if one)


def standing(text: str) -> Iterator[Span]:
    """The sentences of ``text`` that stand below many articles, whoever wrote these."""
    found = [one.span() for pattern in _standing_lines() for one in pattern.finditer(text)]
    if not found:
        return
    ends = [0, *(one.end() for one in _END.finditer(text)), len(text)]
    for start, end in found:
        yield Span(ends[bisect_right(ends, start) - 1], ends[bisect_left(ends, end)])


def _quotations(text: str) -> Iterator[_Gap]:
    for one in find_quotes(text):
        if one.depth == 0 and sum(1 for _ in _WORD.finditer(text, one.start, one.end)) >= SHORTEST_QUOTATION:
            yield _Gap(one.start, one.end, True)


def _words(text: str, start: int, end: int) -> Iterator[str]:
    return (found.group().casefold() for found in _WORD.finditer(text, start, max(start, end)))


@cache
def _standing_lines() -> tuple[re.Pattern[str], ...]:
    """Each by itself: what begins with letters is found many times faster so than where it is one of twenty."""
    return tuple(re.compile(row["pattern"], re.MULTILINE) for row in rows("standing_lines.csv", HERE))
