"""Quotation marks: which belong together, over sentences and paragraphs.

Runs once over the marks of a text. Read are the German hand („ “ ‚ ‘), guillemets in both directions (» « › ‹), the
English one (“ ”), the straight marks (" '), and what typewriters put for them (,, '' `` >> <<). Which side a mark that
has two is on is told from what stands beside it, and where that is no help, from the hand of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal

MARK = re.compile(r"\n[^\S\n]*\n\s*|,,|''|``|>>|<<|[„“”\"‟»«‚‘’'›‹]")
CLOSERS = {
    "„": ("“", "”", '"', "‟", "''"),
    ",,": ("''", "“", "”", '"'),
    "``": ("''", '"'),
    "“": ("”", "“"),
    "”": ("”",),
    "‟": ("“", "”"),
    '"': ('"',),
    "'": ("'", "’"),
    "»": ("«",),
    "«": ("»",),
    ">>": ("<<",),
    "<<": (">>",),
    "‚": ("‘", "'", "’"),
    "›": ("‹",),
    "‹": ("›",),
}
ONLY_OPEN = frozenset(("„", "‚", ",,", "``"))
GUILLEMETS = (("«", "»"), ("<<", ">>"), ("‹", "›"))
BEHIND = frozenset(",.;:!?)]}")  # what stands behind a closing mark only
DEEPEST = 3
FARTHEST = 3000  # characters of paragraphs in one pair of marks
_SENTENCE = re.compile(r"[.!?…](?=\s|$)")
_STRAIGHT_END = re.compile(r"\n\s*\n|(?<=[^\s])'(?![^\W_])")
_INTRODUCED = re.compile(r"(?:\A|[:.!?…“”»«\"\n])\s*\Z")

Side = Literal["opens", "closes", "either"]


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch in quotation marks: ``start`` and ``end`` include the marks, ``depth`` counts the quotes around it."""

    start: int
    end: int
    depth: int


@dataclass(slots=True)
class _Marks:
    """The marks of a text while they are put together; ``stack`` has the open ones with where they stand."""

    text: str
    swiss: bool  # « opens and » closes
    found: list[Quote] = field(default_factory=list)
    stack: list[tuple[str, int]] = field(default_factory=list)

    def close(self, end: int) -> None:
        """Closes the innermost open mark."""
        start = self.stack.pop()[1]
        self.found.append(Quote(start, end, len(self.stack)))

    def give_up(self, limit: int) -> None:
        """What is open never closes: outside other marks it is given up to the end of its first sentence."""
        while self.stack:
            mark, start = self.stack.pop()
            outer = not self.stack
            end = _SENTENCE.search(self.text, start + len(mark), limit)
            first = limit
            for k in range(len(self.found) - 1, -1, -1):
                if self.found[k].start < start:
                    break
                first = self.found[k].start
                self.found[k] = replace(self.found[k], depth=self.found[k].depth - 1)
            if outer and end and end.end() <= first and _INTRODUCED.search(self.text, max(0, start - 4), start):
                self.found.append(Quote(start, end.end(), 0))


def find_quotes(text: str) -> list[Quote]:
    """All quotations of a text, in order of their start, outer before inner. Linear in the length of the text.

    A quotation goes on in the next paragraph where that repeats the opening mark or closes it. One that never closes
    ends with its first sentence where a colon or the end of a sentence introduces it, and is none elsewhere.
    """
    marks = list(MARK.finditer(text))
    state = _Marks(text, _is_swiss(text, marks))
    stack = state.stack
    repeated = closes_at = -1
    for n, mark in enumerate(marks):
        i, c = mark.start(), mark.group()
        if c[0] == "\n":
            if not stack or i < closes_at:
                continue
            # Typesetters repeat the opening mark on every paragraph of a long quotation.
            if text.startswith(stack[0][0], mark.end()) and stack[0][0] != "'":
                del stack[1:]
                repeated = mark.end()
            elif (closing := _closed_behind(state, marks, n)) >= 0:
                closes_at = closing
            else:
                state.give_up(i)
            continue
        if i == repeated:
            continue
        _read(state, mark)
    if stack:
        state.give_up(len(text))
    state.found.sort(key=lambda q: (q.start, -q.end))
    return state.found


def _read(state: _Marks, mark: re.Match[str]) -> None:
    """Reads a mark: it closes what is open, or opens."""
    c, stack = mark.group(), state.stack
    side = _side(state, mark)
    if stack and c in CLOSERS[stack[-1][0]] and (side != "opens" or c != stack[-1][0]):
        if not (c in "‘'’" and state.text[mark.end() : mark.end() + 1].isalnum()):  # an apostrophe
            state.close(mark.end())
        return
    if len(stack) > 1 and c in CLOSERS[stack[-2][0]] and c not in "‘'’" and side != "opens":
        stack.pop()
        state.close(mark.end())
        return
    if stack and c == stack[-1][0] == '"':
        state.give_up(mark.start())
    if c not in CLOSERS or len(stack) >= DEEPEST or side == "closes":
        return
    if side == "opens" or c in ONLY_OPEN or c in "»«›‹":
        nested = c in '"“”' and stack
        if not nested and (c != "'" or _is_closed(state.text, mark.end())):
            stack.append((c, mark.start()))


def _is_closed(text: str, start: int) -> bool:
    """Whether a straight single mark has another behind several words of its paragraph, and is no apostrophe."""
    end = _STRAIGHT_END.search(text, start, start + FARTHEST)
    return end is not None and end.group() == "'" and " " in text[start : end.start()].strip()


def _side(state: _Marks, mark: re.Match[str]) -> Side:
    text, i, j, c = state.text, mark.start(), mark.end(), mark.group()
    if c in ONLY_OPEN:
        return "opens"
    before = text[i - 1] if i else "\n"
    after = text[j] if j < len(text) else "\n"
    apart, open_behind = before.isspace() or before in "([{–—-/", after.isspace()
    opening = (apart or before in "„‚»›«‹“\"'") and not open_behind
    closing = not before.isspace() and not after.isalnum()
    if opening and not (closing and not apart):
        return "opens"
    if closing and not opening:
        return "closes"
    for left, right in GUILLEMETS:
        if c in (left, right):
            return "opens" if (c == left) == state.swiss else "closes"
    return "closes" if open_behind or not apart else "either"


def _is_swiss(text: str, marks: list[re.Match[str]]) -> bool:
    """Whether a text opens quotations with «, as the Swiss do, rather than with »."""
    count = 0
    for mark in marks:
        for left, right in GUILLEMETS:
            if mark.group() in (left, right):
                before = text[mark.start() - 1 : mark.start()] or " "
                after = text[mark.end() : mark.end() + 1] or " "
                if before.isspace() and not after.isspace() and after not in BEHIND:
                    count += 1 if mark.group() == left else -1
    if count:
        return count > 0
    first = next((mark.group() for mark in marks for pair in GUILLEMETS if mark.group() in pair), "")
    return any(first == left for left, _ in GUILLEMETS)


def _closed_behind(state: _Marks, marks: list[re.Match[str]], n: int) -> int:
    """Where a later paragraph closes the outer open mark before it opens such a one again; -1 where none does."""
    opener, start = state.stack[0]
    for mark in marks[n + 1 :]:
        if mark.start() - start > FARTHEST or opener == "'":
            break
        c = mark.group()
        if c == opener and _side(state, mark) == "opens":
            break
        if c in CLOSERS[opener] and _side(state, mark) == "closes":
            return mark.start()
    return -1
