"""The pattern language of ``patterns-*.yaml`` and the matcher: one pass, no backtracking over the text.

A pattern is a row of items. CAPITALS name a class of words, anything else is a word or a sign as it stands; ``(a|b)``
is a choice, ``?`` behind an item makes it optional, and ``[ ... ]`` marks the expression: what stands outside is only
looked at. All patterns are merged into one tree. From any token at most as many steps are taken as the tree is deep,
so the time is proportional to the number of tokens, whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from quellenlage.dates.symbols import Lexicon, Symbols
from quellenlage.words.table import TableError, entries

_HERE = Path(__file__).parent

TOKEN = re.compile(
    r"""
      \n[^\S\n]*\n                                             # an empty line, which no expression crosses
    | [0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])                     # 2025-08-26, 2025-08-26T14:32:00+02:00
      (?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]{1,6})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?(?![0-9]))?
    | [0-9]{4}/[0-9]{2}(?![0-9])                              # 2024/25
    | [0-9]{1,2}\.(?![0-9])                                   # 3.
    | [0-9]{2,4}-?ern?(?![^\W\d_])                             # 1990er, 90ern
    | [0-9]{1,2}h[0-9]{2}(?![^\W_])                            # 17h10
    | [0-9]+(?:[.,:][0-9]+)*                                  # 2025, 20.30, 26.08.2025, 1.500, 2,5
    | [^\W\d_]+[0-9]*(?:-[^\W\d_]+)*                         # words, with their hyphens; G8-Gipfel
    | [^\w\s]                                                # any other sign
    """,
    re.VERBOSE,
)
_ITEM = re.compile(r"\(([^)]*)\)(\??)|(\[|\])|(\S+?)(\??)(?=\s|$)")
_BEFORE, _INSIDE, _AFTER = range(3)
#: The pattern files; of two patterns that fit equally well the earlier one wins.
_PATTERNS = ("days", "periods", "holidays", "clock", "spans", "sets", "references")


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of ``patterns-*.yaml``."""

    name: str
    means: str
    patterns: tuple[str, ...]
    arguments: Mapping[str, object]
    examples: tuple[str, ...]
    order: int


@dataclass(slots=True)
class Match:
    """A rule found in a text: tokens ``first`` to ``last`` (inclusive) are the expression; it read up to ``reach``.

    ``values`` are the classes and values of the words of the expression, not of those around it.
    """

    rule: Rule
    first: int
    last: int
    values: list[tuple[str, str]]
    reach: int

    @property
    def rank(self) -> tuple[int, int, int]:
        """The greater wins: what ends last, then what begins first, then what looks at more."""
        return self.last, -self.first, self.reach

    def get(self, *names: str) -> str | None:
        """The value of the first word of one of these classes."""
        return next((value for name, value in self.values if name in names), None)

    def all(self, *names: str) -> list[str]:
        return [value for name, value in self.values if name in names]


@dataclass(slots=True)
class _Node:
    """A state of the matcher: where each symbol leads, and which rules end here."""

    edges: dict[str, list[tuple[int, _Node]]] = field(default_factory=dict)
    ends: list[Rule] = field(default_factory=list)


@dataclass(slots=True)
class Tokens:
    """A text cut into tokens: where each starts and ends, how it is written, and its symbols (none for most)."""

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    symbols: list[Symbols]


