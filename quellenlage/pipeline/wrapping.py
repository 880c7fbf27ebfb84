"""Lines of copy that was wrapped at a width: no sentence ends with them."""

from __future__ import annotations

import itertools
import re

_BLOCK = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*){2,}")
NARROWEST = 40  # characters; shorter lines are verse, a list or a column of figures


def wraps(text: str) -> frozenset[int]:
    """Where a line was broken for its length alone.

    That is told of a block of three lines and more, where no line has room for the first word of the next.
    """
    found: set[int] = set()
    for block in _BLOCK.finditer(text):
        lines = block.group().split("\n")
        width = max(len(line) for line in lines)
        pairs = itertools.pairwise(lines)
        if width >= NARROWEST and all(len(line) + 1 + len(after.split()[0]) > width for line, after in pairs):
            at = block.start()
            for line in lines[:-1]:
                at += len(line)
                found.add(at)
                at += 1
    return frozenset(found)
