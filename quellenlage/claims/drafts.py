"""A claim while it is found: which rule found it, in words rather than characters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from quellenlage.reading.words import SEPARATORS

if TYPE_CHECKING:
    from quellenlage.reading.reading import Reading
    from quellenlage.reading.sentences import Unit
    from quellenlage.reading.words import Word
    from quellenlage.records import ClaimKind
    from quellenlage.words.verbs import Verb

Range = tuple[int, int]

#: What found a claim; README.md has an example of each.
RuleName = Literal[
    "preposition",
    "postposition",
    "so",
    "adverb",
    "relative",
    "wie",
    "these words",
    "that",
    "heading",
    "headline",
    "post",
    "pre",
    "act",
    "attached",
    "hanging",
    "free",
    "inner",
    "colon",
    "again",
    "answer",
    "alone",
    "label",
    "wording",
    "view",
    "words",
    "nested",
    "plan",
    "told",
    "announcing",
    "naming",
    "own",
]
#: Rules by which a source is named without a verb.
SOURCES: frozenset[RuleName] = frozenset(("preposition", "postposition"))
KINDS: dict[RuleName, ClaimKind] = {
    "nested": "nested",
    "plan": "narrated",
    "told": "narrated",
    "announcing": "narrated",
    "naming": "narrated",
    "own": "outlet",
}


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """A claim in words; ``unit`` is the number of the unit that its frame, or without one its content, stands in."""

    rule: RuleName
    type: str
    unit: int
    content: tuple[Range, ...]
    speaker: Range | None = None
    cue: tuple[int, ...] = ()
    frame: tuple[Range, ...] = ()
    addressee: Range | None = None
    verb: Verb | None = None
    act: str = "assert"
    origin: Draft | None = None  # the framed claim that free indirect speech carries on
    continues: bool = False  # free indirect speech that goes on with the unit before it

    @property
    def kind(self) -> ClaimKind:
        """The kind of claim that its rule finds."""
        return KINDS.get(self.rule, "quoted")


def by_unit(drafts: Iterable[Draft]) -> dict[int, list[Draft]]:
    """Drafts by the number of their unit, in order."""
    found: dict[int, list[Draft]] = {}
    for draft in drafts:
        found.setdefault(draft.unit, []).append(draft)
    return found


def units_of_content(reading: Reading, draft: Draft) -> list[Unit]:
    """The unit of a claim, and those behind it over which its content goes on."""
    last = draft.unit
    while last + 1 < len(reading.units) and reading.units[last + 1].a < draft.content[-1][1]:
        last += 1
    return reading.units[draft.unit : last + 1]


def within(ranges: Iterable[Range], i: int) -> bool:
    """Whether a word lies in one of several stretches."""
    return any(a <= i < b for a, b in ranges)


def trimmed(ws: Sequence[Word], ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Stretches of words without the separators at their ends; those of nothing else are left out."""
    result = []
    for x, y in ranges:
        a, b = x, y
        while a < b and ws[a].text in SEPARATORS:
            a += 1
        while b > a and ws[b - 1].text in SEPARATORS:
            b -= 1
        if b > a:
            result.append((a, b))
    return tuple(result)
