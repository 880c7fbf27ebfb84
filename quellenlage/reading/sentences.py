"""The sentences of an article, and the units above them: sentences that one quotation holds together."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from quellenlage.reading.words import END_MARKS, QUOTE_MARKS
from quellenlage.words.wordings import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from quellenlage.reading.clauses import Clause
    from quellenlage.reading.reading import Reading

LONGEST_QUOTATION = 1500
LONGEST_UNIT = 400  # words; what is longer is no sentence and is cut, which keeps every rule linear


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the Doc: its tokens from ``start`` to ``end`` and its characters, all exclusive at the end."""

    start: int
    end: int
    start_char: int
    end_char: int


def sentences_of(doc: Doc) -> tuple[Sentence, ...]:
    """The sentences of a Doc, in order."""
    return tuple(Sentence(s.start, s.end, s.start_char, s.end_char) for s in doc.sents)


def sentence_at(sentences: Sequence[Sentence], char: int) -> Sentence | None:
    """The sentence in which a character stands, with the white space behind it; None before the first."""
    at = bisect_right(sentences, char, key=lambda sentence: sentence.start_char)
    return sentences[at - 1] if at else None


@dataclass(slots=True)
class Unit:
    """What rules read in one piece: a sentence, or several that a quotation holds together.

    It has the words from ``a`` to ``b`` (exclusive), of which the closing marks begin at ``stop``. ``number``
    counts the units of an article, ``paragraph`` its paragraphs.
    """

    number: int
    a: int
    b: int
    stop: int
    paragraph: int
    clauses: list[Clause] = field(default_factory=list)


def units_of(reading: Reading) -> list[Unit]:
    """The units of an article: its sentences, put together where a quotation or a colon holds them.

    A dateline is one of its own.
    """
    ws = reading.words
    outer = [q for q in reading.quotes if q.depth == 0]
    inside = {i for q in outer for i in range(reading.at(q.start) + 1, reading.at(q.end))}
    starts = {reading.at(sentence.start_char) for sentence in reading.sentences}
    starts |= behind_datelines(reading)
    found: list[Unit] = []
    a = paragraph = 0
    for i in range(1, len(ws) + 1):
        long = i - a >= LONGEST_UNIT and (i not in inside or i - a >= LONGEST_QUOTATION)
        if i < len(ws) and not long and (i not in starts or i in inside or _announced(reading, i)):
            continue
        stop = i
        while stop > a and ws[stop - 1].text in END_MARKS:
            stop -= 1
        found.append(Unit(len(found), a, i, stop, paragraph))
        paragraph += i < len(ws) and _new_line(reading, i)
        a = i
    return found


def behind_datelines(reading: Reading) -> set[int]:
    """The words before which a dateline ends, which belongs to no sentence: "Halmer (dpa) - Der Deich hält"."""
    return {reading.at(match.end()) for match in _dateline().finditer(reading.text)}


@cache
def _dateline() -> re.Pattern[str]:
    """Where and by which agency a report was written, at the beginning of a line."""
    return re.compile(rf"(?m)^(?:{wording('dateline of an agency')})")


def _new_line(reading: Reading, i: int) -> bool:
    return "\n" in reading.text[reading.words[i - 1].end : reading.words[i].start]


def _announced(reading: Reading, i: int) -> bool:
    """Whether a colon announces what begins with word ``i``: the rest of its line, or a quotation below."""
    ws = reading.words
    return ws[i - 1].text == ":" and (ws[i].text in QUOTE_MARKS or not _new_line(reading, i))
