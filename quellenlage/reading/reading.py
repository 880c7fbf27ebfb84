"""One reading of an article, made once from its Doc: words, quotations, sentences, units and their clauses."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quellenlage.reading.clauses import clauses_of
from quellenlage.reading.interviews import NO_INTERVIEW, Interview, interview_of
from quellenlage.reading.quotes import Quote, find_quotes
from quellenlage.reading.sentences import Sentence, Unit, sentence_at, sentences_of, units_of
from quellenlage.reading.words import Word, words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

PERSON = ("PER", "PERSON")  # what pipelines label the name of a person


@dataclass(slots=True)
class Reading:
    """An article as rules see it.

    ``starts`` are the characters at which its words begin, ``people`` the words of each name of a person that the
    pipeline found, from the first to behind the last.
    """

    text: str
    words: list[Word]
    quotes: list[Quote]
    starts: list[int]
    sentences: tuple[Sentence, ...] = ()
    units: list[Unit] = field(default_factory=list)
    people: tuple[tuple[int, int], ...] = ()
    interview: Interview = NO_INTERVIEW

    def at(self, char: int) -> int:
        """Index of the first word that starts at or after a character."""
        return bisect_left(self.starts, char)

    def word_at(self, token: int) -> int:
        """Index of the first word that is the token with a number, or stands behind it."""
        return bisect_left(self.words, token, key=lambda w: w.token)

    def has_person(self, a: int, b: int) -> bool:
        """Whether a word from ``a`` to ``b`` (exclusive) is one of a person's name; a text may have thousands."""
        before = bisect_left(self.people, (b,)) - 1  # the last that begins before b
        return before >= 0 and self.people[before][1] > a

    def span(self, a: int, b: int) -> tuple[int, int]:
        """Characters of the words from ``a`` to ``b`` (exclusive)."""
        return self.words[a].start, self.words[b - 1].end

    def quote_at(self, char: int) -> Quote | None:
        """The outermost quotation that starts at a character."""
        at = bisect_left(self.quotes, char, key=lambda q: q.start)
        return self.quotes[at] if at < len(self.quotes) and self.quotes[at].start == char else None

    def sentence_at(self, char: int) -> Sentence | None:
        """The sentence in which a character stands; None before the first."""
        return sentence_at(self.sentences, char)


def read(doc: Doc) -> Reading:
    """The reading of an article that the pipeline has analysed and mended."""
    reading = outline(doc)
    for unit in reading.units:
        unit.clauses = clauses_of(reading, unit)
    reading.interview = interview_of(reading)
    return reading


def outline(doc: Doc) -> Reading:
    """The reading of an article up to its units, without their clauses."""
    words = words_of(doc)
    reading = Reading(doc.text, words, find_quotes(doc.text), [w.start for w in words], sentences_of(doc))
    for quote in reading.quotes:
        for w in words[reading.at(quote.start) : reading.at(quote.end)]:
            w.depth += 1
    reading.units = units_of(reading)
    reading.people = tuple((reading.word_at(e.start), reading.word_at(e.end)) for e in doc.ents if e.label_ in PERSON)
    return reading
