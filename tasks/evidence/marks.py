"""A text cut into pieces wherever something that is marked in it begins or ends.

Marks may overlap and lie within each other in any way: a piece has all that cover it, so each can be drawn in a row.
All offsets are characters into the text of the document, end exclusive.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from quellenlage.records import Span

Role = Literal["content", "cue", "speaker", "addressee", "hedge", "date"]


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
