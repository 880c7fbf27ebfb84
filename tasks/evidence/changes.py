"""What came and what went between two versions of an article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from quellenlage.tasks.evidence.gathered import Version

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_COMPARED = (("title", "headline"), ("outlet", "outlet"), ("published", "day of publication"), ("uri", "read at"))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text that ``came``, ``went`` or was ``kept``."""

    what: Literal["came", "went", "kept"]
    text: str


@dataclass(frozen=True, slots=True)
class Changes:
    """From version ``old`` to ``new``.

    ``paragraphs`` are those that changed, each a tuple of stretches, with the number of those between that did not.
    ``values`` are (what, before, after); ``came`` and ``went`` are claims, as (speaker, content).
    """

    old: Version
    new: Version
    values: tuple[tuple[str, str, str], ...]
    paragraphs: tuple[tuple[Stretch, ...] | int, ...]
    came: tuple[tuple[str, str], ...]
    went: tuple[tuple[str, str], ...]


def changes(versions: Sequence[Version]) -> list[Changes]:
    """What changed from each version to the next."""
    return [
        Changes(
            old,
            new,
            tuple(_values(old, new)),
            tuple(_paragraphs(old.text, new.text)),
            tuple(sorted(new.said - old.said)),
            tuple(sorted(old.said - new.said)),
        )
        for old, new in pairwise(versions)
    ]


def _values(old: Version, new: Version) -> Iterator[tuple[str, str, str]]:
    for name, words in _COMPARED:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield words, str(before or "not told"), str(after or "not told")


def _paragraphs(old: str, new: str) -> Iterator[tuple[Stretch, ...] | int]:
    before, after = ([line for line in text.split("\n") if line.strip()] for text in (old, new))
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            yield b - a
            continue
        # One by one as far as there are as many; what is left over came or went as a whole.
        for one, other in zip(before[a:b], after[c:d], strict=False):
            yield tuple(_words(one, other))
        both = min(b - a, d - c)
        yield from ((Stretch("went", line),) for line in before[a + both : b])
        yield from ((Stretch("came", line),) for line in after[c + both : d])


def _words(old: str, new: str) -> Iterator[Stretch]:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < 0.4:  # two paragraphs that have little but their small words in common
        yield from (Stretch("went", old), Stretch("came", new))
        return
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            yield Stretch("kept", "".join(before[a:b]))
            continue
        if a < b:
            yield Stretch("went", "".join(before[a:b]))
        if c < d:
            yield Stretch("came", "".join(after[c:d]))
