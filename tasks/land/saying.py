"""Which claims of different articles say the same, so that their origins can be counted.

Two claims say the same where their content words overlap: the letters of the words in common are at least half of those
of both together, or nearly all of the shorter one's. Long words, which are rare, so count for more than short ones;
where fewer than four are in common, no other word may be in either. They are of articles at most three days apart, and
neither denies what the other says nor gives another figure.

Pairs are found through words in common, rarest (longest) first: what overlaps enough shares one of its first few words,
so that nothing is missed and no claim is compared with all others. Whether two claims say the same depends on the two
alone, so the order of arrival does not matter.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

DAYS = 3
_SHARE_OF_BOTH = 0.5
_SHARE_OF_SHORTER = 0.9
_FEWEST_WORDS = 4
_FEWEST_LETTERS = 20  # of three words, where they are long

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]{3,}")
_ENDING = re.compile(r"(?<=\w{4})(?:sten|ten|est|te|en|er|em|es|e|st|t|s|n)$")
_NEGATION = re.compile(r"\b(?:nicht|nichts|nie|niemals|niemand\w*|kein\w*|weder)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Two claims that say the same, the lesser id first; ``similarity`` is the share of both that is in common."""

    claim_id: str
    other_id: str
    similarity: float


@dataclass(frozen=True)
class Said:
    """A claim as far as it is compared."""

    claim_id: str
    document_id: str
    published: dt.date
    content: str
    negated: bool

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The content words, each once, in the order in which they are looked up: the longest first."""
        found = {_ENDING.sub("", word) for word in _WORD.findall(self.content.casefold()) if word not in _stop_words()}
        return tuple(sorted(found, key=lambda word: (-len(word), word)))

    @cached_property
    def word_set(self) -> frozenset[str]:
        return frozenset(self.words)

    @cached_property
    def weight(self) -> int:
        return _weight(self.words)

    @cached_property
    def figures(self) -> frozenset[str]:
        return frozenset(word for word in self.words if word[0].isdigit())

    @cached_property
    def denies(self) -> bool:
        return self.negated or bool(_NEGATION.search(self.content))

    @property
    def tells_enough(self) -> bool:
        many, some = len(self.words) >= _FEWEST_WORDS, len(self.words) == _FEWEST_WORDS - 1
        return many or (some and self.weight >= _FEWEST_LETTERS)

    def first_words(self, share: float) -> Iterator[str]:
        """So many words that the others together weigh less than ``share`` of all."""
        left = self.weight
        for word in self.words:
            if left < share * self.weight:
                return
            yield word
            left -= len(word)


@cache
def _stop_words() -> frozenset[str]:
    from spacy.lang.de.stop_words import STOP_WORDS

    return frozenset(STOP_WORDS)


def _weight(words: Iterable[str]) -> int:
    return sum(map(len, words))


def similarity(one: Said, other: Said) -> float | None:
    """The share of both that two claims have in common, None where they do not say the same."""
    if abs((one.published - other.published).days) > DAYS or one.denies != other.denies:
        return None
    if not (one.figures <= other.figures or other.figures <= one.figures):
        return None
    common = one.word_set & other.word_set
    # A few words in common may be no more than what both speak of.
    if len(common) < _FEWEST_WORDS and one.word_set != other.word_set:
        return None
    weight = _weight(common)
    share = weight / (one.weight + other.weight - weight)
    enough = share >= _SHARE_OF_BOTH or weight >= _SHARE_OF_SHORTER * min(one.weight, other.weight)
    return round(share, 3) if enough else None


def find_links(fresh: Sequence[Said], known: Sequence[Said] = ()) -> list[Link]:
    """Which of ``fresh`` say the same as another of them or one of ``known``, of another article; sorted."""
    new = [one for one in fresh if one.tells_enough]
    everything = [*new, *(one for one in known if one.tells_enough)]
    # An article of a day meets those of its own stretch of days and of the ones beside it.
    blocks: dict[tuple[str, int, str], list[int]] = defaultdict(list)
    for i, one in enumerate(new):
        stretch = one.published.toordinal() // DAYS
        for beside in (stretch - 1, stretch, stretch + 1):
            for kind, words in _keys(one):
                for word in words:
                    blocks[_MEETS[kind], beside, word].append(i)
    links = set()
    for j, other in enumerate(everything):
        stretch = other.published.toordinal() // DAYS
        keys = ((kind, stretch, word) for kind, words in _keys(other) for word in words)
        for i in {i for key in keys for i in blocks.get(key, ()) if i < j}:
            one = new[i]
            if one.document_id != other.document_id and (share := similarity(one, other)) is not None:
                low, high = sorted((one.claim_id, other.claim_id))
                links.add(Link(low, high, share))
    return sorted(links)


#: Which words of one claim are looked up among which of the other.
_MEETS = {"half": "half", "nearly all": "any", "any": "nearly all"}


def _keys(one: Said) -> Iterator[tuple[str, Iterable[str]]]:
    yield "half", one.first_words(_SHARE_OF_BOTH)
    yield "nearly all", one.first_words(_SHARE_OF_SHORTER)
    yield "any", one.words
