"""A claim as far as it is compared with others: its words by how rare they are, its figures, what it denies."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from quellenlage.relations.denials import Denial, denial_of, opposites
from quellenlage.relations.stems import stem, weight_of, weights_of, words_of
from quellenlage.words.table import rows

_NEGATION = re.compile(r"\b(?:nicht|nichts|nie|niemals|niemand\w*|kein\w*|weder|ohne)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_GRAM = 4


@dataclass(frozen=True)
class Compared:
    """A claim and its place. ``start`` is a character into its article's text; ``cue`` the words that report it."""

    claim_id: str
    document_id: str
    published: dt.date
    content: str
    act: str = "assert"
    negated: bool = False
    certainty: str = "asserted"
    cue: str | None = None
    speaker_id: str | None = None
    speaker: str | None = None
    start: int = 0

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """All words of the content in small letters."""
        return tuple(words_of(self.content.casefold()))

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """The stems of the content words, each with its weight: the rarer, the heavier."""
        return weights_of(self.tokens)

    @cached_property
    def own_name(self) -> frozenset[str]:
        """The stems of the speaker's name: that it names who says it makes no claim like another."""
        found = {stem(word) for word in words_of((self.speaker or "").casefold())}
        return frozenset(found)

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(self.weights)

    @cached_property
    def written(self) -> Mapping[str, str]:
        """Its words as they stand there, by their stems; of several the last."""
        return {stem(word.casefold()): word for word in words_of(self.content)}

    @cached_property
    def weight(self) -> float:
        return weight_of(self.weights, self.weights)

    @cached_property
    def grams(self) -> frozenset[str]:
        """Four letters each: by these, compounds and derived words meet."""
        found = set()
        for word in self.weights:
            padded = f" {word} "
            found |= {padded[i : i + _GRAM] for i in range(len(padded) - _GRAM + 1)}
        return frozenset(found)

    @cached_property
    def figures(self) -> Mapping[str, frozenset[str]]:
        """The numbers of the content, by the stem of the word behind each."""
        found: dict[str, set[str]] = {}
        for i, word in enumerate(self.tokens):
            if number := _number(word):
                behind = next((stem(one) for one in self.tokens[i + 1 : i + 3] if not _number(one)), "")
                found.setdefault(behind, set()).add(number)
        return {unit: frozenset(numbers) for unit, numbers in found.items()}

    @cached_property
    def weekdays(self) -> frozenset[str]:
        """The days of the week, and heute, gestern, morgen, that it names."""
        return frozenset(self.tokens) & _weekdays()

    @cached_property
    def numbers(self) -> frozenset[str]:
        return frozenset(number for numbers in self.figures.values() for number in numbers)

    @cached_property
    def counts(self) -> frozenset[str]:
        """Its numbers without years and days of the month: what may count or measure something."""
        return frozenset(
            number
            for unit, numbers in self.figures.items()
            for number in numbers
            if not (_YEAR.fullmatch(number) or unit in _months())
        )

    @cached_property
    def is_negated(self) -> bool:
        return self.negated or bool(_NEGATION.search(self.content))

    @cached_property
    def denial(self) -> Denial | None:
        """What it denies, where it denies something."""
        return denial_of(self.content, self.cue)

    @cached_property
    def sides(self) -> Mapping[int, tuple[int, str]]:
        """Of which pairs of opposites it has a word of one side alone: the side, and the word as it stands there."""
        found = {}
        for i, patterns in enumerate(opposites()):
            hits = [pattern.search(self.content) for pattern in patterns]
            for side, hit in enumerate(hits):
                if hit and not hits[1 - side]:
                    found[i] = side, self.content[hit.start() :].split()[0].strip('.,;:!?“”"»«')
        return found

    @cached_property
    def surname(self) -> str | None:
        """The stem of the last word of the speaker's name."""
        found = words_of((self.speaker or "").casefold())
        return stem(found[-1]) if found else None


@cache
def _months() -> frozenset[str]:
    return frozenset(stem(name) for name in _names_of("month"))


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(_names_of("weekday")) | {"heute", "gestern", "morgen"}


def _names_of(kind: str) -> list[str]:
    lines = (row for row in rows("months_and_weekdays.csv") if row["kind"] == kind)
    return [name for row in lines for name in row["names"].split()]


@cache
def _number_words() -> Mapping[str, str]:
    return {row["word"]: row["value"] for row in rows("numbers.csv") if int(row["value"]) > 1}


def _number(word: str) -> str | None:
    """A number in figures, without dots between thousands; None where a word is none."""
    if not word[0].isdigit():
        return _number_words().get(word)
    return re.sub(r"\.(?=\d{3}\b)", "", word)
