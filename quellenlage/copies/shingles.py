"""By what a text is known among others, and how much of two texts is the same.

A shingle is five words in a row. A fingerprint is the shingles that winnowing keeps: of each window of eight in a row
the one with the least hash (Schleimer, Wilkerson and Aiken 2003, "Winnowing: local algorithms for document
fingerprinting"). Where two texts have twelve words in a row in common, so do their fingerprints, wherever in the texts
and however long these are; which is what a MinHash of the whole text, made for texts of one size, does not give. A
fingerprint is numbers that follow from the text alone, kept in a row and joined with others by whatever joins.
bench/copies/README.md has what else was tried.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from quellenlage.copies.compared_words import QUOTATION, Compared

SHINGLE = 5
WINDOW = 8
#: So many hashes two fingerprints have in common before the texts are compared: one may be a phrase that all use.
FEWEST_HASHES = 2
#: From which share of its words on, of the text that has more of them from the other, two are a pair of copies. It is
#: below the third that is looked for: where words were replaced, less is found than was taken.
LEAST_SHARE = 0.25
#: And so many words in all: a sentence may be anybody's.
FEWEST_WORDS = 20
_BYTES = 4


@dataclass(frozen=True, slots=True)
class Shares:
    """How much of two texts is the same: the share of the words of either that the other has too, and their number."""

    share: float
    other_share: float
    words: int

    @property
    def is_copy(self) -> bool:
        return max(self.share, self.other_share) >= LEAST_SHARE and self.words >= FEWEST_WORDS


def fingerprint(text: Compared) -> tuple[int, ...]:
    """The hashes that a text is known by, signed numbers of 32 bits, in order."""
    kept: set[int] = set()
    for run in text:
        hashes = [hashed(one) for one in _shingles(run)]
        kept.update(min(hashes[at : at + WINDOW]) for at in range(max(1, len(hashes) - WINDOW + 1)) if hashes)
    return tuple(sorted(kept))


def shares(one: Compared, other: Compared) -> Shares:
    """How much of either text stands in the other: words in shingles that both have, in whatever order."""
    common = {shingle for run in one for shingle in _shingles(run)} & {
        shingle for run in other for shingle in _shingles(run)
    }
    covered, other_covered = _covered(one, common), _covered(other, common)
    return Shares(
        round(covered / max(1, _length(one)), 3),
        round(other_covered / max(1, _length(other)), 3),
        min(covered, other_covered),
    )


def _shingles(run: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (run[at : at + SHINGLE] for at in range(len(run) - SHINGLE + 1))


def hashed(shingle: tuple[str, ...]) -> int:
    """A signed number of 32 bits that follows from the words alone."""
    made = hashlib.blake2b(" ".join(shingle).encode("utf-8", "surrogatepass"), digest_size=_BYTES)
    return int.from_bytes(made.digest(), "big", signed=True)


def _covered(text: Compared, common: set[tuple[str, ...]]) -> int:
    """The words of a text that are in shingles among ``common``."""
    found = 0
    for run in text:
        until = 0
        for at, shingle in enumerate(_shingles(run)):
            if shingle in common:
                found += sum(1 for word in run[max(at, until) : at + SHINGLE] if word != QUOTATION)
                until = at + SHINGLE
    return found


def _length(text: Compared) -> int:
    return sum(1 for run in text for word in run if word != QUOTATION)
