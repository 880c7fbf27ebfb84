"""Line breaks that wrap a sentence and end none: text that was broken at a fixed width, and lines that must go on."""

from __future__ import annotations

import re
from itertools import pairwise

NARROWEST, WIDEST = 40, 100  # characters of the longest line of a text that is broken at a fixed width
MOSTLY = 0.6  # so many of its line breaks stand where the next word had no room
FEWEST = 3
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\s*(\S+)")


def wraps(text: str) -> frozenset[int]:
    """The places of the line breaks that only wrap a line, where a text is broken at a fixed width."""
    lines = [(m.start(), m.end(), len(m[0].rstrip())) for m in _LINE.finditer(text) if m[0].strip()]
    width = max((length for *_, length in lines), default=0)
    if not NARROWEST <= width <= WIDEST:
        return frozenset()
    broken = [
        (end, length, _first_word(text, start)) for (_, end, length), (start, *_) in pairwise(lines) if start == end + 1
    ]
    full = [at for at, length, word in broken if length + 1 + len(word) > width]
    if len(full) < max(FEWEST, MOSTLY * len(broken)):
        return frozenset()
    return frozenset(full)


def _first_word(text: str, at: int) -> str:
    found = _WORD.match(text, at)
    return found[1] if found else ""
