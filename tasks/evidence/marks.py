"""A text cut into pieces wherever something that is marked in it begins or ends.

Marks may overlap and lie within each other in any way: a piece has all that cover it, so each can be drawn in a row.
All offsets are characters into the text of the document, end exclusive.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from quellenlage.records import Segment, Span

Role = Literal["content", "cue", "speaker", "addressee", "hedge", "date"]

# An end of a sentence: its full stop with the quotation mark behind it, and what may begin another.
_ENDS = re.compile(r"[.!?…][\"“”»«’']*\s+(?=[\"„“»«‚]?[A-ZÄÖÜ0-9])|\n+")
# What a full stop stands behind within a sentence: 3. März, z. B. Krahl, Dr. Krahl.
_GOES_ON = re.compile(r"(?:\d|\b[A-Za-zÄÖÜäöü]|\b(?:Dr|Prof|St|bzw|ca|Mio|Mrd|Nr|vgl|evtl|usw|etc|sog|Abs|Art))\.\s+$")


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that is marked from ``start`` to ``end``: ``index`` is that of its claim or date, by ``role``."""

    start: int
    end: int
    role: Role
    index: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text without a boundary in it, and the marks that cover it, the longest first."""

    start: int
    text: str
    marks: tuple[Mark, ...]

    def of(self, role: Role) -> tuple[int, ...]:
        """The claims or dates of which this is, each once: the outermost first."""
        return tuple(dict.fromkeys(mark.index for mark in self.marks if mark.role == role))


def pieces(text: str, within: Span, marks: Iterable[Mark]) -> list[Piece]:
    """The pieces of ``text`` from ``within.start`` to ``within.end``; together they are just that stretch of it."""
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, list[Mark]] = {}
    for mark in marks:
        start, end = max(mark.start, within.start), min(mark.end, within.end)
        if start < end:
            opening.setdefault(start, []).append(mark)
            closing.setdefault(end, []).append(mark)
    active: list[Mark] = []
    found = []
    places = sorted({within.start, within.end, *opening, *closing})
    for start, end in pairwise(places):
        active = [mark for mark in active if mark not in closing.get(start, ())] + opening.get(start, [])
        ordered = sorted(active, key=lambda mark: (mark.start - mark.end, mark.index, mark.role))
        found.append(Piece(start, text[start:end], tuple(ordered)))
    return found


def covering(text: str, parts: Sequence[Segment]) -> Iterator[Segment]:
    """``parts``, and between them what belongs to none and is not blank, as parts of the kind ``other``."""
    at = 0
    for part in sorted(parts, key=lambda part: part.start):
        yield from _between(text, at, part.start)
        if part.end > max(at, part.start):
            yield Segment(part.kind, max(at, part.start), part.end)
            at = part.end
    yield from _between(text, at, len(text))


def _between(text: str, start: int, end: int) -> Iterator[Segment]:
    if stripped := text[start:end].strip():
        first = text.index(stripped, start)
        yield Segment("other", first, first + len(stripped))


def sentence(text: str, spans: Sequence[Span], part: Span) -> Span:
    """The sentence or sentences of ``part`` that all ``spans`` in it lie in."""
    inside = [span for span in spans if span.start < part.end and span.end > part.start]
    first = min((span.start for span in inside), default=part.start)
    last = max((span.end for span in inside), default=part.end)
    start, end = part.start, part.end
    for found in _ENDS.finditer(text, part.start, part.end):
        if _GOES_ON.search(text, max(part.start, found.start() - 6), found.end()):
            continue
        if found.end() <= first:
            start = found.end()
        elif found.end() > last:
            end = found.end()
            break
    stripped = text[start:end].rstrip()
    return Span(start, start + len(stripped))