class Grammar:
    """The rules, merged into one tree, with the lexicon that they need."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        self._root = _Node()
        literals: set[str] = set()
        for rule in rules:
            for pattern in rule.patterns:
                self._insert(rule, pattern, literals)
        self.lexicon = Lexicon(frozenset(literals))

    def _insert(self, rule: Rule, pattern: str, literals: set[str]) -> None:
        frontier = [self._root]
        region = _BEFORE
        for choice, choice_optional, bracket, item, item_optional in _ITEM.findall(pattern):
            if bracket:
                region = _INSIDE if bracket == "[" else _AFTER
                continue
            names = [name.strip() for name in choice.split("|")] if choice else [item]
            literals.update(name for name in names if not name.isupper())
            reached: list[_Node] = []
            for node in frontier:
                for name in names:
                    reached.append(_child(node, name, region))
            frontier = [*frontier, *reached] if choice_optional or item_optional else reached
        if region != _AFTER:
            raise TableError(f"The pattern “{pattern}” of the rule “{rule.name}” marks no expression; set it in [ ].")
        for node in frontier:
            if rule not in node.ends:
                node.ends.append(rule)
                node.ends.sort(key=lambda r: r.order)

    def tokenise(self, text: str) -> Tokens:
        starts: list[int] = []
        ends: list[int] = []
        words: list[str] = []
        symbols: list[Symbols] = []
        lexicon = self.lexicon
        for match in TOKEN.finditer(text):
            word = match.group()
            starts.append(match.start())
            ends.append(match.end())
            words.append(word)
            symbols.append(lexicon[word])
        return Tokens(text, starts, ends, words, symbols)

    def find(self, tokens: Tokens) -> list[Match]:
        """The matches of a text from left to right, none overlapping another.

        Of all that begin at or after a token and share it, the one that ends last wins, then the one that begins first,
        then the rule that stands first in the file.
        """
        found: list[Match] = []
        self._find(tokens.symbols, 0, len(tokens.symbols), 0, found)
        return found

    def _find(self, symbols: Sequence[Symbols], position: int, end: int, floor: int, found: list[Match]) -> None:
        """Search from a token on; an expression begins at ``floor`` at the earliest, what stands before it may not."""
        root = self._root.edges
        while position < end:
            if not symbols[position] or not any(name in root for name, _ in symbols[position]):
                position += 1
                continue
            best = self._match(symbols, position, end, floor)
            if best is None:
                position += 1
                continue
            # Only the tokens of the first find are looked at again: a chain of overlaps must not run through the text.
            last = best.last
            for start in range(position + 1, last + 1):
                other = self._match(symbols, start, end, floor) if symbols[start] else None
                if other and other.first <= last and other.rank > best.rank:
                    best = other
            if best.first > position + 1:
                # What the winner only looked at, or displaced, may hold an expression of its own.
                self._find(symbols, position, best.first, floor, found)
            found.append(best)
            # The last token of a find may be what the next one wants before it: "acht Stunden" before "am Tag".
            position, floor = max(best.last, position + 1), best.last + 1

    def _match(self, symbols: Sequence[Symbols], position: int, count: int, floor: int) -> Match | None:
        best: tuple[int, int, int, int] | None = None
        result: Match | None = None
        stack: list[tuple[_Node, int, int, int, tuple[tuple[str, str], ...]]] = [(self._root, position, -1, -1, ())]
        while stack:
            node, at, first, last, values = stack.pop()
            if node.ends:
                rule = node.ends[0]
                rank = (last, -first, at, -rule.order)
                if best is None or rank > best:
                    best, result = rank, Match(rule, first, last, list(values), at)
            if at >= count:
                continue
            for name, value in symbols[at]:
                for region, child in node.edges.get(name, ()):
                    inside = region == _INSIDE
                    if inside and at < floor:
                        continue
                    stack.append(
                        (
                            child,
                            at + 1,
                            at if inside and first < 0 else first,
                            at if inside else last,
                            (*values, (name, value)) if value and inside else values,
                        )
                    )
        return result


def _child(node: _Node, name: str, region: int) -> _Node:
    for known, child in node.edges.setdefault(name, []):
        if known == region:
            return child
    child = _Node()
    node.edges[name].append((region, child))
    return child


def read_rules(written: Iterable[Mapping[str, Any]]) -> list[Rule]:
    """Rules from the entries of ``patterns-*.yaml``, in order; raises :class:`TableError` where a part is missing."""
    rules = []
    for order, entry in enumerate(written):
        for part in ("name", "means", "pattern"):
            if not entry.get(part):
                raise TableError(
                    f"The rule “{entry.get('name', order + 1)}” of the date patterns has no {part}; write one."
                )
        patterns = entry["pattern"]
        rules.append(
            Rule(
                name=entry["name"],
                means=entry["means"],
                patterns=tuple([patterns] if isinstance(patterns, str) else patterns),
                arguments=entry.get("with") or {},
                examples=tuple(entry.get("examples") or ()),
                order=order,
            )
        )
    return rules


@cache
def grammar() -> Grammar:
    """The German grammar, loaded once."""
    return Grammar(read_rules(chain.from_iterable(entries(_HERE / f"patterns-{name}.yaml") for name in _PATTERNS)))
