"""Quotation marks: which belong together, over sentences and paragraphs.

Runs once over the marks of a text. Read are the German hand („ “ ‚ ‘), guillemets in both directions (» « › ‹), the
English one (“ ”) and the straight mark ("), whose side is told from what stands beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MARK = re.compile(r"\n[^\S\n]*\n\s*|[„“”\"‟»«‚‘’'›‹]")
CLOSERS = {"„": '“”"‟', "“": "”“", "”": "”", "‟": "“”", '"': '"', "»": "«", "«": "»", "‚": "‘'’", "›": "‹", "‹": "›"}
DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch in quotation marks: ``start`` and ``end`` include the marks, ``depth`` counts the quotes around it."""

    start: int
    end: int
    depth: int


def _opens(text: str, i: int) -> bool:
    before = text[i - 1] if i else "\n"
    after = text[i + 1] if i + 1 < len(text) else "\n"
    return not after.isspace() and (before.isspace() or before in "([{–—-/„‚»›«“\"'")


def find_quotes(text: str) -> list[Quote]:
    """All quotations of a text, in order of their start, outer before inner. Linear in the length of the text.

    A quotation ends with its paragraph unless the next paragraph repeats the opening mark.
    """
    found: list[Quote] = []
    stack: list[tuple[str, int]] = []  # what closes it, where it opened
    repeated = -1
    for mark in MARK.finditer(text):
        i, c = mark.start(), mark.group()
        if c[0] == "\n":
            # Typesetters repeat the opening mark on every paragraph of a long quotation.
            if stack and text[mark.end() : mark.end() + 1] == text[stack[0][1]]:
                del stack[1:]
                repeated = mark.end()
            else:
                stack.clear()
            continue
        if i == repeated:
            continue
        if stack and c in stack[-1][0]:
            if c in "‘'’" and text[i + 1 : i + 2].isalnum():
                continue  # an apostrophe
            found.append(Quote(stack.pop()[1], i + 1, len(stack)))
        elif len(stack) > 1 and c in stack[-2][0] and c not in "‘'’":
            stack.pop()
            found.append(Quote(stack.pop()[1], i + 1, len(stack)))
        elif (
            c in CLOSERS and len(stack) < DEEPEST and (c in "„»‚›" or (_opens(text, i) and not (c in '"“”' and stack)))
        ):
            stack.append((CLOSERS[c], i))
    found.sort(key=lambda q: (q.start, -q.end))
    return found
